"""The tables of articles, by subject."""

from articles.models.articles import Article, Block
from articles.models.material import JobAdvert, Picture
from articles.models.versions import Publication, Review, Slug, Version
from articles.models.working import Comment, Confirmation, ExternalLink, Presence, PreviewLink

__all__ = [
    "Article",
    "Block",
    "Comment",
    "Confirmation",
    "ExternalLink",
    "JobAdvert",
    "Picture",
    "Presence",
    "PreviewLink",
    "Publication",
    "Review",
    "Slug",
    "Version",
]
