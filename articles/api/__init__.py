"""The JSON of articles: figures by their keys, guides and market pages, as people read them."""

from ninja import Router

from articles.api import figures, guides, markets
from articles.api.figures import UnknownFigure
from articles.api.guides import UnknownGuide

router = Router()
router.add_router("", figures.router, tags=["Figures"])
router.add_router("", guides.router)
router.add_router("", markets.router)  # last: its addresses take in whatever is left

__all__ = ["UnknownFigure", "UnknownGuide", "router"]
