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
}
