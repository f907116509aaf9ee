"""Search over everything that visitors may read, in the language of the page."""

from articles.search.asking import Hit, Results, nearest, search
from articles.search.index import index_state, make_index, refresh_index

__all__ = ["Hit", "Results", "index_state", "make_index", "nearest", "refresh_index", "search"]
