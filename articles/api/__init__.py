"""The JSON of articles: figures by their keys and guides, as pages show them."""

from ninja import Router

from articles.api import figures, guides
from articles.api.figures import UnknownFigure
from articles.api.guides import UnknownGuide

router = Router()
router.add_router("", figures.router, tags=["Figures"])
router.add_router("", guides.router)

__all__ = ["UnknownFigure", "UnknownGuide", "router"]
