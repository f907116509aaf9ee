"""One finished answer: its headers and its bytes, plain and compressed, with an ETag for each."""

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

type Headers = list[tuple[str, str]]

UNKEPT = frozenset({"content-length", "content-encoding", "etag", "vary", "date", "connection"})
COMPRESSION = 6
SMALLEST_COMPRESSED = 500


@dataclass(slots=True, eq=False)
class Body:
    """A page as it goes out; `token` is the state of the database that it shows."""

    token: str
    plain: bytes
    zipped: bytes
    headers: Headers = field(default_factory=list)
    headers_zipped: Headers = field(default_factory=list)
    unchanged: Headers = field(default_factory=list)
    etag: str = ""
    etag_zipped: str = ""
    was_used: bool = False

    @classmethod
    def of(cls, token: str, headers: Iterable[tuple[str, str]], content: bytes) -> "Body":
        """The answer with headers that fit each of its two forms."""
        kept = [(name, value) for name, value in headers if name.lower() not in UNKEPT]
        if not any(name.lower() == "cache-control" for name, _value in kept):
            kept.append(("Cache-Control", "no-cache"))  # kept by browsers, asked for each time
        kept.append(("Vary", "Accept-Encoding"))
        zipped = b""
        if len(content) >= SMALLEST_COMPRESSED and not _is_packed(kept):
            zipped = gzip.compress(content, COMPRESSION, mtime=0)
        digest = hashlib.blake2b(content, digest_size=12).hexdigest()
        body = cls(token=token, plain=content, zipped=zipped)
        body.etag, body.etag_zipped = f'"{digest}"', f'"{digest}-gzip"'
        body.unchanged = [pair for pair in kept if not pair[0].lower().startswith("content-t")]
        body.headers = [
            *kept,
            ("ETag", body.etag),
            ("Content-Length", str(len(content))),
        ]
        body.headers_zipped = [
            *kept,
            ("ETag", body.etag_zipped),
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(zipped))),
        ]
        return body

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.zipped)

    def as_file(self) -> bytes:
        """One line of JSON, then the plain bytes."""
        kept = [pair for pair in self.headers if pair[0] not in {"ETag", "Content-Length", "Vary"}]
        return json.dumps({"token": self.token, "headers": kept}).encode() + b"\n" + self.plain

    @classmethod
    def from_file(cls, content: bytes) -> "Body":
        """What `as_file` wrote; raises ValueError for anything else."""
        head, _newline, plain = content.partition(b"\n")
        known = json.loads(head)
        try:
            headers = [(str(name), str(value)) for name, value in known["headers"]]
            return cls.of(str(known["token"]), headers, plain)
        except (KeyError, TypeError) as error:
            raise ValueError("no kept page") from error


def _is_packed(headers: Headers) -> bool:
    """Images are compressed already."""
    return any(
        name.lower() == "content-type" and value.startswith("image/") for name, value in headers
    )
