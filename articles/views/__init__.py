"""Pages: find, ask, show; the clock is read here, once per request."""

from articles.views.changes import changes
from articles.views.comparison import comparison
from articles.views.faults import (
    bad_request,
    csrf_failure,
    not_found,
    permission_denied,
    server_error,
)
from articles.views.feeds import feed
from articles.views.figures import figure_detail, figure_formula, figure_index, figure_table
from articles.views.guides import guide_detail, guide_index
from articles.views.legal import accessibility, imprint, privacy
from articles.views.market import market_card, market_detail, market_offer, market_table
from articles.views.method import method, method_table
from articles.views.offers import go
from articles.views.pages import (
    choose_language,
    home,
    occupation_detail,
    occupation_table,
    salary_index,
    sources,
    styleguide,
)
from articles.views.pictures import picture
from articles.views.places import place_detail, places
from articles.views.previews import preview_framed, preview_link
from articles.views.releases import releases, releases_table
from articles.views.residence import (
    visa_check,
    visa_comparison,
    visa_detail,
    visa_index,
    visa_rules,
)
from articles.views.search import search_card, search_pages
from articles.views.sitemaps import sitemap_index

__all__ = [
    "accessibility",
    "bad_request",
    "changes",
    "choose_language",
    "comparison",
    "csrf_failure",
    "feed",
    "figure_detail",
    "figure_formula",
    "figure_index",
    "figure_table",
    "go",
    "guide_detail",
    "guide_index",
    "home",
    "imprint",
    "market_card",
    "market_detail",
    "market_offer",
    "market_table",
    "method",
    "method_table",
    "not_found",
    "occupation_detail",
    "occupation_table",
    "permission_denied",
    "picture",
    "place_detail",
    "places",
    "preview_framed",
    "preview_link",
    "privacy",
    "releases",
    "releases_table",
    "salary_index",
    "search_card",
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
