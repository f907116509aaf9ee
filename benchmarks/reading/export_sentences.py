"""What is said, in German and English, about error reports and spreadsheets of reference tables."""

SENTENCES: dict[str, dict[str, str]] = {
    # Error reports
    "upload-gone": {
        "de": "Die hochgeladene Datei liegt nicht mehr vor. Bitte laden Sie sie noch einmal hoch.",
        "en": "The uploaded file is no longer there. Please upload it once more.",
    },
    "report-too-large": {
        "de": "Der Fehlerbericht hat {cells} Zellen, als Excel-Datei gibt es ihn nur bis {limit}. "
        "Bitte nehmen Sie die CSV-Datei.",
        "en": "The error report has {cells} cells; as an Excel file it comes only up to {limit}. "
        "Please take the CSV file.",
    },
    "report-cell-cut": {
        "de": "Eine Zelle ist hier abgeschnitten, weil Excel nur {limit} Zeichen je Zelle fasst; "
        "in der CSV-Datei steht sie ganz.",
        "en": "A cell is cut off here, as Excel holds only {limit} characters per cell; the CSV "
        "file has all of it.",
    },
    "report-row-in-one-cell": {
        "de": "Sie steht hier, wie sie kam, in der ersten Zelle.",
        "en": "It stands here as it came, in the first cell.",
    },
    # Reference tables
    "reference-number-not-whole": {
        "de": "„{text}“ ist keine ganze Zahl; hier steht eine ohne Nachkommastellen, etwa 2024.",
        "en": "“{text}” is no whole number; here belongs one without decimals, such as 2024.",
    },
    "reference-date-not-a-day": {
        "de": "„{text}“ nennt keinen Tag; hier steht einer wie 2024-12-31 oder 31.12.2024.",
        "en": "“{text}” names no day; here belongs one such as 2024-12-31.",
    },
    "reference-unknown-key": {
        "de": "„{value}“ gibt es unter „{table}“ nicht.",
        "en": "There is no “{value}” among the {table}.",
    },
    "reference-key-twice": {
        "de": "Eine Zeile weiter oben hat schon den Schlüssel {key}.",
        "en": "A row above has the key {key} already.",
    },
    "reference-choice": {
        "de": "„{value}“ gibt es hier nicht. Möglich sind: {known}.",
        "en": "There is no “{value}” here. Possible are: {known}.",
    },
    "reference-slug": {
        "de": "„{value}“ taugt nicht für eine Adresse: nötig sind Kleinbuchstaben a–z, Ziffern und "
        "einzelne Bindestriche dazwischen, und kein Wort, das die Website selbst braucht.",
        "en": "“{value}” won’t do for an address: it takes small letters a–z, digits and single "
        "hyphens between them, and no word that the site needs itself.",
    },
    "reference-hub-code": {
        "de": "„{value}“ ist kein Kürzel eines Standorts; es hat die Form de-frankfurt-am-main.",
        "en": "“{value}” is no code of a hub; it has the form de-frankfurt-am-main.",
    },
    "reference-country-code": {
        "de": "„{value}“ ist kein Ländercode aus zwei Großbuchstaben wie DE (ISO 3166-1).",
        "en": "“{value}” is no code of a country in two capitals, such as DE (ISO 3166-1).",
    },
    "reference-currency": {
        "de": "„{value}“ ist keine Währung aus drei Großbuchstaben wie EUR (ISO 4217).",
        "en": "“{value}” is no currency in three capitals, such as EUR (ISO 4217).",
    },
    "reference-range": {
        "de": "„{value}“ muss größer als 0 und kleiner als plausible_to sein.",
        "en": "“{value}” has to be above 0 and below plausible_to.",
    },
    "reference-isco": {
        "de": "„{value}“ ist keine Berufsgattung der ISCO-08 mit vier Ziffern wie 2512.",
        "en": "“{value}” is no unit group of ISCO-08 with four digits, such as 2512.",
    },
    "reference-no-word": {
        "de": "„{value}“ enthält weder einen Buchstaben noch eine Ziffer.",
        "en": "“{value}” has neither a letter nor a digit.",
    },
    "reference-not-positive": {
        "de": "„{value}“ muss größer als 0 sein.",
        "en": "“{value}” has to be above 0.",
    },
    "reference-days": {
        "de": "Die Zeile braucht mindestens einen Tag, und der letzte darf nicht vor dem ersten "
        "liegen.",
        "en": "The row needs at least one day, and the last must not be before the first.",
    },
    "reference-note": {
        "de": "Eine Anmerkung steht in beiden Sprachen oder in keiner.",
        "en": "A note stands in both languages or in neither.",
    },
    "reference-address": {
        "de": "„{value}“ ist keine Adresse, die mit https:// oder http:// beginnt.",
        "en": "“{value}” is no address that begins with https:// or http://.",
    },
    "reference-reviewed": {
        "de": "Geprüft wird erst, was gelesen ist: „{value}“ liegt vor read_on.",
        "en": "A source is read before it is reviewed: “{value}” lies before read_on.",
    },
    "reference-row-unforeseen": {
        "de": "Diese Zeile lässt sich nicht speichern; der Fehler ist festgehalten.",
        "en": "This row cannot be stored; the error is on record.",
    },
    "reference-unreadable": {
        "de": "Die Datei konnte nicht gelesen werden. Bitte speichern Sie die Tabelle als CSV oder "
        "XLSX und laden Sie sie noch einmal hoch.",
        "en": "The file could not be read. Please save the table as CSV or XLSX and upload it once "
        "more.",
    },
    "reference-not-written": {
        "de": "Nichts wurde geschrieben: Seit der Vorschau hat sich geändert, worauf die Datei "
        "sich bezieht. Bitte laden Sie sie noch einmal hoch.",
        "en": "Nothing was written: what the file refers to has changed since the preview. Please "
        "upload it once more.",
    },
}
