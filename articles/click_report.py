"""Clicks on offers as a spreadsheet: a row an offer, page and day."""

from import_export.fields import Field
from import_export.resources import ModelResource

from articles.models import OfferClicks


class ClicksResource(ModelResource):
    offer = Field(attribute="offer__reference", column_name="offer")
    partner = Field(attribute="offer__partner", column_name="partner")

    class Meta:
        model = OfferClicks
        fields = ("on", "offer", "partner", "page", "count")
        export_order = fields
