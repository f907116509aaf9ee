"""Rows that tests copy instead of loading them are those that the product loads."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from benchmarks.models import Country
from tests.factories import make_country
from tests.shipped_tables import LOADED_AT, bring_in_law, bring_in_reference
from visa.loading import load_law
from visa.models import ResidenceTitle

pytestmark = pytest.mark.django_db


def test_copied_rows_are_all_that_the_product_would_load() -> None:
    with transaction.atomic():
        bring_in_law()
        transaction.set_rollback(True)
    bring_in_law()

    said = StringIO()
    call_command("load_reference", stdout=said)
    loaded = load_law(at=LOADED_AT)

    assert {line.split(": ")[1][:16] for line in said.getvalue().splitlines()} == {
        "0 new, 0 changed"
    }
    assert {what for counts in loaded.tally.values() for what in counts} == {"same"}


def test_rows_made_afterwards_get_numbers_of_their_own() -> None:
    for _ in range(2):
        with transaction.atomic():
            bring_in_reference()
            made = make_country(code="XX", name_de="Nirgends", name_en="Nowhere")
            assert Country.objects.filter(pk__gt=made.pk).count() == 0
            transaction.set_rollback(True)


def test_beside_rows_of_a_test_the_product_loads_them() -> None:
    known = make_country()

    bring_in_law()

    assert Country.objects.get(code="DE").pk == known.pk
    assert ResidenceTitle.objects.filter(country=known).exists()
