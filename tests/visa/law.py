"""A small law for tests of the rule engine, with figures of the facts that visa/ cites."""

from datetime import date
from decimal import Decimal

from visa.citations import Citation, Text
from visa.code_groups import CodeGroup, CodePrefix
from visa.facts import Case, Choice, Fact, FactKind, Salary
from visa.results import Law
from visa.values import Formula, Parameter, Per, Unit, Value, ValueBook

NOTICE = Citation(
    key="notice",
    act="AufenthG",
    pinpoint="§ 18g Abs. 1",
    source=Text("Bekanntmachung", "Notice"),
    url="https://www.gesetze-im-internet.de/aufenthg_2004/__18g.html",
    grade="P",
    checked_on=date(2026, 11, 1),
)


def text(words: str) -> Text:
    return Text(f"{words} (de)", f"{words} (en)")


def parameter(key: str, unit: Unit = Unit.MONEY, per: Per = Per.YEAR, times: int = 12) -> Parameter:
    currency = "EUR" if unit is Unit.MONEY else ""
    return Parameter(
        key=key, name=text(key), unit=unit, currency=currency, per=per, instalments=times
    )


def value(of: Parameter, amount: str, start: date, end: date | None, divisor: int = 1) -> Value:
    return Value(
        parameter=of,
        amount=Decimal(amount),
        divisor=divisor,
        valid_from=start,
        valid_to=end,
        citation=NOTICE,
    )


def product(of: Parameter, percentage: Value, base: Value, start: date, end: date | None) -> Value:
    formula = Formula(percentage=percentage, base=base)
    return Value(
        parameter=of,
        amount=Decimal(formula.exact().numerator) / formula.exact().denominator,
        formula=formula,
        valid_from=start,
        valid_to=end,
        citation=NOTICE,
    )


BASE, SHARE, LOWER = parameter("base"), parameter("share", Unit.PERCENT, Per.ONCE), parameter("low")
NEW_YEAR = {year: date(year, 1, 1) for year in range(2020, 2029)}
SWITCH = date(2023, 11, 18)
_OLD = value(SHARE, "52", NEW_YEAR[2020], SWITCH)
_NEW = value(SHARE, "45.3", SWITCH, None)
_BASES = {
    year: value(BASE, amount, NEW_YEAR[year], NEW_YEAR[year + 1])
    for year, amount in {2023: "87600", 2025: "96600", 2026: "101400"}.items()
}


def fact(
    key: str, kind: FactKind, de: str, en: str, unit: Unit | None = None, *choices: str
) -> Fact:
    return Fact(
        key=key,
        kind=kind,
        question=Text(f"{de}?", f"{en}?"),
        name=Text(de, en),
        unit=unit,
        choices=tuple(Choice(one, Text(one.upper(), one.upper())) for one in choices),
    )


FACTS = [
    fact("salary", FactKind.MONEY, "Ihr Gehalt", "Your salary"),
    fact("born", FactKind.DATE, "Ihr Alter", "Your age"),
    fact("degree", FactKind.DATE, "Ihr Abschluss", "Your degree"),
    fact("work", FactKind.SPANS, "Ihre Berufserfahrung", "Your experience"),
    fact("months", FactKind.NUMBER, "Ihr Vertrag", "Your contract", Unit.MONTHS),
    fact("years", FactKind.NUMBER, "Ihre Jahre im Beruf", "Your years of work"),
    fact("isco", FactKind.CODE, "Ihr Beruf", "Your occupation"),
    fact("german", FactKind.CHOICE, "Ihr Deutsch", "Your German", None, "none", "a1", "a2", "b1"),
    fact("pension", FactKind.YES_NO, "Ihre Altersversorgung", "Your pension"),
    fact("banned", FactKind.YES_NO, "Einreiseverbot", "Entry ban"),
]

LAW = Law(
    values=ValueBook.of(
        [BASE, SHARE, LOWER],
        [
            _OLD,
            _NEW,
            *_BASES.values(),
            product(LOWER, _OLD, _BASES[2023], NEW_YEAR[2023], SWITCH),
            product(LOWER, _NEW, _BASES[2023], SWITCH, NEW_YEAR[2024]),
            product(LOWER, _NEW, _BASES[2025], NEW_YEAR[2025], NEW_YEAR[2026]),
            product(LOWER, _NEW, _BASES[2026], NEW_YEAR[2026], NEW_YEAR[2027]),
        ],
    ),
    groups={
        "it": CodeGroup(
            "it",
            text("IT"),
            (CodePrefix("25", NEW_YEAR[2020]), CodePrefix("133", SWITCH)),
        )
    },
    facts={one.key: one for one in FACTS},
)
TODAY = date(2026, 11, 23)


def earning(amount: str, per: Per = Per.YEAR, instalments: int = 12) -> Case:
    return Case({"salary": Salary(Decimal(amount), per, instalments)})
