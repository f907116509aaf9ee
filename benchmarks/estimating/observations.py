"""The samples that a release is estimated from, one array a column, in any order."""

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Reals = NDArray[np.float64]
Mask = NDArray[np.bool_]

NONE = -1
"""Code of a hub, seniority, month or employer that a sample doesn't name."""


class Evidence(IntEnum):
    """How a figure came about, the nearest to what people are really paid first."""

    REGISTER = 0
    PAYROLL = 1
    SURVEY = 2
    OFFER = 3
    ADVERT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """One row a sample. Codes are whatever the caller numbers things by, from 0.

    `hub` is -1 outside of every hub, `seniority` -1 where unknown; `kind` is an `Evidence`; `pay`
    is gross per year, full time, in the country's currency. `month` (1 to 12), `employer` (each -1
    where a row has none) and `weight` (relative, positive) may be left out.
    """

    occupation: Codes
    country: Codes
    hub: Codes
    seniority: Codes
    kind: Codes
    source: Codes
    year: Codes
    pay: Reals
    month: Codes | None = None
    employer: Codes | None = None
    weight: Reals | None = None

    def __post_init__(self) -> None:
        columns = (getattr(self, field.name) for field in fields(self))
        if any(column is not None and column.shape != self.pay.shape for column in columns):
            raise ValueError("The columns of the observations must have the same length.")
        if not np.all(np.isfinite(self.pay) & (self.pay > 0)):
            raise ValueError("Pay must be positive and finite in every row.")
        if self.weight is not None and not np.all(np.isfinite(self.weight) & (self.weight > 0)):
            raise ValueError("Weights must be positive and finite in every row.")
        for name in ("occupation", "country", "kind", "source", "year"):
            if np.any(getattr(self, name) < 0):
                raise ValueError(f"Every row must have a code of its {name}.")

    def __len__(self) -> int:
        return len(self.pay)

    def where(self, chosen: Mask | Codes) -> "Observations":
        """The chosen rows: a mask, or positions in the order wanted."""

        def part(column: Codes | None) -> Codes | None:
            return None if column is None else column[chosen]

        return Observations(
            occupation=self.occupation[chosen],
            country=self.country[chosen],
            hub=self.hub[chosen],
            seniority=self.seniority[chosen],
            kind=self.kind[chosen],
            source=self.source[chosen],
            year=self.year[chosen],
            pay=self.pay[chosen],
            month=part(self.month),
            employer=part(self.employer),
            weight=None if self.weight is None else self.weight[chosen],
        )

    def weights(self) -> Reals:
        return np.ones(len(self)) if self.weight is None else self.weight
