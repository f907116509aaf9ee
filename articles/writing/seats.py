"""What only one page at a time can be on in a language; pure.

Words of two articles for the same market pages would be mixed without anybody having written the
mixture, and of two guides in the place of one title's page only one could be read.
"""

from articles.writing.content import Topic

MARKET, VISA = "market", "visa"


def seat_of(topic: Topic, *, kind: str, language: str) -> str:
    """Names what a page has for itself while it is live: `de market data-scientist DE`.

    Empty where several pages may be on the same.
    """
    about = _about(topic, kind)
    return " ".join([language, kind, *(one or "*" for one in about)]) if about else ""


def _about(topic: Topic, kind: str) -> tuple[str, ...]:
    if kind == MARKET:
        return topic.occupation, topic.hub or topic.country  # a city has its country in its code
    if kind == VISA and topic.title:
        return topic.title, topic.occupation
    return ()
