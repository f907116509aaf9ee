"""What is asked of a person, and the answers: a frozen case in which anything may be unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from visa.citations import NO_TEXT, Text
from visa.values import MONTHS, Per, Unit


class FactKind(StrEnum):
    MONEY = "money"
    DATE = "date"
    CODE = "code"
    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    SPANS = "spans"


class ChangeableBy(StrEnum):
    """Who can bring a condition about, those who can soonest first."""

    APPLICANT = "applicant"
    EMPLOYER = "employer"
    TIME = "time"
    AUTHORITY = "authority"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that rules ask of a person; `choices` where only these answers exist.

    `name` begins sentences about the answer, such as “Ihr Gehalt”, “Your salary”; `unit` is
    what a number counts.
    """

    key: str
    kind: FactKind
    question: Text
    name: Text = NO_TEXT
    help: Text = NO_TEXT
    unit: Unit | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Salary:
    """Gross pay as agreed; per month it is paid `instalments` times a year."""

    amount: Decimal
    per: Per = Per.YEAR
    instalments: int = MONTHS

    def per_year(self) -> Fraction:
        return Fraction(self.amount) * (self.instalments if self.per is Per.MONTH else 1)


@dataclass(frozen=True, slots=True)
class Span:
    """A time of work from its first day to the day after its last; still going on without end."""

    start: date
    end: date | None = None


type Answer = Salary | date | str | bool | Decimal | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Answers by the key of their fact; what is not in it is unknown, which is no “no”."""

    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, key: str) -> Answer | None:
        return self.answers.get(key)

    def with_answer(self, key: str, answer: Answer) -> "Case":
        return Case(MappingProxyType({**self.answers, key: answer}))
