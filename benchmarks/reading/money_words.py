"""The words, signs and short forms around an amount of pay, in German and English."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum, auto

from benchmarks.reading.numbers import APOSTROPHES, DASHES, NUMBER_IN_TEXT, SPACES


class Period(StrEnum):
    """The time that an amount pays for."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


class Kind(Enum):
    """What a word does to the amount beside it."""

    NUMBER = auto()
    MULTIPLIER = auto()  # k, TEUR, lakh: stands right behind its number
    CURRENCY = auto()
    PERIOD = auto()
    SALARIES = auto()  # 13 Gehälter: how many salaries a year has
    TIMES_SALARIES = auto()  # x 13: the same, and the amount is a month's
    FROM = auto()  # von, between
    TO = auto()  # bis, to
    DASH = auto()
    PLUS = auto()  # +, zzgl., und
    EXTRA = auto()  # bonus, 10 %, shares
    TOTAL = auto()  # OTE, inkl. Bonus: more than base pay
    NET = auto()
    PART_TIME = auto()
    FREELANCE = auto()
    ABOUT = auto()
    AT_LEAST = auto()
    AT_MOST = auto()
    FILLER = auto()  # gross, base, full time and punctuation: what we assume anyway
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A known word: its kind, and the facts that it states; one of `currencies` is meant."""

    kind: Kind
    multiplier: Decimal | None = None
    currencies: frozenset[str] | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One word as it stands in a cell."""

    word: Word
    text: str

    @property
    def kind(self) -> Kind:
        return self.word.kind


def plain(text: str) -> str:
    """Lower case, one kind of blank, dash and apostrophe, and nothing invisible."""
    return _BLANKS.sub(" ", text.lower().translate(_PLAIN)).strip()


def tokens(plain_text: str) -> list[Token]:
    """Cut the text of `plain` into words; every character but blanks belongs to one."""
    return [
        Token(_WORDS[match.lastindex - 1] if match.lastindex else _UNKNOWN, match[0])
        for match in _ANY_WORD.finditer(plain_text)
        if match[0] != " "
    ]


def one_amount(plain_text: str) -> re.Match[str] | None:
    """The only number of a text, if it can be nothing but an amount (12 to 16 may be salaries)."""
    numbers = list(_NUMBERS.finditer(plain_text))
    if len(numbers) != 1 or _MAY_COUNT_SALARIES.match(numbers[0][0]):
        return None
    return numbers[0]


_NUMBERS = re.compile(NUMBER_IN_TEXT)
_MAY_COUNT_SALARIES = re.compile(r"1[2-6](?![0-9])")
_BLANKS = re.compile(r"\s+")
_PLAIN = str.maketrans(
    dict.fromkeys(SPACES, " ")
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(DASHES, "-")
    | dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff\u00ad")
)
_UNKNOWN = Word(Kind.UNKNOWN)

_CURRENCIES = {
    "EUR": "€|euros?|eur",
    "CHF": r"chf|s?fr\.|s?fr|schweizer franken|franken",
    "GBP": "£|gbp|pounds?|pfund|sterling",
    "USD": r"us ?\$|usd ?\$?|us-? ?dollars?",
    "CAD": r"ca? ?\$|cad ?\$?",
    "AUD": r"au? ?\$|aud ?\$?",
    "NZD": r"nz ?\$|nzd ?\$?",
    "SGD": r"s ?\$|sgd ?\$?",
    "HKD": r"hk ?\$|hkd ?\$?",
    "BRL": r"r\$|brl",
    "MXN": r"mx\$|mxn",
    "USD CAD AUD NZD SGD HKD": r"\$|dollars?|bucks",
    "SEK NOK DKK ISK": r"kr\.|kr|kronor|kroner|kronen",
    "SEK": "sek",
    "NOK": "nok",
    "DKK": "dkk",
    "ISK": "isk",
    "PLN": "zł|zl|pln|złotych|zloty|zlotych",
    "CZK": "kč|kc|czk",
    "HUF": "huf|forint",
    "RON": "lei|ron",
    "BGN": "лв|bgn",
    "UAH": "₴|uah",
    "RUB": "₽|rub",
    "TRY": "₺|try|tl",
    "ILS": "₪|ils|nis",
    "INR": "₹|inr|rupees?|rupien",
    "INR PKR LKR NPR": r"rs\.|rs",
    "JPY CNY": "¥",
    "JPY": "jpy|yen",
    "CNY": "cny|rmb|yuan",
    "KRW": "₩|krw",
    "PHP": "₱|php",
    "THB": "฿|thb",
    "VND": "₫|vnd",
    "ZAR": "zar|rand",
    "AED": "aed",
    "IDR": "idr",
    "MYR": "myr",
    "ARS": "ars",
    "CLP": "clp",
    "COP": "cop",
}

_EXTRAS = (
    r"bonus(?:es|se)?|boni|prämien?|stocks?|shares|aktien|rsus?|equity|esop|options?|optionen|"
    r"anteile|variable(?:r|n)?|variabel|provision(?:en)?|commissions?|benefits?|vwl|bav|bvg|vbl|"
    r"firmenwagen|dienstwagen|company car|car|zulagen?|zuschläge|overtime|überstunden|tips|"
    r"trinkgeld|weihnachtsgeld|urlaubsgeld|sonderzahlung(?:en)?|gratifikation|sign-?on|allowance|"
    r"spesen|pension|401k|on-?call|rufbereitschaft|vouchers?|gutscheine?"
)
_PER = r"(?:/|pro|per|je|im|an?|in the|every|each|the|die|der|das) ?"
_PAY = r"(?:brutto)?(?:gehalt|grundgehalt|lohn|einkommen|verdienst|vergütung|salär)?"
_COUNT = r"1[2-6](?:[.,][0-9]{1,2})?(?![0-9])"
_COUNTED_SALARIES = (
    rf"{_COUNT}(?:\.|tes|th|st|nd|rd)? ?(?:x )?(?:monats|monthly )?(?:gehälter[n]?|gehaelter|"
    r"gehalts?|löhnen?|lohn|salaries|salary|payments|pay ?che(?:ck|que)s|pagas|mensilità|"
    r"mensualités|months|monaten?)"
)
_INDIAN = frozenset({"INR"})

# Read from top to bottom, the first that fits wins. Letters at the end of a word must end there.
_VOCABULARY: list[tuple[Word, str]] = [
    (Word(Kind.EXTRA), r"[0-9]+(?:[.,][0-9]+)?(?: ?- ?[0-9]+)? ?(?:%|percent|prozent)"),
    (
        Word(Kind.TIMES_SALARIES),
        rf"(?:[x×*]|mal|times) ?{_COUNT}(?![.,' ]?[0-9]| ?k)|{_COUNT} ?(?:[x×*]|mal|times|à)|"
        rf"{_COUNTED_SALARIES} (?:à|zu je|je|zu|of)",
    ),
    (Word(Kind.SALARIES), _COUNTED_SALARIES),
    (Word(Kind.NUMBER), NUMBER_IN_TEXT),
    (Word(Kind.NET), r"(?:jahres|monats|stunden)?nett?o?(?:gehalt|lohn|einkommen|verdienst)?"),
    (Word(Kind.NET), r"nto\.?|after tax(?:es)?|post-tax|take-? ?home(?: pay)?|nach steuern?|"
                     r"auf die hand|on hand|in hand"),
    (Word(Kind.TOTAL), rf"(?:inkl\.?|incl\.?|inklusive|including|inclusive|mit|with)(?: of)? "
                       rf"(?:[0-9.,]+ ?% )?(?:{_EXTRAS})|(?:{_EXTRAS}) (?:inkl\.?|incl\.?|"
                       r"inklusive|inbegriffen|included)|ote|t\.?c\.?|all-? ?in|total(?: comp"
                       r"(?:ensation)?| pay| package)?|gesamt(?:paket|vergütung|gehalt)?|package|"
                       r"paket|zielgehalt|zieleinkommen|on target(?: earnings)?"),
    (Word(Kind.FILLER), rf"(?:ohne|without|excl\.?|exkl\.?|exklusive|excluding|exclusive of|vor|"
                        rf"before) (?:{_EXTRAS})(?:(?: ?[,/&] ?| und | and | or | oder )"
                        rf"(?:{_EXTRAS}))*"),
    (Word(Kind.EXTRA), _EXTRAS),
    (Word(Kind.PART_TIME), r"teilzeit|tz|part-? ?time|halbtags|minijob|midijob|kurzarbeit|"
                           r"werkstudent(?:in)?|working student"),
    (Word(Kind.FREELANCE), r"freelanc(?:e|er|ing)|freiberuflich\w*|freier? mitarbeiter|"
                           r"selbst(?:st)?ändig\w*|self-? ?employed|contract(?:or|ing)|b2b|"
                           r"tagessatz|stundensatz|day rate|honorar"),
    (Word(Kind.AT_LEAST), r"[+]{1,2}(?= ?\)?$)|>=?|≥|ab|mind\.?|mindestens|min\.?|minimum|"
                          r"at least|starting (?:at|from|with)|über|ueber|mehr als|more than|over|"
                          r"above|(?:und|oder) mehr|(?:and|or) (?:more|up|above|higher)|aufwärts|"
                          r"upwards?"),
    (Word(Kind.AT_MOST), r"<=?|≤|bis zu|up to|max\.?|maximal|maximum|unter|under|below|less than|"
                         r"weniger als|höchstens|at most|not more than|(?:and|or) (?:less|below)"),
    (Word(Kind.ABOUT), r"~|≈|[+] ?/? ?-|±|ca\.?|circa|zirka|etwa|rund|ungefähr|ungef\.?|around|"
                       r"about|approx\.?|approximately|roughly|knapp|fast|almost|nearly|gut|"
                       r"gute|so um(?: die)?|um die|plus/minus|plusminus|or so|oder so|ish"),
    (Word(Kind.MULTIPLIER, multiplier=Decimal(1000)),
     r"k|t|tsd\.?|thsd\.?|tds\.?|tausend|thousand|grand|mille"),
    *(
        (Word(Kind.MULTIPLIER, Decimal(1000), frozenset({code.upper()})), f"[kt]{code}")
        for code in ("eur", "chf", "usd", "gbp", "pln", "sek", "nok", "dkk", "cad", "aud")
    ),
    (Word(Kind.MULTIPLIER, multiplier=Decimal(1_000_000)), r"mio\.?|mln\.?|mill\.?|millionen|"
                                                           r"millions?"),
    (Word(Kind.MULTIPLIER, Decimal(100_000), _INDIAN, Period.YEAR), r"l\.? ?p\.? ?a\.?"),
    (Word(Kind.MULTIPLIER, Decimal(100_000), _INDIAN), r"lakhs?|lacs?|lac"),
    (Word(Kind.MULTIPLIER, Decimal(10_000_000), _INDIAN), r"crores?|cr\.?"),
    (Word(Kind.PERIOD, period=Period.YEAR),
     rf"{_PER}(?:jahre?s?|years?|yrs?\.?|annum|anno)|/ ?[ayj]|p\. ?a\.?|pa|yearly|annual(?:ly)?|"
     rf"jährlich\w*|jaehrlich\w*|jährl\.?|(?:brutto)?jahres{_PAY}"),
    (Word(Kind.PERIOD, period=Period.MONTH),
     rf"{_PER}(?:monat|month|mth\.?|mon\.?|mo\.?)|/ ?m|p\. ?m\.?|pm|pcm|monthly|monatlich\w*|"
     rf"m(?:o?na?)?tl\.?|(?:brutto)?monats{_PAY}"),
    (Word(Kind.PERIOD, period=Period.WEEK),
     rf"{_PER}(?:woche|weeks?|wk\.?)|/ ?w|p\. ?w\.?|pw|weekly|wöchentlich\w*|wochenlohn"),
    (Word(Kind.PERIOD, period=Period.DAY),
     rf"{_PER}(?:tag|days?|manntag|personentag|pt)|/ ?d|p\. ?d\.?|daily|täglich\w*"),
    (Word(Kind.PERIOD, period=Period.HOUR),
     rf"{_PER}(?:stunde|std\.?|hours?|hrs?\.?)|/ ?h|p\. ?h\.?|ph|hourly|stündlich\w*|stundenlohn"),
    (Word(Kind.FROM), "von|from|zwischen|between"),
    (Word(Kind.TO), r"bis|to|until|…|\.{2,3}"),
    (Word(Kind.DASH), "-"),
    (Word(Kind.PLUS), r"[+&]|plus|zzgl\.?|zuzüglich|und|and|mit|with|inkl\.?|incl\.?|including|"
                      r"inklusive"),
    (Word(Kind.FILLER), r"brutto|gross|bto\.?|base|basis|basic|fix|fixgehalt|fixum|fest|festgehalt|"
                        r"grundgehalt|(?:monats)?gehälter|gehalt|lohn|löhne|salary|salaries|wages?|income|pay|"
                        r"einkommen|verdienst|vergütung|salär|monate|months|vollzeit|vz|"
                        r"full-? ?time|before tax(?:es)?|pre-? ?tax|vor steuern?|bruttogehalt|"
                        r"bruttolohn|à|[()\[\]:;!\"'„“”»«|]|[.,](?![0-9])"),
    *(
        (Word(Kind.CURRENCY, currencies=frozenset(codes.split())), pattern)
        for codes, pattern in _CURRENCIES.items()
    ),
]  # fmt: skip
_WORDS = [word for word, _ in _VOCABULARY]
_END = r"(?:(?<![^\W\d_])|(?![^\W\d_]))"  # not amid the letters of a longer word
_ANY_WORD = re.compile(
    "|".join(f"((?:{pattern}){_END})" for _, pattern in _VOCABULARY) + r"|[^\W\d_]+|."
)
