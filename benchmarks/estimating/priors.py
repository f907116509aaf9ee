"""What is believed of the effects before any sample: how far they stray, and from what."""

import numpy as np

from benchmarks.estimating.effects import FIXED, Effects, Term
from benchmarks.estimating.elimination import Prior
from benchmarks.estimating.observations import Reals
from benchmarks.estimating.settings import Settings

FIRST_SD = 0.1
FIRST_COUNTRY_SD = 3.0
"""Countries may differ by their currency too: EM must not begin by calling that an outlier."""


def prior_precision(effects: Effects, variance: Reals) -> Prior:
    """K of Henderson's equations: 1 / λ for each effect, and a walk's steps between its years."""
    diagonal = np.zeros(effects.count)
    beside = np.zeros(effects.count)
    for block, of_term in zip(effects.blocks, variance, strict=True):
        at = np.arange(block.start, block.stop)
        diagonal[at] = 1 / of_term
        if block.term.walks:
            goes_on = at[effects.reach[at] > at + 1]
            diagonal[goes_on + 1] += 1 / of_term
            beside[goes_on] = -1 / of_term
    return Prior(diagonal=diagonal, beside=beside)


def first_variance(term: Term, settings: Settings) -> float:
    """λ of a term before any data."""
    sd, degrees = prior_of(term, settings, 1.0)
    if term.name == "country":
        return FIRST_COUNTRY_SD**2
    return sd**2 if degrees == FIXED or term.name == "year" else FIRST_SD**2


def prior_of(term: Term, settings: Settings, spread: float) -> tuple[float, float]:
    """Standard deviation and degrees of freedom of the prior of a term's λ.

    What people of one cell are paid differs the more, the vaguer their job's name is; then cells
    differ the more too, from each other and from year to year. So the prior grows with `spread`.
    """
    if term.name == "drift":
        return settings.growth.sd, FIXED
    if term.name == "year":
        return settings.calibration.shock.sd, settings.calibration.shock.degrees
    if term.prior_degrees == FIXED:
        return term.prior_sd, FIXED
    return spread * term.prior_sd, term.prior_degrees
