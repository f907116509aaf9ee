"""Loads residence titles, one file each: their routes, and each route's rule in all versions.

A rule is a tree in the file and an outline in the table.
"""

from collections.abc import Iterator

from django.db.models import TextChoices

from benchmarks.models import Country
from visa.law_files import Entry, read_entry
from visa.loading.enacted import ever_overlapping, goes_in, known_from
from visa.loading.rows import Load, bring_in, check, look_up, look_up_if_named
from visa.models import (
    Citation,
    CodeGroup,
    Condition,
    Fact,
    Operator,
    Parameter,
    ResidenceTitle,
    Route,
    RuleVersion,
)
from visa.outline_checks import check as faults_of
from visa.queries.citing import Citations
from visa.queries.titles import line_of

CHOICES: dict[str, type[TextChoices]] = {
    "operator": Operator,
    "relation": Condition.Relation,
    "unit": Condition.CalendarUnit,
    "changeable_by": Condition.ChangeableBy,
}


def load_titles(load: Load) -> None:
    for path in sorted((load.folder / "titles").glob("*.yaml")):
        _load_title(load, read_entry(path))


def load_predecessors(load: Load) -> None:
    """Once every title is there; those that editors linked stay."""
    for path in sorted((load.folder / "titles").glob("*.yaml")):
        entry = read_entry(path)
        title = look_up(load, ResidenceTitle, entry, "key")
        for key in entry.words("predecessors"):
            former = ResidenceTitle.objects.filter(key=key).first()
            if former is None:
                raise entry.error(f"there is no title {key!r} among the predecessors")
            title.predecessors.add(former)


def _load_title(load: Load, entry: Entry) -> None:
    name, slug, short = entry.both("name"), entry.both("slug"), entry.both("short")
    entry.words("predecessors")  # loaded once all titles are there
    routes = list(entry.entries("routes"))
    row = ResidenceTitle(
        key=entry.text("key"),
        country=look_up(load, Country, entry, "country", by="code"),
        name_de=name.de,
        name_en=name.en,
        slug_de=slug.de,
        slug_en=slug.en,
        entitlement=entry.text("entitlement"),
        short_de=short.de,
        short_en=short.en,
        position=entry.whole("position"),
    )
    title = bring_in(load, row, entry)
    for position, below in enumerate(routes, start=1):
        _load_route(load, title, below, position)


def _load_route(load: Load, title: ResidenceTitle, entry: Entry, position: int) -> None:
    name, summary = entry.both("name"), entry.both("summary")
    consent = entry.both("consent", optional=True)
    versions = list(entry.entries("versions"))
    row = Route(
        title=title,
        key=entry.text("key"),
        name_de=name.de,
        name_en=name.en,
        summary_de=summary.de,
        summary_en=summary.en,
        consent_de=consent.de,
        consent_en=consent.en,
        position=position,
    )
    route = bring_in(load, row, entry)
    for below in versions:
        _load_version(load, route, below)


def _load_version(load: Load, route: Route, entry: Entry) -> None:
    version = RuleVersion(
        route=route,
        valid_from=entry.day("from"),
        valid_to=entry.day_or_none("to"),
        citation=look_up(load, Citation, entry, "citation"),
        note=entry.text("note", ""),
        loaded=True,
    )
    conditions = _numbered(_conditions(load, entry.below("rule")))
    entry.finish()
    check(version, entry)
    _check_outline(conditions, entry)
    former = ever_overlapping(RuleVersion.objects.filter(route=route), version)
    standing = [one for one in former if one.is_standing]
    is_same = any(_is_same(one, version, conditions) for one in standing)
    if not goes_in(load, version, standing, is_same=is_same):
        return
    version.save(force_insert=True)
    for condition in conditions:
        condition.rule = version
    Condition.objects.bulk_create(conditions)
    version.known_from = known_from(load, former)  # from now on it takes no other conditions
    version.save(update_fields=["known_from"])


def _numbered(conditions: Iterator[Condition]) -> list[Condition]:
    rows = list(conditions)
    for position, row in enumerate(rows, start=1):
        row.position = position
    return rows


def _conditions(load: Load, entry: Entry, depth: int = 0) -> Iterator[Condition]:
    text = entry.both("text", optional=True)
    below = list(entry.entries("below"))
    row = Condition(
        depth=depth,
        key=entry.text("key", ""),
        operator=entry.text("operator"),
        fact=look_up_if_named(load, Fact, entry, "fact"),
        born=look_up_if_named(load, Fact, entry, "born"),
        reference=look_up_if_named(load, Fact, entry, "reference"),
        relation=entry.text("relation", ""),
        parameter=look_up_if_named(load, Parameter, entry, "parameter"),
        number=entry.number("number"),
        window=entry.whole_or_none("window"),
        unit=entry.text("unit", ""),
        group=look_up_if_named(load, CodeGroup, entry, "group"),
        choices=entry.words("choices"),
        points=entry.number("points"),
        text_de=text.de,
        text_en=text.en,
        citation=look_up_if_named(load, Citation, entry, "citation"),
        changeable_by=entry.text("changeable_by", Condition.ChangeableBy.NOBODY),
    )
    entry.finish()
    for name, kind in CHOICES.items():
        value = getattr(row, name)
        if value and value not in kind.values:
            raise entry.error(f"{name} {value!r} should be one of {', '.join(kind.values)}")
    yield row
    for child in below:
        yield from _conditions(load, child, depth + 1)


def _check_outline(conditions: list[Condition], entry: Entry) -> None:
    citations = Citations()
    facts = {fact.key: fact.as_fact() for fact in Fact.objects.prefetch_related("choices")}
    lines = [line_of(row, citations) for row in conditions]
    for fault in faults_of(lines, facts):
        raise entry.error(f"{fault.text.en} ({lines[fault.line - 1].key})")


def _is_same(stored: RuleVersion, version: RuleVersion, conditions: list[Condition]) -> bool:
    columns = ("valid_from", "valid_to", "citation_id", "note")
    if any(getattr(stored, name) != getattr(version, name) for name in columns):
        return False
    names = [
        field.attname
        for field in Condition._meta.concrete_fields
        if field.attname not in ("id", "rule_id")
    ]
    return [
        [getattr(row, name) for name in names] for row in stored.conditions.order_by("position")
    ] == [[getattr(row, name) for name in names] for row in conditions]
