"""Why something can't go live or end, as sentences for editors."""

from django.core.exceptions import ValidationError

from articles.models import Article


class CannotPublish(ValidationError):
    """Why a version can't go live or a page can't end, as a sentence for the editor."""


class SeatTaken(CannotPublish):
    """Another page is live on the very same in that time; `by` is that page."""

    def __init__(self, sentence: str, by: Article) -> None:
        super().__init__(sentence)
        self.by = by
