"""What is said, in German and English, about the text of a single cell or column."""

NUMBERS: dict[str, dict[str, str]] = {
    "number-unreadable": {
        "de": "„{text}“ ist keine Zahl, die sich sicher lesen lässt.",
        "en": "“{text}” is not a number that can be read safely.",
    },
    "number-ambiguous": {
        "de": "„{text}“ kann {grouped_de} oder {decimal_de} heißen, und die Spalte sagt nicht, "
        "welches von beiden. Bitte das Zahlenformat der Spalte angeben.",
        "en": "“{text}” can mean {grouped} or {decimal}, and the column does not tell which. "
        "Please state the number format of the column.",
    },
    "number-contradicts": {
        "de": "„{text}“ passt nicht zum Zahlenformat der Spalte; für sich gelesen wäre es "
        "{reading_de}.",
        "en": "“{text}” does not fit the number format of the column; by itself it would be "
        "{reading}.",
    },
    "number-indian": {
        "de": "„{text}“ ist nach indischer Art gruppiert ({reading_de}); das gilt nur für Beträge "
        "in Rupien.",
        "en": "“{text}” is grouped in the Indian way ({reading}); that is accepted for amounts in "
        "rupees only.",
    },
    "number-is-truth-value": {
        "de": "Die Zelle enthält einen Wahrheitswert ({text}), keine Zahl.",
        "en": "The cell holds a truth value ({text}), not a number.",
    },
    "number-is-other-kind": {
        "de": "Die Zelle ist als Datum, Zeit oder anderes formatiert ({text}), nicht als Zahl.",
        "en": "The cell is formatted as a date, time or something else ({text}), not as a number.",
    },
}

SENTENCES: dict[str, dict[str, str]] = NUMBERS
