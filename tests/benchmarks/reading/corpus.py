"""Spreadsheet files made by script: plain ones, sloppy ones and hostile ones."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

XLSX_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSM_MAIN = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Xml(str):
    """Markup that stands in a file as it is."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet of a workbook to be written; ``xml`` replaces what ``rows`` would give."""

    name: str = "Data"
    rows: Sequence[Sequence[object]] = ()
    state: str = "visible"
    xml: str | bytes | None = None


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip with the given parts, deflated, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# --- xlsx ---------------------------------------------------------------------------------------


def xlsx(*sheets: Sheet, shared: Sequence[str] = (), **parts: str | bytes) -> bytes:
    """A workbook of the given sheets; ``parts`` replaces parts by name (``__`` for / and .)."""
    return package(xlsx_parts(*sheets, shared=shared) | _named(parts))


def xlsx_of(rows: Sequence[Sequence[object]]) -> bytes:
    return xlsx(Sheet(rows=rows))


def xlsx_parts(
    *sheets: Sheet, shared: Sequence[str] = (), main_type: str = XLSX_MAIN
) -> dict[str, str | bytes]:
    """The parts of a workbook by name, to be changed before they are packed."""
    links = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet"'
        f' Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    ]
    if shared:
        links.append(
            f'<Relationship Id="rIdS" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        )
    links.append(f'<Relationship Id="rIdT" Type="{_OFFICE}/styles" Target="styles.xml"/>')
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" state="{sheet.state}"'
        f' r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{''.join(links)}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    if shared:
        strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet.xml or worksheet(sheet_rows(sheet.rows))
    return parts


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    """A sheet around ``<row>`` elements."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def sheet_rows(rows: Iterable[Sequence[object]]) -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{letters(column)}{number}", value) for column, value in enumerate(row, 1))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def letters(column: int) -> str:
    """The spreadsheet's name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def _cell(address: str, value: object) -> str:
    match value:
        case None:
            return ""
        case Xml():
            return value.replace("{r}", address)
        case bool():
            return f'<c r="{address}" t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f'<c r="{address}"><v>{value!r}</v></c>'
        case _:
            text = escape(str(value))
            return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _named(parts: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    return {
        name.replace("__xml", ".xml").replace("__", "/"): content for name, content in parts.items()
    }


# --- ods ----------------------------------------------------------------------------------------

_ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(*tables: str, content: str | None = None, styles: str = "") -> bytes:
    """An OpenDocument spreadsheet of the given ``<table:table>`` elements."""
    document = content or (
        f"<office:document-content {_ODS_NAMES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return package({"mimetype": ODS_TYPE, "content.xml": document, "META-INF/manifest.xml": "<m/>"})


def ods_table(rows: str, *, name: str = "Data", attributes: str = "") -> str:
    return f"<table:table table:name={quoteattr(name)} {attributes}>{rows}</table:table>"


def ods_rows(rows: Iterable[Sequence[object]]) -> str:
    return "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
    )


def ods_cell(value: object) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case Xml():
            return value
        case int() | float():
            return (
                f'<table:table-cell office:value-type="float" office:value="{value!r}">'
                f"<text:p>{value!r}</text:p></table:table-cell>"
            )
        case _:
            text = escape(str(value))
            return (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{text}</text:p></table:table-cell>"
            )
