"""Markup, headings, links, words and gaps that editors are told of."""

import pytest

from articles.checking.checks import check
from articles.checking.findings import Level
from articles.checking.page import LinkFault
from articles.checking.reading_level import count_syllables, read
from articles.figures.figure import FigureBook, State
from tests.articles.checked import SHORTAGE, codes, figure, findings, mended, only, page_of


def faq(*answers: str) -> tuple[str, dict[str, object]]:
    items = [{"question": f"Frage {n}?", "answer": answer} for n, answer in enumerate(answers)]
    return ("faq", {"heading": "Fragen", "items": items})


# --- references


def test_a_reference_that_names_nothing_blocks_and_one_without_value_names_the_day() -> None:
    book = FigureBook({SHORTAGE: figure(SHORTAGE, None)})

    found = findings(f"<p>[[{SHORTAGE}]] und [[visa.nowhere]]</p>", figures=book)

    assert only("unknown-key", found).level is Level.BLOCKS
    assert "visa.nowhere" in only("unknown-key", found).sentence
    assert only("no-value", found).level is Level.WARNING
    assert "23\xa0November 2026" in only("no-value", found).sentence


def test_a_withheld_figure_is_told_apart_from_one_without_value() -> None:
    book = FigureBook({SHORTAGE: figure(SHORTAGE, None, state=State.SUPPRESSED)})

    assert "withheld" in codes(f"<p>[[{SHORTAGE}]]</p>", figures=book)


def test_the_key_of_a_figure_block_has_to_resolve_too() -> None:
    assert "unknown-key" in codes(("figure", {"key": "visa.nowhere", "label": ""}))


@pytest.mark.parametrize("text", ["[[", "]] offen", "[[visa.de", "[[ ]]", "[[| month]]"])
def test_torn_and_empty_references_block(text: str) -> None:
    found = [one for one in findings(f"<p>{text}</p>") if one.code.endswith("-reference")]

    assert found
    assert all(one.blocks for one in found)


def test_options_that_mean_nothing_and_formulas_that_give_nothing_are_named() -> None:
    book = FigureBook(
        {SHORTAGE: figure(SHORTAGE), "visa.us": figure("visa.us", "100", currency="USD")}
    )

    found = findings(f"<p>[[{SHORTAGE} | monthly]] [[{SHORTAGE} + visa.us]]</p>", figures=book)

    assert "monthly" in only("unknown-option", found).sentence
    assert only("broken-formula", found).blocks


# --- markup


@pytest.mark.parametrize(
    ("html", "after"),
    [
        ("<p>Lerne **React/Next.js** gut</p>", "<p>Lerne <strong>React/Next.js</strong> gut</p>"),
        ("<p>__Wichtig__ ist das</p>", "<p><strong>Wichtig</strong> ist das</p>"),
        (
            "<p>Siehe [das BMI](https://bmi.example/a?b=1&amp;c=2)</p>",
            '<p>Siehe <a href="https://bmi.example/a?b=1&amp;c=2">das BMI</a></p>',
        ),
        ("<p>Ein &lt;b&gt;Wort</p>", "<p>Ein Wort</p>"),
        ("<p>**R&amp;D**</p>", "<p><strong>R&amp;D</strong></p>"),
    ],
)
def test_stray_markup_blocks_and_becomes_what_was_meant(html: str, after: str) -> None:
    page = page_of(html)

    (finding,) = [one for one in check(page) if one.code in {"stray-markup", "typed-tag"}]

    assert finding.blocks
    assert mended(page, finding) == after


@pytest.mark.parametrize(
    "text", ["ein **offener", "a &nbsp; b", "# Titel", "```python", "{{ name }}", "~~weg~~"]
)
def test_other_signs_in_plain_text_block_as_well(text: str) -> None:
    assert {"stray-markup", "typed-entity"} & codes(faq(text))


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>**kwargs</code> und <code>__init__</code></p>",
        "<p>5 * 3 = 15, 2 ** bleibt <code>x</code></p>".replace("2 ** bleibt ", ""),
        "<p>snake_case und a &lt; b</p>",
        "<p>[[visa.de]] (siehe oben)</p>",
    ],
)
def test_code_and_plain_signs_are_left_alone(html: str) -> None:
    assert not {"stray-markup", "typed-tag", "typed-entity"} & codes(html)


# --- headings, pictures, links


def test_headings_are_neither_empty_nor_twice_nor_skip_a_level() -> None:
    html = "<h3>Zu tief</h3><h2></h2><h2>Gehalt</h2><p>Text</p><h2>gehalt</h2>"

    found = findings(html)

    assert only("heading-order", found).quote == "Zu tief"
    assert only("empty-heading", found).blocks
    assert only("double-heading", found).quote == "gehalt"


def test_variants_that_share_a_slot_may_have_the_same_heading() -> None:
    def variant(slot: str) -> tuple[str, dict[str, object]]:
        return "prose", {"html": "<h2>Nachfrage</h2><p>Text.</p>", "slot": slot}

    assert "double-heading" not in codes(variant("demand"), variant("demand"))
    assert "double-heading" in codes(variant("demand"), variant("growth"))
    assert "double-heading" in codes(variant(""), variant(""))


def test_headings_of_blocks_count_among_those_of_prose() -> None:
    assert "double-heading" in codes("<h2>Fragen</h2>", faq("Eine Antwort."))
    assert "heading-order" not in codes(faq("Eine Antwort."), "<h3>Tiefer</h3>")


def test_a_block_without_its_picture_blocks() -> None:
    image = ("image", {"picture": 7, "caption": ""})

    assert only("no-picture", findings(image)).blocks
    assert "no-picture" not in codes(image, pictures={7: "Ein Büro"})
    assert "no-picture" not in codes(image, pictures={7: ""})  # only decorates
    assert "alt-is-a-file" in codes(image, pictures={7: "IMG_2001.JPG"})


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<p><a href="/de/">hier</a></p>', "link-says-nothing"),
        ('<p><a href="/de/">Click here</a></p>', "link-says-nothing"),
        ('<p><a href="/de/">https://a.example/b</a></p>', "link-is-an-address"),
        ('<p><a href="/de/"> </a></p>', "empty-link"),
    ],
)
def test_links_say_where_they_lead(html: str, code: str) -> None:
    assert code in codes(html)


def test_a_former_address_is_replaced_by_the_new_one() -> None:
    html = '<p><a href="/de/alt/">das Gehalt</a></p>'
    fault = LinkFault(code="link-former", level=Level.WARNING, better="/de/neu/")
    page = page_of(html, links={"/de/alt/": fault})

    finding = only("link-former", check(page))

    assert mended(page, finding) == '<p><a href="/de/neu/">das Gehalt</a></p>'


def test_faults_of_addresses_in_fields_of_their_own_are_found() -> None:
    sources = (
        "sources",
        {"items": [{"title": "T", "publisher": "P", "url": "http://gone.example/"}]},
    )
    fault = LinkFault(code="link-broken", level=Level.WARNING, detail="404")

    finding = only("link-broken", findings(sources, links={"http://gone.example/": fault}))

    assert finding.place.path == ("items", 0, "url")


# --- words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Heute verdient man mehr.", "de"),
        ("Dieses Jahr steigt die Grenze.", "de"),
        ("Das Jahr wird wahrscheinlich in die Geschichte eingehen.", "de"),
        ("This year the threshold rose.", "en"),
        ("Salaries have recently risen.", "en"),
        ("It is currently 50.", "en"),
    ],
)
def test_words_that_go_stale_are_warned_of(text: str, language: str) -> None:
    assert "stale-word" in codes(f"<p>{text}</p>", language=language)


def test_stale_words_of_others_and_of_another_language_are_left_alone() -> None:
    quote = ("quote", {"text": "Heute ist alles anders.", "attribution": "Jemand"})

    assert "stale-word" not in codes(quote, "<p>The today of yesterday</p>")


@pytest.mark.parametrize("text", ["TODO: Quelle", "Betrag ???", "Lorem ipsum dolor", "TBD"])
def test_what_is_left_to_do_blocks(text: str) -> None:
    assert only("to-do", findings(f"<p>{text}</p>")).blocks


def test_one_form_of_address_to_a_page() -> None:
    mixed = findings("<p>Wenn Du lernst, hast Du Chancen. Dann brauchst du Mut.</p>")
    formal = findings("<p>Wenn Sie lernen, hilft das. Und wenn du willst, auch.</p>")

    assert only("mixed-address", mixed).quote == "du"
    assert "mixed-address" in {one.code for one in formal}


@pytest.mark.parametrize(
    "text",
    [
        "Die Firmen suchen. Sie zahlen gut. Wenn Du willst, prüfe Dein Gehalt.",
        "Wenn du willst, prüfe dein Gehalt. Du kannst das.",
        "Ihr Chef entscheidet: Sie nicht.",
    ],
)
def test_they_at_the_start_of_a_sentence_is_no_address(text: str) -> None:
    assert "mixed-address" not in codes(f"<p>{text}</p>")


def test_an_answer_that_says_the_text_again_is_found() -> None:
    text = (
        "Eine Ausbilderin für Modelle richtet Daten her, trainiert ein Modell, misst dessen Fehler"
        " und bringt es in Betrieb, wo sie es überwacht und bei Bedarf neu lernen lässt."
    )

    assert "faq-repeats" in codes(f"<p>{text}</p>", faq(text))
    assert "faq-repeats" not in codes(f"<p>{text}</p>", faq("Nein, ein Studium hilft nur."))


def test_syllables_and_ease_come_out_as_by_hand() -> None:
    """Amstad: 180 − 3 words a sentence − 58.5 × 4/3 syllables a word = 99."""
    reading = read(["Das Haus leuchtet."], is_german=True)

    assert [count_syllables(word, is_german=True) for word in ("Haus", "leuchtet")] == [1, 2]
    assert count_syllables("make", is_german=False) == 1
    assert count_syllables("table", is_german=False) == 2
    assert (reading.words, reading.sentences) == (3, 1)
    assert reading.ease == pytest.approx(99.0)


def test_only_a_very_difficult_page_is_told_so() -> None:
    hard = "<p>" + "Arbeitsgenehmigungsverlängerungsvoraussetzungen berücksichtigen. " * 60 + "</p>"
    easy = "<p>" + "Das Haus ist gut. " * 60 + "</p>"

    assert only("hard-to-read", findings(hard)).level is Level.HINT
    assert "hard-to-read" not in codes(easy)


# --- what is missing


def test_a_page_lacks_nothing_it_has() -> None:
    sources = (
        "sources",
        {"items": [{"title": "T", "publisher": "P", "url": "https://a.example/"}]},
    )
    description = "Was man in diesem Beruf tut, was er zahlt und wie man ihn ergreift, kurz gesagt."

    assert findings("<p>Ein Satz.</p>", sources, description=description) == []


def test_what_a_page_lacks_is_named() -> None:
    bare = page_of(lead="", author="", has_translation=False)

    found = {one.code: one.level for one in check(bare)}

    assert found == {
        "no-blocks": Level.BLOCKS,
        "no-lead": Level.WARNING,
        "no-author": Level.WARNING,
        "no-description": Level.WARNING,
        "no-translation": Level.HINT,
    }


def test_figures_without_a_block_of_sources_are_a_warning() -> None:
    assert "no-sources" in codes('<p>41 % (<a href="https://a.example/">A</a>)</p>')
    assert "no-sources" not in codes("<p>Ein Satz ohne Zahl.</p>")


def test_what_blocks_comes_first_then_what_stands_higher() -> None:
    found = findings("<p>Heute.</p>", "<p>TODO und derzeit</p>")

    assert [one.code for one in found] == ["to-do", "stale-word", "stale-word"]
    assert [one.place.block for one in found[1:]] == [1, 2]
