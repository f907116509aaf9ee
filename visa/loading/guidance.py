"""Loads guidance, one file for each title, and the groups that occupations may be classed in."""

from benchmarks.models import Country, Occupation
from visa.law_files import Entry, read_entries, read_entry
from visa.loading.rows import Load, bring_in, look_up, look_up_if_named
from visa.models import Citation, Guidance, OccupationCode, Parameter, ResidenceTitle, Route


def load_guidance(load: Load) -> None:
    for path in sorted((load.folder / "guidance").glob("*.yaml")):
        file = read_entry(path)
        title = look_up(load, ResidenceTitle, file, "title")
        lines = list(file.entries("lines"))
        file.finish()
        for position, entry in enumerate(lines, start=1):
            _load_line(load, title, entry, position)


def _load_line(load: Load, title: ResidenceTitle, entry: Entry, position: int) -> None:
    text, detail = entry.both("text"), entry.both("detail", optional=True)
    row = Guidance(
        key=entry.text("key"),
        kind=entry.text("kind"),
        title=title,
        route=look_up_if_named(load, Route, entry, "route"),
        origin=look_up_if_named(load, Country, entry, "origin", by="code"),
        text_de=text.de,
        text_en=text.en,
        detail_de=detail.de,
        detail_en=detail.en,
        parameter=look_up_if_named(load, Parameter, entry, "parameter"),
        months=entry.whole_or_none("months"),
        citation=look_up_if_named(load, Citation, entry, "citation"),
        valid_from=entry.day("from"),
        valid_to=entry.day_or_none("to"),
        position=position,
    )
    bring_in(load, row, entry)


def load_occupation_codes(load: Load) -> None:
    for file in read_entries(load.folder / "occupation_codes.yaml"):
        occupation = look_up(load, Occupation, file, "key", by="code")
        codes = list(file.entries("codes"))
        file.finish()
        for position, entry in enumerate(codes, start=1):
            name, note = entry.both("name"), entry.both("note", optional=True)
            row = OccupationCode(
                occupation=occupation,
                code=entry.text("key"),
                name_de=name.de,
                name_en=name.en,
                note_de=note.de,
                note_en=note.en,
                citation=look_up(load, Citation, entry, "citation"),
                position=position,
            )
            bring_in(load, row, entry, key=("occupation_id", "code"))
