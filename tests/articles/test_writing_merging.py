"""Joining what two people wrote on one version: what only one changed needs no asking."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.writing.content import Block, Content, Json, Topic
from articles.writing.merging import Choice, Merge, Side, merge
from articles.writing.pieces import elements, join


def prose(number: int, *paragraphs: str) -> Block:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return Block(number=number, kind="prose", data={"html": html})


def block(number: int, kind: str, **data: Json) -> Block:
    return Block(number=number, kind=kind, data=data)


def page(*blocks: Block, **fields: str) -> Content:
    return Content(heading=fields.pop("heading", "Job"), slug="job", blocks=blocks, **fields)


def numbers(merged: Merge) -> list[int]:
    return [one.number for one in merged.content.blocks]


# --- What is joined without asking


def test_paragraphs_of_one_text_are_joined() -> None:
    base = page(prose(1, "a", "b", "c"))

    merged = merge(base, page(prose(1, "A", "b", "c")), page(prose(1, "a", "b", "C", "d")))

    assert merged.content == page(prose(1, "A", "b", "C", "d"))
    assert merged.conflicts == []


def test_neighbouring_paragraphs_are_joined() -> None:
    base = page(prose(1, "a", "b"))

    merged = merge(base, page(prose(1, "A", "b")), page(prose(1, "a", "B")))

    assert merged.content == page(prose(1, "A", "B"))


def test_a_question_and_its_answer_are_joined() -> None:
    def faq(question: str, answer: str) -> Content:
        items = [{"question": question, "answer": answer}, {"question": "x", "answer": "y"}]
        return page(block(1, "faq", heading="FAQ", items=items))

    merged = merge(faq("q", "a"), faq("Q", "a"), faq("q", "A"))

    assert merged.content == faq("Q", "A")


def test_a_block_that_one_added_stands_where_they_put_it() -> None:
    base = page(prose(1, "a"), prose(2, "b"))
    theirs = page(prose(1, "a"), prose(3, "new"), prose(2, "b"))
    mine = page(prose(1, "a"), prose(2, "b"), prose(4, "end"))

    assert numbers(merge(base, theirs, mine)) == [1, 3, 2, 4]


def test_a_block_that_one_moved_and_one_rewrote_is_moved_and_rewritten() -> None:
    base = page(prose(1, "a"), prose(2, "b"), prose(3, "c"))
    theirs = page(prose(3, "c"), prose(1, "a"), prose(2, "b"))
    mine = page(prose(1, "a"), prose(2, "b"), prose(3, "C"))

    merged = merge(base, theirs, mine)

    assert merged.content == page(prose(3, "C"), prose(1, "a"), prose(2, "b"))
    assert merged.conflicts == []


def test_a_block_that_one_deleted_and_nobody_rewrote_is_gone() -> None:
    base = page(prose(1, "a"), prose(2, "b"))

    merged = merge(base, page(prose(1, "a")), page(prose(1, "a"), prose(2, "b"), heading="New"))

    assert merged.content == page(prose(1, "a"), heading="New")


def test_each_change_says_who_made_it() -> None:
    base = page(lead="l", author="a")

    merged = merge(base, page(lead="L", author="a"), page(lead="l", author="A"))

    assert [(one.key, one.by) for one in merged.changes] == [
        ("page-lead", Side.THEIRS),
        ("page-author", Side.MINE),
    ]


# --- What somebody has to choose


def test_two_headings_are_a_conflict_that_a_choice_decides() -> None:
    base, theirs, mine = page(heading="H"), page(heading="T"), page(heading="M")

    assert [one.key for one in merge(base, theirs, mine).conflicts] == ["page-heading"]
    for choice, heading in [
        (Choice(Side.THEIRS), "T"),
        (Choice(Side.MINE), "M"),
        (Choice(Side.BOTH, "T and M"), "T and M"),
    ]:
        merged = merge(base, theirs, mine, {"page-heading": choice})
        assert merged.content.heading == heading


def test_undecided_a_text_holds_both() -> None:
    base = page(prose(1, "a", "b"))

    merged = merge(base, page(prose(1, "a", "theirs")), page(prose(1, "a", "mine")))

    assert merged.content == page(prose(1, "a", "theirs", "mine"))
    assert [one.key for one in merged.conflicts] == ["1-html"]


@pytest.mark.parametrize(("side", "left"), [(Side.THEIRS, []), (Side.MINE, [1]), (None, [1])])
def test_a_block_deleted_by_one_and_rewritten_by_the_other_stays_until_chosen(
    side: Side | None, left: list[int]
) -> None:
    base, theirs, mine = page(prose(1, "a")), page(), page(prose(1, "b"))

    merged = merge(base, theirs, mine, {"1-block": Choice(side)} if side else {})

    assert numbers(merged) == left
    assert [one.key for one in merged.conflicts] == ["1-block"]


def test_a_country_is_never_joined_to_the_other_sides_city() -> None:
    base = page(block(1, "pay", occupation="", country="DE", hub="BER"))
    theirs = page(block(1, "pay", occupation="", country="DE", hub="MUC"))
    mine = page(block(1, "pay", occupation="", country="AT", hub=""))

    merged = merge(base, theirs, mine)

    assert merged.content == theirs
    assert [one.key for one in merged.conflicts] == ["1-codes"]


def test_rows_are_joined_only_under_the_same_columns() -> None:
    def table(columns: list[str], *rows: list[str]) -> Content:
        return page(block(1, "table", caption="c", columns=columns, rows=list(rows)))

    base = table(["x", "y"], ["1", "2"], ["3", "4"])

    rows = merge(
        base, table(["x", "y"], ["1", "9"], ["3", "4"]), table(["x", "y"], ["1", "2"], ["3", "8"])
    )
    columns = merge(
        base, table(["x"], ["1"], ["3"]), table(["x", "y"], ["1", "2"], ["3", "4"], ["5", "6"])
    )

    assert rows.content == table(["x", "y"], ["1", "9"], ["3", "8"])
    assert [one.key for one in columns.conflicts] == ["1-table"]
    assert columns.content == table(["x"], ["1"], ["3"])


def test_two_orders_are_a_conflict() -> None:
    base = page(prose(1, "a"), prose(2, "b"), prose(3, "c"))
    theirs, mine = replace(base, blocks=base.blocks[::-1]), page(*base.blocks[1:], base.blocks[0])

    assert numbers(merge(base, theirs, mine)) == [3, 2, 1]
    chosen = merge(base, theirs, mine, {"page-order": Choice(Side.MINE)})
    assert numbers(chosen) == [2, 3, 1]


# --- Whatever is written

texts = st.sampled_from(["a", "b", "c", "d"])
items = st.lists(texts, max_size=3)
DATA = {
    "prose": items.map(lambda found: {"html": "".join(f"<p>{text}</p>" for text in found)}),
    "checklist": items.map(lambda found: {"heading": "h", "items": found}),
    "faq": st.tuples(texts, texts).map(
        lambda pair: {"items": [{"question": pair[0], "answer": pair[1]}]}
    ),
    "pay": st.sampled_from(["", "DE", "AT"]).map(lambda code: {"country": code, "hub": ""}),
}
written = st.tuples(
    *(
        DATA[kind].map(lambda data, kind=kind, number=number: block(number, kind, **data))
        for number, kind in enumerate(["prose", "checklist", "faq", "pay", "prose"], start=1)
    )
)
orders = st.lists(st.integers(0, 4), unique=True, max_size=5)
pages = st.builds(
    lambda heading, lead, country, found, order: Content(
        heading=heading,
        slug="job",
        lead="\n".join(lead),
        topic=Topic(country=country),
        blocks=tuple(found[place] for place in order),
    ),
    texts,
    items,
    st.sampled_from(["", "DE"]),
    written,
    orders,
)


@given(pages, pages)
def test_a_side_that_changed_nothing_gives_the_other(base: Content, other: Content) -> None:
    assert merge(base, base, other).content == other
    assert merge(base, other, base).content == other
    assert merge(base, other, other).content == other
    assert merge(base, other, base).conflicts == []


def words(content: Content) -> set[tuple[int | None, str]]:
    """Each paragraph, line or item of the page, with its block."""
    return {
        (text.place.block, piece)
        for text in content.texts()
        for piece in (elements(text.text) if text.is_html else text.text.split("\n"))
    }


@given(pages, pages, pages)
def test_no_text_disappears(base: Content, theirs: Content, mine: Content) -> None:
    merged = merge(base, theirs, mine)

    missing = (words(theirs) | words(mine)) - words(base) - words(merged.content)
    assert [
        (number, text)
        for number, text in missing
        if not any(
            one.block == number and text in f"{one.theirs} {one.mine}" for one in merged.conflicts
        )
    ] == []


@given(pages, pages, pages)
def test_what_both_kept_is_there_once(base: Content, theirs: Content, mine: Content) -> None:
    found = numbers(merge(base, theirs, mine))

    assert len(found) == len(set(found))
    assert {one.number for one in base.blocks}.intersection(
        {one.number for one in theirs.blocks}, {one.number for one in mine.blocks}
    ) <= set(found)


sequences = st.lists(texts, max_size=6)


@given(sequences, sequences, sequences)
def test_no_piece_that_a_side_added_disappears(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    joined = join(base, theirs, mine)

    assert (set(theirs) | set(mine)) - set(base) <= set(joined.pieces)


@given(st.text(alphabet='<>/apbr=" &', max_size=60))
def test_elements_are_the_html_again(html: str) -> None:
    assert "".join(elements(html)) == html


def test_elements_are_the_outermost() -> None:
    html = '<p>a<br>b</p><ul><li><p>c</p></li></ul><p title="&gt; >">d</p>'

    assert elements(html) == [
        "<p>a<br>b</p>",
        "<ul><li><p>c</p></li></ul>",
        '<p title="&gt; >">d</p>',
    ]
