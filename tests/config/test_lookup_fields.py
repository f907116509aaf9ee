"""A value that is no key in a select that looks its choices up: a sentence, never a 500."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

LOOKED_UP = [
    (f"admin:{model._meta.app_label}_{model._meta.model_name}_add", field)
    for model, options in admin.site._registry.items()
    for field in options.get_autocomplete_fields(None)
]
NO_KEYS = ("zzz", "9" * 40)


@pytest.fixture
def ada(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ada"))
    return client


def test_there_are_such_selects() -> None:
    assert len(LOOKED_UP) > 10


@pytest.mark.parametrize(("view", "field"), LOOKED_UP)
def test_what_is_no_key_is_refused_on_the_form(ada: Client, view: str, field: str) -> None:
    address = reverse(view)
    if ada.get(address).status_code == 403:
        pytest.skip("nothing is added here")

    for value in NO_KEYS:
        response = ada.post(address, {field: value}, follow=True)

        assert response.status_code == 200, value
        assert field in response.context["adminform"].form.errors, value
