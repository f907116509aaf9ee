"""What is said, in German and English, about the text of a single cell or column."""

NUMBERS: dict[str, dict[str, str]] = {
    "number-unreadable": {
        "de": "„{text}“ ist keine Zahl, die sich sicher lesen lässt.",
        "en": "“{text}” is not a number that can be read safely.",
    },
    "formula-error": {
        "de": "Die Zelle zeigt den Fehler einer Formel: {text}.",
        "en": "The cell shows the error of a formula: {text}.",
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

MONEY: dict[str, dict[str, str]] = {
    "money-no-amount": {
        "de": "In „{text}“ steht kein Betrag.",
        "en": "There is no amount in “{text}”.",
    },
    "money-words": {
        "de": "In „{text}“ ist „{word}“ nicht zu verstehen, deshalb wird der Betrag nicht "
        "verwendet.",
        "en": "“{word}” in “{text}” is not understood, so the amount is not used.",
    },
    "money-several": {
        "de": "In „{text}“ stehen mehrere Zahlen, die zusammen keinen Betrag und keine Spanne "
        "ergeben.",
        "en": "“{text}” holds several numbers that make neither one amount nor a range.",
    },
    "money-in-brackets": {
        "de": "„{text}“ steht ganz in Klammern, wie ein negativer Betrag in der Buchhaltung.",
        "en": "“{text}” stands in brackets, as accountants write a negative amount.",
    },
    "money-negative": {
        "de": "„{text}“ ist negativ; das ist kein Gehalt.",
        "en": "“{text}” is negative, which is no salary.",
    },
    "money-zero": {
        "de": "„{text}“ ist null; das ist kein Gehalt.",
        "en": "“{text}” is zero, which is no salary.",
    },
    "money-too-large": {
        "de": "„{text}“ ist zu groß für ein Gehalt in irgendeiner Währung.",
        "en": "“{text}” is too large for a salary in any currency.",
    },
    "money-range-reversed": {
        "de": "In „{text}“ ist das untere Ende der Spanne größer als das obere.",
        "en": "In “{text}” the lower end of the range is greater than the upper one.",
    },
    "money-odd": {
        "de": "„{text}“ hieße nach dem Zahlenformat der Spalte {reading_de}; gemeint ist wohl "
        "{other_de}. Bitte entscheiden.",
        "en": "By the number format of the column “{text}” would mean {reading}; {other} is "
        "probably meant. Please decide.",
    },
    "money-net": {
        "de": "„{text}“ ist ein Nettobetrag („{word}“); brutto lässt er sich nicht "
        "verlässlich umrechnen.",
        "en": "“{text}” is net pay (“{word}”), which cannot be turned into gross pay reliably.",
    },
    "money-part-time": {
        "de": "„{text}“ ist Teilzeit oder ein Nebenverdienst („{word}“), kein Vollzeitgehalt.",
        "en": "“{text}” is part-time or side work (“{word}”), not full-time pay.",
    },
    "money-freelance": {
        "de": "„{text}“ ist das Honorar einer selbstständigen Arbeit („{word}“), kein Gehalt.",
        "en": "“{text}” is a contractor's rate (“{word}”), not a salary.",
    },
    "money-not-base": {
        "de": "„{text}“ nennt eine Zulage oder einen Anteil („{word}“), kein Grundgehalt.",
        "en": "“{text}” names an extra or a share (“{word}”), not base pay.",
    },
    "money-extras": {
        "de": "„{text}“ nennt neben dem Grundgehalt noch etwas („{word}“). Gelesen wurde "
        "{reading}; bitte entscheiden.",
        "en": "“{text}” names something on top of base pay (“{word}”). Read as {reading}; "
        "please decide.",
    },
    "money-total": {
        "de": "„{text}“ enthält mehr als das Grundgehalt („{word}“). Gelesen wurde {reading}; "
        "bitte entscheiden.",
        "en": "“{text}” includes more than base pay (“{word}”). Read as {reading}; please decide.",
    },
    "money-about": {
        "de": "„{text}“ ist nur ungefähr („{word}“). Gelesen wurde {reading}; bitte entscheiden.",
        "en": "“{text}” is approximate (“{word}”). Read as {reading}; please decide.",
    },
    "money-at-least": {
        "de": "„{text}“ nennt nur eine Untergrenze („{word}“). Gelesen wurde {reading}; bitte "
        "entscheiden.",
        "en": "“{text}” gives a lower bound only (“{word}”). Read as {reading}; please decide.",
    },
    "money-at-most": {
        "de": "„{text}“ nennt nur eine Obergrenze („{word}“). Gelesen wurde {reading}; bitte "
        "entscheiden.",
        "en": "“{text}” gives an upper bound only (“{word}”). Read as {reading}; please decide.",
    },
    "money-currency-ambiguous": {
        "de": "Die Währung in „{text}“ ist mehrdeutig: {currencies}. Bitte eine Währung für "
        "die Spalte angeben.",
        "en": "The currency in “{text}” is ambiguous: {currencies}. Please state a currency "
        "for the column.",
    },
    "money-two-currencies": {
        "de": "In „{text}“ stehen zwei Währungen.",
        "en": "“{text}” names two currencies.",
    },
    "money-two-periods": {
        "de": "In „{text}“ stehen zwei Zeiträume.",
        "en": "“{text}” names two periods of pay.",
    },
    "pay-per-day": {
        "de": "{amount_de} je Tag ist ein Tagessatz; daraus lässt sich kein Jahresgehalt "
        "berechnen.",
        "en": "{amount} per day is a day rate, from which no yearly salary can be worked out.",
    },
    "pay-per-hour-without-hours": {
        "de": "{amount_de} je Stunde: ohne Angabe der Wochenstunden lässt sich kein "
        "Jahresgehalt berechnen.",
        "en": "{amount} per hour: no yearly salary can be worked out without the hours per week.",
    },
}

DATES: dict[str, dict[str, str]] = {
    "date-unreadable": {
        "de": "„{text}“ ist kein Datum, das sich sicher lesen lässt.",
        "en": "“{text}” is not a date that can be read safely.",
    },
    "date-not-in-calendar": {
        "de": "„{text}“ gibt es in keinem Kalender.",
        "en": "“{text}” is in no calendar.",
    },
    "date-ambiguous": {
        "de": "„{text}“ kann Verschiedenes heißen ({readings}), und die Spalte sagt nicht, was. "
        "Bitte die Reihenfolge von Tag, Monat und Jahr angeben.",
        "en": "“{text}” can mean several days ({readings}), and the column does not tell which. "
        "Please state the order of day, month and year.",
    },
    "date-contradicts": {
        "de": "„{text}“ passt nicht zur Reihenfolge von Tag, Monat und Jahr in der Spalte; für "
        "sich gelesen wäre es {readings}.",
        "en": "“{text}” does not fit the column's order of day, month and year; by itself it "
        "would be {readings}.",
    },
    "date-in-future": {
        "de": "„{text}“ liegt in der Zukunft (heute ist {today}).",
        "en": "“{text}” lies in the future (today is {today}).",
    },
    "date-too-early": {
        "de": "„{text}“ liegt vor {earliest}; so sehen leere Datumsfelder aus.",
        "en": "“{text}” lies before {earliest}, as empty date fields do.",
    },
    "date-is-other-kind": {
        "de": "Die Zelle enthält kein Datum ({text}).",
        "en": "The cell does not hold a date ({text}).",
    },
}

COLUMNS: dict[str, dict[str, str]] = {
    "number-format-unknown": {
        "de": "Das Zahlenformat „{name}“ gibt es nicht; möglich sind: {known}.",
        "en": "There is no number format “{name}”; known are: {known}.",
    },
    "numbers-stated": {
        "de": "Dezimalzeichen „{format}“, wie in der Zuordnung angegeben.",
        "en": "Decimal sign “{format}”, as the mapping states.",
    },
    "numbers-proven": {
        "de": "Dezimalzeichen „{format}“, wie Zellen wie {samples} beweisen (Zeilen: {rows}).",
        "en": "Decimal sign “{format}”, as proven by cells like {samples} (rows: {rows}).",
    },
    "numbers-pattern": {
        "de": "Dezimalzeichen „{format}“: das andere Zeichen steht immer vor genau drei Ziffern, "
        "trennt also Tausender, wie in {samples} (Zeilen: {rows}).",
        "en": "Decimal sign “{format}”: the other sign always stands before exactly three digits, "
        "so it separates thousands, as in {samples} (rows: {rows}).",
    },
    "numbers-not-needed": {
        "de": "Keine Zelle der Spalte hängt vom Zahlenformat ab.",
        "en": "No cell of the column depends on the number format.",
    },
    "numbers-open": {
        "de": "Keine Zelle der Spalte verrät, ob „{text}“ {grouped_de} oder {decimal_de} heißt. "
        "Bitte das Zahlenformat angeben.",
        "en": "No cell of the column tells whether “{text}” means {grouped} or {decimal}. "
        "Please state the number format.",
    },
    "numbers-mixed": {
        "de": "Die Spalte mischt Dezimalkomma und Dezimalpunkt ({samples}). Eindeutige Zellen "
        "werden gelesen; für mehrdeutige bitte das Zahlenformat angeben.",
        "en": "The column mixes decimal comma and decimal point ({samples}). Cells with one "
        "meaning are read; for the others please state the number format.",
    },
    "numbers-contradicting": {
        "de": "Zu diesem Zahlenformat passen nicht und werden nicht gelesen: {samples} "
        "(Zeilen: {rows}).",
        "en": "Not fitting this number format and not read: {samples} (rows: {rows}).",
    },
    "date-order-unknown": {
        "de": "Die Datumsfolge „{name}“ gibt es nicht; möglich sind: {known}.",
        "en": "There is no date order “{name}”; known are: {known}.",
    },
    "dates-stated": {
        "de": "Datumsfolge {format}, wie in der Zuordnung angegeben.",
        "en": "Date order {format}, as the mapping states.",
    },
    "dates-proven": {
        "de": "Datumsfolge {format}, wie Zellen wie {samples} beweisen (Zeilen: {rows}).",
        "en": "Date order {format}, as proven by cells like {samples} (rows: {rows}).",
    },
    "dates-not-needed": {
        "de": "Kein Datum der Spalte hängt von der Reihenfolge ab.",
        "en": "No date of the column depends on the order.",
    },
    "dates-open": {
        "de": "Keine Zelle der Spalte verrät, was in „{text}“ Tag und was Monat ist. Bitte die "
        "Datumsfolge angeben.",
        "en": "No cell of the column tells which part of “{text}” is the day and which the month. "
        "Please state the date order.",
    },
    "dates-mixed": {
        "de": "Die Spalte mischt Datumsfolgen ({samples}). Eindeutige Zellen werden gelesen; für "
        "mehrdeutige bitte die Datumsfolge angeben.",
        "en": "The column mixes date orders ({samples}). Cells with one meaning are read; for the "
        "others please state the date order.",
    },
    "dates-contradicting": {
        "de": "Zu dieser Datumsfolge passen nicht und werden nicht gelesen: {samples} "
        "(Zeilen: {rows}).",
        "en": "Not fitting this date order and not read: {samples} (rows: {rows}).",
    },
}

SENTENCES: dict[str, dict[str, str]] = NUMBERS | MONEY | DATES | COLUMNS
