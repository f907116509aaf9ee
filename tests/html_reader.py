"""What a program finds in a page: enough of it to hold pages to their promises."""

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

IN_A_LINE = {"a", "abbr", "b", "code", "data", "em", "small", "span", "strong", "time"}
LOADING = {"link", "img", "script", "iframe", "source", "use", "embed", "object", "video", "audio"}


@dataclass(slots=True)
class Seen:
    """The parts of a page that are counted or compared; `loaded` are addresses fetched with it.

    `meta` are names and properties with what they say, `data` what stands there for programs,
    `for_others` the address for readers of neither language.
    """

    language: str = ""
    title: str = ""
    canonical: str = ""
    robots: str = ""
    for_others: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    data: list[dict[str, Any]] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    headings: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    scripts: int = 0
    inline_styles: int = 0
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.inside = ""
        self.is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        seen, found = self.seen, {name: value or "" for name, value in attrs}
        self.inside = tag
        self.is_data = found.get("type") == "application/ld+json"
        if tag not in IN_A_LINE:
            seen.text += " "
        match tag:
            case "html":
                seen.language = found.get("lang", "")
            case "a":
                seen.links.append(found.get("href", ""))
            case "meta" if "content" in found:
                self._meta(found.get("name") or found.get("property", ""), found["content"])
            case "link" if found.get("rel") == "canonical":
                seen.canonical = found["href"]
            case "link" if found.get("rel") == "alternate":
                self._alternate(found.get("hreflang", ""), found["href"])
            case _ if tag in LOADING:
                seen.loaded += [found[name] for name in ("href", "src", "srcset") if name in found]
        if re.fullmatch("h[1-6]", tag):
            seen.headings.append(int(tag[1]))
        if "id" in found:
            seen.ids.append(found["id"])
        seen.inline_styles += tag == "style" or "style" in found
        is_run = tag == "script" and found.get("type") != "application/ld+json"
        seen.scripts += is_run or any(name.startswith("on") for name in found)

    def _meta(self, name: str, content: str) -> None:
        if name == "robots":
            self.seen.robots = content
        self.seen.meta.setdefault(name, content)

    def _alternate(self, language: str, href: str) -> None:
        if language == "x-default":
            self.seen.for_others = href
        elif language:  # the others are feeds
            self.seen.alternates[language] = href

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            if self.is_data:
                self.seen.data.append(json.loads(data))
            return
        if self.inside == "title" and not self.seen.headings:  # charts have titles as well
            self.seen.title += data
        self.seen.text += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def read_html(page: bytes) -> Seen:
    """Read one page; its text has single blanks, no-break spaces left as they are."""
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    reader.seen.text = re.sub(r"[ \n]+", " ", reader.seen.text)
    reader.seen.title = reader.seen.title.strip()
    return reader.seen
