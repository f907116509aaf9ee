"""Decides from all cells of a column how it writes numbers or dates, and says on what evidence."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from benchmarks.reading.date_text import Order
from benchmarks.reading.dates import plausible_meanings, without_time
from benchmarks.reading.money_words import plain
from benchmarks.reading.numbers import NUMBER_IN_TEXT, DecimalSign, readings, shown
from benchmarks.reading.problems import Problem, problem, refusal
from benchmarks.reading.votes import Basis, Decision, Tally, Votes, count_votes, weigh

SAMPLES_SHOWN = 3  # in a sentence
PATTERN_CELLS = 5  # different cells with three digits behind the sign that show a grouping

NUMBER_FORMATS: dict[str, DecimalSign] = {
    **dict.fromkeys(("de", "at", "fr", "es", "it", "nl", "be", "pt", "pl", "cz", "dk"), ","),
    **dict.fromkeys(("se", "no", "fi"), ","),
    **dict.fromkeys(("en", "gb", "us", "ie", "ch", "in", "jp", "cn"), "."),
}
"""The decimal sign of each number format that a mapping can state for a column."""


def count_number_formats(cells: Mapping[object, int]) -> Votes:
    """What a chunk of cells, given as distinct cells with their numbers of rows, says."""
    return count_votes(cells, _number_votes)


def decide_number_format(
    votes: Votes, *, money: bool, stated: str | None = None
) -> Decision[DecimalSign]:
    """The decimal sign of a column from the votes of all its cells, or from its mapping.

    Proof are cells that can be read in one way only: `1.234,56`, `54179.13`, `1.234.567`, `80,-`.
    A decision stands if at most one row in a hundred says the opposite; such cells are listed, and
    the readers turn each into a problem. If more do, people with different habits wrote the column,
    and its proofs prove nothing for the ambiguous cells (`1.234`).

    Without any proof a column of `money` is also decided by a pattern: at least five different
    cells with exactly three digits behind the same sign, one of them ending in 0, and next to none
    otherwise. Amounts have two decimals or none. Who writes three writes them by accident of a
    conversion and then doesn't pad with zeros; who pads to three writes thousands of euros
    (`55.000` meaning T€), which is the same pay. In other columns (years, hours, shares) three
    decimals are ordinary, so there the pattern proves nothing. A column of fewer cells like that is
    open: `120.684` alone is never guessed.
    """
    ambiguous = votes[",?"] + votes[".?"] + votes["?"]
    support: dict[DecimalSign, Tally] = {",": votes[","], ".": votes["."]}
    proven = {sign for sign in support if votes[sign].rows}
    patterns: set[DecimalSign] = set()
    if money:
        support = {sign: tally + votes[f"{sign}?"] for sign, tally in support.items()}
        patterns = {sign for sign in support if _is_pattern(votes, sign)}
    if stated is None:
        basis, sign = weigh(support, proven | patterns, ambiguous)
        if basis is Basis.PROVEN and sign not in proven:
            basis = Basis.PATTERN
    elif stated in NUMBER_FORMATS:
        basis, sign = Basis.STATED, NUMBER_FORMATS[stated]
    else:
        raise refusal("number-format-unknown", name=stated, known=", ".join(NUMBER_FORMATS))
    proving = ambiguous if basis is Basis.PATTERN else votes[sign or ""]
    against = sum((support[other] for other in support if other != sign), start=Tally())
    return Decision(
        value=sign,
        basis=basis,
        proving=proving,
        contradicting=against,
        ambiguous=ambiguous,
        findings=_findings(
            "numbers", basis, sign, proving, against, **_both_meanings(ambiguous.samples)
        ),
    )


def _is_pattern(votes: Votes, sign: DecimalSign) -> bool:
    return len(votes[f"{sign}?"].samples) >= PATTERN_CELLS and votes[f"{sign}?0"].rows > 0


_NUMBERS = re.compile(rf"({NUMBER_IN_TEXT})( ?(?:[kt]|tsd|mio)(?![^\W\d_]))?")
# The bulk of all cells, without the cost of the readings: 65000.5, 65.000, 65.000 €.
_ONE_OR_TWO_DECIMALS = re.compile(r"[0-9]+([.,])[0-9]{1,2}")
_THOUSANDS = re.compile(r"[€$£]?[1-9][0-9]{0,2}([.,])[0-9]{2}(?:(0)|[1-9]) ?[€$£]?")


def _number_votes(text: str) -> Iterable[str]:
    """The votes of one text, by the decimal sign that they are for.

    `,` proves it. `,?` leans to it: three digits follow a point (`1.234`), which group or are
    decimals; `,?0` leans and ends in 0. `?` is ambiguous and leans nowhere (`1.234k`).
    """
    if "." not in text and "," not in text:
        return ()
    if match := _ONE_OR_TWO_DECIMALS.fullmatch(text):
        return (match[1],)
    if match := _THOUSANDS.fullmatch(text):
        lean = ",?" if match[1] == "." else ".?"
        return (lean, f"{lean}0") if match[2] else (lean,)
    votes: set[str] = set()
    for number, multiplier in _NUMBERS.findall(plain(text)):
        found = readings(number)
        if len(found) == 1 and found[0].decimal:
            votes.add(found[0].decimal)
        elif len(found) == 2 and multiplier:
            votes.add("?")
        elif len(found) == 2:
            votes.add(f"{found[0].decimal}?")
            if number.endswith("0"):
                votes.add(f"{found[0].decimal}?0")
    return votes


def _both_meanings(samples: Iterable[str]) -> dict[str, str]:
    """The first ambiguous number among the samples, with both of its values."""
    for sample in samples:
        for number, _ in _NUMBERS.findall(plain(sample)):
            if len(found := readings(number)) == 2:
                grouped, with_decimals = (reading.value for reading in found)
                return {
                    "text": sample,
                    **shown("grouped", grouped),
                    **shown("decimal", with_decimals),
                }
    return {}


def count_date_orders(cells: Mapping[object, int], today: date) -> Votes:
    """What a chunk of cells, given as distinct cells with their numbers of rows, says."""
    return count_votes(cells, lambda text: _date_votes(without_time(text), today))


def decide_date_order(votes: Votes, *, stated: str | None = None) -> Decision[Order]:
    """The order of day, month and year in a column, from all its cells or from its mapping.

    Proof are cells that make sense in one order only (`14/12/2018`). One row in a hundred may say
    the opposite, as with numbers. Without proof a column of `02/12/2019` is open.
    """
    ambiguous = votes["?"]
    support = {order: votes[order] for order in Order}
    if stated is None:
        proven = {order for order in support if support[order].rows}
        basis, order = weigh(support, proven, ambiguous)
    elif stated in support:
        basis, order = Basis.STATED, Order(stated)
    else:
        raise refusal("date-order-unknown", name=stated, known=", ".join(Order))
    proving = votes[order or ""]
    against = sum((support[other] for other in support if other != order), start=Tally())
    samples = {"text": ambiguous.samples[0]} if ambiguous.samples else {}
    return Decision(
        value=order,
        basis=basis,
        proving=proving,
        contradicting=against,
        ambiguous=ambiguous,
        findings=_findings("dates", basis, order, proving, against, **samples),
    )


@lru_cache(maxsize=4096)  # a million timestamps name few days
def _date_votes(day_text: str, today: date) -> tuple[str, ...]:
    """The order that a text proves, `?` if it fits several with different days, or nothing."""
    found = plausible_meanings(day_text, today)
    if len({meaning.period for meaning in found}) > 1:
        return ("?",)
    orders = {meaning.order for meaning in found}
    return tuple(order for order in orders if order) if len(orders) == 1 else ()


def _findings(
    topic: str, basis: Basis, value: str | None, proving: Tally, against: Tally, **example: str
) -> tuple[Problem, ...]:
    """The sentences that show the evidence: the decision first, then what contradicts it."""
    evidence = against if value is None else proving
    first = problem(
        f"{topic}-{basis}",
        format=value or "",
        rows=evidence.rows,
        samples=_shown(evidence),
        **example,
    )
    if value is None or not against.rows:
        return (first,)
    second = problem(f"{topic}-contradicting", rows=against.rows, samples=_shown(against))
    return first, second


def _shown(tally: Tally) -> str:
    return " · ".join(tally.samples[:SAMPLES_SHOWN])
