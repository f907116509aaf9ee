"""What a program finds in a page: enough of it to hold pages to their promises."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

IN_A_LINE = {"a", "abbr", "b", "code", "data", "em", "small", "span", "strong", "time"}
LOADING = {"link", "img", "script", "iframe", "source", "use", "embed", "object", "video", "audio"}


@dataclass(slots=True)
class Seen:
    """The parts of a page that are counted or compared; `loaded` are addresses fetched with it."""

    language: str = ""
    title: str = ""
    canonical: str = ""
    robots: str = ""
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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        seen, found = self.seen, {name: value or "" for name, value in attrs}
        self.inside = tag
        if tag not in IN_A_LINE:
            seen.text += " "
        match tag:
            case "html":
                seen.language = found.get("lang", "")
            case "a":
                seen.links.append(found.get("href", ""))
            case "meta" if found.get("name") == "robots":
                seen.robots = found["content"]
            case "link" if found.get("rel") == "canonical":
                seen.canonical = found["href"]
            case "link" if found.get("rel") == "alternate":
                if "hreflang" in found:  # the others are feeds
                    seen.alternates[found["hreflang"]] = found["href"]
            case _ if tag in LOADING:
                seen.loaded += [found[name] for name in ("href", "src", "srcset") if name in found]
        if re.fullmatch("h[1-6]", tag):
            seen.headings.append(int(tag[1]))
        if "id" in found:
            seen.ids.append(found["id"])
        seen.inline_styles += tag == "style" or "style" in found
        is_run = tag == "script" and found.get("type") != "application/ld+json"
        seen.scripts += is_run or any(name.startswith("on") for name in found)

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
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
