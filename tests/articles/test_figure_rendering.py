"""Texts with figures in place, as pages, feeds and meta tags show them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.figures.figure import FigureBook, State
from articles.figures.prose import HeadingIds
from articles.figures.rendering import inline, plain, prose
from tests.articles.test_figure_formulas import FIGURES, GENERAL, SHORTAGE, law

BOOK = FigureBook(FIGURES)
PAST = FigureBook(FIGURES, as_of=date(2026, 3, 1))
PAGE = f"/de/zahlen/{SHORTAGE}/"


def spaced(text: str) -> str:
    return text.replace("\xa0", " ")


def test_plain_text_has_the_amount_and_no_markup() -> None:
    text = f"Ab [[{SHORTAGE}]] & <b>"

    assert spaced(plain(text, BOOK, "de")) == "Ab 45.934,20 € & <b>"
    assert plain(text, BOOK, "en") == "Ab €45,934.20 & <b>"


def test_a_figure_in_text_leads_to_its_page_and_the_text_is_escaped() -> None:
    html = spaced(inline(f"<script> & [[ {SHORTAGE} |  month ]]", BOOK, "de"))

    assert html == (f'&lt;script&gt; &amp; <a class="figure" href="{PAGE}">3.827,85 €</a>')


def test_links_of_figures_keep_the_day() -> None:
    assert f'href="{PAGE}?as_of=2026-03-01"' in inline(f"[[{SHORTAGE}]]", PAST, "de")
    assert "/en/figures/" in inline(f"[[{SHORTAGE}]]", PAST, "en")


def test_a_formula_leads_to_the_page_that_reckons_it() -> None:
    html = inline(f"[[{GENERAL} - {SHORTAGE}]]", BOOK, "de")

    assert f'href="/de/zahlen/rechnung/?f={GENERAL}+-+{SHORTAGE}"' in html


def test_words_in_a_figures_place_may_break_and_numbers_may_not() -> None:
    gone = FigureBook({"visa.x.y": law("visa.x.y", None)})

    assert 'class="figure figure-words"' in inline("[[visa.x.y]]", gone, "de")
    assert 'class="figure"' in inline(f"[[{SHORTAGE}]]", BOOK, "de")


@pytest.mark.parametrize("written", ["[[nothing]]", "[[]]", "[[visa.]]", "[[a b | c]]"])
def test_what_names_nothing_reads_not_yet_published_and_leads_nowhere(written: str) -> None:
    assert inline(written, BOOK, "en") == (
        '<span class="figure figure-words">not yet published</span>'
    )


def test_prose_is_cleaned_and_its_figures_are_in_place() -> None:
    html = prose(
        f'<p onclick="x()">Ab <strong>[[{SHORTAGE}]]</strong><script>y()</script></p>', BOOK, "de"
    )

    assert spaced(html) == (
        f'<p>Ab <strong><a class="figure" href="{PAGE}">45.934,20 €</a></strong></p>'
    )


def test_a_reference_typed_with_entities_and_breaking_spaces_is_read() -> None:
    html = prose(f"<p>[[{GENERAL}&nbsp;-&nbsp;{SHORTAGE}]]</p>", BOOK, "de")

    assert "4.765,80" in html


def test_a_figure_within_a_link_is_no_link_itself() -> None:
    html = prose(f'<p><a href="https://a.example/">ab [[{SHORTAGE}]]</a></p>', BOOK, "de")

    assert '<span class="figure">' in html
    assert html.count("<a ") == 1


def test_links_within_the_site_keep_the_day_and_others_are_left() -> None:
    written = '<p><a href="/de/gehalt/#x">a</a> <a href="https://b.example/">b</a></p>'

    html = prose(written, PAST, "de")

    assert 'href="/de/gehalt/?as_of=2026-03-01#x"' in html
    assert 'href="https://b.example/"' in html


def test_headings_get_ids_that_stay_while_figures_change() -> None:
    ids = HeadingIds()
    html = prose(f"<h2>Grenze: [[{GENERAL}]]</h2><h3>Für Dich</h3>", BOOK, "de", ids=ids)
    html += prose("<h2>Grenze</h2><h2>???</h2><h2>Main</h2>", BOOK, "de", ids=ids)

    assert [(one.level, one.id) for one in ids.headings] == [
        (2, "grenze"),
        (3, "fuer-dich"),
        (2, "grenze-2"),
        (2, "section"),
        (2, "main-2"),
    ]
    assert spaced(ids.headings[0].text) == "Grenze: 50.700 €"
    assert '<h2 id="grenze-2">Grenze</h2>' in html


@given(st.text(max_size=200) | st.text("[]|<>/&;ab.\"'-# \n", max_size=60))
def test_no_text_crashes_and_none_becomes_markup(written: str) -> None:
    for language in ("de", "en"):
        assert "<script" not in inline(f"<script{written}", BOOK, language)
        prose(written, BOOK, language)
        plain(written, BOOK, language)


def test_a_suppressed_figure_prints_no_number() -> None:
    silent = law("salary.typical", None, state=State.SUPPRESSED)
    book = FigureBook({"salary.typical": silent})

    assert plain("[[salary.typical]]", book, "de") == "zu wenige Daten"
