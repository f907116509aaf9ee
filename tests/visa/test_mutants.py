"""Whatever an editor might get wrong in a published rule, some case comes out otherwise.

Every operator is flipped, every number and every value nudged, every part left out, one at a
time; the cases are those of tests/visa/probes.py. Run with `-s` to see the rate by rule.
"""

import pytest

from tests.visa.mutants import Mutant, mutants_of_law, mutants_of_rule
from tests.visa.probes import Probe, probes, seen
from tests.visa.published import Published, PublishedRule
from visa.eligibility import evaluate
from visa.results import Law

pytestmark = pytest.mark.django_db  # the law is read from there


@pytest.mark.parametrize("first", [0, 1])  # every other rule, so that two workers share them
def test_every_change_of_a_published_rule_is_noticed(published: Published, first: int) -> None:
    survivors: list[str] = []
    total = 0
    for rule in list(published.rules())[first::2]:
        noticed, missed = noticed_and_missed(rule, published.law)
        total += noticed + len(missed)
        survivors += missed
        print(f"{rule.name}: {noticed} of {noticed + len(missed)} changes noticed")
    print(f"noticed: {total - len(survivors)} of {total} changes")

    assert survivors == []
    assert total > 400


def noticed_and_missed(rule: PublishedRule, law: Law) -> tuple[int, list[str]]:
    days, main = rule.days(law), rule.fullest_day(law)
    found = {main: probes(rule.rule.term, law, main, count=100, climbs=24, most=28)}
    for day in days:
        if day != main:
            found[day] = probes(rule.rule.term, law, day, count=10, climbs=12, most=12)
    every = [probe for day in sorted(found, key=lambda one: one != main) for probe in found[day]]
    mutants = [*mutants_of_rule(rule.rule.term, law), *mutants_of_law(rule.rule.term, law, days)]
    missed = [f"{rule.name}, {one.name}" for one in mutants if not is_noticed(one, every)]
    return len(mutants) - len(missed), missed


def is_noticed(mutant: Mutant, cases: list[Probe]) -> bool:
    return any(
        seen(evaluate(mutant.term, probe.case, mutant.law, probe.on)) != probe.seen
        for probe in cases
    )
