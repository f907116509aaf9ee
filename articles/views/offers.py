"""The way to a partner: counted where a person takes it, open to everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import PartnerOffer
from articles.offering.choosing import live_offers
from articles.offering.counting import count_click, is_a_reader, page_of
from articles.views.answering import error
from benchmarks.moments import Moment


@never_cache
@require_safe
def go(request: HttpRequest, reference: str) -> HttpResponse:
    """On to the partner; an offer that has ended says so instead."""
    moment = Moment.now()
    offer = get_object_or_404(PartnerOffer, reference=reference)
    if not live_offers(moment).filter(pk=offer.pk).exists():
        sentence = _("This offer has ended, or isn’t there yet.")
        response = error(request, 410, _("No longer there"), sentence)
    else:
        if is_a_reader(request.method or "", request.headers):
            site = request.build_absolute_uri("/").rstrip("/")
            referer = request.headers.get("Referer", "")
            page = page_of(referer, site) or page_of(referer, settings.SITE_URL)
            count_click(offer, page=page, on=moment.on)
        response = HttpResponseRedirect(offer.url)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    # The partner learns that we sent somebody, and not from which page.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
