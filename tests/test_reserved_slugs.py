"""No slug can stand where an address has a word of its own."""

import re
from itertools import product

from django.urls import URLPattern

from articles.urls import WORDS, addresses
from benchmarks.spelling import RESERVED_SLUGS

SLUG = re.compile(r"<slug:\w+>")


def parts(pattern: URLPattern) -> list[str]:
    return str(pattern.pattern).strip("/").split("/")


def may_meet(word: list[str], slug: list[str]) -> bool:
    """Whether one address fits both patterns, but for what stands last in the first of them."""
    return all(
        one == other or SLUG.fullmatch(one) or SLUG.fullmatch(other)
        for one, other in zip(word, slug, strict=False)
    )


def test_every_word_that_stands_where_a_slug_may_is_reserved() -> None:
    found = set()
    for words in WORDS.values():
        patterns = [parts(one) for one in addresses(words)]
        for one, other in product(patterns, patterns):
            for place, (word, slug) in enumerate(zip(one, other, strict=False)):
                is_word = re.fullmatch("[a-z]+", word) and SLUG.fullmatch(slug)
                if is_word and may_meet(one[:place], other[:place]):
                    found.add(word)

    assert {"vergleich", "compare", "regeln", "rules", "angebot", "offer", "check"} <= found
    assert found <= set(RESERVED_SLUGS)
