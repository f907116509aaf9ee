"""Makes samples for the tests of the estimates: small markets whose truth is known."""

import numpy as np

from benchmarks.estimating.observations import NONE, Evidence, Observations


def make_observations(**columns) -> Observations:
    """One row per pay; every other column may be one code for all rows or a list."""
    pay = np.asarray(columns.pop("pay"), dtype=np.float64)
    defaults = {
        "occupation": 1,
        "country": 1,
        "hub": NONE,
        "seniority": NONE,
        "kind": Evidence.SURVEY,
        "source": 1,
        "year": 2024,
    }
    filled = {
        name: np.broadcast_to(np.asarray(columns.pop(name, default)), pay.shape).astype(np.int64)
        for name, default in defaults.items()
    }
    optional = {
        name: np.broadcast_to(np.asarray(column), pay.shape).astype(
            np.float64 if name == "weight" else np.int64
        )
        for name, column in columns.items()
    }
    return Observations(pay=pay, **filled, **optional)


def make_world(
    seed: int,
    *,
    countries: int = 3,
    occupations: int = 4,
    hubs: int = 3,
    seniorities: int = 3,
    years: int = 4,
    rows: int = 3_000,
    residual: float = 0.25,
) -> Observations:
    """A random world in which every term of the model is at work; country 0 has no hubs."""
    rng = np.random.default_rng(seed)
    country = rng.choice(countries, rows, p=_shares(countries))
    occupation = rng.choice(occupations, rows, p=_shares(occupations))
    seniority = rng.choice(np.arange(-1, seniorities), rows)
    hub = np.where(country == 0, NONE, rng.integers(-1, hubs, rows) + country * 10)
    hub = np.where(hub == country * 10 - 1, NONE, hub)
    year = 2020 + rng.integers(0, years, rows)
    log_pay = (
        11.0
        + 0.03 * (year - 2020)
        + rng.normal(0, 0.3, countries)[country]
        + rng.normal(0, 0.15, occupations)[occupation]
        + 0.2 * seniority
        + rng.normal(0, 0.05, (countries, occupations))[country, occupation]
        + rng.normal(0, 0.05, 40)[hub]
        + residual * rng.standard_t(5, rows)
    )
    return make_observations(
        pay=np.exp(log_pay),
        country=country,
        occupation=occupation,
        hub=hub,
        seniority=seniority,
        year=year,
    )


def _shares(count: int) -> np.ndarray:
    shares = 0.5 ** np.arange(count)
    return shares / shares.sum()
