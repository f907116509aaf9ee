"""What an implausible amount of pay was likely meant as, in German and English."""

from benchmarks.reading.problems import Language, Problem

_MEANT_AS: dict[str, dict[Language, str]] = {
    "as_month": {"de": "ein Monatsgehalt ({pay})", "en": "a month’s pay ({pay})"},
    "as_thousands": {"de": "in Tausend ({pay})", "en": "in thousands ({pay})"},
    "as_digit_lost": {"de": "mit einer Ziffer zu wenig ({pay})", "en": "a digit lost ({pay})"},
    "as_year": {"de": "ein Jahresgehalt ({pay})", "en": "a year’s pay ({pay})"},
    "as_digit_doubled": {
        "de": "mit einer Ziffer zu viel ({pay})",
        "en": "a digit too many ({pay})",
    },
    "as_cents": {"de": "in Cent ({pay})", "en": "in cents ({pay})"},
    "as_thousands_twice": {
        "de": "mit drei Nullen zu viel ({pay})",
        "en": "three zeros too many ({pay})",
    },
}


def likely_readings(problem: Problem, language: Language) -> list[str]:
    """Each reading with the yearly pay that it gives; none where nothing plausible comes out."""
    suffix = "_de" if language == "de" else ""
    return [
        phrases[language].format(pay=problem.values.get(name + suffix, problem.values[name]))
        for name, phrases in _MEANT_AS.items()
        if name in problem.values
    ]
