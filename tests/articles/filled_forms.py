"""The form of an article as a browser would send it, to be changed and sent."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from django.contrib.admin import site
from django.forms import BaseForm, BaseFormSet
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import reverse

from articles.models import Article

type Fields = dict[str, object]


def opened(client: Client, article: int | None = None) -> Fields:
    """What the form holds right after it was opened."""
    with undrawn():
        response = client.get(address_of_form(article))
    assert response.status_code == 200
    return filled(response)


def address_of_form(article: int | None = None) -> str:
    name = "change" if article else "add"
    return reverse(f"admin:articles_article_{name}", args=[article] if article else [])


@contextmanager
def undrawn() -> Iterator[None]:
    """Forms answer with all that they hold, on an empty page: their widgets take half a second."""
    empty = engines["django"].from_string("")
    with patch.object(site.get_model_admin(Article), "change_form_template", empty):
        yield


def filled(response: HttpResponse) -> Fields:
    context = response.context  # type: ignore[attr-defined]  # the test client's
    fields: Fields = dict(_of_form(context["adminform"].form))
    for inline in context["inline_admin_formsets"]:
        fields |= dict(_of_formset(inline.formset))
    return {name: value for name, value in fields.items() if value is not None}


def send(client: Client, fields: Mapping[str, object], article: int | None = None) -> HttpResponse:
    return client.post(address_of_form(article), {**fields, "_continue": "1"})


_prefixes: dict[str, str] = {}


def prefix_of(kind: str, client: Client) -> str:
    """Under which names the blocks of a kind are sent; the same in every form."""
    if not _prefixes:
        with undrawn():
            response = client.get(address_of_form())
        for inline in response.context["inline_admin_formsets"]:
            if hasattr(inline.formset.form, "KIND"):
                _prefixes[inline.formset.form.KIND] = str(inline.formset.prefix)
    return _prefixes[kind]


def with_block(client: Client, fields: Fields, kind: str, ordering: int, **data: object) -> Fields:
    """The form with one block more at its end."""
    prefix = prefix_of(kind, client)
    number = int(str(fields[f"{prefix}-TOTAL_FORMS"]))
    block = {"region": "main", "ordering": ordering, "id": "", "parent": "", **data}
    return {
        **fields,
        f"{prefix}-TOTAL_FORMS": number + 1,
        **{f"{prefix}-{number}-{name}": value for name, value in block.items()},
    }


def _of_form(form: BaseForm) -> Iterator[tuple[str, object]]:
    for bound in form:
        value = bound.value()
        yield bound.html_name, getattr(value, "pk", value)
        if bound.field.show_hidden_initial:
            yield bound.html_initial_name, getattr(bound.initial, "pk", bound.initial)


def _of_formset(formset: BaseFormSet) -> Iterator[tuple[str, object]]:  # type: ignore[type-arg]
    yield from _of_form(formset.management_form)
    for form in formset.forms:
        yield from _of_form(form)
