"""What may stand behind the bar of a reference: one table for picker and checks; pure."""

from dataclasses import dataclass

from articles.figures.figure import Figure, Unit
from articles.figures.references import Reference
from visa.citations import Text

RATIOS = frozenset({Unit.SHARE, Unit.COUNT, Unit.PERCENT})
MONEY = frozenset({Unit.MONEY})
NUMBERS = frozenset(Unit) - {Unit.DATE, Unit.MONTH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One word behind the bar; `units` are those of the figures that it is made for."""

    name: str
    meaning: Text
    example: str
    units: frozenset[Unit] = frozenset(Unit)
    of_law: bool = True
    of_estimates: bool = True
    of_formulas: bool = True

    def fits(self, figure: Figure) -> bool:
        """Whether it says something of this figure."""
        if figure.is_formula:
            return self.of_formulas and figure.unit in self.units
        is_of_kind = self.of_estimates if figure.is_estimate else self.of_law
        return is_of_kind and figure.unit in self.units


OPTIONS = (
    Option(
        name="range",
        meaning=Text("als 80-%-Intervall: von–bis", "as the 80% interval: from–to"),
        example="[[salary.typical | range]]",
        units=MONEY,
        of_law=False,
    ),
    Option(
        name="month",
        meaning=Text(
            "je Monat: ein Jahresbetrag durch zwölf oder die Zahl der Zahlungen",
            "per month: a yearly amount divided by twelve, or by the payments a year",
        ),
        example="[[visa.de.blue-card.salary.general | month]]",
        units=MONEY,
    ),
    Option(
        name="year",
        meaning=Text(
            "je Jahr: ein Monatsbetrag mal zwölf oder die Zahl der Zahlungen",
            "per year: a monthly amount times twelve, or times the payments a year",
        ),
        example="[[visa.de.opportunity-card.livelihood | year]]",
        units=MONEY,
    ),
    Option(
        name="per",
        meaning=Text("mit „im Monat“, wo es so ist", "with “a month” where it is one"),
        example="[[visa.de.opportunity-card.livelihood | per]]",
        units=MONEY,
    ),
    Option(
        name="percent",
        meaning=Text("ein Verhältnis in Prozent", "a ratio in per cent"),
        example="[[salary.typical / visa.de.blue-card.salary.general - 1 | percent]]",
        units=RATIOS,
    ),
    Option(
        name="signed",
        meaning=Text("mit Vorzeichen: + oder −", "with its sign: + or −"),
        example="[[salary.senior.typical / salary.typical - 1 | percent, signed]]",
        units=NUMBERS,
    ),
    Option(
        name="whole",
        meaning=Text("ohne Nachkommastellen, kaufmännisch gerundet", "rounded to whole units"),
        example="[[visa.de.blue-card.salary.shortage | whole]]",
        units=NUMBERS,
    ),
    Option(
        name="bare",
        meaning=Text("nur die Zahl, ohne Währung oder Einheit", "the number without its unit"),
        example="[[visa.de.blue-card.salary.shortage | bare]]",
        units=NUMBERS,
    ),
    Option(
        name="from",
        meaning=Text("der Tag, seit dem der Wert gilt", "the day since which the value holds"),
        example="[[visa.de.blue-card.salary.shortage | from]]",
        of_estimates=False,
        of_formulas=False,
    ),
    Option(
        name="until",
        meaning=Text("der letzte Tag, an dem der Wert gilt", "the last day of the value"),
        example="[[visa.de.blue-card.salary.shortage | until]]",
        of_estimates=False,
        of_formulas=False,
    ),
    Option(
        name="source",
        meaning=Text("die Fundstelle statt des Werts", "the passage instead of the value"),
        example="[[visa.de.blue-card.salary.shortage | source]]",
        of_formulas=False,
    ),
)
NAMES = {option.name: option for option in OPTIONS}


def unknown_options(reference: Reference) -> tuple[str, ...]:
    """Words behind the bar that mean nothing: they change nothing, and an editor should hear."""
    return tuple(name for name in reference.options if name not in NAMES)


def idle_options(reference: Reference, figure: Figure) -> tuple[str, ...]:
    """Options that say nothing of this figure, such as a date as percent."""
    known = (name for name in reference.options if name in NAMES)
    return tuple(name for name in known if not NAMES[name].fits(figure))
