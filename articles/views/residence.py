"""Pages of residence titles: what they require, and the check of one's own case."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from articles.addresses import Address, language_here, named_day
from articles.check import check
from articles.frames import Frame, Link
from articles.guide_cards import address_of
from articles.queries import Found, find_visa_page
from articles.residence import Residence, read_residence, title_address
from articles.share_images import cards
from articles.structured_data.residence import of_residence
from articles.views.answering import at_any_method, at_moment, by_slug, page
from articles.views.guides import show_live
from benchmarks.models import Occupation
from benchmarks.moments import Moment, UnreadableDay
from visa.queries import read_law, read_titles
from visa.titles import Title

LONGEST_DESCRIPTION = 155


@at_moment
def visa_index(request: HttpRequest, moment: Moment) -> HttpResponse:
    frame = Frame(
        address=Address(view="visa_index", as_of=named_day(moment)),
        title=_("Residence titles"),
        description=_(
            "Residence titles for skilled workers: conditions, salary thresholds by year with their"
            " source, documents, and a check of your own case."
        ),
    )
    titles = read_titles(moment)
    context = {
        "law": read_law(moment, with_questions=False),
        "on": moment.on,
        "titles": [(title, title_address(title, moment=moment)) for title in titles],
        "compare": Address(view="visa_comparison", as_of=named_day(moment)),
    }
    return page(request, "visa/index.html", frame, context)


@at_moment
def visa_detail(
    request: HttpRequest, moment: Moment, title: str, occupation: str | None = None
) -> HttpResponse:
    """What editors wrote of the title, where anything of it is live; else what its rules say."""
    if guide := _guide(moment, title, occupation):
        return show_live(request, guide, address=_guide_address(guide, moment), moment=moment)
    return _rules_page(request, moment, title, occupation, view="visa_detail")


@at_moment
def visa_rules(
    request: HttpRequest, moment: Moment, title: str, occupation: str | None = None
) -> HttpResponse:
    """What the rules of the title say, where its own address has a guide in their place."""
    if _guide(moment, title, occupation):
        return _rules_page(request, moment, title, occupation, view="visa_rules")
    return HttpResponseRedirect(
        _residence(request, moment, title, occupation).address.get_absolute_url()
    )


def _guide(moment: Moment, title: str, occupation: str | None) -> Found | None:
    found = find_visa_page(
        language=language_here(), title=title, occupation=occupation or "", moment=moment
    )
    return found if found.live else None


def _rules_page(
    request: HttpRequest, moment: Moment, title: str, occupation: str | None, *, view: str
) -> HttpResponse:
    residence = _residence(request, moment, title, occupation)
    residence = replace(residence, address=replace(residence.address, view=view))
    above = [_index_link(moment)]
    if residence.links.general:
        above.append(Link(text=residence.name, href=residence.links.general.get_absolute_url()))
    name = residence.occupation.name if residence.occupation else residence.name
    frame = Frame(
        address=residence.address,
        title=name,
        above=above,
        has_content=bool(residence.routes),
        for_search=not residence.origin,
        description=_description(residence),
        card=cards.of_residence(residence),
        data=[of_residence(residence)],
    )
    context = {
        "residence": residence,
        "occupations": [
            Link(
                text=one.name,
                href=title_address(
                    residence.title, occupation=one, moment=moment
                ).get_absolute_url(),
            )
            for one in residence.occupations
        ],
    }
    return page(request, "visa/detail.html", frame, context)


def _description(residence: Residence) -> str:
    job = residence.occupation
    about = f"{job.name}: {residence.description}" if job else residence.description
    return Truncator(about).chars(LONGEST_DESCRIPTION)


def _residence(
    request: HttpRequest, moment: Moment, title: str, occupation: str | None
) -> Residence:
    residence = read_residence(
        title=_title(read_titles(moment), title),
        law=read_law(moment, with_questions=False),
        occupation=by_slug(Occupation, occupation) if occupation else None,
        origin=request.GET.get("origin", "")[:2],
        moment=moment,
    )
    if occupation and not residence.codes:
        raise Http404
    return residence


def _guide_address(guide: Found, moment: Moment) -> Address:
    """Where its title and occupation stand; in the other language the rules stand in for it."""
    if guide.live is None:
        raise Http404
    address = address_of(guide.live, moment)
    return (
        address if guide.has_rules else replace(address, languages=tuple(sorted(guide.languages)))
    )


@csrf_exempt  # nothing is stored or changed and nobody is logged in: there is nothing to forge
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@at_any_method
def visa_check(
    request: HttpRequest, moment: Moment, title: str, occupation: str | None = None
) -> HttpResponse:
    """One title for one person, by the law of the day that the form names."""
    job = by_slug(Occupation, occupation) if occupation else None
    return _check_page(request, moment, title_slug=title, occupation=job)


@csrf_exempt  # as above
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@at_any_method
def visa_comparison(request: HttpRequest, moment: Moment) -> HttpResponse:
    """All titles for one person."""
    return _check_page(request, moment, title_slug="", occupation=None)


def _check_page(
    request: HttpRequest, moment: Moment, *, title_slug: str, occupation: Occupation | None
) -> HttpResponse:
    typed = request.POST.dict() if request.method == "POST" else None
    asked, day_problem = _moment_of(typed, moment)
    law, titles = read_law(asked), read_titles(asked)
    title = _title(titles, title_slug) if title_slug else None
    answered = check(
        [title] if title else titles,
        law,
        asked,
        typed,
        occupation=occupation,
        day_problem=day_problem,
    )
    frame = _check_frame(moment, title, occupation)
    context = {"check": answered, "title": title, "action": frame.address, "law": law}
    response = page(request, "visa/check.html", frame, context)
    if typed is not None:
        response.headers["Cache-Control"] = "no-store"
        if answered.has_problems:
            response.status_code = 422
    return response


def _moment_of(typed: dict[str, str] | None, moment: Moment) -> tuple[Moment, str]:
    """The day of the application that the form names; the page's own where it can't be read."""
    text = (typed or {}).get("on", "").strip()
    if not text:
        return moment, ""
    try:
        return Moment.asked_for(text), ""
    except UnreadableDay:
        return moment, _("Please give the day as a date such as 2026-11-23.")


def _check_frame(moment: Moment, title: Title | None, occupation: Occupation | None) -> Frame:
    if title is None:
        address = Address(view="visa_comparison", as_of=named_day(moment))
        return Frame(
            address=address,
            title=_("All titles"),
            above=[_index_link(moment)],
            description=_said_of_checks(),
        )
    name = title.name.in_language(language_here())
    above = [
        _index_link(moment),
        Link(text=name, href=title_address(title, moment=moment).get_absolute_url()),
    ]
    address = title_address(title, view="visa_check", occupation=occupation, moment=moment)
    about = f"{name}, {occupation.name}" if occupation else name
    return Frame(
        address=address, title=_("Check"), above=above, description=f"{about}. {_said_of_checks()}"
    )


def _said_of_checks() -> str:
    return _(
        "Answer what you know: the check names every condition, its paragraph and what is still"
        " missing. Nothing is stored."
    )


def _index_link(moment: Moment) -> Link:
    address = Address(view="visa_index", as_of=named_day(moment))
    return Link(text=_("Residence titles"), href=address.get_absolute_url())


def _title(titles: Sequence[Title], slug: str) -> Title:
    """The title of that slug in the language of the page, or a 404."""
    for title in titles:
        if title.slug.in_language(language_here()) == slug:
            return title
    raise Http404
