"""Guesses from headers and cells which column of a table holds which of our fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.column_profiles import ColumnProfile
from benchmarks.header_words import header_score, means_otherwise
from benchmarks.mapping import AMOUNTS, NUMBERS, Target
from benchmarks.matching import CountryFacts, Reference
from benchmarks.value_words import HAVE_WORDS, word_guess

LOOKED_AT = 300  # different cells of a column whose words are looked up
LEAST_SCORE = 0.45  # header and content together, 0 to 1; below it no field is guessed
LEAST_PAY = 5  # in the middle of a column; below it numbers are years, stars or shares
_LEAST_SHARED = 0.3  # of its cells, for a column of cities to tell the country too, or the reverse

# The share of filled cells that have to make sense as the field, however well the header fits.
_LEAST_SENSE: dict[Target, float] = {
    Target.PAY: 0.5,
    Target.PAY_TO: 0.5,
    Target.CURRENCY: 0.5,
    Target.OBSERVED_ON: 0.5,
    Target.SENIORITY: 0.4,
    Target.EMPLOYMENT: 0.4,
    Target.PERIOD: 0.6,
    Target.SOURCE_KIND: 0.6,
    Target.COUNTRY: 0.3,
    **dict.fromkeys(NUMBERS, 0.6),
}
# The share from which cells alone tell the field, whatever the header says.
_SPEAKS_FOR_ITSELF: dict[Target, float] = {
    Target.TITLE: 0.4,
    Target.CURRENCY: 0.9,
    Target.COUNTRY: 0.8,
    Target.CITY: 0.5,
    Target.SENIORITY: 0.8,
    Target.EMPLOYMENT: 0.9,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """How well a column fits a field: by its header and by its cells, each from 0 to 1."""

    header: float
    cells: float

    @property
    def score(self) -> float:
        return 0.6 * self.header + 0.4 * self.cells


def guess_columns(
    profiles: Sequence[ColumnProfile], reference: Reference, today: date
) -> dict[Target, tuple[str, Clue]]:
    """For each field the column that fits it best, if one does; each column serves one field.

    One column of places may serve for country and city: `Austin, TX` tells both.
    """
    clues = {
        (target, profile.name): clue_of(target, profile, reference, today)
        for profile in profiles
        for target in Target
    }
    order = {profile.name: place for place, profile in enumerate(profiles)}
    found: dict[Target, tuple[str, Clue]] = {}
    for (target, name), clue in sorted(
        clues.items(), key=lambda pair: (-pair[1].score, order[pair[0][1]])
    ):
        is_taken = any(name == taken for taken, _ in found.values())
        if clue.score >= LEAST_SCORE and target not in found and not is_taken:
            found[target] = (name, clue)
    if Target.PAY not in found:
        found.pop(Target.PAY_TO, None)
    for one, other in ((Target.COUNTRY, Target.CITY), (Target.CITY, Target.COUNTRY)):
        if one not in found and other in found:
            name, _clue = found[other]
            if clues[one, name].cells >= _LEAST_SHARED:
                found[one] = name, clues[one, name]
    return found


def clue_of(target: Target, profile: ColumnProfile, reference: Reference, today: date) -> Clue:
    """How well a column fits a field; nothing where its cells make no sense as that."""
    header = header_score(target, profile.name)
    speaks = _SPEAKS_FOR_ITSELF.get(target)
    is_place = target in (Target.COUNTRY, Target.CITY)
    if not profile.filled or means_otherwise(target, profile.name):
        return Clue(header=0, cells=0)
    if not header and speaks is None:
        return Clue(header=0, cells=0)
    share = _sense(target, profile, reference, today)
    if share < _LEAST_SENSE.get(target, 0):
        return Clue(header=0, cells=0)
    if not header and speaks is not None and share >= speaks and not _is_foreign(target, profile):
        return Clue(header=0.4, cells=max(share, 0.6))
    return Clue(header=header, cells=share if header or is_place else 0)


def _is_foreign(target: Target, profile: ColumnProfile) -> bool:
    """Whether the header names another field: a column `Country` is no column of cities."""
    return any(header_score(other, profile.name) == 1 for other in Target if other != target)


def _sense(target: Target, profile: ColumnProfile, reference: Reference, today: date) -> float:
    """The share of rows whose cell makes sense as the field."""
    if target in AMOUNTS:
        read = sum(rows for _, rows in profile.pays)
        return read / profile.filled if (profile.typical_pay or 0) >= LEAST_PAY else 0.0
    if target in NUMBERS:
        return len(profile.numbers(target)) / profile.filled
    if target == Target.OBSERVED_ON:
        return profile.dates(today) / profile.filled
    looked_at = list(profile.texts.items())[:LOOKED_AT]
    known = sum(rows for text, rows in looked_at if _is_known(target, text, reference))
    return known / max(sum(rows for _, rows in looked_at), 1)


def _is_known(target: Target, text: str, reference: Reference) -> bool:
    if target in HAVE_WORDS:
        return word_guess(target, text) is not None
    if target == Target.TITLE:
        return reference.title(text) is not None
    if target == Target.CITY:
        return reference.cities(text) is not None
    if target == Target.CURRENCY:
        return reference.currency(text) is not None
    if is_code(text):
        return isinstance(reference.country_by_code(text), CountryFacts)
    place = reference.country(text)
    return isinstance(place, CountryFacts) or (
        place is not None and place.code == "country-not-covered"
    )


def is_code(text: str) -> bool:
    """Two capitals: `NO` is Norway, and `No` an answer."""
    return len(text) == 2 and text.isupper()
