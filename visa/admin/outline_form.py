"""A rule's outline as a form: one line each, in the order of their places, faults beside them."""

from collections.abc import Iterator
from typing import Any  # what Django's forms hand around is untyped

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visa.admin.words import language
from visa.models import LEAVES, Condition, Fact, Operator, RuleVersion
from visa.outline import Operator as PureOperator
from visa.outline_checks import COLUMNS, SHAPES, OutlineError, check
from visa.queries.citing import Citations
from visa.queries.titles import CONDITIONS, line_of

STEP = 10  # between the places of two lines, so that another fits in
EMPTY: dict[str, object] = {"relation": "", "unit": "", "choices": []}


class ConditionForm(forms.ModelForm[Condition]):
    place = forms.DecimalField(
        label=gettext_lazy("Position"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("25 puts a line between 20 and 30; empty: at the end."),
    )
    faults: tuple[str, ...] = ()

    class Meta:
        model = Condition
        fields = (
            *("depth", "key", "operator", *COLUMNS),
            *("text_de", "text_en", "citation", "changeable_by"),
        )
        widgets = {
            "text_de": forms.Textarea(attrs={"rows": 2}),
            "text_en": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["place"] = self.instance.position * STEP
        else:
            self.initial["depth"] = 1  # only the first line stands at the very left

    def clean(self) -> dict[str, Any]:
        """What the operator makes no use of is emptied: its fields aren't shown."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        operator = found.get("operator")
        if operator:
            shape = SHAPES[PureOperator(operator)]
            for name in COLUMNS:
                if name in found and name not in (*shape.needs, *shape.may, *shape.either):
                    found[name] = EMPTY.get(name)
        return found

    def validate_constraints(self) -> None:
        """The outline says in sentences what the constraints of the table would refuse."""


class OutlineFormSet(BaseInlineFormSet[Condition, RuleVersion, ConditionForm]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            for fault in faults_of(self.instance):
                if fault.line <= len(self.initial_forms):
                    form = self.initial_forms[fault.line - 1]
                    form.faults = (*form.faults, fault.text.in_language(language()))

    def kept(self) -> list[ConditionForm]:
        """The forms of the lines that stay, in the order of their places."""
        forms_kept = [
            form
            for form in self.forms
            if (form in self.initial_forms or form.has_changed())
            and not (self.can_delete and self._should_delete_form(form))  # type: ignore[attr-defined]  # not in the stubs
        ]
        return sorted(forms_kept, key=_place)

    def rows(self) -> list[Condition]:
        return [form.instance for form in self.kept()]

    def clean(self) -> None:
        """What the table can't store is refused; other faults of the outline stand in a draft."""
        super().clean()
        if any(self.errors):
            return
        keys: set[str] = set()
        for number, form in enumerate(self.kept(), start=1):
            for field, fault in _unstorable(number, form.instance, keys):
                form.add_error(field, fault.text.in_language(language()))
            keys.add(form.instance.key)


def _place(form: ConditionForm) -> tuple[bool, Any]:
    place = form.cleaned_data.get("place") if hasattr(form, "cleaned_data") else None
    return place is None, place


def _unstorable(number: int, row: Condition, keys: set[str]) -> Iterator[tuple[str, OutlineError]]:
    if row.operator == Operator.BAND:
        return
    if not row.key:
        yield "key", OutlineError(number, "no key")
    elif row.key in keys:
        yield "key", OutlineError(number, "key twice", key=row.key)
    if row.operator not in LEAVES:
        return
    for name in ("text_de", "text_en"):
        if not getattr(row, name):
            yield name, OutlineError(number, "no text", operator=row.operator)
    if row.citation is None:
        yield "citation", OutlineError(number, "no citation", operator=row.operator)


def faults_of(rule: RuleVersion) -> list[OutlineError]:
    """What keeps the stored outline from being a rule."""
    citations = Citations()
    lines = [line_of(row, citations) for row in CONDITIONS.filter(rule=rule)]
    facts = {fact.key: fact.as_fact() for fact in Fact.objects.prefetch_related("choices")}
    return list(check(lines, facts))


def faults_in_words(count: int) -> str:
    return _("Saved as a draft. Faults beside the lines: %(n)s.") % {"n": count}
