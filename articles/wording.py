"""What a figure is called and what it rests on, in the words of the page's language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.addresses import language_here
from benchmarks import formats
from benchmarks.models import Country, Grade, Hub, Suppression
from benchmarks.queries import Level, Pay, Step
from visa.citations import Text

EN_DASH = formats.EN_DASH
FREE_USE = Text("Freie Nutzung mit Angabe der Quelle", "Free use with the source named")
"""What stands as the licence of a source whose terms have no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeWords:
    """A grade, what it means, and the facts that it was computed from."""

    grade: Grade
    meaning: str
    reasons: list[str]


def level_name(level: Level, country: Country) -> str:
    """`Germany overall`, `Munich`, `Senior, Munich`, `Senior, Germany`."""
    if level.seniority is None:
        return level.hub.name if level.hub else whole(country)
    place = level.hub.name if level.hub else country.name
    return f"{level.seniority.label}, {place}"


def whole(country: Country) -> str:
    return _("%(country)s overall") % {"country": country.name}


def amount(pay: Pay) -> str:
    """Typical pay, or the range of it where there is no point."""
    return interval(pay) if pay.typical is None else money(pay.typical, pay.currency)


def interval(pay: Pay) -> str:
    return span(pay.typical_low, pay.typical_high, pay.currency)


def money(value: Decimal, currency: str) -> str:
    return formats.money(value, currency, language_here())


def span(low: Decimal | None, high: Decimal | None, currency: str) -> str:
    if low is None or high is None:
        return ""
    return formats.money_range(low, high, currency, language_here())


def step_text(step: Step) -> str:
    """`+18 % (80 %: 12 to 26 %)`, or that there is no clear difference."""
    low, high, percent = (_percent(one) for one in (step.low, step.high, step.percent))
    if step.is_clear:
        return _("%(percent)s (80%%: %(low)s to %(high)s)") % {
            "percent": percent,
            "low": low,
            "high": high,
        }
    return _("no clear difference (80%%: %(low)s to %(high)s)") % {"low": low, "high": high}


def grade_words(pay: Pay, on: date) -> GradeWords:
    return GradeWords(grade=pay.grade, meaning=meaning(pay.grade), reasons=_reasons(pay, on))


def meaning(grade: Grade) -> str:
    return {
        Grade.A: _("precise, from several sources, recent"),
        Grade.B: _("good"),
        Grade.C: _("rough: an interval first, figures coarsely rounded"),
        Grade.D: _("modelled from broader groups: a range only, no single figure"),
    }[grade]


def modelled_from(level: Level, country: Country) -> str:
    """The broader groups whose data carry a figure of grade D."""
    if level.hub:
        return _("%(country)s overall, other occupations in %(hub)s and other years") % {
            "country": country.name,
            "hub": level.hub.name,
        }
    return _("other occupations in %(country)s and other years") % {"country": country.name}


def withheld_sentence(reason: Suppression | None, place: Country | Hub) -> str:
    """Why a place has no figure of its own."""
    if reason is None:
        return _("%(place)s has no samples of its own, or none of recent years.") % {
            "place": place.name
        }
    return _("%(place)s has no figure of its own: %(reason)s.") % {
        "place": place.name,
        "reason": reason.label,
    }


def newest(pay: Pay) -> str:
    """The month of the newest sample, or its year where samples name no more than that."""
    last = pay.observed_to
    if last is None:
        return ""
    names_only_the_year = (last.month, last.day) == (1, 1)
    return str(last.year) if names_only_the_year else formats.month(last, language_here())


def _reasons(pay: Pay, on: date) -> list[str]:
    reasons = [
        _("The 80%% interval reaches up to %(percent)s to either side.")
        % {"percent": formats.percent(Decimal(pay.half_width) / 100, language_here())}
    ]
    if pay.effective_n is not None:
        reasons.append(
            ngettext(
                "It rests on %(n)s effective sample of three years",
                "It rests on %(n)s effective samples of three years",
                pay.effective_n,
            )
            % {"n": formats.number(pay.effective_n, language_here())}
            + (_from_sources(pay.source_count) if pay.source_count else "")
            + "."
        )
    if pay.observed_to and not pay.is_projection:
        months = (on.year - pay.observed_to.year) * 12 + on.month - pay.observed_to.month
        reasons.append(
            _("The newest sample is from %(newest)s, %(age)s.")
            % {"newest": newest(pay), "age": age(months)}
        )
    return reasons


def age(months: int) -> str:
    if months < 1:
        return _("less than a month ago")
    if months < 24:
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    years = months // 12
    return ngettext("more than %(n)s year ago", "more than %(n)s years ago", years) % {"n": years}


def _from_sources(count: int) -> str:
    if count == 1:
        return _(" from one source")
    return ngettext(" from %(n)s source", " from %(n)s sources", count) % {"n": count}


def licence(name: str) -> str:
    """Licences go by their names; terms without one are told in the reader's language."""
    return FREE_USE.in_language(language_here()) if name == FREE_USE.en else name


def share_of_all(share: Decimal) -> str:
    return _("%(share)s of all") % {"share": formats.percent(share, language_here())}


def _percent(value: Decimal) -> str:
    """With its sign: `+18 %`, `−4 %`."""
    text = formats.percent(abs(value) / 100, language_here())
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else "±"
    return sign + text
