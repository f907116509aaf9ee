"""Pages: find, ask, show; the clock is read here, once per request."""

from articles.views.comparison import comparison
from articles.views.feeds import feed
from articles.views.figures import figure_detail, figure_formula, figure_index, figure_table
from articles.views.guides import guide_detail, guide_index
from articles.views.market import market_detail, market_offer, market_table
from articles.views.method import method, method_table
from articles.views.offers import go
from articles.views.pages import (
    bad_request,
    choose_language,
    home,
    not_found,
    occupation_detail,
    occupation_table,
    salary_index,
    server_error,
    sources,
    styleguide,
)
from articles.views.pictures import picture
from articles.views.previews import preview_framed, preview_link
from articles.views.releases import releases, releases_table
from articles.views.residence import (
    visa_check,
    visa_comparison,
    visa_detail,
    visa_index,
    visa_rules,
)
from articles.views.search import search_pages
from articles.views.sitemaps import sitemap_index

__all__ = [
    "bad_request",
    "choose_language",
    "comparison",
    "feed",
    "figure_detail",
    "figure_formula",
    "figure_index",
    "figure_table",
    "go",
    "guide_detail",
    "guide_index",
    "home",
    "market_detail",
    "market_offer",
    "market_table",
    "method",
    "method_table",
    "not_found",
    "occupation_detail",
    "occupation_table",
    "picture",
    "preview_framed",
    "preview_link",
    "releases",
    "releases_table",
    "salary_index",
    "search_pages",
    "server_error",
    "sitemap_index",
    "sources",
    "styleguide",
    "visa_check",
    "visa_comparison",
    "visa_detail",
    "visa_index",
    "visa_rules",
]
