"""Makes one amount of pay, or a range, out of the words of a cell."""

import re
from decimal import Decimal

from benchmarks.reading.money_words import Kind, Period, Token, Word, plain, tokens
from benchmarks.reading.numbers import (
    DecimalSign,
    Reading,
    choose,
    is_formula_error,
    readings,
    shown,
)
from benchmarks.reading.pay import Doubt, Money, PayColumn
from benchmarks.reading.problems import Problem, ReadingError, problem, refusal

TOO_LARGE = Decimal(10**10)  # in any currency; a year's pay in rupiah stays below


def sound(text: str, amount: Decimal, column: PayColumn) -> Problem | None:
    """What keeps an amount from being anybody's pay, whatever its unit."""
    if amount < 0:
        return problem("money-negative", text=text)
    if amount == 0 and not column.zero_counts:
        return problem("money-zero", text=text)
    return problem("money-too-large", text=text) if amount >= TOO_LARGE else None


_REFUSED = {
    Kind.NET: "money-net",
    Kind.PART_TIME: "money-part-time",
    Kind.FREELANCE: "money-freelance",
}
_DOUBTFUL = {
    Kind.TOTAL: "money-total",
    Kind.ABOUT: "money-about",
    Kind.AT_LEAST: "money-at-least",
    Kind.AT_MOST: "money-at-most",
}
_AMOUNT = {Kind.NUMBER, Kind.MULTIPLIER, Kind.CURRENCY}  # 5.000 € Bonus
_AROUND_AMOUNTS = {Kind.MULTIPLIER, Kind.CURRENCY, Kind.PERIOD, Kind.FILLER, *_DOUBTFUL}


class Wording:
    """One text on its way to an amount; every step raises ReadingError where it can't go on."""

    def __init__(self, text: str, column: PayColumn) -> None:
        self.text = text
        self.column = column
        self.plain = plain(text)

    def money(self) -> Money:
        if is_formula_error(self.text):
            raise self._refusal("formula-error")
        words = tokens(self.plain)
        for word in words:
            if code := _REFUSED.get(word.kind):
                raise self._refusal(code, word=word.text)
        base, rest = self._split_at_extras(words)
        money = self._base_pay(base)
        if self.column.doubt is not Doubt.WAITS:
            return money
        if rest:
            raise self._doubt("money-extras", money, " ".join(word.text for word in rest))
        for index, word in enumerate(base):
            if code := _doubt(base, index):
                raise self._doubt(code, money, word.text)
        return money

    def _split_at_extras(self, words: list[Token]) -> tuple[list[Token], list[Token]]:
        """The words of base pay, and those of what comes on top: `+ 10% bonus`."""
        base: list[Token] = []
        is_range = any(word.kind is Kind.FROM for word in words)
        for index, word in enumerate(words):
            following = words[index + 1].kind if index + 1 < len(words) else None
            if word.kind is Kind.PLUS and following is Kind.NUMBER and is_range:
                base.append(Token(Word(Kind.TO), word.text))  # zwischen 60k und 70k
            elif word.kind is Kind.PLUS and following is Kind.SALARIES and self._is_monthly(words):
                continue  # 5.000 € monatlich + 13. Gehalt
            elif word.kind in (Kind.PLUS, Kind.EXTRA):
                is_its_own = word.kind is Kind.EXTRA and base and base[-1].kind in _AMOUNT
                if is_its_own or all(earlier.kind is not Kind.NUMBER for earlier in base):
                    raise self._refusal("money-not-base", word=word.text)
                return base, words[index:]
            else:
                base.append(word)
        return base, []

    def _is_monthly(self, words: list[Token]) -> bool:
        return self._period(words) is Period.MONTH

    def _base_pay(self, words: list[Token]) -> Money:
        self._refuse_unknown(words)
        numbers = self._numbers(words)
        currency = self._currency(words)
        amounts = self._amounts(words, numbers, currency)
        if amounts[-1] < amounts[0]:
            raise self._refusal("money-range-reversed")
        return Money(
            low=amounts[0],
            high=amounts[-1],
            currency=currency,
            period=self._period(words),
            salaries=self._salaries(words),
        )

    def _refuse_unknown(self, words: list[Token]) -> None:
        for before, word in zip([None, *words], words, strict=False):
            is_stray = word.kind is Kind.MULTIPLIER and (not before or before.kind != Kind.NUMBER)
            if word.kind is Kind.UNKNOWN or is_stray:
                raise self._refusal("money-words", word=word.text)

    def _numbers(self, words: list[Token]) -> list[int]:
        """Where the one amount stands, or the two ends of a range."""
        numbers = [index for index, word in enumerate(words) if word.kind is Kind.NUMBER]
        if not numbers:
            raise self._refusal("money-no-amount")
        first, last = numbers[0], numbers[-1]
        self._refuse_minus([word.kind for word in words[:first]])
        between = [w.kind for w in words[first + 1 : last] if w.kind not in _AROUND_AMOUNTS]
        if between not in ([], [Kind.TO], [Kind.DASH]) or len(numbers) != 1 + len(between):
            raise self._refusal("money-several")
        for word in words[last + 1 :]:
            if word.kind in (Kind.TO, Kind.DASH):
                raise self._refusal("money-words", word=word.text)
        return numbers

    def _refuse_minus(self, before: list[Kind]) -> None:
        """Refuse `-5000`, `€ -5000`, and `(5000)`, which is an accountant's minus."""
        if self.plain.startswith("(") and self.plain.endswith(")"):
            raise self._refusal("money-in-brackets")
        if Kind.DASH in before:
            is_minus = all(kind in (Kind.DASH, Kind.CURRENCY) for kind in before)
            raise (
                self._refusal("money-negative")
                if is_minus
                else self._refusal("money-words", word="-")
            )

    def _amounts(
        self, words: list[Token], numbers: list[int], currency: str | None
    ) -> list[Decimal]:
        texts = [words[index].text for index in numbers]
        multipliers = [
            words[index + 1].word.multiplier if index + 1 < len(words) else None
            for index in numbers
        ]
        found = [number_readings(text, currency) for text in texts]
        if len(numbers) == 2:
            _share_multiplier(multipliers, [readings_of[-1].value for readings_of in found])
        if not any(multipliers):
            multipliers = [self.column.multiplier for _ in numbers]
        decimal = self.column.decimal or sign_shown_by(found)
        return [
            self.amount(text, readings_of, multiplier, decimal)
            for text, readings_of, multiplier in zip(texts, found, multipliers, strict=True)
        ]

    def amount(
        self,
        number: str,
        found: tuple[Reading, ...],
        multiplier: Decimal | None,
        decimal: DecimalSign | None,
    ) -> Decimal:
        """The amount in full units.

        Three digits behind a single sign are an amount's thousands, never its decimals, unless a
        `k` follows, when they are decimals, never thousands. A column that decides the other way
        contradicts common sense, and neither is believed.
        """
        reading = choose(number, found, decimal)
        if isinstance(reading, Problem):
            raise ReadingError(reading)
        if len(found) == 2 and (reading.grouping is None) == (multiplier is None):
            other = found[1] if reading == found[0] else found[0]
            if self.column.doubt is Doubt.WAITS:
                raise self._refusal(
                    "money-odd",
                    **shown("reading", times(reading.value, multiplier)),
                    **shown("other", times(other.value, multiplier)),
                )
            reading = other if self.column.doubt is Doubt.AS_MEANT else reading
        amount = times(reading.value, multiplier)
        if unsound := sound(self.text, amount, self.column):
            raise ReadingError(unsound)
        return amount

    def _currency(self, words: list[Token]) -> str | None:
        """The currency that the text names; where it may be several, the column's if among them."""
        named = [word.word.currencies for word in words if word.word.currencies]
        if not named:
            return self.column.currency
        possible = frozenset.intersection(*named)
        if not possible:
            raise self._refusal("money-two-currencies")
        if self.column.currency in possible:
            return self.column.currency
        if len(possible) > 1:
            raise self._refusal("money-currency-ambiguous", currencies=", ".join(sorted(possible)))
        return next(iter(possible))

    def _period(self, words: list[Token]) -> Period | None:
        named = {word.word.period for word in words if word.word.period}
        if any(word.kind is Kind.TIMES_SALARIES for word in words):
            named = {Period.MONTH} | (named - {Period.YEAR})  # 5000 x 13 per year
        if len(named) > 1:
            raise self._refusal("money-two-periods")
        return named.pop() if named else self.column.period

    def _salaries(self, words: list[Token]) -> Decimal | None:
        counts = {
            Decimal(_COUNT.findall(word.text)[0].replace(",", "."))
            for word in words
            if word.kind in (Kind.SALARIES, Kind.TIMES_SALARIES)
        }
        if len(counts) > 1:
            raise self._refusal("money-several")
        return counts.pop() if counts else None

    def _refusal(self, code: str, **values: str) -> ReadingError:
        return refusal(code, text=self.text, **values)

    def _doubt(self, code: str, money: Money, word: str) -> ReadingError:
        return self._refusal(
            code, word=word, reading=str(money), low=f"{money.low:f}", high=f"{money.high:f}"
        )


def number_readings(number: str, currency: str | None) -> tuple[Reading, ...]:
    """All that a number can mean as an amount of this currency; raises where it can't be read."""
    found = readings(number)
    if not found:
        raise refusal("number-unreadable", text=number)
    if found[0].indian and currency != "INR":
        raise refusal("number-indian", text=number, **shown("reading", found[0].value))
    return found


_COUNT = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def _doubt(words: list[Token], index: int) -> str | None:
    """The code of what makes an amount uncertain: a word of doubt, or half of a range."""
    kind = words[index].kind
    if kind is Kind.FROM and not any(w.kind in (Kind.TO, Kind.DASH) for w in words[index:]):
        return "money-at-least"
    if kind is Kind.TO and not any(w.kind is Kind.NUMBER for w in words[:index]):
        return "money-at-most"
    return _DOUBTFUL.get(kind)


def _share_multiplier(multipliers: list[Decimal | None], values: list[Decimal]) -> None:
    """Let `65-75k` and `65k-75` say k at both ends, but not `900-1.2k` and `65k-75000`."""
    first, second = multipliers
    if first is None and second is not None and values[0] <= values[1]:
        multipliers[0] = second
    elif first is not None and second is None and values[1] < values[0] * first:
        multipliers[1] = first


def times(value: Decimal, multiplier: Decimal | None) -> Decimal:
    """The amount in full units, without the zeros that a multiplier leaves behind: 8,5k is 8500."""
    if multiplier is None:
        return value
    amount = value * multiplier
    whole = amount.to_integral_value()
    return whole if whole == amount else amount


def sign_shown_by(found: list[tuple[Reading, ...]]) -> DecimalSign | None:
    """The decimal sign that the numbers of one text prove among themselves, if they agree."""
    signs = {r[0].decimal for r in found if len(r) == 1 and r[0].decimal}
    return signs.pop() if len(signs) == 1 else None
