"""The JSON of visa: dated figures, titles with their rules, and the check of a case."""

from ninja import Router

from visa.api import checks, lists
from visa.api.asking import UnknownTitle, UnreadableAnswers

router = Router(tags=["Visa"])
router.add_router("", checks.router)
router.add_router("", lists.router)

__all__ = ["UnknownTitle", "UnreadableAnswers", "router"]
