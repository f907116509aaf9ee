"""Quantiles of Student's t, held against tables and against scipy."""

import pytest
from scipy import stats

from benchmarks.estimating.students_t import two_sided


@pytest.mark.parametrize(
    ("degrees", "t"),  # as printed in any table of the distribution, 95 % two-sided
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (6, 2.447), (30, 2.042)],
)
def test_it_is_what_the_tables_print(degrees, t):
    assert two_sided(0.95, degrees) == pytest.approx(t, abs=0.0005)


@pytest.mark.parametrize("degrees", [1, 2, 3, 8, 17, 200])
@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95, 0.999])
def test_it_is_what_scipy_finds(degrees, confidence):
    assert two_sided(confidence, degrees) == pytest.approx(
        stats.t.ppf((1 + confidence) / 2, degrees), rel=1e-9
    )


@pytest.mark.parametrize(("confidence", "degrees"), [(0.95, 0), (0.0, 3), (1.0, 3)])
def test_what_has_no_quantile_is_refused(confidence, degrees):
    with pytest.raises(ValueError, match="needs a degree of freedom"):
        two_sided(confidence, degrees)
