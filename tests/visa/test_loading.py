"""Loading the law: whole or not at all, twice changes nothing, and editors keep what they did."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.plugin import DjangoDbBlocker

from tests.visa.rows import make_user
from tests.visa.shipped import LOADED_AT, loaded
from visa.enacting import approve_value, propose_correction
from visa.enacting_rules import approve_rule, draft_rule
from visa.law_files import Entry, LawFileError, read_entries
from visa.loading import FOLDER, Load, load_law
from visa.models import (
    Condition,
    Guidance,
    OccupationCode,
    Parameter,
    ParameterValue,
    ResidenceTitle,
    RuleVersion,
    Source,
)
from visa.queries import read_values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_law")]
LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)
EARLIER = datetime(2026, 11, 1, 9, tzinfo=UTC)
ON = date(2026, 6, 1)


@pytest.fixture(scope="module")
def shipped_law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Load]:
    with django_db_blocker.unblock(), loaded() as load:
        yield load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files, to be changed."""
    return Path(shutil.copytree(FOLDER, tmp_path / "law"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def counted(load: Load, what: str) -> int:
    return sum(counts[what] for counts in load.tally.values())


def test_a_second_load_changes_nothing() -> None:
    models = (ParameterValue, RuleVersion, Condition, Guidance, OccupationCode, Source)
    before = [list(model.objects.order_by("pk").values()) for model in models]

    again = load_law(at=LATER, update=True)

    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    assert counted(again, "same") > 500
    assert counted(again, "new") == counted(again, "changed") == counted(again, "kept") == 0


def test_the_command_says_what_it_did() -> None:
    output = StringIO()

    call_command("load_law", stdout=output)

    assert "parametervalue: 97 same" in output.getvalue()


def test_what_an_editor_rewrote_stays_until_an_update(folder: Path) -> None:
    Guidance.objects.filter(key="de.blue-card.fee.visa").update(text_en="Visa")

    kept = load_law(at=LATER, folder=folder)
    assert kept.tally["guidance"]["kept"] == 1
    assert Guidance.objects.get(key="de.blue-card.fee.visa").text_en == "Visa"

    load_law(at=LATER, folder=folder, update=True)
    assert Guidance.objects.get(key="de.blue-card.fee.visa").text_en == "National visa"


def test_an_updated_value_supersedes_the_shipped_one(folder: Path) -> None:
    change(folder, "values.yaml", "amount: 411", "amount: 450")

    assert load_law(at=LATER, folder=folder).tally["parametervalue"]["kept"] == 1
    load_law(at=LATER, folder=folder, update=True)

    now, then = (read_values(at).value_on("de.fast-track.fee", ON) for at in (LATER, EARLIER))
    assert now is not None
    assert then is not None
    assert (then.amount, now.amount) == (411, 450)


def test_what_two_editors_enacted_is_never_touched(folder: Path) -> None:
    shipped_value = ParameterValue.objects.standing().get(parameter__key="de.fast-track.fee")
    proposal = propose_correction(shipped_value, {"amount": Decimal(420)}, by=make_user("ann"))
    approve_value(proposal, by=make_user("ben"), at=LOADED_AT)
    change(folder, "values.yaml", "amount: 411", "amount: 450")

    load_law(at=LATER, folder=folder, update=True)

    value = read_values(LATER).value_on("de.fast-track.fee", ON)
    assert value is not None
    assert value.amount == 420


def test_an_updated_rule_supersedes_the_shipped_one(folder: Path) -> None:
    file = "titles/at-blue-card.yaml"
    change(folder, file, "Die Stelle entspricht der Ausbildung", "Die Stelle passt")

    assert load_law(at=LATER, folder=folder).tally["ruleversion"]["kept"] == 1
    load_law(at=LATER, folder=folder, update=True)

    versions = RuleVersion.objects.filter(route__key="at.blue-card.degree")
    assert versions.count() == 2
    assert versions.standing().get().conditions.filter(text_de="Die Stelle passt").exists()


def test_a_rule_of_two_editors_is_never_touched(folder: Path) -> None:
    rule = RuleVersion.objects.get(route__key="at.blue-card.degree")
    draft = draft_rule(rule, valid_from=date(2022, 10, 1), by=make_user("ann"))
    approve_rule(draft, by=make_user("ben"), at=LOADED_AT)
    change(folder, "titles/at-blue-card.yaml", "Die Stelle entspricht", "Nicht die Stelle")

    load_law(at=LATER, folder=folder, update=True)

    assert RuleVersion.objects.standing().get(route__key="at.blue-card.degree") == draft


def test_a_new_value_of_the_past_was_known_ever_since(folder: Path) -> None:
    addition = "    - {from: 2022-01-01, to: 2023-01-01, amount: 4840, citation: nl.2021}\n"
    line = "- key: nl.highly-skilled-migrant.salary.from-30\n  values:\n"
    change(folder, "values.yaml", line, line + addition)

    load_law(at=LATER, folder=folder)

    known = read_values(datetime(2022, 6, 2, tzinfo=UTC))
    assert known.value_on("nl.highly-skilled-migrant.salary.from-30", date(2022, 6, 1))


BROKEN = [
    ("values.yaml", "amount: 411", "amount: many", "de.fast-track.fee, values, 2026-01-01: amount"),
    ("values.yaml", "amount: 411", "amuont: 411", "nothing is called 'amuont' here"),
    ("values.yaml", "published: 45934.20", "published: 45934.00", "45934.00 was published"),
    ("values.yaml", "citation: de.aufenthv.47", "citation: de.nowhere", "no citation 'de.nowhere'"),
    ("values.yaml", "from: 2024-06-01", "from: soon", "from should be a day"),
    ("values.yaml", "amount: 411", "amount: 411\n      amount: 412", "'amount' is there twice"),
    ("parameters.yaml", "unit: money", "unit: gold", "de.pension.ceiling: unit"),
    ("parameters.yaml", "country: NL", "country: XX", "no country 'XX'"),
    (
        "parameters.yaml",
        ', en: "Contribution',
        ', fr: "Contribution',
        "de.pension.ceiling, name: en",
    ),
    ("sources.yaml", "grade: P", "grade: Z", "aufenthg-18: grade"),
    ("sources.yaml", "checked_on: 2026-11-23", "", "checked_on is missing"),
    ("sources.yaml", "- key: aufenthg-18", "- [key: aufenthg-18", "sources.yaml: "),
    ("facts.yaml", "kind: yes_no", "kind: maybe", "degree: kind"),
    ("code_groups.yaml", 'key: "21"', "key: 21", "key should be text"),
    ("titles/blue-card.yaml", "operator: evidence", "operator: hunch", "operator 'hunch' should"),
    ("titles/blue-card.yaml", "fact: degree,", "fact: shoe-size,", "no fact 'shoe-size'"),
    ("titles/blue-card.yaml", "fact: degree, ", "", "“shown by evidence” lacks its question"),
    ("titles/blue-card.yaml", "predecessors: [", "predecessors: [xx.card, ", "no title 'xx.card'"),
    ("guidance/blue-card.yaml", "kind: fee", "kind: gift", "kind"),
    ("guidance/blue-card.yaml", "title: de.blue-card", "title: de.card", "no residencetitle"),
    ("occupation_codes.yaml", "- key: ai-architect", "- key: wizard", "no occupation 'wizard'"),
]


@pytest.mark.parametrize(("file", "old", "new", "complaint"), BROKEN)
def test_a_broken_file_is_named_and_nothing_is_loaded(
    folder: Path, file: str, old: str, new: str, complaint: str
) -> None:
    Parameter.objects.filter(key="de.visa.fee").update(name_en="Something else")
    change(folder, file, old, new)

    with pytest.raises(LawFileError) as refusal:
        load_law(at=LATER, folder=folder, update=True)

    assert complaint in str(refusal.value)
    assert Path(file).name in str(refusal.value)
    assert Parameter.objects.get(key="de.visa.fee").name_en == "Something else"


def test_the_command_refuses_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**options: object) -> Load:
        raise LawFileError("values.yaml, de.visa.fee: amount is missing")

    monkeypatch.setattr("visa.management.commands.load_law.load_law", broken)

    with pytest.raises(CommandError, match=r"^Nothing was loaded\. values\.yaml, de\.visa\.fee"):
        call_command("load_law")


def test_numbers_are_read_exactly(tmp_path: Path) -> None:
    path = tmp_path / "numbers.yaml"
    path.write_text("- {key: a, share: 45.3, count: 3}\n", encoding="utf-8")

    (entry,) = read_entries(path)

    assert (entry.number("share"), entry.number("count")) == (Decimal("45.3"), Decimal(3))


@pytest.mark.parametrize("content", ["just words", "key: a", "- 5", ""])
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "law.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(LawFileError, match=r"^law\.yaml"):
        list(read_entries(path))


def test_words_of_one_language_are_refused() -> None:
    entry = Entry("law.yaml, a", {"name": {"de": "Karte", "en": " "}})

    with pytest.raises(LawFileError, match="name is empty in a language"):
        entry.both("name")


def test_titles_know_whence_people_change_to_them() -> None:
    card = ResidenceTitle.objects.get(key="de.blue-card")

    assert [one.key for one in card.predecessors.all()] == ["de.opportunity-card"]
