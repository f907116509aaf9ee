"""A page with every kind of block, each about something else, and the market that they show."""

from articles.models import Picture
from articles.writing.kinds import Kind
from benchmarks.models import Country, Hub, Occupation
from tests.factories import make_contrast, make_estimate, make_release, make_source, publish
from tests.written import Data, make_job

CARD, PERMIT = "de.blue-card", "de.opportunity-card"
OCCUPATIONS = ["ai-engineer", "data-scientist", "machine-learning-engineer"]
KINDS = [kind for kind in Kind if kind is not Kind.OFFERS]


def make_market() -> None:
    """Pay and jobs of the three occupations; their places and titles are those that ship."""
    release, germany = make_release(source=make_source()), Country.objects.get(code="DE")
    munich = Hub.objects.get(code="de-munich")
    for occupation in Occupation.objects.filter(code__in=OCCUPATIONS):
        make_estimate(release, occupation, germany)
        make_estimate(release, occupation, germany, seniority="senior")
        make_estimate(release, occupation, germany, hub=munich)
        make_contrast(release, occupation, germany)
        for number, language in enumerate(("en", "de")):
            job = {"reference": f"{occupation.code}-{language}", "language": language}
            make_job(is_paid=bool(number), **job).occupations.set([occupation])
    publish(release)


def blocks_of(count: int, pictures: list[Picture]) -> list[tuple[str, Data]]:
    """So many, kind after kind."""
    return [
        (kind.value, block_of(kind, number, pictures))
        for number in range(count)
        for kind in [KINDS[number % len(KINDS)]]
    ]


def block_of(kind: Kind, number: int, pictures: list[Picture]) -> Data:
    """The `number`th block of its kind, each about something else."""
    occupation = OCCUPATIONS[number % 3]
    items = {
        Kind.FAQ: [{"question": f"Why {number}?", "answer": "For [[salary.typical]]."}],
        Kind.STEPS: [{"title": f"Step {number}", "text": "Do."}],
        Kind.CARDS: [{"title": f"Card {number}", "text": "More.", "link": "/en/method/"}],
        Kind.SOURCES: [{"title": f"Source {number}", "publisher": "P", "url": "https://a.example"}],
    }
    data: dict[Kind, Data] = {
        Kind.PROSE: {"html": f"<h2>Part {number}</h2><p>[[salary.{occupation}.de.typical]]</p>"},
        Kind.QUOTE: {"text": f"Said {number}.", "attribution": "Ada", "language": "de"},
        Kind.TABLE: {
            "caption": "T",
            "columns": ["A", "B"],
            "rows": [[str(number), "[[salary.n]]"]],
        },
        Kind.IMAGE: {"picture": pictures[number % len(pictures)].pk, "caption": "Sea"},
        Kind.FIGURE: {"key": f"visa.{CARD}.salary.shortage", "label": ""},
        Kind.THRESHOLDS: {"title": (CARD, PERMIT)[number % 2]},
        Kind.ELIGIBILITY: {"title": (CARD, PERMIT)[number % 2]},
        Kind.DOCUMENTS: {"title": CARD, "origin": ("", "IN")[number % 2]},
        Kind.JOBS: {"heading": f"Jobs {number}", "limit": 3},
    }
    if kind in (Kind.PAY, Kind.ROADMAP, Kind.HUBS):
        return {"occupation": occupation, "country": "DE", "hub": ("", "de-munich")[number % 2]}
    if kind in (Kind.TAKEAWAYS, Kind.CHECKLIST):
        return {"heading": f"List {number}", "items": ["[[visa.de.blue-card.salary.general]]"]}
    return data.get(kind) or {"heading": f"Block {number}", "items": items.get(kind, [])}
