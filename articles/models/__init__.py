"""The tables of articles, by subject."""

from articles.models.articles import Article, Block
from articles.models.former_codes import FormerCode
from articles.models.kinds_of_block import (
    CardsBlock,
    ChecklistBlock,
    DocumentsBlock,
    EligibilityBlock,
    FaqBlock,
    FigurePanelBlock,
    HubsBlock,
    ImageBlock,
    JobsBlock,
    OffersBlock,
    PartBlock,
    PayBlock,
    ProseBlock,
    QuoteBlock,
    RoadmapBlock,
    SourcesBlock,
    StepsBlock,
    TableBlock,
    TakeawaysBlock,
    ThresholdsBlock,
)
from articles.models.material import JobAdvert, Picture
from articles.models.offers import OfferClicks, PartnerOffer
from articles.models.search import SearchEntry, SearchState
from articles.models.versions import Publication, Review, Slug, Version
from articles.models.working import Comment, Confirmation, ExternalLink, Presence, PreviewLink

__all__ = [
    "Article",
    "Block",
    "CardsBlock",
    "ChecklistBlock",
    "Comment",
    "Confirmation",
    "DocumentsBlock",
    "EligibilityBlock",
    "ExternalLink",
    "FaqBlock",
    "FigurePanelBlock",
    "FormerCode",
    "HubsBlock",
    "ImageBlock",
    "JobAdvert",
    "JobsBlock",
    "OfferClicks",
    "OffersBlock",
    "PartBlock",
    "PartnerOffer",
    "PayBlock",
    "Picture",
    "Presence",
    "PreviewLink",
    "ProseBlock",
    "Publication",
    "QuoteBlock",
    "Review",
    "RoadmapBlock",
    "SearchEntry",
    "SearchState",
    "Slug",
    "SourcesBlock",
    "StepsBlock",
    "TableBlock",
    "TakeawaysBlock",
    "ThresholdsBlock",
    "Version",
]
