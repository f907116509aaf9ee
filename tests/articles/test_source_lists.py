"""A page made of several articles has one list of sources."""

from articles.writing.content import Block
from articles.writing.source_lists import in_one_list

FIRST = {"title": "Prices", "url": "https://statistics.example/prices"}
SECOND = {"title": "Vacancies", "url": "https://statistics.example/vacancies"}


def block(number: int, kind: str, *items: dict[str, str]) -> Block:
    return Block(number=number, kind=kind, data={"items": list(items)} if items else {})


def test_lists_of_several_articles_are_one_at_the_place_of_the_last() -> None:
    page = [
        block(1, "prose"),
        block(2, "sources", SECOND),
        block(3, "part"),
        block(4, "sources", FIRST),
        block(5, "offers"),
    ]

    joined = in_one_list(page)

    assert [(one.number, one.kind) for one in joined] == [
        (1, "prose"),
        (3, "part"),
        (4, "sources"),
        (5, "offers"),
    ]
    assert joined[2].data == {"items": [SECOND, FIRST]}


def test_an_address_stands_once() -> None:
    other_words = {"title": "Prices of households", "url": FIRST["url"]}

    (joined,) = in_one_list([block(1, "sources", FIRST), block(2, "sources", other_words, SECOND)])

    assert joined.data == {"items": [FIRST, SECOND]}


def test_a_single_list_and_none_stay_as_they_are() -> None:
    one = [block(1, "sources", FIRST), block(2, "prose")]

    assert in_one_list(one) == one
    assert in_one_list([]) == []
