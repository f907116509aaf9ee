"""The encoding of text files: found, shown, chosen, and never guessed silently."""

from pathlib import Path

import pytest

from benchmarks.reading.problems import ReadingError
from benchmarks.reading.text_encoding import ENCODINGS, TextFacts, inspect_text

GERMAN = (
    "Beruf;Ort;Gehalt\n"
    "Geschäftsführer;München;120.000 €\n"
    "Prüfer;Köln;50.000 €\n"
    "Straßenwärter;Fürth;40.000 €\n"
)
FRENCH = "métier;ville\nIngénieur à l’étude;Besançon\nMaître d’œuvre;Nîmes\n"
POLISH = "zawód;miasto\nInżynier;Łódź\nKsięgowy;Kraków\nSprzątaczka;Poznań\nCieśla;Wrocław\n"
RUSSIAN = "Должность;Город\nИнженер;Москва\nБухгалтер;Санкт-Петербург\n"
JAPANESE = "職種;都市\nソフトウェアエンジニア;東京\nデータサイエンティスト;大阪\n"


@pytest.fixture
def inspect(tmp_path: Path):
    def inspect(content: bytes, chosen: str | None = None) -> tuple[TextFacts, str]:
        path = tmp_path / "upload.csv"
        path.write_bytes(content)
        facts = inspect_text(path, chosen)
        return facts, content[facts.text_from :].decode(facts.encoding)

    return inspect


@pytest.fixture
def refused(inspect):
    def refused(*arguments: object) -> tuple[str, dict[str, str]]:
        with pytest.raises(ReadingError) as caught:
            inspect(*arguments)
        return caught.value.problem.code, dict(caught.value.problem.values)

    return refused


def codes(facts: TextFacts) -> list[str]:
    return [note.code for note in facts.notes]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((GERMAN, name) for name in ("cp1252", "mac-roman", "utf-16-le", "utf-16-be")),
        (GERMAN.replace("€", "EUR"), "latin-1"),
        (GERMAN.replace("€", "EUR"), "cp850"),
        (GERMAN, "iso8859-15"),
        (FRENCH, "cp1252"),
        (FRENCH, "mac-roman"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift-jis"),
        ("BERUF;ORT\nPRÜFER;MÜNCHEN\nÄRZTIN;KÖLN\n", "cp1252"),
        ("puesto;ciudad\nDiseñador;Málaga\nInformático;Cádiz\n", "cp1252"),
        ("yrke;ort\nLäkare;Malmö\nSjuksköterska;Göteborg\n", "cp850"),
    ],
)
def test_text_without_a_mark_is_read_right_and_the_guess_is_told(inspect, text, encoding):
    facts, decoded = inspect(text.encode(encoding))

    assert decoded == text
    assert codes(facts) == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ],
)
def test_utf_and_marked_files_need_no_guess(inspect, mark, encoding):
    facts, decoded = inspect(mark + GERMAN.encode(encoding))

    assert (facts.encoding, decoded, facts.notes) == (encoding, GERMAN, ())


def test_one_euro_sign_alone_is_recognised(inspect):
    for encoding in ("cp1252", "mac-roman"):
        facts, decoded = inspect("title;pay (€)\nEngineer;50000\n".encode(encoding))

        assert (facts.encoding, decoded) == (encoding, "title;pay (€)\nEngineer;50000\n")


def test_utf_8_with_a_broken_place_names_the_line(refused):
    content = GERMAN.encode() + "Köchin;".encode() + b"K\xf6ln;1\n" + GERMAN.encode()

    assert refused(content) == ("broken-utf-8", {"line": "5"})


def test_a_broken_place_is_found_in_the_middle_of_a_large_file(refused):
    line = "Prüfer;Köln;50000\n".encode()

    content = line * 100_000 + b"M\xfcnchen\n" + line * 10

    assert refused(content) == ("broken-utf-8", {"line": "100001"})


def test_a_character_across_a_chunk_border_is_no_break(inspect):
    content = b"a" * (1024 * 1024 - 1) + "ü\n".encode()

    facts, _ = inspect(content)

    assert (facts.encoding, facts.lines) == ("utf-8", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_nul_is_refused_with_its_line(refused, encoding):
    content = "Beruf;Gehalt\nä;1\nKö\0ch;2\n".encode(encoding)

    assert refused(content) == ("nul-bytes", {"line": "3"})


def test_signs_of_earlier_damage_are_noted_with_their_line(inspect):
    text = "a;b\n\x80;1\nM\ufffdnchen;2\nMÃ¼nchen;3\nGrÃ¶ÃŸe;4\n"

    facts, _ = inspect(text.encode())

    assert [(note.code, note.values["line"]) for note in facts.notes] == [
        ("control-characters", "2"),
        ("lost-characters", "3"),
        ("doubly-encoded", "4"),
    ]


def test_a_euro_read_as_latin_1_is_noted(inspect):
    facts, decoded = inspect("Gehalt\n50 €\n".encode("cp1252"), "latin-1")

    assert decoded == "Gehalt\n50 \x80\n"
    assert codes(facts) == ["control-characters"]


def test_a_chosen_encoding_is_taken_and_checked(inspect, refused):
    facts, decoded = inspect("Ğ\n".encode("cp1254"), "cp1254")

    assert (facts.encoding, decoded, facts.notes) == ("cp1254", "Ğ\n", ())
    assert refused("a\nü\n".encode("cp1252"), "utf-8")[0] == "wrong-encoding"
    assert refused(b"a", "rot13")[0] == "unknown-encoding"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_on_offer_can_read_plain_text(inspect, encoding):
    facts, decoded = inspect("Beruf;Gehalt\n".encode(encoding), encoding)

    assert (facts.encoding, decoded) == (encoding, "Beruf;Gehalt\n")


def test_bytes_that_mean_nothing_in_any_encoding_still_end_in_a_note(inspect):
    facts, _ = inspect(b"Beruf\n\x81\x8d\x8f\x90\x9d\xff\n")

    assert "encoding-guessed" in codes(facts)
