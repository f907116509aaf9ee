"""Numbers that somebody typed into a text, as amounts, shares and counts; pure.

What only looks like a figure is left out: dates, years, times, paragraphs of law, codes of
occupations, versions, levels of a language, steps, telephone numbers, addresses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

_SPACE = "[\\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_GROUPS = "[.,'\N{RIGHT SINGLE QUOTATION MARK}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_NUMBER = re.compile(
    rf"(?<![\w.,/+§#])(?P<digits>\d{{1,3}}(?P<group>{_GROUPS})\d{{3}}(?:(?P=group)\d{{3}})*"
    r"(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)(?![\d]|[.,/]\d)(?P<thousand>k\b)?(?!\w)"
)
_CURRENCIES = {
    **dict.fromkeys(("€", "eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("$", "us$", "usd", "dollar", "dollars"), "USD"),
    **dict.fromkeys(("chf", "franken", "fr."), "CHF"),
    **dict.fromkeys(("£", "gbp"), "GBP"),
}
_CURRENCY = r"€|EUR(?:OS?)?\b|US\$|\$|USD\b|Dollars?\b|CHF\b|Franken\b|£|GBP\b"
_BEFORE = re.compile(rf"(?P<currency>{_CURRENCY}){_SPACE}?$", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:{_SPACE}?(?P<scale>Tsd\.?|Tausend|thousand|Mio\.?|Millionen?|millions?|Mrd\.?"
    rf"|Milliarden?|billions?|bn|m|k)\b\.?)?(?:{_SPACE}?-?(?P<currency>{_CURRENCY}))?",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"{_SPACE}?(?:%|Prozent(?!p)|per{_SPACE}?cent\b)", re.IGNORECASE)
_SPAN = re.compile(
    rf"{_SPACE}*(?:Jahr|Monat|Woche|Tag|Stunde|year|month|week|day|hour)\w*", re.IGNORECASE
)
_SCALES = {"t": 1_000, "k": 1_000, "mi": 1_000_000, "m": 1_000_000}
_BILLIONS = ("mrd", "milliarde", "billion", "bn")
_MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|January"
    "|February|March|May|June|July|October|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Okt|Nov"
    "|De[cz]"
)
_NO_FIGURES = re.compile(
    rf"https?://\S+|\b[\w.-]+@[\w.-]+|\b\d{{4}}-\d\d(?:-\d\d)?\b|\b\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?\d{{2,4}})?"
    rf"|\b\d{{1,2}}(?:\.|st|nd|rd|th)?(?:\s?[–-]\s?\d{{1,2}}\.?)?\s(?:of\s)?(?:{_MONTHS})\b\.?(?:,?\s\d{{4}})?"
    rf"|\b(?:{_MONTHS})\b\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?\b|\b\d{{1,2}}:\d\d\b|\b24/7\b"
    r"|\+\d[\d\s/()-]{6,}|\b\d+\s?(?:Uhr|am|pm|a\.m\.|p\.m\.)(?!\w)|\b\d+\s?[x×]\s?\d+\b"
    r"|^\s*\d{1,2}[.)]\s",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED_BY_NUMBER = re.compile(
    r"(?:§§?|\b(?:Art(?:icle|ikel)?s?|Abs(?:atz|ätze)?|Satz|Sätze|Nr|Nummern?|No|Nos|numbers?|Sections?"
    r"|Sec|para(?:graphs?)?|subsections?|sentences?|Rules?|Chapters?|Kapitel|Anlage|Anhang|Annex"
    r"|Seiten?|pages?|S|p|pp|ISCO(?:-08)?|KldB|ISO|DIN|(?:unit |Berufs)?(?:group|gruppe)n?"
    r"|Versions?"
    r"|Python|Java|Phase|Schritt|Step|Stufe|Level|Teil|Part|BGBl|I|II|Route|Tabelle|Table|Figure"
    r"|Abbildung|Platz|Rang|Jahrgang|Jahre|Jahr|Sommer|Winter|since|seit|in|ab)\b\.?)"
    rf"{_SPACE}*(?:\(|[A-Z]\s)?$",
    re.IGNORECASE,
)
_BY_WORDS_OF_TIME = re.compile(r"(?:Jahre?|Sommer|Winter|since|seit|in|ab)\.?\s*$", re.IGNORECASE)
_RANGE = re.compile(
    rf"{_SPACE}*(?:–|-|bis|to|und|and|oder|or){_SPACE}*(?:zu{_SPACE})?", re.IGNORECASE
)
_GOES_ON = re.compile(
    rf"^[a-z]?\)?(?:{_SPACE}*(?:,|;|/|–|-|bis|to|und|and|oder|or){_SPACE}*(?:§§?{_SPACE}*)?)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a passage, from its currency sign to its unit.

    `readings` are the amounts that it may mean: “45.934” is a thousandfold in German only.
    """

    start: int
    end: int
    readings: tuple[Decimal, ...]
    unit: str = ""
    currency: str = ""
    times: int = 1
    is_grouped: bool = False
    has_decimals: bool = False

    @property
    def amount(self) -> Decimal:
        """As the language of the page reads it."""
        return self.readings[0]

    @property
    def is_claim(self) -> bool:
        """Whether a reader would ask where this comes from: money, shares and large counts."""
        if self.unit == "span":
            return False
        return bool(self.unit) or (self.is_grouped and self.amount >= 1000)


def numbers_in(text: str, *, is_german: bool) -> list[Number]:
    """The figures of a text, in its order; a unit that stands once at a range counts for both."""
    shown = _NO_FIGURES.sub(lambda found: "\N{MIDDLE DOT}" * len(found[0]), text)
    found = list(_read(shown, is_german=is_german))
    for number in range(len(found) - 2, -1, -1):
        this, following = found[number], found[number + 1]
        if not this.unit and _RANGE.fullmatch(shown[this.end : following.start]):
            found[number] = _like(following, this)
    return found


def _like(following: Number, this: Number) -> Number:
    """The first number of a range, whose unit stands after the second: `60–90 k€`."""
    return replace(
        this,
        unit=following.unit,
        currency=following.currency,
        times=following.times,
        readings=tuple(one * following.times for one in this.readings),
    )


def _read(text: str, *, is_german: bool) -> Iterator[Number]:
    named_until = -1  # numbers that go on a list of paragraphs or codes are none either
    for found in _NUMBER.finditer(text):
        number = _number(found, text, is_german=is_german)
        goes_on = named_until >= 0 and _GOES_ON.fullmatch(text[named_until : found.start()])
        if not number.unit and (goes_on or _is_a_name(number, text, found.start())):
            named_until = found.end()
            continue
        named_until = -1
        yield number


def _is_a_name(number: Number, text: str, start: int) -> bool:
    """Whether what stands before says that this counts nothing."""
    before = text[max(0, start - 24) : start]
    if not _NAMED_BY_NUMBER.search(before):
        return False
    return not _BY_WORDS_OF_TIME.search(before) or _is_year(number)


def _is_year(number: Number) -> bool:
    return not number.is_grouped and not number.has_decimals and 1900 <= number.amount <= 2100


def _number(found: re.Match[str], text: str, *, is_german: bool) -> Number:
    start, end = found.span()
    currency = scale = ""
    if before := _BEFORE.search(text[max(0, start - 5) : start]):
        start -= len(before[0])
        currency = before["currency"]
    if after := _AFTER.match(text, end):
        scale = after["scale"] or ""
        if not currency and after["currency"]:
            currency = after["currency"]
        if currency or scale:
            end = after.end()
    is_percent = None if currency else _PERCENT.match(text, end)
    is_span = None if currency or is_percent else _SPAN.match(text, end)
    unit = "money" if currency else "percent" if is_percent else "span" if is_span else ""
    times = _times("k" if found["thousand"] else scale)
    readings = _readings(found["digits"], found["group"], is_german=is_german)
    return Number(
        start=start,
        end=is_percent.end() if is_percent else end,
        readings=tuple(one * times for one in readings),
        unit=unit or ("count" if times > 1 else ""),
        currency=_CURRENCIES.get(currency.lower(), ""),
        times=times,
        is_grouped=found["group"] is not None,
        has_decimals=bool(re.search(r"[.,]\d{1,2}$", found["digits"])),
    )


def _times(scale: str) -> int:
    word = scale.lower().rstrip(".")
    if word.startswith(_BILLIONS):
        return 1_000_000_000
    return next((times for start, times in _SCALES.items() if word.startswith(start)), 1)


def _readings(digits: str, group: str | None, *, is_german: bool) -> tuple[Decimal, ...]:
    """What the digits may mean, first as the page's language writes numbers."""
    if group is None:
        return (Decimal(digits.replace(",", ".")),)
    whole, fraction = digits, ""
    if tail := re.search(r"[.,](\d{1,2})$", digits):
        whole, fraction = digits[: tail.start()], f".{tail[1]}"
    grouped = Decimal(whole.replace(group, "") + fraction)
    is_ambiguous = not fraction and digits.count(group) == 1 and group in ".,"
    if not is_ambiguous:
        return (grouped,)
    as_decimals = Decimal(digits.replace(",", "."))
    return (grouped, as_decimals) if (group == ".") == is_german else (as_decimals, grouped)
