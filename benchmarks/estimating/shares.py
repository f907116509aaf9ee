"""How the people of a cell are spread over hubs or seniorities, without telling of too few."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.estimating.grades import SMALLEST_OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Whole per cents of the people; `code` is None for all smaller groups taken together."""

    code: int | None
    percent: int


def publishable_shares(counts: Mapping[int, int]) -> tuple[Share, ...]:
    """Shares in whole per cents that sum to 100, by descending size, the others last.

    A group of fewer than five goes into the others, and so does the next smallest while the others
    are one group alone or fewer than five people. Empty where fewer than two shares are left: then
    there is nothing to compare.
    """
    groups = sorted(((n, code) for code, n in counts.items() if n > 0), reverse=True)
    kept = [group for group in groups if group[0] >= SMALLEST_OWN]
    merged = groups[len(kept) :]
    while merged and kept and (len(merged) == 1 or sum(n for n, _ in merged) < SMALLEST_OWN):
        merged.append(kept.pop())
    sizes: list[tuple[int | None, int]] = [(code, n) for n, code in kept]
    if merged:
        sizes.append((None, sum(n for n, _ in merged)))
    if len(sizes) < 2:
        return ()
    percents = _whole_percents([n for _, n in sizes])
    return tuple(
        Share(code=code, percent=percent)
        for (code, _), percent in zip(sizes, percents, strict=True)
    )


def _whole_percents(sizes: list[int]) -> list[int]:
    """Largest remainders: rounded down, then one more each for the largest parts cut off."""
    total = sum(sizes)
    percents = [100 * size // total for size in sizes]
    by_remainder = sorted(range(len(sizes)), key=lambda at: (-(100 * sizes[at] % total), at))
    for at in by_remainder[: 100 - sum(percents)]:
        percents[at] += 1
    return percents
