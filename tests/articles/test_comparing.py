"""What changed between two versions, as its readers would tell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing.aligning import kept_in_order
from articles.comparing.comparison import BlockChange, Comparison, Fate, LineChange, Side, compare
from articles.comparing.lines import Line, html_lines, lines_of
from articles.comparing.words import Change, compare_words, words_of
from articles.writing.content import Block, Content


def prose(number: int, html: str) -> Block:
    return Block(number=number, kind="prose", data={"html": html})


def content(*blocks: Block, **fields: str) -> Content:
    return Content(**({"heading": "Beruf", "slug": "beruf"} | fields), blocks=blocks)


def between(before: Content, after: Content) -> Comparison:
    return compare(Side(before, as_written), Side(after, as_written))


def as_written(reference: str) -> str:
    return reference


def told(line: LineChange) -> str:
    """`[-struck out-]`, `{+new+}`, the rest as it is."""
    marks = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return "".join(marks[one.change].format(one.text) for one in line.segments)


def told_lines(block: BlockChange) -> list[str]:
    return [told(line) for line in block.lines]


def test_running_text_is_lines_with_their_part_in_words():
    html = (
        "<h2>Lohn</h2><p>Wer <strong>jetzt</strong> <em>anfängt</em></p>"
        "<ul><li><p>Eins</p></li><li>Zwei</li></ul><blockquote><p>So<br>ist es</p></blockquote>"
        '<p>Siehe <a href="https://example.org/a">dort</a> &amp; hier</p>'
    )

    assert [(line.role, line.text) for line in html_lines(html)] == [
        ("heading-2", "Lohn"),
        ("paragraph", "Wer *jetzt* _anfängt_"),
        ("list-item", "Eins"),
        ("list-item", "Zwei"),
        ("quotation", "So"),
        ("quotation", "ist es"),
        ("paragraph", "Siehe dort (→ https://example.org/a) & hier"),
    ]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>a", ["a"]),
        ("a</p></li>b", ["a", "b"]),
        ("<li><h2>x", ["x"]),
        ("<a>y</a>", ["y"]),
        ("1 < 2", ["1 < 2"]),
        ("", []),
    ],
)
def test_no_text_is_lost_in_html_that_nobody_closed(html: str, texts: list[str]):
    assert [line.text for line in html_lines(html)] == texts


def test_a_question_comes_before_its_answer_however_the_database_orders_them():
    faq = Block(
        number=1, kind="faq", data={"items": [{"answer": "So.\n\nUnd so.", "question": "Wie?"}]}
    )

    assert [line.role for line in lines_of(faq)] == ["question", "answer", "answer"]


def test_codes_and_marks_are_compared_too():
    source = {"title": "Gesetz", "url": "https://example.org", "is_opinion": True}

    assert lines_of(Block(number=1, kind="sources", data={"items": [source]})) == (
        Line(role="title", text="Gesetz"),
        Line(role="is_opinion", text="✓"),
        Line(role="url", text="https://example.org"),
    )


def test_a_changed_word_stands_beside_the_one_it_replaces():
    result = between(
        content(prose(1, "<p>Wer heute anfängt, fragt.</p>")),
        content(prose(1, "<p>Wer morgen anfängt, fragt.</p>")),
    )

    assert told_lines(result.blocks[0]) == ["Wer [-heute-]{+morgen+} anfängt, fragt."]


def test_words_beside_each_other_change_as_one():
    words = [words_of(text, as_written) for text in ("ein roter Ball", "ein grünes Haus")]

    segments = compare_words(*words)

    assert [(one.change, one.text) for one in segments] == [
        (Change.SAME, "ein "),
        (Change.REMOVED, "roter Ball"),
        (Change.ADDED, "grünes Haus"),
    ]


def test_a_figure_that_reads_differently_shows_though_nobody_touched_the_text():
    cited = content(prose(1, "<p>Mindestens [[visa.a]] im Jahr</p>"))

    result = compare(
        Side(cited, lambda _cited: "45.300 €"), Side(cited, lambda _cited: "45.934,20 €")
    )

    assert told_lines(result.blocks[0]) == ["Mindestens [-45.300 €-]{+45.934,20 €+} im Jahr"]
    assert [(one.cited, one.before, one.after) for one in result.figures] == [
        ("[[visa.a]]", "45.300 €", "45.934,20 €")
    ]


def test_another_key_with_the_same_value_is_a_change():
    result = compare(
        Side(content(prose(1, "<p>Mindestens [[visa.a]]</p>")), lambda _cited: "100"),
        Side(content(prose(1, "<p>Mindestens [[visa.b]]</p>")), lambda _cited: "100"),
    )

    segments = result.blocks[0].lines[0].segments
    assert [one.cited for one in segments] == ["", "[[visa.a]]", "[[visa.b]]"]


def test_an_item_put_in_front_leaves_the_others_as_they_are():
    items = [{"question": "Was?", "answer": "Das."}, {"question": "Wie?", "answer": "So."}]
    new = {"question": "Seit wann?", "answer": "Immer."}

    result = between(
        content(Block(number=1, kind="faq", data={"items": items})),
        content(Block(number=1, kind="faq", data={"items": [new, *items]})),
    )

    assert [line.fate for line in result.blocks[0].lines] == [Fate.ADDED] * 2 + [Fate.SAME] * 4


def test_a_row_of_a_table_is_a_line():
    def table(last: str) -> Block:
        rows = [["Berlin", "1"], ["Bonn", last]]
        return Block(number=1, kind="table", data={"columns": ["Ort", "n"], "rows": rows})

    result = between(content(table("2")), content(table("3")))

    assert told_lines(result.blocks[0]) == ["Ort | n", "Berlin | 1", "Bonn | [-2-]{+3+}"]


def test_a_paragraph_that_became_a_heading_says_so():
    result = between(
        content(prose(1, "<p>Was man verdient</p>")), content(prose(1, "<h2>Was man verdient</h2>"))
    )

    line = result.blocks[0].lines[0]
    assert (line.former_role, line.role, line.fate) == ("paragraph", "heading-2", Fate.CHANGED)


def test_the_block_that_moved_is_named_and_those_it_passed_are_not():
    one, two, three = (prose(number, f"<p>{number}</p>") for number in (1, 2, 3))

    result = between(content(one, two, three), content(three, one, two))

    assert [(block.number, block.is_moved) for block in result.blocks] == [
        (3, True),
        (1, False),
        (2, False),
    ]
    assert (result.blocks[0].place_before, result.blocks[0].place_after) == (3, 1)
    assert result.blocks[0].fate is Fate.SAME


def test_a_block_that_went_stands_where_it_was():
    one, two, three = (prose(number, f"<p>{number}</p>") for number in (1, 2, 3))

    result = between(content(one, two, three), content(one, three, prose(4, "<p>4</p>")))

    assert [(block.number, block.fate) for block in result.blocks] == [
        (1, Fate.SAME),
        (2, Fate.REMOVED),
        (3, Fate.SAME),
        (4, Fate.ADDED),
    ]


def test_fields_are_compared_and_an_empty_one_filled_is_new_text():
    result = between(content(lead=""), content(heading="Der Beruf", lead="Kurz gesagt"))

    assert {line.role: told(line) for line in result.changed_fields} == {
        "heading": "{+Der +}Beruf",
        "lead": "{+Kurz gesagt+}",
    }


def test_nothing_changed_is_said():
    same = content(prose(1, "<p>Ja</p>"))

    assert between(same, same).is_empty


def test_texts_too_long_to_compare_word_by_word_are_shown_whole():
    before, after = (words_of(f"{word} " * 3000, as_written) for word in ("alt", "neu"))

    assert [one.change for one in compare_words(before, after)] == [Change.REMOVED, Change.ADDED]


@given(st.lists(st.text("ab .,", max_size=12)), st.lists(st.text("ab .,", max_size=12)))
def test_both_texts_can_be_read_from_what_is_shown(before: list[str], after: list[str]):
    one, other = " ".join(before), " ".join(after)

    segments = compare_words(words_of(one, as_written), words_of(other, as_written))

    assert "".join(s.text for s in segments if s.change is not Change.REMOVED) == other
    # Blanks that stayed are those of the later text; the earlier text's words are all there.
    assert "".join(s.text for s in segments if s.change is not Change.ADDED) == one


@given(st.permutations(range(7)))
def test_what_stays_rises_and_nothing_else_could_stay_with_it(order: list[int]):
    kept = kept_in_order(order)

    places = [number for number in order if number in kept]
    longest = max(
        (
            mask.bit_count()
            for mask in range(1 << 7)
            if _rises([order[i] for i in range(7) if mask >> i & 1])
        ),
    )
    assert _rises(places)
    assert len(kept) == longest


def _rises(numbers: list[int]) -> bool:
    return numbers == sorted(numbers)
