"""Legal figures in sentences: cited by key as `[[visa.de.blue-card.salary.shortage]]`."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from articles.addresses import language_here
from benchmarks import formats
from visa.citations import Text
from visa.values import Reading, Unit, Value, ValueBook
from visa.wording import value_amount

_KEY = re.compile(r"\[\[visa\.([a-z0-9.-]+)\]\]")


def with_figures(text: Text, values: ValueBook, on: date) -> str:
    """The text in the language of the page, each key replaced by what it is on the day.

    A key that has no value on the day, or that there isn't, reads “not yet published”.
    """

    def figure(found: re.Match[str]) -> str:
        if found[1] not in values.parameters:
            return not_yet()
        reading = values.read(found[1], on)
        if reading.value and reading.parameter.unit is Unit.MONEY:
            return _without_period(reading.value)
        return amount_or_not_yet(reading)

    return _KEY.sub(figure, text.in_language(language_here()))


def _without_period(value: Value) -> str:
    """The sentence around an amount says whether it is for a month or a year."""
    return formats.money(value.in_cents(), value.parameter.currency, language_here())


def not_yet() -> str:
    return _("not yet published")


def amount_or_not_yet(reading: Reading) -> str:
    """`45.934,20 €`, or that it isn't published, with the last value labelled as past."""
    if reading.value:
        return value_amount(reading.value, language_here())
    if not reading.last or not reading.last.valid_to:
        return not_yet()
    last_day = reading.last.valid_to - timedelta(days=1)
    return _("not yet published (until %(day)s: %(amount)s)") % {
        "day": formats.day(last_day, language_here()),
        "amount": value_amount(reading.last, language_here()),
    }
