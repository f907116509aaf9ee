"""Lets answers of a survey that may stand in its file twice count less than two people's.

Two people of one group may well name the same pay, and how often they do can be seen where nobody
can stand twice: between the answers of a group and those of the same group a year later. What the
groups hold beyond that is repeats; how many is learnt for each source, and each answer that says
what another of its group says counts by the probability that it is another person's.

A file that names the second of each answer is rid of its repeats when it is read; adverts are
collapsed anyway, and registers and payrolls pay many people by one scale.
"""

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.estimating.groups import Groups, joint_code
from benchmarks.estimating.observations import Codes, Evidence, Mask, Reals

MARGIN = 2.0
"""So many standard deviations of the number of coincidences may be coincidence, too."""

LEAST = 1e-9
"""What is left of the weight of a certain repeat: sums of weights stay positive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """Answers that say the same within a group, one entry for each pay: a run.

    `again` says of each answer, by its row, whether it isn't the first of its run.
    """

    row: Codes
    again: Mask
    group: Codes
    pay: Reals
    size: Codes


def without_repeats(groups: Groups) -> Groups:
    """The same groups, with the weight that answers of surveys have if some of them are repeats."""
    surveyed = np.flatnonzero((groups.kind == Evidence.SURVEY) & (groups.size > 0))
    answers = _answers(groups)
    if not np.any(answers.again):
        return groups
    sources, source = np.unique(groups.source[surveyed], return_inverse=True)
    source_of_group = np.zeros(len(groups), dtype=np.int64)
    source_of_group[surveyed] = source
    chance = _coincidence(groups, surveyed, answers, source_of_group, len(sources))
    repeated = _repeated(groups.size[surveyed], source, answers, source_of_group, chance)
    row = answers.row[answers.again]
    group = groups.group_of_row[row]
    part, meets = repeated[source_of_group[group]], chance[source_of_group[group]]
    by_chance = (1 - part) * (1 - (1 - meets) ** (groups.size[group] - 1))
    weight = groups.weight.copy()
    weight[row] *= np.maximum(by_chance / (by_chance + part), LEAST)
    return replace(groups, weight=weight)


def _answers(groups: Groups) -> _Answers:
    row = np.flatnonzero((groups.kind == Evidence.SURVEY)[groups.group_of_row])
    group, pay = groups.group_of_row[row], groups.log_pay[row]
    again = np.zeros(len(row), dtype=np.bool_)
    again[1:] = (group[1:] == group[:-1]) & (pay[1:] == pay[:-1])
    first = np.flatnonzero(~again)
    size = np.diff(np.append(first, len(row)))
    return _Answers(row=row, again=again, group=group[first], pay=pay[first], size=size)


def _coincidence(
    groups: Groups, surveyed: Codes, answers: _Answers, source: Codes, sources: int
) -> Reals:
    """How probable it is that two people of a group say the same, by source.

    From answers and those of a year later; one that nobody saw is added, so that few say nothing.
    """
    cell = np.zeros(len(groups), dtype=np.int64)
    columns = (groups.country, groups.occupation, groups.hub, groups.seniority, groups.source)
    of_cell = joint_code(*(column[surveyed] for column in columns))
    year = groups.year[surveyed] - int(groups.year.min())
    cell[surveyed] = of_cell * (int(year.max()) + 2) + year
    here, next_year = _pairs(cell[surveyed])
    met = groups.size[surveyed]
    pairs = np.bincount(source[surveyed][here], met[here] * met[next_year], sources)
    levels, pay = np.unique(answers.pay, return_inverse=True)
    here, next_year = _pairs(cell[answers.group] * len(levels) + pay, step=len(levels))
    alike = np.bincount(
        source[answers.group[here]], answers.size[here] * answers.size[next_year], sources
    )
    found: Reals = (alike + 1) / (pairs + 1)
    return np.minimum(found, 1.0)


def _pairs(code: Codes, step: int = 1) -> tuple[Codes, Codes]:
    """The places of those codes that another follows by `step`, and the places of these."""
    order = np.argsort(code)
    ascending = code[order]
    place = np.searchsorted(ascending, code + step)
    place = np.minimum(place, len(code) - 1)
    here = np.flatnonzero(ascending[place] == code + step)
    return here, order[place[here]]


def _repeated(
    size: Codes, source_of_size: Codes, answers: _Answers, source: Codes, chance: Reals
) -> Reals:
    """What part d of a source's answers are repeats.

    Of N answers E say what another of their group said before them. Of N people E₀ would, and of
    the (1 − d) N that there are (1 − d)² E₀, since people meet in pairs; the rest are repeats:

        E = d N + (1 − d)² E₀.

    0 where so many people agree that nothing can be told, N ≤ 2 E₀.
    """
    count = len(chance)
    answered = np.bincount(source_of_size, size, count)
    alone = (1 - (1 - chance[source_of_size]) ** size) / chance[source_of_size]
    expected = np.bincount(source_of_size, size - alone, count)
    seen = np.bincount(source[answers.group], answers.size - 1, count)
    beyond = np.maximum(seen - expected - MARGIN * np.sqrt(expected), 0.0)
    linear = answered - 2 * expected
    root = np.sqrt(linear**2 + 4 * expected * beyond)
    # The smaller root, written so that it stands for E₀ = 0 too.
    part = np.divide(2 * beyond, linear + root, out=np.zeros(count), where=linear > 0)
    return np.minimum(part, 1.0)
