"""Quantiles of Student's t for whole degrees of freedom, exact from one on."""

import math

HALVINGS = 60


def two_sided(confidence: float, degrees: int) -> float:
    """The t that holds this part of the distribution between −t and t.

    By halving the angle θ = arctan(t / √ν), of which the probability is a finite sum.
    """
    if degrees < 1 or not 0 < confidence < 1:
        raise ValueError(
            "A quantile of t needs a degree of freedom and a confidence within 0 to 1."
        )
    low, high = 0.0, math.pi / 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _held(middle, degrees) < confidence:
            low = middle
        else:
            high = middle
    return math.sqrt(degrees) * math.tan((low + high) / 2)


def _held(angle: float, degrees: int) -> float:
    """Abramowitz & Stegun 26.7.3 for odd degrees of freedom, 26.7.4 for even ones."""
    cosine = math.cos(angle)
    odd = degrees % 2
    term = cosine if odd else 1.0
    total = 0.0
    for power in range(1 + odd, degrees, 2):
        total += term
        term *= cosine**2 * power / (power + 1)
    total *= math.sin(angle)
    return 2 / math.pi * (angle + total) if odd else total
