"""What else there is to read on the subject of a page."""

from articles.guide_cards import GuideCard, guide_cards
from articles.knowledge import Knowledge
from articles.queries import guides_about
from articles.writing.content import Topic
from benchmarks.models import Country, Occupation

MOST = 4


def related_guides(
    *, occupation: Occupation, country: Country, language: str, knowledge: Knowledge
) -> list[GuideCard]:
    """Live guides of the occupation, in the country or of no country, at most four."""
    topic = Topic(occupation=occupation.code, country=country.code)
    lives = guides_about(topic, language=language, moment=knowledge.moment, limit=MOST)
    return guide_cards(lives, knowledge.moment, knowledge=knowledge)
