"""The JSON of articles: figures by their keys, as pages show them."""

from ninja import Router

from articles.api import figures
from articles.api.figures import UnknownFigure

router = Router()
router.add_router("", figures.router, tags=["Figures"])

__all__ = ["UnknownFigure", "router"]
