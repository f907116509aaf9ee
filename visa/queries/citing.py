"""Citations as plain data, each made once however many rows rest on it."""

from visa import models
from visa.citations import Citation


class Citations:
    """By the row's id; rows come with their source selected."""

    def __init__(self) -> None:
        self._made: dict[int, Citation] = {}

    def of(self, row: models.Citation) -> Citation:
        if row.pk not in self._made:
            self._made[row.pk] = row.as_cited()
        return self._made[row.pk]
