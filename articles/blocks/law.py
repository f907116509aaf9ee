"""Blocks on residence titles: thresholds by period, the check of one's own case, documents."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.addresses import Address, named_day
from articles.blocks.page import Heading, Page
from articles.blocks.stored import text_in
from articles.figures.law_texts import amount, in_place
from articles.thresholds import Thresholds, thresholds
from articles.writing.content import Data
from visa.citations import Citation
from visa.queries.briefs import Document, TitleBrief


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdTable:
    heading: Heading
    table: Thresholds
    on: date
    rules: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """To the check of one's own case."""

    heading: Heading
    name: str
    check: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    text: SafeString
    detail: SafeString
    figure: str
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGroup:
    """The documents of one way to the title; without a heading those of every way."""

    heading: Heading | None
    lines: list[DocumentLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    heading: Heading
    groups: list[DocumentGroup]


def threshold_table(data: Data, page: Page) -> ThresholdTable | None:
    title = _title(data, page)
    if title is None or not title.parameters:
        return None
    name = title.name.in_language(page.language)
    return ThresholdTable(
        heading=page.heading(_("%(title)s: figures and when they hold") % {"title": name}),
        table=thresholds(title.parameters, page.reads.knowledge.values, page.moment.on),
        on=page.moment.on,
        rules=_address("visa_rules", title, data, page),
    )


def eligibility(data: Data, page: Page) -> Invitation | None:
    title = _title(data, page)
    if title is None:
        return None
    name = title.name.in_language(page.language)
    return Invitation(
        heading=page.heading(_("%(title)s: check your own case") % {"title": name}),
        name=name,
        check=_address("visa_check", title, data, page),
    )


def documents(data: Data, page: Page) -> Documents | None:
    """What everybody brings; with a country of origin what people from there bring besides."""
    title, origin = _title(data, page), text_in(data, "origin")
    wanted = [one for one in title.documents if one.origin == origin] if title else []
    if not wanted:
        return None
    heading = page.heading(_documents_heading(wanted[0], page))
    wanted.sort(key=lambda one: bool(one.route.de))  # stable: first those of every way
    by_route = groupby(wanted, key=lambda one: one.route.in_language(page.language))
    return Documents(
        heading=heading,
        groups=[
            DocumentGroup(
                heading=page.heading(name, level=3) if name else None,
                lines=[_line(one, page) for one in of_route],
            )
            for name, of_route in by_route
        ],
    )


def _documents_heading(document: Document, page: Page) -> str:
    country = document.origin_name.in_language(page.language)
    if not country:
        return _("Documents to bring")
    return _("Documents from %(country)s") % {"country": country}


def _line(document: Document, page: Page) -> DocumentLine:
    values, on, as_of = page.reads.knowledge.values, page.moment.on, named_day(page.moment)
    is_known = document.parameter in values.parameters
    return DocumentLine(
        text=in_place(document.text, values, on, as_of),
        detail=in_place(document.detail, values, on, as_of),
        figure=amount(values.read(document.parameter, on)) if is_known else "",
        citation=document.citation,
    )


def _title(data: Data, page: Page) -> TitleBrief | None:
    return page.reads.titles.get(text_in(data, "title") or page.topic.title)


def _address(view: str, title: TitleBrief, data: Data, page: Page) -> Address:
    code = text_in(data, "occupation") or page.topic.occupation
    return Address(
        view=view,
        title=title.slug,
        occupation=page.reads.occupations.get(code),
        as_of=named_day(page.moment),
    )
