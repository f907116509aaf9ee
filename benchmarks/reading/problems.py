"""One clear sentence, in German and English, for the person whose spreadsheet has a problem."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from benchmarks.reading import (
    cell_sentences,
    export_sentences,
    file_sentences,
    import_sentences,
)

type Language = Literal["de", "en"]

LONGEST_SHOWN_VALUE = 120  # characters of the analyst's own text quoted in a sentence
LONGEST_SHOWN_LIST = 2_000  # of a list to choose from, which is no use when it is cut
_LISTS = ("columns", "known", "names", "sheets")

# C0 and C1 controls, and the marks that reorder or hide text on a screen.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


def _merged(*catalogues: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    merged: dict[str, dict[str, str]] = {}
    for catalogue in catalogues:
        if twice := merged.keys() & catalogue.keys():
            raise ValueError(f"problem codes defined twice: {', '.join(sorted(twice))}")
        merged |= catalogue
    return merged


SENTENCES = _merged(
    file_sentences.SENTENCES,
    cell_sentences.SENTENCES,
    import_sentences.SENTENCES,
    export_sentences.SENTENCES,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, as a code of ``SENTENCES`` and the values its sentence names.

    Plain strings throughout, so that it can be stored as JSON and worded later in either language.
    The values may hold hostile text: ``sentence`` shortens it and makes controls visible, and
    whoever shows it in HTML escapes it there.
    """

    code: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)  # cells are counted

    def __post_init__(self) -> None:
        if self.code not in SENTENCES:
            raise ValueError(f"no sentence for the problem code {self.code!r}")

    def sentence(self, language: Language) -> str:
        """The sentence in one language, ready to show as text."""
        shown = {
            name: _visible(value, LONGEST_SHOWN_LIST if name in _LISTS else LONGEST_SHOWN_VALUE)
            for name, value in self.values.items()
        }
        return SENTENCES[self.code][language].format_map(shown)


class ReadingError(Exception):
    """A file, row or cell cannot be read; carries the one problem to tell."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence("en"))
        self.problem = problem


def problem(code: str, **values: str | int) -> Problem:
    """A problem with its values as strings: ``problem("ragged-row", row=7)``."""
    return Problem(code, {name: str(value) for name, value in values.items()})


def refusal(code: str, **values: str | int) -> ReadingError:
    """The error to raise for a problem: ``raise refusal("empty-file")``."""
    return ReadingError(problem(code, **values))


def _visible(value: str, longest: int) -> str:
    if len(value) > longest:
        value = value[: longest - 1] + "…"
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
