"""The range of people in a cell: how their pay lies around the typical one."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.cells import Cells
from benchmarks.estimating.grouped_quantiles import Sorted
from benchmarks.estimating.mixed_model import Fit
from benchmarks.estimating.observations import Reals
from benchmarks.estimating.synthetic import Synthetic
from benchmarks.estimating.typical import MEDIAN_VARIANCE, Direct, Typical
from benchmarks.statistics import RANGE_OF_PEOPLE_NEEDS

PROBABILITIES = (0.10, 0.25, 0.50, 0.75, 0.90)
MIDDLE = 2

EXPECTED_SHAPE = (-1.4759, -0.7267, 0.0, 0.7267, 1.4759)
EXPECTED_SAMPLES = 30.0
"""The quantiles of a t_5 of scale 1, and how many samples they count as."""

POOLED_SHAPE = 200.0
"""The shape of all countries' residuals counts as this many samples of each country."""

NORMAL_REACH = 2.5631
"""P90 − P10 of a normal distribution, in standard deviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Residuals:
    """Quantiles of the log residuals around a part's centre, a row a country, and σ² from them."""

    quantiles: Reals
    variance: Reals


def residuals(fit: Fit, stated: Reals) -> Residuals:
    """Quantiles of what the model leaves, widened by what it fitted of each sample's own noise.

    A residual is smaller than its error by √(1 − h), with h the leverage of the sample's group.
    Each is divided by its source's scale; the shape of a country is drawn to that of all, and has
    the scale of the sources that it is stated in.
    """
    groups = fit.groups
    country = np.searchsorted(fit.countries, groups.country)
    noise = fit.noise
    share = fit.deviation_variance * fit.precision / (1 + fit.deviation_variance * fit.precision)
    centre = (1 - share) ** 2 * fit.solution.fitted_variance
    centre += (1 - share) * fit.deviation_variance
    leverage = np.clip(centre / (MEDIAN_VARIANCE * noise), 0.0, 0.9)
    relative = fit.residual / np.sqrt(noise * (1 - leverage))[groups.group_of_row]
    of_row = country[groups.group_of_row]
    everyone = np.zeros(len(relative), dtype=np.int64)
    weight = groups.weight * fit.sound
    by_size = Sorted(relative, weight)
    _, pool = by_size.quantiles(PROBABILITIES, everyone)
    total = float(np.sum(weight))
    pool = (total * pool + EXPECTED_SAMPLES * np.array(EXPECTED_SHAPE)) / (total + EXPECTED_SAMPLES)
    own = np.repeat(pool, len(fit.countries), axis=0)
    seen, quantiles = by_size.quantiles(PROBABILITIES, of_row)
    own[seen] = quantiles
    samples = np.bincount(of_row, weights=weight, minlength=len(own))[:, None]
    shape = (samples * own + POOLED_SHAPE * pool) / (samples + POOLED_SHAPE)
    quantiles = shape * np.sqrt(stated)[:, None]
    reach = (quantiles[:, -1] - quantiles[:, 0]) / NORMAL_REACH
    return Residuals(quantiles=quantiles, variance=reach**2)


def direct_quantiles(
    fit: Fit, cells: Cells, shift: Reals, synthetic: Synthetic, n_effective: Reals
) -> tuple[Direct, Reals]:
    """Each cell's own median by year, and its log quantiles: cells × years × quantiles.

    `shift` is what the model adds to a row for its kind of evidence, against the country's
    reference kind; it is taken off first.
    """
    by_pay = Sorted(fit.groups.log_pay - shift, fit.groups.weight * fit.sound)
    flat = np.zeros((len(cells) * cells.years, len(PROBABILITIES)))
    for rows, place in cells.layers():
        at, found = by_pay.quantiles(PROBABILITIES, place, rows)
        flat[at] = found
    own = flat.reshape(len(cells), cells.years, len(PROBABILITIES))
    scale = _own_scale(fit, cells)
    between = np.pi / 2 * synthetic.spread[:, : cells.years]
    noise = (MEDIAN_VARIANCE * scale + between) / np.maximum(n_effective, 1e-9)
    return Direct(median=own[:, :, MIDDLE], variance=noise, seen=n_effective > 0), own


def _own_scale(fit: Fit, cells: Cells) -> Reals:
    """Mean σ² of the sources that a cell's samples of a year are from."""
    mass = fit.groups.totals(fit.groups.weight)
    total = cells.table(mass)
    return np.divide(cells.table(mass * fit.noise), total, out=np.ones_like(total), where=total > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Log quantiles of pay around the typical one: cells × years × quantiles, 0 in the middle.

    `own_share` is how much of the last year's is what a cell's own samples show, whose sources have
    the σ² `own_scale`; the rest is the model's, for people as the country's pay is stated in.
    """

    log_range: Reals
    own_share: Reals
    own_scale: Reals


def range_of_people(
    fit: Fit,
    cells: Cells,
    synthetic: Synthetic,
    typical: Typical,
    own: Reals,
    n_effective: Reals,
    stated: Reals,
) -> People:
    """How pay lies around the typical one; `stated` is σ² of each country's sources.

    The model's: the country's residuals, stretched for the spread between a cell's parts, for what
    isn't known of the typical pay itself, and by what earlier forecasts taught. The cell's own:
    from 30 samples on, with a weight of 1 − 30 / n. In years without so many it is carried on from
    the last one, stretched like the model's.
    """
    country = np.searchsorted(fit.countries, cells.country)
    taught = fit.settings.calibration.people
    factor = np.array([taught.of(code) for code in cells.country.tolist()])
    left = residuals(fit, stated)
    within = left.variance[country][:, None]
    stretch = factor[:, None] * np.sqrt((within + synthetic.spread + typical.variance) / within)
    result = left.quantiles[country][:, None, :] * stretch[:, :, None]
    result -= result[:, :, [MIDDLE]]
    weight = np.maximum(0.0, 1 - RANGE_OF_PEOPLE_NEEDS / np.maximum(n_effective, 1e-9))
    around = own - own[:, :, [MIDDLE]]
    last_weight = np.zeros(len(cells))
    last_around = np.zeros((len(cells), len(PROBABILITIES)))
    scale, last_scale = _own_scale(fit, cells), np.ones(len(cells))
    for year in range(result.shape[1]):
        shown = last_around * _carried(last_around, typical.variance[:, year], factor)[:, None]
        if year < cells.years:
            seen = weight[:, year] > 0
            last_weight = np.where(seen, weight[:, year], last_weight)
            last_around = np.where(seen[:, None], around[:, year], last_around)
            last_scale = np.where(seen, scale[:, year], last_scale)
            shown = np.where(seen[:, None], last_around, shown)
        blend = last_weight[:, None]
        result[:, year] = (1 - blend) * result[:, year] + blend * shown
    return People(log_range=result, own_share=last_weight, own_scale=last_scale)


def _carried(around: Reals, uncertainty: Reals, factor: Reals) -> Reals:
    """By how much a spread of the past is stretched for a year that hasn't shown its own."""
    variance = np.maximum(((around[:, -1] - around[:, 0]) / NORMAL_REACH) ** 2, 1e-6)
    stretched: Reals = factor * np.sqrt(1 + uncertainty / variance)
    return stretched
