"""The JSON of benchmarks: the same figures as on the pages, from the same dataclasses."""

from ninja import Router

from benchmarks.api import estimates, lists, offers
from benchmarks.api.errors import ErrorDetail, ErrorOut, NoRange, NoRelease, Unknown

router = Router(tags=["Benchmarks"])
router.add_router("", lists.router)
router.add_router("", estimates.router)
router.add_router("", offers.router)

__all__ = ["ErrorDetail", "ErrorOut", "NoRange", "NoRelease", "Unknown", "router"]
