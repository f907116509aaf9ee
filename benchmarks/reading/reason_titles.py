"""Short headings for the reasons why rows are set aside, in German and English."""

from benchmarks.reading.problems import Language, Problem

_GERMAN_AND_ENGLISH = {
    # What a row says
    "not-wanted": ("Zeilen, die die Zuordnung auslässt", "Rows that the mapping leaves out"),
    "title-missing": ("Keine Berufsbezeichnung", "No job title"),
    "unknown-title": ("Unbekannte Berufsbezeichnungen", "Unknown job titles"),
    "country-missing": ("Kein Land", "No country"),
    "unknown-country": ("Unbekannte Länder und Orte", "Unknown countries and places"),
    "country-code": ("Länderkürzel oder Tippfehler", "Country codes or slips"),
    "country-not-covered": ("Länder, die wir nicht führen", "Countries that we do not keep"),
    "city-in-another-country": ("Orte außerhalb des Landes", "Places outside of the country"),
    "unknown-city": ("Unbekannte Städte", "Unknown cities"),
    "unknown-seniority": ("Unbekannte Erfahrungsstufen", "Unknown levels of seniority"),
    "observed-on-missing": ("Kein Datum", "No date"),
    "unknown-observed-on": ("Unbekannte Zeitangaben", "Unknown dates"),
    "observed-on-unlikely": ("Unwahrscheinliche Daten", "Unlikely dates"),
    "source-kind-missing": ("Keine Art der Quelle", "No kind of source"),
    "unknown-source-kind": ("Unbekannte Arten von Quellen", "Unknown kinds of source"),
    "employment-missing": ("Keine Art der Beschäftigung", "No kind of employment"),
    "unknown-employment": ("Unbekannte Arten der Beschäftigung", "Unknown kinds of employment"),
    "not-full-time-employment": ("Keine Anstellung in Vollzeit", "Not full-time employment"),
    "part-time-without-share": ("Teilzeit ohne Anteil", "Part time without its share"),
    "share-implausible": ("Unmögliche Anteile einer Stelle", "Impossible shares of a job"),
    "hours-implausible": ("Keine Vollzeitstunden", "Hours that are not full time"),
    # Pay and its terms
    "pay-is-total": ("Gesamtvergütung statt Grundgehalt", "Total pay, not base pay"),
    "unknown-pay-kind": ("Unbekannte Arten der Vergütung", "Unknown kinds of pay"),
    "pay-missing": ("Kein Gehalt", "No pay"),
    "implausible-pay": ("Unplausible Gehälter", "Implausible pay"),
    "pay-is-a-range": ("Gehalt ist eine Spanne", "Pay is a range"),
    "pay-range-reversed": ("Verkehrte Spannen", "Ranges the wrong way round"),
    "currency-missing": ("Keine Währung", "No currency"),
    "unknown-currency": ("Unbekannte Währungen", "Unknown currencies"),
    "currency-contradicts": ("Widersprüchliche Währungen", "Contradictory currencies"),
    "no-exchange-rate": ("Kein Wechselkurs", "No exchange rate"),
    "period-missing": ("Kein Zeitraum", "No period"),
    "unknown-period": ("Unbekannte Zeiträume", "Unknown periods"),
    "period-contradicts": ("Widersprüchliche Zeiträume", "Contradictory periods"),
    "payments-implausible": ("Unmögliche Zahl von Gehältern", "Impossible numbers of salaries"),
    "payments-contradict": ("Widersprüchliche Zahl von Gehältern", "Contradictory salaries a year"),
    "hours-missing": ("Stundenlohn ohne Wochenstunden", "Hourly pay without weekly hours"),
    "day-rate": ("Tagessätze", "Day rates"),
    "money-no-amount": ("Kein Betrag", "No amount"),
    "money-words": ("Unverständliche Wörter beim Gehalt", "Words in the pay not understood"),
    "money-several": ("Mehrere Zahlen", "Several numbers"),
    "money-in-brackets": ("Betrag in Klammern", "Amounts in brackets"),
    "money-negative": ("Negative Beträge", "Negative amounts"),
    "money-zero": ("Gehalt ist null", "Pay is zero"),
    "money-too-large": ("Zu große Beträge", "Amounts too large"),
    "money-range-reversed": ("Verkehrte Spannen", "Ranges the wrong way round"),
    "money-odd": ("Zahl gegen den Augenschein", "Numbers against appearance"),
    "money-net": ("Nettobeträge", "Net pay"),
    "money-part-time": ("Teilzeit und Nebenverdienst", "Part-time and side work"),
    "money-freelance": ("Honorare", "Contractors’ rates"),
    "money-not-base": ("Kein Grundgehalt", "Not base pay"),
    "money-extras": ("Mit Bonus oder Anteilen", "With bonus or shares"),
    "money-total": ("Mehr als das Grundgehalt", "More than base pay"),
    "money-about": ("Ungefähre Beträge", "Approximate amounts"),
    "money-at-least": ("Nur eine Untergrenze", "Lower bound only"),
    "money-at-most": ("Nur eine Obergrenze", "Upper bound only"),
    "money-currency-ambiguous": ("Mehrdeutige Währung", "Ambiguous currency"),
    "money-two-currencies": ("Zwei Währungen", "Two currencies"),
    "money-two-periods": ("Zwei Zeiträume", "Two periods"),
    # Numbers and dates
    "number-unreadable": ("Keine lesbare Zahl", "No readable number"),
    "number-ambiguous": ("Mehrdeutige Zahlen", "Ambiguous numbers"),
    "number-contradicts": ("Zahlen gegen das Format der Spalte", "Numbers against their column"),
    "number-indian": ("Indische Gruppierung", "Indian grouping"),
    "number-is-truth-value": ("Wahrheitswert statt Zahl", "Truth value instead of a number"),
    "number-is-other-kind": ("Keine Zahl", "Not a number"),
    "formula-error": ("Fehler einer Formel", "Error of a formula"),
    "date-unreadable": ("Kein lesbares Datum", "No readable date"),
    "date-not-in-calendar": ("Daten, die es nicht gibt", "Dates that do not exist"),
    "date-ambiguous": ("Mehrdeutige Daten", "Ambiguous dates"),
    "date-contradicts": ("Daten gegen die Folge der Spalte", "Dates against their column"),
    "date-in-future": ("Daten in der Zukunft", "Dates in the future"),
    "date-too-early": ("Zu frühe Daten", "Dates too early"),
    "date-is-other-kind": ("Kein Datum", "Not a date"),
    # Rows and cells as the file has them
    "row-id-twice": ("Kennung mehrfach vergeben", "Row id given twice"),
    "ragged-row": ("Zu viele oder zu wenige Zellen", "Too many or too few cells"),
    "totals-row": ("Summenzeilen", "Rows of totals"),
    "cell-error": ("Fehlerwerte", "Error values"),
    "formula-without-value": ("Formeln ohne Wert", "Formulas without a value"),
    "cell-with-nul": ("Unlesbare Zeichen", "Unreadable characters"),
    "cell-not-finite": ("Keine endliche Zahl", "Not a finite number"),
}
TITLES: dict[str, dict[Language, str]] = {
    code: {"de": german, "en": english} for code, (german, english) in _GERMAN_AND_ENGLISH.items()
}


def reason_title(example: Problem, language: Language) -> str:
    """The heading of a reason; where it has none yet, the sentence of one of its rows."""
    titles = TITLES.get(example.code)
    return titles[language] if titles else example.sentence(language)
