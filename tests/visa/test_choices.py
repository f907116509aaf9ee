"""What a table offers to choose from is what the rule engine knows, no more and no less."""

from enum import StrEnum

import pytest
from django.db.models import TextChoices

from visa import facts, models, terms, titles, values

PAIRS: list[tuple[type[TextChoices], type[StrEnum]]] = [
    (models.Parameter.Unit, values.Unit),
    (models.Parameter.Per, values.Per),
    (models.Fact.Kind, facts.FactKind),
    (models.Condition.Relation, terms.Relation),
    (models.Condition.CalendarUnit, terms.CalendarUnit),
    (models.Condition.ChangeableBy, facts.ChangeableBy),
    (models.ResidenceTitle.Entitlement, titles.Entitlement),
]


@pytest.mark.parametrize(("offered", "known"), PAIRS)
def test_choices_are_those_of_the_engine(offered: type[TextChoices], known: type[StrEnum]) -> None:
    assert set(offered.values) == {one.value for one in known}
