"""What every claim about law carries: words in both languages and the passage they rest on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in German and English."""

    de: str
    en: str

    def __bool__(self) -> bool:
        return bool(self.de and self.en)

    def in_language(self, language: str) -> str:
        return self.de if language.startswith("de") else self.en


NO_TEXT = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage of a source, such as act “AufenthG”, pinpoint “§ 18g Abs. 1 Satz 2 Nr. 1”.

    `grade` tells how near to the law the source is: P for primary text or an official notice,
    S for secondary literature, C for a figure that we worked out from either.
    """

    key: str
    act: str
    pinpoint: str
    source: Text
    url: str
    grade: str
    checked_on: date

    def __str__(self) -> str:
        return f"{self.pinpoint} {self.act}".strip()
