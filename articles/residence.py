"""A residence title on one day: routes, figures, documents and times, for page and print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from articles.addresses import Address, language_here, named_day
from articles.figures.law_texts import amount, in_place, in_words
from articles.requirements import Requirement, citations_in, requirement
from articles.thresholds import Thresholds, thresholds
from articles.title_pay import TitlePay, read_title_pays
from benchmarks.models import Occupation
from benchmarks.moments import Moment
from visa import terms
from visa.citations import Citation
from visa.queries.guidance import (
    Guide,
    OriginName,
    read_guides,
    read_occupation_codes,
    read_occupations_with_codes,
)
from visa.results import Law
from visa.titles import Route, Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """One line of help in the words of the page: a document, a milestone, a fee, a mistake."""

    kind: str
    route: str
    origin: str
    text: str
    detail: str
    figure: str
    months: int | None
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSection:
    """One way to the title, with its conditions and the documents that it needs."""

    key: str
    name: str
    summary: str
    consent: str
    citation: Citation
    conditions: Requirement
    documents: list[Help]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMembership:
    """Whether a code that an occupation may fall in is in the group that a route asks for."""

    route: str
    condition: str
    is_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeOutlook:
    """A code that an occupation may be classed in, and what hangs on it."""

    code: str
    name: str
    note: str
    citation: Citation
    memberships: list[GroupMembership]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    check: Address
    general: Address | None
    compare: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """Everything that the page of a title says; `codes` only where an occupation is named.

    `occupations` are those that have a page of the title for themselves, where this is none of
    them; `pays` hold what they earn, or this one, against the title's salary floors.
    """

    title: Title
    address: Address
    on: date
    occupation: Occupation | None
    short: str
    description: str
    routes: list[RouteSection]
    thresholds: Thresholds
    everywhere: list[Help]
    guides: dict[str, list[Help]]
    codes: list[CodeOutlook]
    origins: list[OriginName]
    origin: str
    citations: list[Citation]
    occupations: list[Occupation]
    pays: list[TitlePay]
    links: Links

    @property
    def name(self) -> str:
        return self.title.name.in_language(language_here())

    @property
    def pay(self) -> TitlePay | None:
        """Of the page's own occupation."""
        return self.pays[0] if self.occupation and self.pays else None

    @property
    def compared(self) -> list[TitlePay]:
        """Of many occupations, where the title asks for a salary."""
        return [] if self.occupation else [one for one in self.pays if one.floors]


def read_residence(
    *, title: Title, law: Law, occupation: Occupation | None, origin: str, moment: Moment
) -> Residence:
    rows, origins = read_guides(title.key, origin=origin, moment=moment, values=law.values)
    guides = [_help(row, law, moment) for row in rows]
    address = title_address(title, occupation=occupation, origin=origin, moment=moment)
    routes = [_route(route, law, moment, guides) for route in title.routes]
    keys = [key for route in title.routes for key in terms.parameters_of(route.rule.term)]
    codes = _codes(title, law, occupation, moment.on) if occupation else []
    occupations = [] if occupation else read_occupations_with_codes()
    paid = [occupation] if occupation else occupations
    return Residence(
        title=title,
        address=address,
        on=moment.on,
        occupation=occupation,
        short=in_place(title.short, law.values, moment.on, named_day(moment)),
        description=in_words(title.short, law.values, moment.on),
        routes=routes,
        thresholds=thresholds(list(dict.fromkeys(keys)), law.values, moment.on),
        everywhere=[one for one in guides if one.kind == "document" and not one.route],
        guides=_by_kind(guides),
        codes=codes,
        origins=origins,
        origin=origin if any(one.code == origin for one in origins) else "",
        citations=_citations(title, guides, codes),
        occupations=occupations,
        pays=read_title_pays(title, paid, values=law.values, moment=moment) if routes else [],
        links=Links(
            check=title_address(title, view="visa_check", occupation=occupation, moment=moment),
            general=title_address(title, moment=moment) if occupation else None,
            compare=Address(view="visa_comparison", as_of=named_day(moment)),
        ),
    )


def title_address(
    title: Title,
    *,
    moment: Moment,
    view: str = "visa_detail",
    occupation: Occupation | None = None,
    origin: str = "",
) -> Address:
    return Address(
        view=view, title=title.slug, occupation=occupation, origin=origin, as_of=named_day(moment)
    )


def _route(route: Route, law: Law, moment: Moment, guides: list[Help]) -> RouteSection:
    language, on, as_of = language_here(), moment.on, named_day(moment)
    return RouteSection(
        key=route.key,
        name=route.name.in_language(language),
        summary=in_place(route.summary, law.values, on, as_of),
        consent=in_place(route.consent, law.values, on, as_of),
        citation=route.rule.citation,
        conditions=requirement(route.rule.term, law.values, on),
        documents=[one for one in guides if one.kind == "document" and one.route == route.key],
    )


def _help(row: Guide, law: Law, moment: Moment) -> Help:
    on, as_of = moment.on, named_day(moment)
    return Help(
        kind=row.kind,
        route=row.route,
        origin=row.origin,
        text=in_place(row.text, law.values, on, as_of),
        detail=in_place(row.detail, law.values, on, as_of),
        figure=amount(row.reading) if row.reading else "",
        months=row.months,
        citation=row.citation,
    )


def _by_kind(guides: list[Help]) -> dict[str, list[Help]]:
    found: dict[str, list[Help]] = {}
    for guide in guides:
        found.setdefault(guide.kind, []).append(guide)
    return found


def _codes(title: Title, law: Law, occupation: Occupation, on: date) -> list[CodeOutlook]:
    language = language_here()
    return [
        CodeOutlook(
            code=one.code,
            name=one.name.in_language(language),
            note=one.note.in_language(language),
            citation=one.citation,
            memberships=[
                GroupMembership(
                    route=route.name.in_language(language),
                    condition=term.text.in_language(language),
                    is_in=law.groups[term.group].has(one.code, on),
                )
                for route in title.routes
                for term in terms.walk(route.rule.term)
                if isinstance(term, terms.InGroup)
            ],
        )
        for one in read_occupation_codes(occupation)
    ]


def _citations(
    title: Title, guides: Iterable[Help], codes: Iterable[CodeOutlook]
) -> list[Citation]:
    """Every passage that the page rests on, each once, by act and passage."""
    found = {}
    for route in title.routes:
        for citation in (route.rule.citation, *citations_in(route.rule.term)):
            found[citation.key] = citation
    for one in guides:
        if one.citation:
            found[one.citation.key] = one.citation
    for code in codes:
        found[code.citation.key] = code.citation
    return sorted(found.values(), key=lambda one: (one.act, one.pinpoint))
