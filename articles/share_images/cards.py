"""What the images of pages with figures say, in the words of these pages."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from articles import wording
from articles.addresses import language_here
from articles.charts import Scale, all_amounts
from articles.figures.law_texts import amount
from articles.figures.page import FigurePage
from articles.figures.printing import is_number
from articles.guides import Guide
from articles.market import Market
from articles.models import Article
from articles.residence import Residence
from articles.share_images.card import Band, Bar, Card
from benchmarks import formats
from benchmarks.models import Occupation
from benchmarks.queries import Pay, PaySummary


def of_market(market: Market) -> Card:
    """Typical pay as an interval, whatever its grade; or that there is none, and why."""
    pay, title = market.pay, market.occupation.name
    place = f"{market.place.name} ({market.country.name})" if market.hub else market.place.name
    kind = _("Salary, %(place)s") % {"place": place}
    if pay is None or pay.latest is None or pay.level is None:
        why = wording.withheld_sentence(pay.withheld, market.place) if pay else ""
        words = why or _("Nothing has been released yet.")
        facts = _release(pay) if pay else ()
        return Card(
            kind=kind, title=title, figure=_("No figure"), words=words, is_silent=True, facts=facts
        )
    latest = pay.latest
    about = _("Typical pay %(year)s, gross per year") % {"year": latest.year}
    return Card(
        kind=kind,
        title=title,
        figure=wording.interval(latest),
        words=f"{about}: {wording.level_name(pay.level, market.country)}",
        bar=_bar(latest),
        legend=_legend(latest),
        facts=(
            f"{_('Grade')} {latest.grade}",
            f"{_('Samples of three years')}: {formats.number(latest.recent_n, language_here())}",
            *_release(pay),
        ),
    )


def of_home() -> Card:
    return Card(
        title=_("Salaries in software, data and AI"),
        words=_("What occupations pay, with year, spread, sample size and sources."),
    )


def of_occupation(occupation: Occupation) -> Card:
    about = _("%(name)s: typical pay by country, with interval, samples and grade.")
    return Card(
        kind=_("Salary by country"),
        title=occupation.name,
        words=occupation.summary or about % {"name": occupation.name},
    )


def of_figure(shown: FigurePage) -> Card:
    """A figure without a value says so in words."""
    figure = shown.figure
    interval = f"80{formats.NO_BREAK_SPACE}%: {shown.interval}" if shown.interval else ""
    held = f" {formats.EN_DASH} ".join(part for part in (shown.since, shown.until) if part)
    year = str(figure.year or "")
    rest = [interval, held, year, shown.definition]
    return Card(
        kind=_("Figures"),
        title=shown.name,
        figure=shown.value,
        words=" · ".join(part for part in rest if part),
        is_silent=not is_number(figure),
        facts=(
            *(one.name.in_language(language_here()) for one in figure.origins[:1]),
            _as_of(shown.on),
        ),
    )


def of_residence(residence: Residence) -> Card:
    """With the first of its salary floors that is published."""
    known = [one for one in residence.thresholds.readings if one.value]
    job = residence.occupation
    floor = known[0] if known else None
    words = floor.parameter.name.in_language(language_here()) if floor else residence.description
    return Card(
        kind=_("Residence titles"),
        title=f"{residence.name}: {job.name}" if job else residence.name,
        figure=amount(floor) if floor else "",
        words=words,
        facts=(_as_of(residence.on),),
    )


def of_guide(guide: Guide) -> Card:
    changed = [_as_of(guide.life.changed_at.date())] if guide.life else []
    is_visa = guide.kind is Article.Kind.VISA
    return Card(
        kind=_("Residence titles") if is_visa else _("Guides"),
        title=guide.title,
        words=guide.description,
        facts=(*filter(None, [guide.author]), *changed),
    )


def _bar(pay: Pay) -> Bar:
    scale = Scale.around(all_amounts(pay))
    return Bar(
        typical=_band(scale, pay.typical_low, pay.typical_high),
        middle=_band(scale, pay.p25, pay.p75) if pay.p25 and pay.p75 else None,
        people=_band(scale, pay.p10, pay.p90) if pay.p10 and pay.p90 else None,
    )


def _band(scale: Scale, low: Decimal, high: Decimal) -> Band:
    return Band(start=float(scale.percent(low)) / 100, end=float(scale.percent(high)) / 100)


def _legend(pay: Pay) -> str:
    if pay.p10 is None or pay.p90 is None:
        return f"{_('Eight in ten people')}: {_('not known')}"
    name = (
        _("Eight in ten people, measured")
        if pay.range_is_measured
        else _("Eight in ten people, modelled")
    )
    return f"{name}: {wording.span(pay.p10, pay.p90, pay.currency)}"


def _release(pay: PaySummary) -> tuple[str, str]:
    released = formats.day(pay.released_at.date(), language_here())
    return (_("Release %(number)s") % {"number": pay.release_number}, released)


def _as_of(day: date) -> str:
    return _("As of %(day)s") % {"day": formats.day(day, language_here())}
