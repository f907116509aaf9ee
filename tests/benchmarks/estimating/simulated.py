"""Draws whole worlds from the model itself, so that the truth behind every cell is known."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.observations import Evidence, Observations
from benchmarks.estimating.typical import PERSISTENCE

FIRST_YEAR = 2019


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """Samples, and the true typical pay by cell and year, one year beyond the samples included."""

    observations: Observations
    truth: dict[tuple[CellKey, int], float]


def simulate(
    seed: int,
    *,
    countries: int = 5,
    occupations: int = 12,
    hubs: int = 3,
    seniorities: int = 3,
    years: int = 4,
    per_cell: float = 3.0,
    effect: float = 0.06,
    shock: float = 0.035,
    deviation: float = 0.05,
    scale: float = 0.2,
) -> Simulated:
    """A world of normal effects of standard deviation `effect`, t_5 residuals of that `scale`.

    Every cell has a Poisson number of samples a year around `per_cell`.
    """
    rng = np.random.default_rng(seed)
    shape = (countries, occupations, hubs, seniorities)

    def of(*axes: int, sd: float = effect) -> np.ndarray:
        sizes = [size if axis in axes else 1 for axis, size in enumerate(shape)]
        return rng.normal(0, sd, sizes)[..., None]

    def walk(*axes: int, sd: float) -> np.ndarray:
        sizes = [size if axis in axes else 1 for axis, size in enumerate(shape)]
        return np.cumsum(rng.normal(0, sd, (*sizes, years + 1)), axis=-1)

    ahead = np.arange(years + 1)
    centre = (
        11.0
        + (0.03 + rng.normal(0, 0.02)) * ahead
        + walk(sd=shock)
        + of(1, sd=0.15)
        + np.linspace(0, 0.4, seniorities)[None, None, None, :, None]
        + of(1, 3)
        + of(0, sd=0.3)
        + walk(0, sd=effect / 2)
        + of(0, 3)
        + of(0, 2)
        + of(0, 2, 3)
        + of(0, 1)
        + walk(0, 1, sd=effect / 2)
        + of(0, 1, 3)
        + of(0, 1, 2)
        + of(0, 1, 2, 3)
        + _deviations(rng, (*shape, years + 1), deviation)
    )
    count = rng.poisson(per_cell, (*shape, years))
    cells = np.argwhere(count > 0)
    rows = np.repeat(cells, count[tuple(cells.T)], axis=0)
    country, occupation, hub, seniority, year = rows.T
    log_pay = centre[tuple(rows.T)] + scale * rng.standard_t(5, len(rows))
    place = np.ones(len(rows), dtype=np.int64)
    observations = Observations(
        country=country,
        occupation=occupation,
        hub=country * 10 + hub,
        seniority=seniority,
        kind=place * int(Evidence.SURVEY),
        source=place,
        year=FIRST_YEAR + year,
        pay=np.exp(log_pay),
    )
    truth = {
        (
            CellKey(country=c, occupation=o, hub=c * 10 + h, seniority=s),
            FIRST_YEAR + t,
        ): float(np.exp(centre[c, o, h, s, t]))
        for c, o, h, s, t in np.ndindex(*centre.shape)
    }
    return Simulated(observations=observations, truth=truth)


def _deviations(rng: np.random.Generator, shape: tuple[int, ...], sd: float) -> np.ndarray:
    """What each cell has of its own from year to year: half of it is still there a year later."""
    deviation = rng.normal(0, sd, shape)
    for year in range(1, shape[-1]):
        deviation[..., year] *= np.sqrt(1 - PERSISTENCE**2)
        deviation[..., year] += PERSISTENCE * deviation[..., year - 1]
    return deviation
