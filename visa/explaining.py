"""Tells in German and English why a result came out as it did, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass

from visa import terms
from visa.citations import Text
from visa.deciding import decisive
from visa.group_sentences import group_sentence
from visa.leaf_sentences import leaf_sentence
from visa.results import Law, Result
from visa.wording import LANGUAGES

__all__ = ["Explanation", "decisive", "explain", "reasons"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A result with its sentence: what is required, what there is, and the difference.

    `opposed` below what must not be: there a part that does not hold is good news.
    """

    result: Result
    sentence: Text
    opposed: bool
    children: tuple["Explanation", ...] = ()

    def all(self) -> Iterator["Explanation"]:
        """This one and all below it, as they are read."""
        yield self
        for child in self.children:
            yield from child.all()


def explain(result: Result, law: Law, *, opposed: bool = False) -> Explanation:
    """The whole tree in words."""
    below = opposed != isinstance(result.term, terms.NoneOf)
    return Explanation(
        result=result,
        sentence=Text(*(_sentence(result, law, one, opposed=opposed) for one in LANGUAGES)),
        opposed=opposed,
        children=tuple(explain(child, law, opposed=below) for child in result.children),
    )


def reasons(result: Result, law: Law) -> list[Explanation]:
    """The sentences of those leaves alone that decide the outcome."""
    deciding = {leaf.term.key for leaf in decisive(result)}
    return [
        one
        for one in explain(result, law).all()
        if not one.children and one.result.term.key in deciding
    ]


def _sentence(result: Result, law: Law, language: str, *, opposed: bool) -> str:
    if isinstance(result.term, terms.Group | terms.PointsPer):
        return group_sentence(result, law, language)
    return leaf_sentence(result, law, language, opposed=opposed)
