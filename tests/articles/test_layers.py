"""The words of a market page out of layers: what replaces, what is added, what is left out."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from articles.writing.conditions import MarketFacts, Need
from articles.writing.content import Block, Content, Topic
from articles.writing.kinds import Kind, MarketPart
from articles.writing.layers import built_in, how_special, merged, page_of, speaks_for

FACTS = MarketFacts(
    occupation="ai-engineer", country="DE", has=frozenset({Need.FIGURE}), recent_n=40, grade="B"
)
NUMBERS = count(1)


def block(slot: str = "", *, kind: str = Kind.PROSE, **data: object) -> Block:
    return Block(number=next(NUMBERS), kind=kind, data={"slot": slot, **data})


def layer(*blocks: Block, **topic: str) -> Content:
    return Content(heading="", slug="", topic=Topic(**topic), blocks=blocks)


def part(name: str) -> Block:
    return block(name, kind=Kind.PART, part=name)


def test_a_block_replaces_the_one_of_its_slot_in_its_place() -> None:
    first, second, third = block("a"), block("b"), block("c")
    other = block("b", kind=Kind.FAQ)

    page = merged([layer(first, second, third), layer(other)], FACTS)

    assert page == [first, other, third]


def test_a_block_without_a_match_follows_the_one_before_it_in_its_own_article() -> None:
    first, second = block("a"), block("b")
    replaced, added, more = block("a"), block(), block("new")

    page = merged([layer(first, second), layer(replaced, added, more)], FACTS)

    assert page == [replaced, added, more, second]


def test_a_block_with_none_before_it_ends_the_words_ahead_of_parts() -> None:
    pay, words, sources = part("headline"), block("a"), part("sources")
    added = block()

    page = merged([layer(pay, words, sources), layer(added)], FACTS)

    assert page == [pay, words, added, sources]


def test_never_leaves_the_slot_out_and_what_follows_it_stays() -> None:
    first, second, third = block("a"), block("b"), block("c")
    never, behind = block("b", needs=["never"]), block()

    page = merged([layer(first, second, third), layer(never, behind)], FACTS)

    assert page == [first, behind, third]


def test_what_does_not_fit_replaces_nothing() -> None:
    first = block("a")
    other, silent = block("a", only_countries=["AT"]), block("a", needs=["never", "projection"])

    assert merged([layer(first), layer(other)], FACTS) == [first]
    assert merged([layer(first), layer(silent)], FACTS) == [first]


def test_of_one_slot_in_one_layer_the_first_that_fits_counts() -> None:
    single, ranged, last = (
        block("a", worst_grade="A"),
        block("a", worst_grade="C"),
        block("a"),
    )

    assert merged([layer(single, ranged, last)], FACTS) == [ranged]


def test_without_a_blueprint_the_built_in_order_is_below() -> None:
    words = block()

    page = page_of([layer(words, occupation="ai-engineer")], FACTS)

    assert [one for one in page if one is not words] == list(built_in().blocks)
    assert words in page


def test_headline_and_sources_are_put_back_first_and_last() -> None:
    words = block("a")
    never = [block(name, kind=Kind.PART, needs=["never"]) for name in ("headline", "sources")]
    blueprint = layer(part("headline"), words, part("sources"))

    for layers in ([layer(words)], [blueprint, layer(*never, country="DE")]):
        page = page_of(layers, FACTS)
        parts = [one.data.get("part") for one in page]

        assert parts == ["headline", None, "sources"]


def test_an_editor_may_put_words_before_typical_pay_but_no_part_twice() -> None:
    words, pay, again = block("a"), part("headline"), block("b", kind=Kind.PART, part="headline")

    page = page_of([layer(words, pay, again, part("sources"))], FACTS)

    assert page[:2] == [words, pay]
    assert again not in page


def test_the_more_special_speaks_later() -> None:
    topics = [
        Topic(),
        Topic(country="DE"),
        Topic(country="DE", hub="de-munich"),
        Topic(occupation="ai-engineer"),
        Topic(occupation="ai-engineer", country="DE"),
        Topic(occupation="ai-engineer", country="DE", hub="de-munich"),
    ]

    assert sorted(topics, key=how_special) == topics
    assert len({how_special(topic) for topic in topics}) == len(topics)
    assert all(speaks_for(one, topics[-1]) for one in topics)
    assert not speaks_for(topics[-1], topics[-2])
    assert not speaks_for(Topic(country="AT"), topics[-1])


SLOTS = st.sampled_from(["", "a", "b", "c", "d"])
NEEDS = st.sampled_from([[], ["figure"], ["projection"], ["never"]])
BLOCKS = st.builds(lambda slot, needs: block(slot, needs=needs), slot=SLOTS, needs=NEEDS)
LAYERS = st.lists(st.lists(BLOCKS, max_size=6).map(lambda found: layer(*found)), max_size=4)


@given(LAYERS)
def test_no_slot_stands_twice_and_nothing_stands_that_does_not_fit(layers: list[Content]) -> None:
    page = merged(layers, FACTS)

    slots = [one.data["slot"] for one in page if one.data["slot"]]
    assert len(slots) == len(set(slots))
    assert all(one.data["needs"] in ([], ["figure"]) for one in page)


@given(LAYERS)
def test_what_has_no_slot_and_fits_is_never_lost(layers: list[Content]) -> None:
    page = merged(layers, FACTS)

    added = [
        one
        for content in layers
        for one in content.blocks
        if not one.data["slot"] and one.data["needs"] in ([], ["figure"])
    ]
    assert all(one in page for one in added)


@given(st.lists(BLOCKS, max_size=8))
def test_one_layer_keeps_its_order(blocks: list[Block]) -> None:
    page = merged([layer(*blocks)], FACTS)

    assert page == [one for one in blocks if one in page]


@given(LAYERS)
def test_every_page_has_its_headline_and_sources_once(layers: list[Content]) -> None:
    parts = [one.data.get("part") for one in page_of(layers, FACTS)]

    assert parts.count(MarketPart.HEADLINE) == parts.count(MarketPart.SOURCES) == 1
