"""The sentences of a figure's page in either language; pure."""

from datetime import timedelta

from articles.figures.figure import Figure, State
from benchmarks import formats
from visa.citations import Text
from visa.values import Reading
from visa.wording import value_amount

_STATES = {
    State.KNOWN: Text("gilt an diesem Tag", "holds on this day"),
    State.UNPUBLISHED: Text(
        "für diesen Tag noch nicht veröffentlicht", "not yet published for this day"
    ),
    State.SUPPRESSED: Text(
        "zurückgehalten: zu wenige Daten für eine Zahl", "withheld: too few data for a number"
    ),
}
_GAP = Text("für diesen Tag nicht erfasst", "not on record for this day")
_ENDED = Text("gilt an diesem Tag nicht mehr", "no longer applies on this day")
_ANNOUNCED = Text("angekündigt, noch nicht in Kraft", "announced, not yet in force")
_ESTIMATED = Text("aus Angaben geschätzt", "estimated from samples")
_PROJECTED = Text("vorausgesagt", "projected")
_WITHHELD = Text("zurückgehalten: {}", "withheld: {}")
_RANGE_ONLY = Text(
    "zu unsicher für eine einzelne Zahl, daher als Spanne",
    "too uncertain for a single figure, hence a range",
)
_NEXT = Text("Ab {}: {}", "From {}: {}")
_NEXT_ANNOUNCED = Text("Ab {}: {} (angekündigt)", "From {}: {} (announced)")
_ENDS = Text(
    "Der Wert gilt bis {}; was danach gilt, ist noch nicht veröffentlicht.",
    "The value holds until {}; what holds after that is not yet published.",
)
_NO_CHANGE = Text("Es ist keine Änderung angekündigt.", "No change has been announced.")
_TO_COME = Text(
    "Sobald ein neuer Wert veröffentlicht ist, steht er hier.",
    "As soon as a new value is published, it stands here.",
)
_NEXT_RELEASE = Text(
    "Die Zahl ändert sich frühestens mit der nächsten Ausgabe der Daten.",
    "The figure changes with the next release of the data at the earliest.",
)
_CITATION = Text("Laufbahn: „{}“, {}. Stand {}. {}", "Laufbahn: “{}”, {}. As of {}. {}")


def standing(figure: Figure, reason: str, language: str) -> str:
    """Whether and how the figure holds; `reason` is why it is withheld, if somebody said."""
    if figure.state is State.SUPPRESSED:
        if figure.low is not None:
            return _RANGE_ONLY.in_language(language)
        if reason:
            return _WITHHELD.in_language(language).format(reason)
    elif figure.state is State.KNOWN and figure.is_announced:
        return _ANNOUNCED.in_language(language)
    elif figure.state is State.KNOWN and figure.is_estimate:
        is_projected = ".projection" in figure.address
        return (_PROJECTED if is_projected else _ESTIMATED).in_language(language)
    elif figure.is_gap:
        return _GAP.in_language(language)
    elif figure.has_ended:
        return _ENDED.in_language(language)
    return _STATES[figure.state].in_language(language)


def next_of_law(reading: Reading, language: str) -> str:
    """What is announced, or that the value ends, or that nothing is known to change."""
    coming, value = reading.upcoming, reading.value
    if coming:
        words = _NEXT_ANNOUNCED if coming.announced else _NEXT
        day = formats.day(coming.valid_from, language)
        return words.in_language(language).format(day, value_amount(coming, language))
    if value and value.valid_to:
        last_day = formats.day(value.valid_to - timedelta(days=1), language)
        return _ENDS.in_language(language).format(last_day)
    is_awaited = value is None and not reading.has_ended
    return (_TO_COME if is_awaited else _NO_CHANGE).in_language(language)


def next_of_market(language: str) -> str:
    return _NEXT_RELEASE.in_language(language)


def how_to_cite(name: str, value: str, day: str, url: str, language: str) -> str:
    return _CITATION.in_language(language).format(name, value, day, url)


LABELS = {
    "figure": Text("Zahl", "Figure"),
    "figures": Text("Zahlen", "Figures"),
    "state": Text("Stand", "Status"),
    "interval": Text("80-%-Intervall", "80% interval"),
    "since": Text("Gilt seit", "Holds since"),
    "until": Text("Gilt bis", "Holds until"),
    "year": Text("Jahr", "Year"),
    "n": Text("Angaben aus drei Jahren", "Samples of three years"),
    "grade": Text("Güte", "Grade"),
    "rounded": Text("Gerundet auf", "Rounded to"),
    "release": Text("Ausgabe der Daten", "Release of the data"),
    "key": Text("Schlüssel", "Key"),
    "means": Text("Was die Zahl bedeutet", "What the figure means"),
    "formula": Text("Woraus sie sich ergibt", "What it is worked out from"),
    "dependents": Text("Was sich aus ihr ergibt", "What is worked out from it"),
    "next": Text("Nächste Änderung", "Next change"),
    "history": Text("Verlauf", "History"),
    "period": Text("Zeitraum", "Period"),
    "value": Text("Wert", "Value"),
    "source": Text("Quelle", "Source"),
    "sources": Text("Quellen", "Sources"),
    "checked": Text("geprüft am", "checked on"),
    "announced": Text("angekündigt", "announced"),
    "later": Text("später", "later"),
    "cited": Text("Hier zitiert", "Cited on"),
    "not_cited": Text(
        "Noch keine veröffentlichte Seite zitiert diese Zahl.",
        "No published page cites this figure yet.",
    ),
    "cite": Text("So wird sie zitiert", "How to cite it"),
    "permanent": Text(
        "Diese Adresse zeigt die Zahl für immer so, wie sie an diesem Tag war.",
        "This address shows the figure for ever as it was on this day.",
    ),
    "of_law": Text(
        "Lizenz: Einzelne Werte des Rechts sind Tatsachen und frei verwendbar; bitte die "
        "Fundstelle nennen.",
        "Licence: single values of the law are facts and free to use; please name the passage.",
    ),
    "by_period": Text("Werte nach Zeitraum", "Values by period"),
    "files": Text("Diese Zahl als Datei:", "This figure as a file:"),
    "api": Text("über die API", "over the API"),
    "market": Text("Zur Seite dieses Markts", "To the page of this market"),
    "search": Text("Zahlen suchen", "Search figures"),
    "find": Text("Suchen", "Search"),
    "found": Text("{} Zahlen", "{} figures"),
    "found_one": Text("1 Zahl", "1 figure"),
    "none": Text(
        "Keine Zahl passt zu „{}“. Weniger oder andere Wörter helfen vielleicht.",
        "No figure fits “{}”. Fewer or other words may help.",
    ),
    "lead": Text(
        "Jede Zahl auf diesen Seiten hat ihre eigene Seite: was sie bedeutet, woher sie kommt, wie "
        "sie früher war und wer sie zitiert.",
        "Every figure on these pages has a page of its own: what it means, where it comes from, "
        "what it was before and who cites it.",
    ),
    "previous": Text("Zurück", "Previous"),
    "more": Text("Weiter", "Next"),
    "pages": Text("Seite {} von {}", "Page {} of {}"),
    "unknown": Text("Diese Zahl gibt es nicht", "There is no such figure"),
    "unknown_key": Text(
        "Kein Wert heißt „{}“. Vielleicht ist eine dieser Zahlen gemeint, oder die Suche hilft.",
        "Nothing is called “{}”. One of these figures may be meant, or the search may help.",
    ),
    "relative": Text(
        "„{}“ hängt davon ab, um welchen Beruf und welchen Ort es auf einer Seite geht. "
        "Mit beiden heißt die Zahl zum Beispiel salary.data-scientist.de.typical.",
        "“{}” depends on the occupation and the place that a page is about. "
        "With both, the figure is called salary.data-scientist.de.typical, for instance.",
    ),
    "not_a_formula": Text(
        "Das lässt sich so nicht rechnen. Eine Formel nennt Schlüssel mit Leerzeichen um die "
        "Rechenzeichen, zum Beispiel a - b.",
        "This can't be worked out. A formula names keys with blanks around its operators, "
        "such as a - b.",
    ),
    "course": Text("Verlauf der Zahl", "Course of the figure"),
    "course_desc": Text(
        "Waagrechte Linien sind Zeiträume, in denen der Wert gleich blieb; gestrichelt ist, was "
        "später gilt. Die Tabelle darunter nennt dasselbe in Zahlen.",
        "Level lines are periods in which the value stayed the same; dashed is what holds later. "
        "The table below says the same in figures.",
    ),
}


def labels(language: str) -> dict[str, str]:
    """The words of the templates."""
    return {name: text.in_language(language) for name, text in LABELS.items()}
