"""What a person is told about a job that did not succeed: one sentence, in German and English."""

import psycopg
from django.db import InterfaceError, OperationalError

from benchmarks.models import Sentence
from benchmarks.reading.problems import Problem

PASSING = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    OSError,
    MemoryError,
)
"""Errors of circumstance: a database that restarts, a deadlock, a full disk. Worth another try."""

UNEXPECTED = Sentence(
    de="Unerwarteter Fehler im Programm; es wurde nichts geändert. Einzelheiten stehen im "
    "Protokoll des Servers.",
    en="Unexpected error in the program; nothing was changed. The server's log has the details.",
)
GIVEN_UP = Sentence(
    de="Nach mehreren Versuchen aufgegeben (Arbeitsprozess beendet, Datenbank oder Datei nicht "
    "erreichbar); es wurde nichts geändert. Einzelheiten stehen im Protokoll des Servers.",
    en="Given up after several attempts (worker stopped, database or file out of reach); nothing "
    "was changed. The server's log has the details.",
)


class JobFailed(Exception):
    """Raised by a handler that can't do its work, with the sentence for the person who asked."""

    def __init__(self, *, de: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Sentence(de=de, en=en)


def sentence_for(error: Exception) -> Sentence | None:
    """The sentence that an error carries, itself or as its `problem`; None if nobody foresaw it."""
    if isinstance(error, JobFailed):
        return error.sentence
    found = getattr(error, "problem", None)
    if isinstance(found, Problem):
        return Sentence(de=found.sentence("de"), en=found.sentence("en"))
    return None
