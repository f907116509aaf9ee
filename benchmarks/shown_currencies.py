"""Holds what a mapping says of the currency against what the cells of pay are formatted as."""

from benchmarks.mapping import AMOUNTS, SampleMapping, Target, column_position, listed
from benchmarks.reading.problems import refusal
from benchmarks.reading.table import Table


def refuse_other_currencies(table: Table, mapping: SampleMapping) -> None:
    """Raise ReadingError where a column of pay is shown in another currency than it is read in.

    `120,000` formatted as `CHF 120,000` is no number in euros because the mapping states euros.
    A column of currencies decides by itself, whatever the formats say.
    """
    rules = mapping.fields.get(Target.CURRENCY, ())
    if any(rule.column for rule in rules):
        return
    stated = {rule.constant.upper() for rule in rules if rule.constant}
    for target, rule in mapping.rules():
        if target not in AMOUNTS or rule.column is None:
            continue
        shown = table.currencies.get(column_position(target, rule.column, table.columns), set())
        named = {"column": rule.column, "currencies": listed(sorted(map(_words, shown)))}
        if shown and not frozenset.intersection(*shown):
            raise refusal("pay-formats-differ", **named)
        if stated and any(stated.isdisjoint(currencies) for currencies in shown):
            raise refusal("pay-format-contradicts", stated=listed(sorted(stated)), **named)


def _words(currencies: frozenset[str]) -> str:
    return next(iter(currencies)) if len(currencies) == 1 else "/".join(sorted(currencies))
