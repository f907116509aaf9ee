"""What happens to a site while visitors ask: each change, where it shows, and how to tell."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from articles.loading.accounts import REVIEWER, WRITER, account
from articles.models import Article, PartnerOffer, Review
from articles.publishing.publications import publish, set_end
from articles.publishing.reviewing import decide, request_review
from articles.writing.saving import save_version
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries import read_index
from benchmarks.releasing import publish_release
from visa.enacting import approve_value, propose_correction
from visa.models import Parameter, ParameterValue

type Test = Callable[[str], bool]

OFFER = "An offer that ends"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`happen` returns at the instant from which the page has to be another one."""

    name: str
    path: str
    is_new: Test
    happen: Callable[[], object]


def changes(number: int) -> Iterator[Change]:
    """Those of one round, each made ready when its turn comes."""
    yield _of_release()
    yield _of_law(Decimal(90_000 + number))
    yield _of_offer()
    guide = Article.objects.filter(kind=Article.Kind.GUIDE, language="en").earliest("pk")
    page = reverse("en:guide_detail", args=[guide.slug])
    words = f"The words of round {number}."
    yield Change(
        name="publication",
        path=page,
        is_new=shows(words),
        happen=lambda: _publish(guide, words),
    )
    yield Change(
        name="end of a publication, by the clock",
        path=page,
        is_new=lacks(words),
        happen=lambda: _end_soon(guide),
    )


def offer_ends(*, midnight: datetime, ahead: timedelta) -> Change:
    """At hosts whose clock is so far ahead that it's soon midnight there."""
    _offer(until=midnight.date())
    return Change(
        name="end of an offer, by the clock",
        path=_market_path(),
        is_new=lacks(OFFER),
        happen=lambda: _sleep_until(midnight - ahead),
    )


def next_midnight() -> datetime:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, datetime.min.time()))


def shows(words: str) -> Test:
    return lambda text: words in text


def lacks(words: str) -> Test:
    return lambda text: words not in text


def _of_release() -> Change:
    """The other one of two releases takes effect."""
    other = Release.objects.exclude(pk=_release().pk).latest("number")
    return Change(
        name="release",
        path=_market_path(),
        is_new=shows(f"<dt>Release {other.number}</dt>"),
        happen=lambda: publish_release(other, at=timezone.now(), by_id=None),
    )


def _of_law(amount: Decimal) -> Change:
    """An amount that the law holds until further notice is corrected."""
    value = ParameterValue.objects.standing().filter(
        amount__isnull=False,
        valid_to=None,
        parameter__unit=Parameter.Unit.MONEY,
        parameter__cadence=Parameter.Cadence.AD_HOC,
    )
    former = value.select_related("parameter").earliest("parameter__key")
    proposed = propose_correction(former, {"amount": amount}, by=account(WRITER))
    return Change(
        name="legal value",
        path=reverse("en:figure_detail", args=[f"visa.{former.parameter.key}"]),
        is_new=shows(f"{amount:,}"),
        happen=lambda: approve_value(proposed, by=account(REVIEWER), at=timezone.now()),
    )


def _of_offer() -> Change:
    offer = _offer(until=timezone.localdate() + timedelta(days=30))
    ended = PartnerOffer.objects.filter(pk=offer.pk)
    return Change(
        name="end of an offer, by hand",
        path=_market_path(),
        is_new=lacks(OFFER),
        happen=lambda: ended.update(valid_to=timezone.localdate()),
    )


def _offer(*, until: date) -> PartnerOffer:
    offer, _is_new = PartnerOffer.objects.update_or_create(
        reference="offer-that-ends",
        defaults={
            "partner": "Nobody",
            "title": OFFER,
            "text": "It is there to be measured.",
            "language": "en",
            "url": "https://partner.example/",
            "valid_from": timezone.localdate() - timedelta(days=1),
            "valid_to": until,
        },
    )
    return offer


def _publish(guide: Article, words: str) -> None:
    now = timezone.now()
    guide.lead = words
    guide.save(update_fields=["lead"])
    version = save_version(guide, by=account(WRITER), at=now)
    review = request_review(version, by=account(WRITER), at=now)
    decide(review, Review.Verdict.APPROVED, by=account(REVIEWER), at=now)
    publish(version, by=account(REVIEWER), at=now)


def _end_soon(guide: Article) -> None:
    now = timezone.now()
    end = now + timedelta(seconds=3)
    set_end(guide, until=end, at=now)
    _sleep_until(end)


def _sleep_until(instant: datetime) -> None:
    time.sleep(max(0.0, (instant - timezone.now()).total_seconds()))


def _release() -> Release:
    release = Release.objects.in_effect(Moment.now())
    assert release is not None  # noqa: S101  the site was made with two
    return release


def _market_path() -> str:
    market = read_index(release=_release())[0]
    return reverse("en:market_detail", args=[market.occupation.slug_en, market.country.slug_en])
