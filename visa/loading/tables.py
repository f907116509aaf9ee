"""Loads what stands in one table each: sources, citations, figures, groups and questions."""

from benchmarks.models import Country
from visa.law_files import read_entries
from visa.loading.rows import Load, bring_in, look_up
from visa.models import (
    Citation,
    CodeGroup,
    CodePrefix,
    Fact,
    FactChoice,
    Parameter,
    Source,
)
from visa.values import MONTHS


def load_sources(load: Load) -> None:
    for entry in read_entries(load.folder / "sources.yaml"):
        title = entry.both("title")
        row = Source(
            key=entry.text("key"),
            publisher=entry.text("publisher"),
            title_de=title.de,
            title_en=title.en,
            url=entry.text("url"),
            grade=entry.text("grade"),
            published_on=entry.day_or_none("published_on"),
            checked_on=entry.day("checked_on"),
        )
        bring_in(load, row, entry)


def load_citations(load: Load) -> None:
    for entry in read_entries(load.folder / "citations.yaml"):
        row = Citation(
            key=entry.text("key"),
            source=look_up(load, Source, entry, "source"),
            act=entry.text("act", ""),
            pinpoint=entry.text("pinpoint", ""),
        )
        bring_in(load, row, entry)


def load_parameters(load: Load) -> None:
    for entry in read_entries(load.folder / "parameters.yaml"):
        name, counts = entry.both("name"), entry.both("pay_components", optional=True)
        row = Parameter(
            key=entry.text("key"),
            name_de=name.de,
            name_en=name.en,
            country=look_up(load, Country, entry, "country", by="code"),
            unit=entry.text("unit"),
            currency=entry.text("currency", ""),
            per=entry.text("per", Parameter.Per.ONCE),
            instalments=entry.whole("instalments", MONTHS),
            pay_components_de=counts.de,
            pay_components_en=counts.en,
            cadence=entry.text("cadence", Parameter.Cadence.AD_HOC),
        )
        bring_in(load, row, entry)


def load_code_groups(load: Load) -> None:
    for entry in read_entries(load.folder / "code_groups.yaml"):
        name = entry.both("name")
        prefixes = list(entry.entries("prefixes"))
        row = CodeGroup(key=entry.text("key"), name_de=name.de, name_en=name.en)
        group = bring_in(load, row, entry)
        for below in prefixes:
            name = below.both("name")
            prefix = CodePrefix(
                group=group,
                prefix=below.text("key"),
                name_de=name.de,
                name_en=name.en,
                valid_from=below.day("from"),
                valid_to=below.day_or_none("to"),
                citation=look_up(load, Citation, below, "citation"),
            )
            bring_in(load, prefix, below, key=("group_id", "prefix", "valid_from"))


def load_facts(load: Load) -> None:
    for position, entry in enumerate(read_entries(load.folder / "facts.yaml"), start=1):
        question, explanation = entry.both("question"), entry.both("help", optional=True)
        name = entry.both("name", optional=True)
        choices = list(entry.entries("choices"))
        row = Fact(
            key=entry.text("key"),
            kind=entry.text("kind"),
            name_de=name.de,
            name_en=name.en,
            unit=entry.text("unit", ""),
            question_de=question.de,
            question_en=question.en,
            help_de=explanation.de,
            help_en=explanation.en,
            position=position,
        )
        fact = bring_in(load, row, entry)
        for number, below in enumerate(choices, start=1):
            name = below.both("name")
            choice = FactChoice(
                fact=fact,
                key=below.text("key"),
                name_de=name.de,
                name_en=name.en,
                position=number,
            )
            bring_in(load, choice, below, key=("fact_id", "key"))
