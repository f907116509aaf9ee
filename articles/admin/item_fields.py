"""Fields for what a block lists: a line each, the rows of a table, or items with fields."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any  # what Django hands to the fields of a form

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise, lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_json_schema_editor.forms import JSONEditorField

from articles.writing.content import Json

_BAR = re.compile(r"\s*\|\s*(?![^\[\]]*\]\])")
"""A bar between cells; the one in `[[key | option]]` is none."""

OWN_ADDRESS = re.compile(r"/(?!/)\S*")
"""An address of our own site, without the site."""

IS_ADDRESS = URLValidator(schemes=["https", "http"])

ITEMS_EDITOR = {
    "disable_edit_json": True,
    "disable_properties": True,
    "disable_collapse": True,
    "disable_array_delete_all_rows": True,
    "disable_array_delete_last_row": True,
    "no_additional_properties": True,
    "prompt_before_delete": False,
    "show_errors": "never",
}

_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
"""The line under the headings of a table that was copied from Markdown."""


class LinesField(forms.Field):
    """A list with a line for each entry."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        lines = (line.strip().removeprefix("- ").removeprefix("• ") for line in _lines(value))
        return [line.strip() for line in lines if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class TableField(forms.Field):
    """A table with a line for each row, the headings first; cells stand between bars or tabs."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> dict[str, Json]:
        if isinstance(value, dict):
            return value
        lines = [line.strip(" \r") for line in _lines(value) if line.strip()]
        rows = [_cells(line) for line in lines if "-" not in line or not _RULE.fullmatch(line)]
        if not rows:
            return {}
        if len(rows) < 2 or len(rows[0]) < 2:
            raise ValidationError(
                _("A table needs a line of headings and a line below, of two cells at least.")
            )
        for number, row in enumerate(rows[1:], start=1):
            if len(row) != len(rows[0]):
                raise ValidationError(
                    _("Row %(row)s has %(cells)s cells, but there are %(columns)s headings.")
                    % {"row": number, "cells": len(row), "columns": len(rows[0])}
                )
        return {"columns": list(rows[0]), "rows": [list(row) for row in rows[1:]]}

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        rows = [value.get("columns", []), *value.get("rows", [])]
        has_bars = any(len(_BAR.split(cell)) > 1 for row in rows for cell in row)
        return "\n".join(("\t" if has_bars else " | ").join(row) for row in rows)


class PartKind(StrEnum):
    """What is written into a field of an item."""

    LINE = "line"
    PARAGRAPHS = "paragraphs"
    LINK = "link"
    DAY = "day"
    YES = "yes"


INPUTS: dict[PartKind, dict[str, object]] = {
    PartKind.PARAGRAPHS: {"format": "textarea"},
    PartKind.DAY: {"options": {"inputAttributes": {"type": "date"}}},
    PartKind.YES: {"format": "checkbox"},
}
"""How the editor of items is told which input to show; the others are single lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field of an item."""

    name: str
    label: str | Promise
    kind: PartKind = PartKind.LINE
    is_required: bool = True

    def schema(self) -> dict[str, object]:
        is_yes = self.kind is PartKind.YES
        known: dict[str, object] = {
            "type": "boolean" if is_yes else "string",
            "title": _capital(self.label),
        }
        return known | INPUTS.get(self.kind, {})


class ItemsField(JSONEditorField):
    """Items that have several fields each, such as a question and its answer.

    Empty items are left out; what is wrong with one is said with its number.
    """

    default_error_messages = {
        "invalid": gettext_lazy("This list can't be read: please write it anew.")
    }

    def __init__(self, *, item: str | Promise, parts: Sequence[Part], **kwargs: Any) -> None:
        self.item, self.parts = item, parts
        super().__init__(schema=_schema(item, parts), config=ITEMS_EDITOR, **kwargs)

    def clean(self, value: Any) -> list[dict[str, Json]]:
        found = forms.JSONField.clean(self, value) or []
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        items = [item for item in map(self._stripped, found) if any(item.values())]
        problems = [
            problem
            for number, item in enumerate(items, start=1)
            for problem in self._problems(number, item)
        ]
        if problems:
            raise ValidationError(problems)
        if self.required and not items:
            raise ValidationError(self.error_messages["required"], code="required")
        return items

    def _stripped(self, item: Mapping[str, object]) -> dict[str, Json]:
        kept: dict[str, Json] = {}
        for part in self.parts:
            written = item.get(part.name)
            if part.kind is not PartKind.YES:
                kept[part.name] = "" if written is None else str(written).strip()
            elif written is True:
                kept[part.name] = True
        return kept

    def _problems(self, number: int, item: Mapping[str, Json]) -> Iterable[str]:
        for part in self.parts:
            written = item.get(part.name)
            said = {
                "item": capfirst(str(self.item)),
                "number": number,
                "part": capfirst(str(part.label)),
            }
            if part.is_required and not written:
                yield _("%(item)s %(number)s: “%(part)s” is missing.") % said
            elif isinstance(written, str) and written and not _fits(part.kind, written):
                yield _("%(item)s %(number)s: “%(part)s” can't be “%(written)s”.") % (
                    said | {"written": written[:60]}
                )


def _fits(kind: PartKind, written: str) -> bool:
    """Whether what was written is an address or a day, where one is wanted."""
    try:
        if kind is PartKind.LINK and not OWN_ADDRESS.fullmatch(written):
            IS_ADDRESS(written)
        elif kind is PartKind.DAY:
            date.fromisoformat(written)
    except (ValidationError, ValueError):
        return False
    return True


def _schema(item: str | Promise, parts: Sequence[Part]) -> dict[str, object]:
    properties = {part.name: part.schema() for part in parts}
    return {
        "type": "array",
        "title": " ",
        "minItems": 1,
        "items": {
            "type": "object",
            "title": _capital(item),
            "headerTemplate": "{{ i1 }}",
            "properties": properties,
            "required": list(properties),
        },
    }


_capital = lazy(lambda text: capfirst(str(text)), str)


def _lines(value: object) -> list[str]:
    return str(value or "").splitlines()


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return [cell.strip() for cell in _BAR.split(line.strip().strip("|").strip())]
