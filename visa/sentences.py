"""The sentences that explain a result, in German and English, with slots for what was compared."""

from visa.citations import Text

SENTENCES: dict[str, Text] = {
    # Money
    "money-reaches": Text("{name} von {have} erreicht {need}.", "{name} of {have} reaches {need}."),
    "money-exceeds": Text(
        "{name} von {have} liegt um {gap} über {need}.",
        "{name} of {have} is {gap} above {need}.",
    ),
    "money-misses": Text(
        "{name} von {have} verfehlt {need} um {gap}.", "{name} of {have} misses {need} by {gap}."
    ),
    "money-must-exceed": Text(
        "{name} von {have} müsste über {need} liegen.",
        "{name} of {have} would have to be above {need}.",
    ),
    "money-within": Text(
        "{name} von {have} liegt nicht über {need}.", "{name} of {have} is not above {need}."
    ),
    "money-too-high": Text(
        "{name} von {have} liegt um {gap} über der Obergrenze von {need}.",
        "{name} of {have} is {gap} above the limit of {need}.",
    ),
    "money-must-be-below": Text(
        "{name} von {have} müsste unter {need} liegen.",
        "{name} of {have} would have to be below {need}.",
    ),
    # Numbers
    "count-met": Text(
        "{name}: {have}; nötig sind {bound} {need}.", "{name}: {have}; needed: {bound} {need}."
    ),
    "count-short": Text(
        "{name}: {have}; nötig sind {bound} {need}, {gap} mehr als jetzt.",
        "{name}: {have}; needed: {bound} {need}, {gap} more than now.",
    ),
    "count-over": Text(
        "{name}: {have}; möglich sind {bound} {need}, {gap} weniger als jetzt.",
        "{name}: {have}; possible: {bound} {need}, {gap} less than now.",
    ),
    # Ages
    "age-met": Text(
        "{name}: {have}; nötig sind {bound} {need}.", "{name}: {have}; needed: {bound} {need}."
    ),
    "age-from": Text(
        "{name}: {have}; nötig sind {bound} {need}, erreicht am {day}.",
        "{name}: {have}; needed: {bound} {need}, reached on {day}.",
    ),
    "age-until": Text(
        "{name}: {have}; möglich sind {bound} {need}, noch vor dem {day}.",
        "{name}: {have}; possible: {bound} {need}, still before {day}.",
    ),
    "age-since": Text(
        "{name}: {have}; möglich waren {bound} {need}, bis vor dem {day}.",
        "{name}: {have}; possible: {bound} {need}, which was before {day}.",
    ),
    "age-no-band": Text(
        "Für ein Alter von {have} ist hier kein Betrag festgelegt.",
        "For an age of {have} no amount is laid down here.",
    ),
    # Dates and work
    "within": Text(
        "{name} vom {day} zählt: Die Frist ({length}) läuft bis {end}.",
        "{name} of {day} counts: the period of {length} runs until {end}.",
    ),
    "within-past": Text(
        "{name} vom {day} liegt zu lange zurück: Die Frist ({length}) lief bis {end}.",
        "{name} of {day} is too long ago: the period of {length} ran until {end}.",
    ),
    "within-future": Text(
        "{name} vom {day} liegt noch in der Zukunft.", "{name} of {day} is still in the future."
    ),
    "worked-enough": Text(
        "{name}: {have} in den letzten {window}; nötig sind {need}.",
        "{name}: {have} in the last {window}; needed: {need}.",
    ),
    "worked-short": Text(
        "{name}: {have} in den letzten {window}; nötig sind {need}, {gap} mehr als jetzt.",
        "{name}: {have} in the last {window}; needed: {need}, {gap} more than now.",
    ),
    # Codes, choices, evidence
    "code-in": Text(
        "{name} mit dem Code {have} gehört zu: {group} ({prefixes}).",
        "{name} with the code {have} belongs to: {group} ({prefixes}).",
    ),
    "code-not-in": Text(
        "{name} mit dem Code {have} gehört nicht zu: {group} ({prefixes}).",
        "{name} with the code {have} does not belong to: {group} ({prefixes}).",
    ),
    "code-too-short": Text(
        "Der Code {have} lässt noch offen, ob der Beruf zu „{group}“ ({prefixes}) gehört; "
        "dafür braucht er mehr Stellen.",
        "The code {have} leaves open whether the occupation belongs to “{group}” ({prefixes}); "
        "that takes more digits.",
    ),
    "choice-fits": Text("{name}: {have}. Das genügt.", "{name}: {have}. That suffices."),
    "choice-differs": Text("{name}: {have}; nötig ist {need}.", "{name}: {have}; needed: {need}."),
    "in-place": Text("Liegt vor: {text}.", "In place: {text}."),
    "still-missing": Text("Fehlt noch: {text}.", "Still missing: {text}."),
    "applies": Text("Trifft zu: {text}.", "Applies: {text}."),
    "applies-not": Text("Trifft nicht zu: {text}.", "Does not apply: {text}."),
    "authority": Text("{text}.", "{text}."),  # says whose decision it is
    "open": Text("Noch offen: {question}", "Still open: {question}"),
    "open-with-need": Text(
        "Noch offen: {question} Nötig sind {bound} {need}.",
        "Still open: {question} Needed: {bound} {need}.",
    ),
    # Groups
    "all": Text("Nötig ist alles davon: {tally}.", "All of this is needed: {tally}."),
    "any": Text("Eines davon genügt: {tally}.", "One of these suffices: {tally}."),
    "at-least": Text(
        "Nötig sind davon mindestens {need}: {tally}.", "At least {need} of these: {tally}."
    ),
    "none": Text("Nichts davon darf vorliegen: {tally}.", "None of these may apply: {tally}."),
    "waived": Text("Nicht nötig, denn es gilt: {text}.", "Not needed, as this holds: {text}."),
    "not-waived": Text(
        "Fehlt noch, und keine Ausnahme greift: {text}.",
        "Still missing, and no exception applies: {text}.",
    ),
    # Points
    "score-reached": Text("{have}; nötig sind {need}.", "{have}; needed: {need}."),
    "score-short": Text(
        "{have}; nötig sind {need}, {gap} mehr als jetzt.",
        "{have}; needed: {need}, {gap} more than now.",
    ),
    "score-open": Text(
        "Bisher {have}, bis zu {most} möglich; nötig sind {need}.",
        "{have} so far, up to {most} possible; needed: {need}.",
    ),
    "score-open-ended": Text(
        "Bisher {have}, mehr ist möglich; nötig sind {need}.",
        "{have} so far, more is possible; needed: {need}.",
    ),
    "points": Text("{have}: {text}.", "{have}: {text}."),
    "points-none": Text("Noch keine Punkte: {text}.", "No points yet: {text}."),
    "points-open": Text("Noch offen, bis zu {most}: {text}.", "Still open, up to {most}: {text}."),
    "points-authority": Text(
        "Darüber entscheidet die Behörde, bis zu {most}: {text}.",
        "The authority decides on this, up to {most}: {text}.",
    ),
}

BOUNDS: dict[str, Text] = {
    "at_least": Text("mindestens", "at least"),
    "more_than": Text("mehr als", "more than"),
    "at_most": Text("höchstens", "at most"),
    "less_than": Text("weniger als", "less than"),
    "equal": Text("genau", "exactly"),
}

TALLY: dict[str, Text] = {
    "met": Text("{count} erfüllt", "{count} met"),
    "not_met": Text("{count} nicht erfüllt", "{count} not met"),
    "unknown": Text("{count} noch offen", "{count} still open"),
    "authority": Text("{count} bei der Behörde", "{count} up to the authority"),
    "applies": Text("{count} zutreffend", "{count} true"),
    "applies-not": Text("{count} nicht zutreffend", "{count} not true"),
}


def sentence(key: str, language: str, **slots: str) -> str:
    return SENTENCES[key].in_language(language).format(**slots)


def bound(relation: str, language: str) -> str:
    return BOUNDS[relation].in_language(language)
