"""What an estimation assumes before it reads the data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from benchmarks.estimating.centres import Centres
from benchmarks.estimating.growth import WageGrowth, YearShock
from benchmarks.estimating.observations import Codes, Reals

CONFIDENCE = 0.80
"""How often an interval is to hold what it speaks of."""

Z = 1.2815515655446004
"""Half of such an interval, in standard deviations of a normal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Factors on the half-width of an interval of logs: of some countries, and of the rest."""

    by_country: Mapping[int, float] = field(default_factory=dict)
    elsewhere: float = 1.0

    def of(self, country: int) -> float:
        return self.by_country.get(country, self.elsewhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What earlier forecasts taught: the prior of the year's shock, and how wide to make intervals.

    `projection` stretches the interval of a year that has no data yet, `people` the model's range
    of people.
    """

    shock: YearShock = field(default_factory=YearShock)
    projection: Stretch = field(default_factory=Stretch)
    people: Stretch = field(default_factory=Stretch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a fit found: what varies how much, and where each group is centred.

    `terms` holds the variance of each term, `deviation` that from group to group, `scale` σ² of
    the people of each country, kind and source, `slips` what part of the samples was typed wrong.
    """

    terms: Mapping[str, float]
    deviation: float
    scale: Mapping[tuple[int, int, int], float]
    slips: float
    centres: Centres


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Expected growth, what the back-test calibrated, and how many iterations the fit may take.

    `rates` holds the units of a country's currency for one of a common currency, the same for all
    years: with them a country of few samples leans on what its neighbours pay. Without them it may
    still have a currency of its own, and leans on itself. `start` is where the fit begins: at
    what a fit of most of the same samples found it ends after a few iterations.
    """

    growth: WageGrowth = field(default_factory=WageGrowth)
    calibration: Calibration = field(default_factory=Calibration)
    rates: Mapping[int, float] = field(default_factory=dict)
    iterations: int = 30
    start: Found | None = None

    def __post_init__(self) -> None:
        if self.iterations < 1:
            raise ValueError("The fit needs at least one iteration.")

    def expected(self, country: Codes, year: Codes, base_year: int) -> Reals:
        """What is taken off log pay before the model sees it: currency and expected growth."""
        countries, rank = np.unique(country, return_inverse=True)
        rate = np.array([np.log(self.rates.get(code, 1.0)) for code in countries.tolist()])
        return rate[rank] + self.growth.log_index(country, year, base_year)
