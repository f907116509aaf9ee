"""What is expected of pay from one year to the next before any sample is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from benchmarks.estimating.observations import Codes, Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class WageGrowth:
    """Expected growth of pay per year, as a fraction, and how sure that is.

    `yearly` ± `sd` is the prior for a country and year that `known` doesn't hold. `known` maps
    (country code, year) to the published growth from the year before, such as Eurostat's labour
    cost index for wages. Without it the prior is 3 % ± 2 %.
    """

    yearly: float = 0.03
    sd: float = 0.02
    known: Mapping[tuple[int, int], float] = field(default_factory=dict)

    def log_index(self, country: Codes, year: Codes, base_year: int) -> Reals:
        """Logarithm of the expected pay of a year over that of `base_year`, entry by entry."""
        countries, country_rank = np.unique(country, return_inverse=True)
        first = min(int(year.min()), base_year)
        last = max(int(year.max()), base_year)
        steps = np.array(
            [
                [self.log_step(int(code), later) for later in range(first + 1, last + 1)]
                for code in countries
            ]
        ).reshape(len(countries), last - first)
        index = np.concatenate([np.zeros((len(countries), 1)), np.cumsum(steps, axis=1)], axis=1)
        index -= index[:, [base_year - first]]
        return index[country_rank, year - first]

    def log_step(self, country: int, year: int) -> float:
        """Expected log growth from the year before to `year`."""
        return float(np.log1p(self.known.get((country, year), self.yearly)))


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShock:
    """How far a whole market strays from its expected growth within one year, on the log scale.

    `degrees` is the number of years that this standard deviation is worth as a prior: the years
    of the data are added to it (a scaled inverse chi-square prior).
    """

    sd: float = 0.035
    degrees: float = 6.0


def calibrated_shock(
    prior: YearShock, common_errors: Reals, sampling_variances: Reals
) -> YearShock:
    """The prior and the errors that a rolling origin showed, one per year, all cells together.

    A year is a single observation of the shock however many cells it has, since their errors
    inside a year move together:

        s² = (d₀ s₀² + Σ max(e² − v, 0)) / (d₀ + m)

    where v is the sampling variance of the common error e.
    """
    excess = np.maximum(common_errors**2 - sampling_variances, 0.0)
    degrees = prior.degrees + len(common_errors)
    variance = (prior.degrees * prior.sd**2 + float(np.sum(np.sort(excess)))) / degrees
    return YearShock(sd=float(np.sqrt(variance)), degrees=degrees)
