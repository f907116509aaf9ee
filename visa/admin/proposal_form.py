"""The form in which an editor proposes a value, with a sentence beside every field it refuses."""

from typing import Any  # what Django's forms hand around is untyped

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from visa.enacting import check_formula
from visa.models import Parameter, ParameterValue

COUNTED = ("unit", "currency", "per", "instalments")


class ProposalForm(forms.ModelForm[ParameterValue]):
    class Meta:
        model = ParameterValue
        fields = (
            *("parameter", "amount", "divisor", "percentage", "base", "published_amount"),
            *("valid_from", "valid_to", "status", "citation", "verified_on", "note_de", "note_en"),
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_period(found)
        self._check_kind(found)
        self._check_factors(found)
        return found

    def _check_period(self, found: dict[str, Any]) -> None:
        start, end = found.get("valid_from"), found.get("valid_to")
        if start and end and end <= start:
            self.add_error("valid_to", _("This is not after the first day."))

    def _check_kind(self, found: dict[str, Any]) -> None:
        """An amount, or both factors of a formula."""
        amount, percentage, base = (found.get(name) for name in ("amount", "percentage", "base"))
        if amount is not None and (percentage or base):
            self.add_error("amount", _("Give an amount or a formula, not both."))
        if amount is None and not percentage and not base and "amount" not in self.errors:
            self.add_error("amount", _("Give an amount, or a percentage and its base."))
        if amount is not None and amount < 0:
            self.add_error("amount", _("An amount is not negative."))
        if bool(percentage) != bool(base):
            lacking = "base" if percentage else "percentage"
            self.add_error(lacking, _("A formula takes both, a percentage and its base."))
        if found.get("divisor") == 0:
            self.add_error("divisor", _("Nothing can be divided by 0."))
        if percentage and (found.get("divisor") or 1) != 1:
            self.add_error("divisor", _("A formula is not divided; leave 1 here."))
        if found.get("published_amount") is not None and amount is not None:
            self.add_error(
                "published_amount", _("This stands beside a formula only; the amount is above.")
            )

    def _check_factors(self, found: dict[str, Any]) -> None:
        """As the triggers of the database, which know no fields."""
        parameter, percentage, base = (
            found.get(name) for name in ("parameter", "percentage", "base")
        )
        if percentage and percentage.unit != Parameter.Unit.PERCENT:
            self.add_error("percentage", _("This figure is not in percent."))
        if parameter and parameter in (percentage, base):
            self.add_error("base", _("A figure is no formula of itself."))
        elif (
            base
            and parameter
            and any(getattr(base, name) != getattr(parameter, name) for name in COUNTED)
        ):
            self.add_error(
                "base", _("This figure is counted otherwise than the one that it is to give.")
            )

    def _post_clean(self) -> None:
        """Once the instance is filled in: what was published must be what the formula gives."""
        super()._post_clean()  # type: ignore[misc]  # not in the stubs
        if self.errors:
            return
        try:
            check_formula(self.instance)
        except ValidationError as error:
            self.add_error("published_amount", error)
