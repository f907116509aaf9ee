"""What can be wrong with a question about law."""

from collections.abc import Sequence

from visa.answers import AnswerProblem
from visa.titles import Title


class UnknownTitle(LookupError):
    """No residence title has the key that was asked for."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class UnreadableAnswers(ValueError):
    """Answers that can't be used, the first of which is told."""

    def __init__(self, problems: Sequence[AnswerProblem]) -> None:
        super().__init__(problems[0].sentence.en)
        self.first = problems[0]


def title_of(titles: Sequence[Title], key: str) -> Title:
    for title in titles:
        if title.key == key:
            return title
    raise UnknownTitle(key)
