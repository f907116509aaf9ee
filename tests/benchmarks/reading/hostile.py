"""Files made to harm their reader: bombs, entities, contradictions, far cells."""

import io
import struct
import zipfile
from collections.abc import Callable

from tests.benchmarks.reading.corpus import Sheet, ods, sheet_rows, worksheet, xlsx, xlsx_parts

MIB = 1024 * 1024
PARTS_OF_XLSX = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
)


def flat_bomb(size: int = 210 * MIB) -> bytes:
    """One sheet that inflates a thousandfold; honest about its size."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in xlsx_parts(Sheet(rows=[["a"]])).items():
            if "sheet1" not in name:
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(worksheet("").removesuffix("</sheetData></worksheet>").encode())
            row = (
                b'<row r="2"><c r="A2" t="inlineStr"><is><t>' + b"a" * 900 + b"</t></is></c></row>"
            )
            block = row * (MIB // len(row))
            for _ in range(size // len(block)):
                sheet.write(block)
            sheet.write(b"</sheetData></worksheet>")
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """The same, but every header says that the sheet is a hundred bytes long."""
    bomb = flat_bomb()
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        real = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    return bomb.replace(struct.pack("<L", real), struct.pack("<L", 100))


def overlapping_parts(copies: int = 500) -> bytes:
    """Many directory entries that all unpack the same packed bytes (after Fifield's bomb)."""
    plain = xlsx(Sheet(rows=[["a" * 1000]]))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        start = archive.start_dir
    directory, ending = plain[start:-22], plain[-22:]
    length = len(directory) * copies
    count = struct.unpack_from("<H", ending, 10)[0] * copies
    ending = ending[:8] + struct.pack("<2H2L", count, count, length, start) + ending[20:]
    return plain[:start] + directory * copies + ending


def same_bytes_under_two_names() -> bytes:
    """Two directory entries of different names that point at one local header."""
    plain = _stored({"xl/workbook.xml": "<a/>", "xl/workbooc.xml": "<b/>"})
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        first, second = (archive.getinfo(name) for name in archive.namelist())
    at = plain.rindex(b"PK\x01\x02") + 42
    assert struct.unpack_from("<L", plain, at)[0] == second.header_offset
    return plain[:at] + struct.pack("<L", first.header_offset) + plain[at + 4 :]


def nested_bomb() -> bytes:
    """A zip of zips, without any workbook."""
    inner = flat_bomb(2 * MIB)
    return _stored({f"layer{number}.zip": inner for number in range(5)})


def two_archives_in_a_row() -> bytes:
    return xlsx(Sheet(rows=[["a"]])) + xlsx(Sheet(rows=[["b"]]))


def crowded(parts: int = 2_001) -> bytes:
    return _stored({f"xl/media/{number}.png": b"" for number in range(parts)})


def with_entry(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    """A workbook with one more entry, made odd by ``change``."""
    buffer = io.BytesIO(xlsx(Sheet(rows=[["a"]])))
    entry = zipfile.ZipInfo("extra.txt")
    change(entry)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(entry, "content")
    return buffer.getvalue()


def encrypted_entry() -> bytes:
    """A workbook whose directory says that its first part is encrypted."""
    plain = xlsx(Sheet(rows=[["a"]]))
    at = plain.index(b"PK\x01\x02") + 8
    return plain[:at] + b"\x01\x00" + plain[at + 2 :]


def with_doctype(part: str, doctype: str, encoding: str = "utf-8") -> bytes:
    """A workbook of which one part begins with a document type declaration."""
    parts = xlsx_parts(Sheet(rows=[["a"], [1]]), shared=["x"])
    parts.setdefault(part, "<coreProperties/>")
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = f"{declaration}{doctype}{parts[part]}"
    content = text.encode("utf-16") if encoding == "utf-16" else text.encode(encoding)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, other in (parts | {part: content}).items():
            archive.writestr(name, other)
    return buffer.getvalue()


def ods_with_doctype() -> bytes:
    return ods(content='<!DOCTYPE x [<!ENTITY a "b">]><office:document-content/>')


def billion_laughs() -> str:
    laughs = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]>'


def far_cell() -> bytes:
    rows = sheet_rows([["a"], [1]]) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return xlsx(Sheet(xml=worksheet(rows)))


def cheap_references(rows: int = 200_000) -> bytes:
    """A small file in which one long shared text is meant by every cell: gigabytes once built."""
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, rows)
    )
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'
    return xlsx(Sheet(xml=worksheet(header + cells)), shared=["x" * 32_000])


def _stored(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
