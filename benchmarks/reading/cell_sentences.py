"""What is said, in German and English, about the text of a single cell or column."""

SENTENCES: dict[str, dict[str, str]] = {}
