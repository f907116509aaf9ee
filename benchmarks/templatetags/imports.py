"""What was found in a spreadsheet, worded in the language of the reader."""

from django import template
from django.utils.translation import get_language

from benchmarks.preview import Reason
from benchmarks.reading import likely_readings as readings
from benchmarks.reading.problems import Language, Problem
from benchmarks.reading.reason_titles import reason_title
from benchmarks.reading.text_encoding import ENCODINGS

register = template.Library()

DELIMITERS = {"\t": "Tab", "": "–"}


def reader_language() -> Language:
    return "de" if (get_language() or "en").startswith("de") else "en"


@register.filter
def sentence(problem: Problem) -> str:
    return problem.sentence(reader_language())


@register.filter
def title(reason: Reason) -> str:
    return reason_title(reason.heading_of, reader_language())


@register.filter
def likely_readings(problem: Problem) -> list[str]:
    return readings.likely_readings(problem, reader_language())


@register.filter
def encoding_name(encoding: str) -> str:
    return ENCODINGS.get(encoding, encoding)


@register.filter
def delimiter_name(delimiter: str) -> str:
    return DELIMITERS.get(delimiter, delimiter)
