"""A rule of law as a nested list to read: what is required, how much today, and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.addresses import language_here
from articles.figures.law_texts import amount as amount_of
from benchmarks import formats
from visa import terms
from visa.citations import Citation
from visa.terms import Term
from visa.values import ValueBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One line: its words, how what stands below it is joined, and today's figure if it has one."""

    text: str
    joined: str
    figure: str
    citation: Citation | None
    children: tuple["Requirement", ...]


def requirement(term: Term, values: ValueBook, on: date) -> Requirement:
    return Requirement(
        text=term.text.in_language(language_here()),
        joined=_joined(term),
        figure=" · ".join(_figures(term, values, on)),
        citation=term.citation,
        children=tuple(requirement(child, values, on) for child in _below(term)),
    )


def citations_in(term: Term) -> Iterator[Citation]:
    return (one.citation for one in terms.walk(term) if one.citation)


def _below(term: Term) -> tuple[Term, ...]:
    """A line of points with one condition is read as that condition."""
    return term.children if isinstance(term, terms.Group) else ()


def _joined(term: Term) -> str:
    language = language_here()
    match term:
        case terms.All():
            return _("all of these")
        case terms.AnyOf():
            return _("one of these")
        case terms.AtLeast():
            return _("at least %(count)s of these") % {
                "count": formats.number(term.count, language)
            }
        case terms.NoneOf():
            return _("none of these")
        case terms.Unless():
            return _("the first of these, or one that waives it")
        case terms.Highest():
            return _("only the highest of these counts")
        case terms.Capped():
            return _("at most %(points)s points together") % {
                "points": formats.number(term.most, language)
            }
        case terms.Points():
            return _("points: %(points)s") % {"points": formats.number(term.points, language)}
        case terms.Score() if term.minimum is not None:
            return _("at least %(points)s points from these") % {
                "points": formats.number(term.minimum, language)
            }
        case terms.Score():
            return _("enough points from these")
    return ""


def _figures(term: Term, values: ValueBook, on: date) -> Iterator[str]:
    keys = [getattr(term, "parameter", "")]
    keys += [band.parameter for band in getattr(term, "bands", ())]
    for key in dict.fromkeys(filter(None, keys)):
        reading = values.read(key, on)
        name = reading.parameter.name.in_language(language_here())
        amount = amount_of(reading)
        yield f"{name}: {amount}" if isinstance(term, terms.Lookup) else amount
