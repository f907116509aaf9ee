"""What is said, in German and English, about a file, its sheets and its rows."""

SENTENCES: dict[str, dict[str, str]] = {
    "empty-file": {
        "de": "Die Datei ist leer.",
        "en": "The file is empty.",
    },
}
