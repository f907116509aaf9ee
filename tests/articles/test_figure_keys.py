"""What keys ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.figures.keys import MarketKey, read_key
from articles.writing.content import Topic

TOPIC = Topic(occupation="ml-engineer", country="DE", hub="de-munich")


@pytest.mark.parametrize(
    "key",
    [
        "visa.de.blue-card.salary.shortage",
        "salary.ml-engineer.de.typical",
        "salary.ml-engineer.de.de-munich.typical",
        "salary.ml-engineer.de.senior.p90",
        "salary.ml-engineer.de.de-munich.senior.projection-low",
        "salary.typical",
        "salary.senior.typical",
        "share.ml-engineer.de.senior",
        "share.senior",
        "data.ml-engineer.de.to",
        "data.senior.samples",
        "data.release",
    ],
)
def test_a_key_says_itself_again(key: str) -> None:
    assert str(read_key(key)) == key


@pytest.mark.parametrize(
    "key",
    [
        *("", ".", "visa", "visa.", "salary", "salary.", "salary..typical", "x.y", "salary.x"),
        "salary.ml-engineer.typical",  # no country
        "salary.ml-engineer.germany.typical",
        "salary.ml-engineer.de.at-vienna.typical",  # a hub of another country
        "salary.ml-engineer.de.expert.typical",
        "salary.ml-engineer.de.senior.mean",
        "share.ml-engineer.senior",
        "share.ml-engineer.de",
        "visa." + "a" * 200,
    ],
)
def test_what_is_built_otherwise_is_no_key(key: str) -> None:
    assert read_key(key) is None


@pytest.mark.parametrize(
    ("written", "explicit"),
    [
        ("salary.typical", "salary.ml-engineer.de.de-munich.typical"),
        ("salary.senior.p10", "salary.ml-engineer.de.de-munich.senior.p10"),
        ("share.entry", "share.ml-engineer.de.de-munich.entry"),
        ("data.to", "data.ml-engineer.de.de-munich.to"),
        ("data.release", "data.release"),
        ("data.data-scientist.at.release", "data.release"),
        ("salary.data-scientist.at.typical", "salary.data-scientist.at.typical"),
    ],
)
def test_a_relative_key_is_about_the_topic(written: str, explicit: str) -> None:
    key = read_key(written)

    assert isinstance(key, MarketKey)
    assert str(key.about(TOPIC)) == explicit


def test_without_a_topic_a_relative_key_asks_for_nothing() -> None:
    key = read_key("salary.typical")

    assert isinstance(key, MarketKey)
    assert key.about(Topic(occupation="ml-engineer")) is None
    assert key.about(Topic(country="DE")) is None


@given(st.text(max_size=250))
def test_no_key_crashes(written: str) -> None:
    for prefix in ("", "salary.", "share.", "data.", "visa."):
        read_key(prefix + written)
