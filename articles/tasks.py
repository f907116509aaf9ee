"""What articles do in the background."""

import logging

from django.tasks import task

from articles.linking.external import check_due
from articles.search import refresh_index
from benchmarks.moments import Moment

logger = logging.getLogger("articles.links")


@task
def check_links() -> None:
    """Ask the addresses elsewhere that are due; how they answered stands in their rows."""
    tally = check_due(Moment.now().known_at)
    logger.info(
        "links: %s linked, %s asked, %s without an answer",
        tally.linked,
        tally.checked,
        tally.failed,
    )


@task
def refresh_search() -> None:
    """Make the index of the search anew where something was published since."""
    if refresh_index(Moment.now()):
        logger.info("search: index made anew")
