"""What is said, in German and English, about a file, its sheets and its rows."""

SENTENCES: dict[str, dict[str, str]] = {
    # The file as a whole
    "empty-file": {
        "de": "Die Datei ist leer.",
        "en": "The file is empty.",
    },
    "file-too-large": {
        "de": "Die Datei ist {size} MB groß; erlaubt sind {limit} MB. Bitte teilen Sie sie auf.",
        "en": "The file has {size} MB; {limit} MB are allowed. Please split it.",
    },
    "name-says-other": {
        "de": "Dem Namen nach ist „{name}“ eine andere Art Datei; gelesen wurde sie als {kind}.",
        "en": "By its name “{name}” is another kind of file; it was read as {kind}.",
    },
    "damaged-workbook": {
        "de": "Die Datei ist beschädigt oder unvollständig. Bitte öffnen Sie sie in Ihrem"
        " Tabellenprogramm, speichern Sie sie neu als .xlsx und laden Sie sie noch einmal hoch.",
        "en": "The file is damaged or incomplete. Please open it in your spreadsheet program, save"
        " it again as .xlsx and upload it once more.",
    },
    "deceptive-archive": {
        "de": "Das Archiv in dieser Datei widerspricht sich selbst, wie es kein Tabellenprogramm"
        " schreibt; sie wird nicht gelesen.",
        "en": "The archive inside this file contradicts itself in a way that no spreadsheet program"
        " writes; it is not read.",
    },
    "doctype": {
        "de": "Die Datei enthält eine XML-Dokumenttyp-Deklaration (DOCTYPE), wie sie nur für"
        " Angriffe oder von sehr alten Programmen verwendet wird; sie wird nicht gelesen.",
        "en": "The file contains an XML document type declaration (DOCTYPE), which only attacks or"
        " very old programs use; it is not read.",
    },
    "password": {
        "de": "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort.",
        "en": "The file is protected by a password. Please save it without one.",
    },
    "unpacks-too-large": {
        "de": "Entpackt ist die Datei größer als {limit} MB. Bitte teilen Sie sie auf oder"
        " speichern Sie sie als CSV.",
        "en": "Unpacked, the file is larger than {limit} MB. Please split it or save it as CSV.",
    },
    "too-many-parts": {
        "de": "Die Datei besteht aus mehr als {limit} Einzelteilen (etwa Bildern). Bitte kopieren"
        " Sie die Tabelle in eine neue Datei.",
        "en": "The file consists of more than {limit} parts (such as pictures). Please copy the"
        " table into a new file.",
    },
    "takes-too-long": {
        "de": "Das Lesen der Datei dauert zu lange; sie wird nicht gelesen. Bitte speichern Sie die"
        " Tabelle als CSV.",
        "en": "Reading the file takes too long; it is not read. Please save the table as CSV.",
    },
    "needs-too-much-memory": {
        "de": "Das Lesen der Datei braucht mehr als {limit} MB Speicher; sie wird nicht gelesen."
        " Bitte speichern Sie die Tabelle als CSV.",
        "en": "Reading the file needs more than {limit} MB of memory; it is not read. Please save"
        " the table as CSV.",
    },
    "counts-differ": {
        "de": "Beim Lesen von Blatt „{sheet}“ fanden sich {found} von {expected} gefüllten Zellen;"
        " damit keine verloren gehen, wird die Datei nicht gelesen. Bitte speichern Sie sie in"
        " Ihrem Tabellenprogramm neu als .xlsx.",
        "en": "Reading sheet “{sheet}” found {found} of {expected} filled cells; so that none gets"
        " lost, the file is not read. Please save it again as .xlsx in your spreadsheet program.",
    },
    "no-space": {
        "de": "Auf dem Server ist kein Platz, um die Datei zu lesen. Bitte versuchen Sie es später"
        " noch einmal.",
        "en": "The server has no space to read the file. Please try again later.",
    },
    # Sheets
    "too-many-sheets": {
        "de": "Die Datei hat {sheets} Tabellenblätter; erlaubt sind {limit}.",
        "en": "The file has {sheets} sheets; {limit} are allowed.",
    },
    "no-sheet-with-content": {
        "de": "Kein sichtbares Tabellenblatt der Datei enthält Werte.",
        "en": "No visible sheet of the file contains values.",
    },
    "unknown-sheet": {
        "de": "Die Datei hat kein Tabellenblatt „{sheet}“; es gibt: {sheets}.",
        "en": "The file has no sheet “{sheet}”; there are: {sheets}.",
    },
    "too-many-rows": {
        "de": "Die Tabelle hat mehr als {limit} Zeilen. Bitte teilen Sie sie auf.",
        "en": "The table has more than {limit} rows. Please split it.",
    },
    "too-many-columns": {
        "de": "Blatt „{sheet}“ reicht bis Spalte {column}; erlaubt sind {limit} Spalten. Bitte"
        " löschen Sie, was rechts der Tabelle steht.",
        "en": "Sheet “{sheet}” reaches column {column}; {limit} columns are allowed. Please delete"
        " what stands right of the table.",
    },
    "too-many-cells": {
        "de": "Blatt „{sheet}“ hat mehr als {limit} Zellen (Zeilen mal Spalten). Bitte teilen Sie"
        " es auf oder speichern Sie es als CSV.",
        "en": "Sheet “{sheet}” has more than {limit} cells (rows times columns). Please split it or"
        " save it as CSV.",
    },
    "far-cell": {
        "de": "In Blatt „{sheet}“ steht weit unter der Tabelle, in Zeile {row}, noch ein Wert;"
        " erlaubt sind {limit} Zeilen. Bitte löschen Sie ihn.",
        "en": "In sheet “{sheet}” there is a value far below the table, in row {row}; {limit} rows"
        " are allowed. Please delete it.",
    },
    "too-many-faults": {
        "de": "In Blatt „{sheet}“ haben mehr als {limit} Zellen einen Fehlerwert oder eine Formel"
        " ohne berechneten Wert. Bitte öffnen Sie die Datei in Ihrem Tabellenprogramm, lassen Sie"
        " sie rechnen und speichern Sie sie neu.",
        "en": "In sheet “{sheet}” more than {limit} cells hold an error or a formula without its"
        " value. Please open the file in your spreadsheet program, let it calculate and save it"
        " again.",
    },
    # Header
    "no-data-rows": {
        "de": "Unter der Kopfzeile (Zeile {row}) stehen keine Daten.",
        "en": "There are no data below the header (row {row}).",
    },
    "no-header": {
        "de": "Es ist keine Kopfzeile mit Spaltennamen zu erkennen. Bitte geben Sie an, in welcher"
        " Zeile sie steht, oder dass es keine gibt.",
        "en": "No header row with column names can be made out. Please say in which row it is, or"
        " that there is none.",
    },
    "header-row-empty": {
        "de": "In Zeile {row} stehen keine Spaltennamen.",
        "en": "There are no column names in row {row}.",
    },
    "duplicate-headers": {
        "de": "Diese Spaltennamen kommen mehrmals vor: {names}. Bitte geben Sie jeder Spalte einen"
        " eigenen Namen.",
        "en": "These column names occur more than once: {names}. Please give each column a name of"
        " its own.",
    },
    # Text files
    "nul-bytes": {
        "de": "Die Datei enthält NUL-Bytes (zuerst in Zeile {line}); sie ist keine Textdatei oder"
        " beschädigt. Bitte exportieren Sie sie neu als CSV (UTF-8).",
        "en": "The file contains NUL bytes (first in line {line}); it is no text file or damaged."
        " Please export it again as CSV (UTF-8).",
    },
    "broken-utf-8": {
        "de": "Die Datei ist in UTF-8 geschrieben, aber Zeile {line} enthält Bytes, die kein UTF-8"
        " sind. Bitte berichtigen Sie die Zeile oder wählen Sie die Kodierung selbst.",
        "en": "The file is written in UTF-8, but line {line} contains bytes that are not UTF-8."
        " Please correct the line or choose the encoding yourself.",
    },
    "wrong-encoding": {
        "de": "Zeile {line} der Datei lässt sich nicht als {encoding} lesen. Bitte wählen Sie eine"
        " andere Kodierung.",
        "en": "Line {line} of the file cannot be read as {encoding}. Please choose another"
        " encoding.",
    },
    "unknown-encoding": {
        "de": "Die Kodierung „{encoding}“ ist nicht bekannt; möglich sind: {encodings}.",
        "en": "The encoding “{encoding}” is not known; possible are: {encodings}.",
    },
    "unknown-delimiter": {
        "de": "„{delimiter}“ kann kein Trennzeichen sein; möglich sind: {delimiters}.",
        "en": "“{delimiter}” cannot be a delimiter; possible are: {delimiters}.",
    },
    "unknown-quotation-mark": {
        "de": "„{mark}“ kann kein Anführungszeichen sein; möglich sind \" und ' und keines.",
        "en": "“{mark}” cannot be a quotation mark; possible are \" and ' and none.",
    },
    "cell-too-long": {
        "de": "Eine Zelle hat mehr als {limit} Zeichen.",
        "en": "A cell has more than {limit} characters.",
    },
    "text-cell-too-long": {
        "de": "Zeile {row} enthält eine Zelle mit mehr als {limit} Zeichen, oder ein"
        " Anführungszeichen, das nicht geschlossen wird.",
        "en": "Row {row} contains a cell of more than {limit} characters, or a quotation mark that"
        " is never closed.",
    },
    "quote-not-closed": {
        "de": "In Zeile {row} beginnt ein Anführungszeichen, das nicht geschlossen wird.",
        "en": "In row {row} a quotation mark opens that is never closed.",
    },
    "endless-row": {
        "de": "In oder nach Zeile {row} ist die Datei unlesbar lang oder besteht fast nur aus"
        " Trennzeichen.",
        "en": "In or after row {row} the file is unreadably long or hardly anything but"
        " delimiters.",
    },
    "wide-row": {
        "de": "Zeile {row} hat mehr als {limit} Spalten.",
        "en": "Row {row} has more than {limit} columns.",
    },
    # Rows and cells
    "ragged-row": {
        "de": "Zeile {row} hat {found} Spalten statt {expected}.",
        "en": "Row {row} has {found} columns instead of {expected}.",
    },
    "swallowed-rows": {
        "de": "In dieser Zeile öffnet ein Anführungszeichen, das erst einige Zeilen weiter"
        " schließt; dazwischen scheinen ganze Zeilen verschluckt zu sein.",
        "en": "In this row a quotation mark opens that closes only some lines later; whole rows"
        " seem to be swallowed in between.",
    },
    "totals-row": {
        "de": "Zeile {row} sieht aus wie eine Summenzeile („{word}“) und wird nicht übernommen."
        " Ist sie keine, stellen Sie sie bitte weiter nach oben.",
        "en": "Row {row} looks like a row of totals (“{word}”) and is not taken over. If it is"
        " none, please move it further up.",
    },
    "cell-error": {
        "de": "Die Zelle zeigt den Fehler {value}.",
        "en": "The cell shows the error {value}.",
    },
    "formula-without-value": {
        "de": "Die Zelle enthält eine Formel ohne berechneten Wert. Bitte öffnen Sie die Datei in"
        " Ihrem Tabellenprogramm und speichern Sie sie neu.",
        "en": "The cell holds a formula without its value. Please open the file in your spreadsheet"
        " program and save it again.",
    },
    "cell-with-nul": {
        "de": "Der Text der Zelle enthält ein NUL-Zeichen.",
        "en": "The cell's text contains a NUL character.",
    },
    "cell-not-finite": {
        "de": "Die Zelle enthält keine endliche Zahl ({value}).",
        "en": "The cell holds no finite number ({value}).",
    },
    # Notes: read, but worth a look
    "encoding-guessed": {
        "de": "Die Datei sagt nicht, wie ihr Text kodiert ist; gelesen wurde sie als {encoding}."
        " Bitte prüfen Sie Umlaute und Sonderzeichen.",
        "en": "The file does not say how its text is encoded; it was read as {encoding}. Please"
        " check accents and special characters.",
    },
    "control-characters": {
        "de": "Zeile {line} enthält unsichtbare Steuerzeichen (U+0080 bis U+009F); wahrscheinlich"
        " wurde die Datei schon einmal falsch kodiert, oder die Kodierung ist eine andere.",
        "en": "Line {line} contains invisible control characters (U+0080 to U+009F); the file was"
        " probably encoded wrongly before, or its encoding is another.",
    },
    "lost-characters": {
        "de": "Zeile {line} enthält das Ersatzzeichen U+FFFD: Dort ging schon vor dem Hochladen"
        " Text verloren.",
        "en": "Line {line} contains the replacement character U+FFFD: text was lost there before"
        " the upload.",
    },
    "doubly-encoded": {
        "de": "Zeile {line} enthält Zeichenfolgen wie „Ã¼“: Die Datei wurde wahrscheinlich doppelt"
        " kodiert.",
        "en": "Line {line} contains sequences such as “Ã¼”: the file was probably encoded twice.",
    },
    "delimiter-uncertain": {
        "de": "Nur {share} % der Zeilen haben gleich viele Spalten, wenn „{delimiter}“ trennt."
        " Bitte prüfen Sie das Trennzeichen.",
        "en": "Only {share} % of the rows have equally many columns when “{delimiter}” separates."
        " Please check the delimiter.",
    },
    "rows-above-header": {
        "de": "Zeilen über der Kopfzeile (Zeile {row}), die nicht gelesen werden: {count}.",
        "en": "Rows above the header (row {row}) that are not read: {count}.",
    },
    "columns-without-name": {
        "de": "Diese Spalten haben keinen Namen in der Kopfzeile: {columns}.",
        "en": "These columns have no name in the header: {columns}.",
    },
    "merged-header": {
        "de": "Die Kopfzeile enthält verbundene Zellen ({area}); ihr Text gilt nur für die erste"
        " Spalte.",
        "en": "The header contains merged cells ({area}); their text names the first column only.",
    },
    "merged-cells": {
        "de": "Die Tabelle enthält verbundene Zellen (zuerst {area}); ihr Wert steht nur in der"
        " ersten Zelle.",
        "en": "The table contains merged cells (first {area}); their value is in the first cell"
        " only.",
    },
    "formulas": {
        "de": "Zellen mit Formeln: {count}; übernommen werden ihre gespeicherten Werte.",
        "en": "Cells with formulas: {count}; their stored values are taken.",
    },
    "external-links": {
        "de": "Die Datei verweist auf andere Dateien; diese werden nie geöffnet, gespeicherte Werte"
        " gelten.",
        "en": "The file refers to other files; they are never opened, stored values count.",
    },
    "hidden-rows": {
        "de": "{count} ausgeblendete Zeilen werden mitgelesen.",
        "en": "{count} hidden rows are read as well.",
    },
    "hidden-columns": {
        "de": "{count} ausgeblendete Spalten werden mitgelesen.",
        "en": "{count} hidden columns are read as well.",
    },
    "hidden-sheets": {
        "de": "Ausgeblendete Tabellenblätter werden nicht gelesen: {sheets}.",
        "en": "Hidden sheets are not read: {sheets}.",
    },
    "other-sheets": {
        "de": "Gelesen wird Blatt „{sheet}“; auch diese enthalten Werte: {sheets}.",
        "en": "Sheet “{sheet}” is read; these contain values too: {sheets}.",
    },
}

_LOOKS_LIKE = {
    "pdf": ("ein PDF-Dokument", "a PDF document"),
    "image": ("ein Bild", "an image"),
    "archive": ("ein gepacktes Archiv", "a packed archive"),
    "database": ("eine Datenbankdatei", "a database file"),
    "document": ("ein Textdokument oder eine Präsentation", "a text document or presentation"),
    "old-excel": ("eine Excel-Datei von vor 1997", "an Excel file from before 1997"),
    "html": ("eine Internetseite (HTML)", "a web page (HTML)"),
    "xml": ("eine XML-Datei", "an XML file"),
    "json": ("eine JSON-Datei", "a JSON file"),
    "xlsb": ("eine binäre Excel-Datei (.xlsb)", "a binary Excel file (.xlsb)"),
    "numbers": ("eine Numbers-Datei", "a Numbers file"),
    "macros": (
        "eine Excel-Datei mit Makros, die hier weder aufbewahrt noch weitergegeben werden",
        "an Excel file with macros, which are neither kept nor handed on here",
    ),
}

SENTENCES |= {
    f"looks-like-{what}": {
        "de": f"Die Datei ist {german}. Angenommen werden .xlsx, .xls, .ods und .csv; bitte"
        " speichern oder exportieren Sie die Tabelle so.",
        "en": f"The file is {english}. Accepted are .xlsx, .xls, .ods and .csv; please save or"
        " export the table as one of these.",
    }
    for what, (german, english) in _LOOKS_LIKE.items()
}
