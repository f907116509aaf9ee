"""How large a spreadsheet may be: the figures that readers enforce and the upload page prints."""

from dataclasses import dataclass, field, fields

from benchmarks.reading.problems import Language

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Absolute bounds of one import; each field says in both languages what it allows.

    Bounds are absolute, never ratios: an honest sheet of repeated words packs a hundredfold.
    """

    workbook_bytes: int = field(
        default=20 * MIB,
        metadata={
            "de": "Excel- und ODS-Dateien bis {mib} MB",
            "en": "Excel and ODS files up to {mib} MB",
        },
    )
    text_bytes: int = field(
        default=200 * MIB,
        metadata={"de": "CSV-Dateien bis {mib} MB", "en": "CSV files up to {mib} MB"},
    )
    workbook_rows: int = field(
        default=250_000,
        metadata={
            "de": "bis {count} Zeilen je Tabellenblatt",
            "en": "up to {count} rows per sheet",
        },
    )
    text_rows: int = field(
        default=1_200_000,
        metadata={"de": "bis {count} Zeilen je CSV-Datei", "en": "up to {count} rows per CSV file"},
    )
    columns: int = field(
        default=256, metadata={"de": "bis {count} Spalten", "en": "up to {count} columns"}
    )
    sheets: int = field(
        default=50, metadata={"de": "bis {count} Tabellenblätter", "en": "up to {count} sheets"}
    )
    cell_characters: int = field(
        default=131_072,
        metadata={
            "de": "bis {count} Zeichen je Zelle (Excel selbst fasst 32.767)",
            "en": "up to {count} characters per cell (Excel itself holds 32,767)",
        },
    )
    table_cells: int = field(
        default=6_000_000,
        metadata={
            "de": "bis {count} Zellen (Zeilen mal Spalten) je Tabellenblatt",
            "en": "up to {count} cells (rows times columns) per sheet",
        },
    )
    unpacked_bytes: int = field(
        default=200 * MIB,
        metadata={
            "de": "entpackt bis {mib} MB (Excel- und ODS-Dateien sind Archive)",
            "en": "up to {mib} MB unpacked (Excel and ODS files are archives)",
        },
    )
    parts: int = field(
        default=2_000,
        metadata={
            "de": "bis {count} Einzelteile im Archiv der Datei",
            "en": "up to {count} parts in the file's archive",
        },
    )
    seconds: int = field(
        default=120,
        metadata={
            "de": "bis {count} Sekunden zum Lesen eines Tabellenblatts",
            "en": "up to {count} seconds to read a sheet",
        },
    )
    memory_bytes: int = field(
        default=1024 * MIB,
        metadata={
            "de": "bis {mib} MB Speicher zum Lesen eines Tabellenblatts",
            "en": "up to {mib} MB of memory to read a sheet",
        },
    )

    def sentences(self, language: Language) -> tuple[str, ...]:
        """Each bound as a phrase for the upload page, in the order of the fields."""
        mark = "." if language == "de" else ","
        phrases = []
        for bound in fields(self):
            value: int = getattr(self, bound.name)
            phrases.append(
                bound.metadata[language].format(
                    count=f"{value:,}".replace(",", mark), mib=value // MIB
                )
            )
        return tuple(phrases)
