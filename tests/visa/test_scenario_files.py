"""Files of cases: what is read, and what is said about a file that can't be."""

from datetime import date
from pathlib import Path

import pytest

from visa.outcomes import Outcome
from visa.scenario_files import UnreadableScenario, read_folder, read_scenarios

CASE = """
- name: A cent short
  title: de.blue-card
  route: de.blue-card.shortage
  as_of: 2026-11-23
  facts:
    salary: {amount: 3827.84, per: month, instalments: 12}
    degree: yes
    work: [{from: 2020-01-01}]
  expect:
    verdict: not_met
    decisive: salary
    citation: [§ 18g Abs. 1 AufenthG]
    missing: []
    changes:
      - salary: 3827.85
  source: computed
"""


def test_a_case_is_read_as_it_is_written() -> None:
    (case,) = read_scenarios(CASE, "cases.yaml")

    assert (case.name, case.title, case.route) == (
        "A cent short",
        "de.blue-card",
        "de.blue-card.shortage",
    )
    assert case.as_of == date(2026, 11, 23)
    assert case.facts == {
        "salary": {"amount": "3827.84", "per": "month", "instalments": "12"},
        "degree": "yes",
        "work": [{"from": "2020-01-01"}],
    }
    assert case.expect.verdict is Outcome.NOT_MET
    assert case.expect.decisive == ("salary",)
    assert case.expect.missing == ()
    assert case.expect.route is None
    assert case.expect.changes == ({"salary": "3827.85"},)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("verdict: not_met", "verdict: perhaps", "“perhaps” is no verdict"),
        ("as_of: 2026-11-23", "as_of: 2026-02-30", "“2026-02-30” is no day"),
        ("  source: computed\n", "", "“source” is missing"),
        ("  title: de.blue-card\n", "", "“title” is missing"),
        ("  source:", "  sources:", "there is no “sources” here"),
        ("missing: []", "missings: []", "there is no “missings” here"),
        ("missing: []", "missing: {a: b}", "“missing” has another form"),
        ("changes:\n", "changes: none\n    other:\n", "there is no “other” here"),
        ("      - salary: 3827.85", "      - salary: [1]", "“changes” has another form"),
        ("    degree: yes", "    degree: yes\n    degree: no", "no readable YAML, error in line 9"),
        ("{amount", "{{amount", "no readable YAML"),
        ("name: A cent short", "name: [A]", "“name” has another form"),
    ],
)
def test_a_fault_is_told_in_one_sentence(before: str, after: str, says: str) -> None:
    assert before in CASE

    with pytest.raises(UnreadableScenario) as refused:
        read_scenarios(CASE.replace(before, after), "cases.yaml")

    assert says in refused.value.sentence.en
    assert refused.value.sentence.en.startswith("cases.yaml")
    assert refused.value.sentence.de.startswith("cases.yaml")
    assert refused.value.sentence.de != refused.value.sentence.en


@pytest.mark.parametrize(
    "content", ["", "a: b", "just words", "- 1", "- [1]", "\x00", "- !!python/object:x y"]
)
def test_what_is_no_list_of_cases_is_refused(content: str) -> None:
    with pytest.raises(UnreadableScenario):
        read_scenarios(content, "cases.yaml")


def test_two_cases_never_share_a_name() -> None:
    with pytest.raises(UnreadableScenario, match="two cases are called “A cent short”"):
        read_scenarios(CASE + CASE, "cases.yaml")


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(CASE.replace("A cent short", "B"), encoding="utf-8")
    (tmp_path / "a.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a case", encoding="utf-8")

    assert [case.name for case in read_folder(tmp_path)] == ["A cent short", "B"]
