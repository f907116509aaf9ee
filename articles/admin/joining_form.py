"""The form that decides, passage by passage, what becomes of what both sides changed."""

from typing import Any, NamedTuple  # Any: what Django hands to forms

from django import forms
from django.utils.translation import gettext as _

from articles.admin.block_form import CITES, ProseField
from articles.writing.merging import Change, Choice, Side


class Names(NamedTuple):
    """Of who saved first, and of who was set aside."""

    them: str
    you: str


class JoiningForm(forms.Form):
    """For each conflict a choice and, where it is a text, the text that says both."""

    def __init__(self, conflicts: list[Change], names: Names, *args: Any) -> None:
        super().__init__(*args)
        self.conflicts = conflicts
        for change in conflicts:
            self.fields[f"side-{change.key}"] = forms.ChoiceField(
                label=_("Take"),
                choices=[(side.value, name) for side, name in sides_of(change, names)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose.")},
            )
            if is_text(change):
                self.fields[f"text-{change.key}"] = _text_field(change)

    def clean(self) -> dict[str, Any]:
        written = super().clean() or self.cleaned_data
        for change in self.conflicts:
            is_own = written.get(f"side-{change.key}") == Side.BOTH and is_text(change)
            text = str(written.get(f"text-{change.key}") or "").strip()
            if is_own and not text and change.field in {"heading", "slug", "html", "text"}:
                self.add_error(f"text-{change.key}", _("Please write what shall stand here."))
        return written

    def choices(self) -> dict[str, Choice]:
        """What was chosen; for a valid form."""
        return {change.key: self._choice(change) for change in self.conflicts}

    def fields_of(self, change: Change) -> list[object]:
        names = (f"side-{change.key}", f"text-{change.key}")
        return [self[name] for name in names if name in self.fields]

    def _choice(self, change: Change) -> Choice:
        side = Side(self.cleaned_data[f"side-{change.key}"])
        text = self.cleaned_data.get(f"text-{change.key}")
        return Choice(side, text if side is Side.BOTH else None)


def is_text(change: Change) -> bool:
    """Whether somebody can write what says both, here and now."""
    return isinstance(change.theirs, str) and isinstance(change.mine, str)


def sides_of(change: Change, names: Names) -> list[tuple[Side, str]]:
    """What can be chosen; of a block that one side deleted, whether it goes."""
    theirs, mine = (_("what %(name)s wrote") % {"name": name} for name in names)
    if change.theirs is None:
        theirs = _("delete it")
    if change.mine is None:
        mine = _("delete it")
    known = [(Side.THEIRS, theirs), (Side.MINE, mine)]
    if is_text(change):
        known.append((Side.BOTH, _("what I write below")))
    elif change.both is not None:
        known.append((Side.BOTH, _("both, one after the other")))
    return known


def _text_field(change: Change) -> forms.Field:
    suggested = change.mine if change.both is None else change.both
    label = _("What shall stand here")
    if change.is_html:
        return ProseField(label=label, required=False, initial=suggested)
    return forms.CharField(
        label=label,
        required=False,
        initial=suggested,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 4, **CITES}),
    )
