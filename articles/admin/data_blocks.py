"""Forms of the blocks that show our own figures, law, offers and jobs: what they are about."""

from typing import Any  # what Django hands to forms

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.block_form import BlockForm, CodeField, LineField, PlaceForm
from articles.figures.keys import read_key
from articles.writing.conditions import Need
from articles.writing.kinds import Kind, MarketPart

THE_PAGES = gettext_lazy("the page's")


def occupation_field() -> CodeField:
    return CodeField("occupations", label=gettext_lazy("occupation"), empty=THE_PAGES)


def country_field() -> CodeField:
    return CodeField("countries", label=gettext_lazy("country"), empty=THE_PAGES)


def hub_field() -> CodeField:
    return CodeField("hubs", label=gettext_lazy("city"), empty=gettext_lazy("the page's, or none"))


def title_field() -> CodeField:
    return CodeField("titles", label=gettext_lazy("residence title"), empty=THE_PAGES)


class FigureForm(BlockForm):
    KIND = Kind.FIGURE
    key = LineField(
        label=gettext_lazy("figure"),
        help_text=gettext_lazy("Its key, such as salary.typical: “Insert figure” finds it."),
        widget=forms.TextInput(attrs={"class": "vTextField", "data-figures": "key"}),
    )
    label = LineField(
        label=gettext_lazy("label"),
        required=False,
        help_text=gettext_lazy("Empty: the figure's own name."),
    )

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip().removeprefix("[[").removesuffix("]]").strip()
        if read_key(key) is None:
            raise ValidationError(
                _("“%(key)s” can't be a figure: please choose one by “Insert figure”.")
                % {"key": key}
            )
        return key


class PayForm(PlaceForm):
    KIND = Kind.PAY
    occupation, country, hub = occupation_field(), country_field(), hub_field()


class RoadmapForm(PlaceForm):
    KIND = Kind.ROADMAP
    occupation, country, hub = occupation_field(), country_field(), hub_field()


class HubsForm(PlaceForm):
    KIND = Kind.HUBS
    occupation, country = occupation_field(), country_field()


class ThresholdsForm(BlockForm):
    KIND = Kind.THRESHOLDS
    title, occupation = title_field(), occupation_field()


class EligibilityForm(BlockForm):
    KIND = Kind.ELIGIBILITY
    title, occupation = title_field(), occupation_field()


class DocumentsForm(BlockForm):
    KIND = Kind.DOCUMENTS
    title = title_field()
    origin = CodeField(
        "countries",
        label=gettext_lazy("country of origin"),
        empty=gettext_lazy("any"),
        help_text=gettext_lazy("Lists what applicants from there have to bring besides."),
    )


class OffersForm(BlockForm):
    KIND = Kind.OFFERS
    placement = forms.SlugField(
        label=gettext_lazy("placement"),
        required=False,
        help_text=gettext_lazy(
            "Empty: offers that fit the page's topic. The notice that they are advertising stands "
            "above the first one by itself."
        ),
    )


class JobsForm(BlockForm):
    KIND = Kind.JOBS
    heading = LineField(label=gettext_lazy("heading"), required=False)
    limit = forms.IntegerField(
        label=gettext_lazy("at most"),
        initial=5,
        min_value=1,
        max_value=20,
        help_text=gettext_lazy("Jobs for the page's occupation; expired ones go by themselves."),
    )


PARTS: dict[MarketPart, Promise] = {
    MarketPart.HEADLINE: gettext_lazy("typical pay"),
    MarketPart.OFFER: gettext_lazy("where an offer stands"),
    MarketPart.LEVELS: gettext_lazy("pay by experience"),
    MarketPart.CITIES: gettext_lazy("pay by city"),
    MarketPart.YEARS: gettext_lazy("pay by year"),
    MarketPart.ASSUMPTIONS: gettext_lazy("assumptions, not measured"),
    MarketPart.PERMITS: gettext_lazy("pay and residence"),
    MarketPart.SKILLS: gettext_lazy("skills and certificates"),
    MarketPart.COUNTRIES: gettext_lazy("pay in other countries"),
    MarketPart.GUIDES: gettext_lazy("guides and visa pages of the occupation"),
    MarketPart.SOURCES: gettext_lazy("sources of the figures"),
}


class PartForm(BlockForm):
    KIND = Kind.PART
    part = forms.ChoiceField(
        label=gettext_lazy("part"),
        required=False,
        choices=[("", "—"), *((part.value, words) for part, words in PARTS.items())],
        help_text=gettext_lazy(
            "Stands on market pages alone. Typical pay and sources are on each of them: where no "
            "block says so, first and last."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Only what leaves a slot out needs no part of its own."""
        written = super().clean() or self.cleaned_data
        if not written.get("part") and Need.NEVER not in (written.get("needs") or ()):
            self.add_error("part", _("Please choose what it shows."))
        return written
