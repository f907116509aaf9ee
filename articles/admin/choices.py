"""What forms of blocks offer to choose from: by code, read once for all blocks of a page."""

from collections.abc import Iterable
from functools import cached_property

from django.utils.translation import gettext as _

from articles.addresses import language_here
from articles.models import Picture
from benchmarks.models import Country, Hub, Occupation
from visa.models import ResidenceTitle

type Choices = list[tuple[str, str]]

NEWEST_PICTURES = 500


class Codes:
    """Codes with their names in the editor's language, each table read at its first use."""

    @cached_property
    def occupations(self) -> Choices:
        return _by_name((row.code, str(row.name)) for row in Occupation.objects.all())

    @cached_property
    def countries(self) -> Choices:
        return _by_name((row.code, str(row.name)) for row in Country.objects.all())

    @cached_property
    def hubs(self) -> Choices:
        rows = Hub.objects.select_related("country")
        return _by_name((row.code, f"{row.country.name}: {row.name}") for row in rows)

    @cached_property
    def country_of_hub(self) -> dict[str, str]:
        return dict(Hub.objects.values_list("code", "country__code"))

    @cached_property
    def titles(self) -> Choices:
        return _by_name((row.key, str(row.name)) for row in ResidenceTitle.objects.all())

    @cached_property
    def pictures(self) -> Choices:
        return [(str(row.pk), _shown(row)) for row in self._newest_pictures]

    @cached_property
    def previews(self) -> dict[str, str]:
        """Where each picture offered can be seen small."""
        return {str(row.pk): row.image.small for row in self._newest_pictures}

    @cached_property
    def _newest_pictures(self) -> list[Picture]:
        return list(Picture.objects.order_by("-pk")[:NEWEST_PICTURES])


def _by_name(found: Iterable[tuple[str, str]]) -> Choices:
    return sorted(found, key=lambda choice: (choice[1].casefold(), choice[0]))


def _shown(row: Picture) -> str:
    if row.is_decorative:
        return _("%(name)s (only decorates)") % {"name": row.image.name.split("/")[-1]}
    shown = row.alt_de if language_here() == "de" else row.alt_en
    return f"{shown} ({row.credit})"
