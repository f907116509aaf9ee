"""The figures that the home page begins with."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from articles.highlights import Highlights, highlights
from benchmarks.models import Grade, Release
from benchmarks.moments import Moment
from benchmarks.queries import read_index
from tests.factories import (
    make_country,
    make_estimate,
    make_occupation,
    make_release,
    publish,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOW = Moment(on=NOON.date(), known_at=NOON, is_now=True)


def read(release: Release, language: str) -> Highlights | None:
    with translation.override(language):
        return highlights(read_index(release=release), NOW)


def names(found: Highlights | None) -> list[str]:
    return [row.name for row in found.table.rows] if found else []


def test_german_readers_begin_at_home_and_others_where_most_is_known() -> None:
    release = make_release()
    germany, america = make_country(code="DE"), make_country(code="US", name_en="States")
    for name in ("First", "Second"):
        occupation = make_occupation(name_en=name)
        make_estimate(release, occupation, germany, recent_n=9)
        make_estimate(release, occupation, america, recent_n=900)
    publish(release)

    german, english = read(release, "de"), read(release, "en")

    assert german is not None
    assert english is not None
    assert (german.country, english.country) == (germany, america)
    assert german.place.country == germany


def test_of_those_with_most_samples_the_best_known_stand_by_name() -> None:
    release, country = make_release(), make_country(code="DE")
    for name, grade, n in (
        ("Vague", Grade.D, 900),
        ("Few", Grade.C, 10),
        ("Many", Grade.C, 90),
        ("Sure", Grade.B, 80),
        ("Again", Grade.C, 80),
    ):
        make_estimate(release, make_occupation(name_en=name), country, grade=grade, recent_n=n)
    publish(release)

    assert names(read(release, "en")) == ["Again", "Many", "Sure"]


def test_a_single_figure_makes_no_picture() -> None:
    release = make_release()
    make_estimate(release, make_occupation(), make_country(code="DE"))
    publish(release)

    assert read(release, "de") is None
    assert highlights([], NOW) is None
