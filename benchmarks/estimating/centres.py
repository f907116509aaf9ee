"""Where a fit centred each group, so that the next fit of the same groups can begin there."""

from dataclasses import dataclass

import numpy as np

from benchmarks.estimating.groups import Groups, joint_code
from benchmarks.estimating.observations import Codes, Reals


@dataclass(frozen=True, slots=True, kw_only=True)
class Centres:
    """The log pay that groups are centred at; `codes` has a row for each column of their key."""

    codes: Codes
    log_pay: Reals

    def of(self, groups: Groups) -> Reals:
        """The centre of each group, NaN for one that isn't known. Both are in the groups' order."""
        known = len(self.log_pay)
        code = joint_code(*np.concatenate([self.codes, _codes(groups)], axis=1))
        place = np.searchsorted(code[:known], code[known:])
        place = np.minimum(place, known - 1)
        return np.where(code[place] == code[known:], self.log_pay[place], np.nan)


def centres_of(groups: Groups, log_pay: Reals) -> Centres:
    return Centres(codes=_codes(groups), log_pay=log_pay)


def _codes(groups: Groups) -> Codes:
    return np.stack(
        [
            groups.country,
            groups.occupation,
            groups.hub,
            groups.seniority,
            groups.year,
            groups.kind,
            groups.source,
        ]
    )
