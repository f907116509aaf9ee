"""Job adverts for readers of the page: of its occupation, in its language, paid ones marked."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.blocks.page import Heading, Page
from articles.blocks.stored import number_in, text_in, web_address
from articles.models import JobAdvert
from articles.writing.content import Data

USUAL, MOST = 5, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    title: str
    employer: str
    places: list[str]
    fields: list[str]
    url: str
    since: date
    is_paid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """`has_paid` where the reader has to be told before the first of them."""

    heading: Heading
    jobs: list[Job]
    has_paid: bool


def jobs(data: Data, page: Page) -> Jobs | None:
    limit = min(number_in(data, "limit") or USUAL, MOST)
    shown = [_job(one) for one in page.reads.jobs[:limit]]
    if not shown:
        return None
    return Jobs(
        heading=page.heading(text_in(data, "heading") or _("Open positions")),
        jobs=shown,
        has_paid=any(job.is_paid for job in shown),
    )


def _job(advert: JobAdvert) -> Job:
    return Job(
        title=advert.title,
        employer=advert.employer,
        places=_words(advert.places),
        fields=_words(advert.fields),
        url=web_address(advert.url),
        since=advert.valid_from,
        is_paid=advert.is_paid,
    )


def _words(separated: str) -> list[str]:
    return [word for part in separated.split(";") if (word := part.strip())]
