"""The fields by which a block of a market page says where it stands, and what it replaces."""

import re
from typing import Any  # what Django hands to forms

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.choices import Codes
from articles.models import Article
from articles.writing.conditions import GRADES, SLOT, Need
from articles.writing.content import Json

NEEDS: dict[Need, Promise] = {
    Need.FIGURE: gettext_lazy("a figure, if need be of a broader level"),
    Need.OWN_FIGURE: gettext_lazy("a figure of the place itself"),
    Need.SINGLE_FIGURE: gettext_lazy("a single figure, grade A or B"),
    Need.PROJECTION: gettext_lazy("a projection"),
    Need.LEVELS: gettext_lazy("a figure for a level of experience"),
    Need.CITIES: gettext_lazy("a figure for a city"),
    Need.HISTORY: gettext_lazy("figures of two years or more"),
    Need.TITLES: gettext_lazy("residence titles with a salary floor"),
    Need.SKILLS: gettext_lazy("skills that sources name"),
    Need.NEVER: gettext_lazy("never: leaves out what has the slot on the more general page"),
}
_BETWEEN = re.compile(r"[\s,;]+")


class CodesField(forms.CharField):
    """Codes one after the other, such as `DE, AT`; in `data` a list."""

    def __init__(self, source: str, **kwargs: Any) -> None:
        self.source = source
        widget = forms.TextInput(attrs={"class": "vTextField"})
        super().__init__(**{"required": False, "widget": widget, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def read(self, written: str, codes: Codes) -> list[str]:
        """As the tables spell them. Raises ValidationError where one isn't there."""
        known = {code.casefold(): code for code, _name in getattr(codes, self.source)}
        asked = [code for code in _BETWEEN.split(written) if code]
        if unknown := [code for code in asked if code.casefold() not in known]:
            raise ValidationError(
                _("“%(code)s” is none of our codes, such as %(example)s.")
                % {"code": unknown[0], "example": next(iter(known.values()), "DE")}
            )
        return [known[code.casefold()] for code in asked]


class ConditionFields(forms.Form):
    """Mixed into the form of every kind of block; `data` keeps only what was filled in."""

    NAMES = ["slot", "needs", "min_n", "worst_grade", "only_countries", "only_occupations"]

    slot = forms.CharField(
        label=gettext_lazy("slot"),
        required=False,
        max_length=60,
        validators=[
            RegexValidator(
                rf"^{SLOT.pattern}$",
                gettext_lazy(
                    "A slot has small letters, digits and hyphens, such as “cost-living”."
                ),
            )
        ],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy(
            "Its name among the blocks: a page about less, such as one occupation, replaces the "
            "block of the same slot with its own. Empty: it is added."
        ),
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("needs"),
        required=False,
        choices=[(need.value, words) for need, words in NEEDS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("It stands only on pages that have all of this."),
    )
    min_n = forms.IntegerField(
        label=gettext_lazy("samples at least"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Of three years, behind the headline of the page."),
    )
    worst_grade = forms.ChoiceField(
        label=gettext_lazy("grade at worst"),
        required=False,
        choices=[("", gettext_lazy("any")), *((grade, grade) for grade in GRADES)],
    )
    only_countries = CodesField(
        "countries",
        label=gettext_lazy("only in these countries"),
        help_text=gettext_lazy("By their codes, such as DE, AT."),
    )
    only_occupations = CodesField(
        "occupations",
        label=gettext_lazy("only for these occupations"),
        help_text=gettext_lazy("By their codes, such as ai-engineer, data-scientist."),
    )

    codes: Codes

    def without_conditions(self) -> None:
        """Other pages than those of markets have none."""
        for name in self.NAMES:
            del self.fields[name]

    def with_conditions(self, data: dict[str, Json]) -> dict[str, Json]:
        """The data with what was filled in here, and without what was emptied."""
        if self.NAMES[0] not in self.fields:
            return data
        kept = {name: value for name, value in data.items() if name not in self.NAMES}
        written = {name: self.cleaned_data.get(name) for name in self.NAMES}
        return {**kept, **{name: value for name, value in written.items() if value}}

    def clean_only_countries(self) -> list[str]:
        return self._codes_of("only_countries")

    def clean_only_occupations(self) -> list[str]:
        return self._codes_of("only_occupations")

    def _codes_of(self, name: str) -> list[str]:
        field = self.fields[name]
        written = str(self.cleaned_data[name])
        return field.read(written, self.codes) if isinstance(field, CodesField) else []


def may_be_of_market(article: Any) -> bool:
    """Whether its blocks may have conditions; of a new page nobody knows yet."""
    is_new = article is None or article.pk is None
    return is_new or article.kind == Article.Kind.MARKET
