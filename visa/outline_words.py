"""What is said about a faulty outline, in both languages."""

from collections.abc import Mapping

from visa.citations import Text

SENTENCES: Mapping[str, Text] = {
    "empty": Text(
        "Die Regel hat keine Zeile.",
        "The rule has no line.",
    ),
    "first line is indented": Text(
        "Zeile {line}: Die erste Zeile darf nicht eingerückt sein.",
        "Line {line}: the first line must not be indented.",
    ),
    "second root": Text(
        "Zeile {line}: Nur die erste Zeile steht ganz links; rücken Sie diese ein.",
        "Line {line}: only the first line stands at the very left; indent this one.",
    ),
    "indented too far": Text(
        "Zeile {line}: um {depth} eingerückt, unter der Zeile davor sind höchstens {most} möglich.",
        "Line {line}: indented by {depth}; below the line before it, {most} is the most.",
    ),
    "line below a leaf": Text(
        "Zeile {line}: Unter „{operator}“ kann nichts stehen.",
        "Line {line}: nothing can stand below “{operator}”.",
    ),
    "group without lines": Text(
        "Zeile {line}: Unter „{operator}“ fehlen eingerückte Zeilen.",
        "Line {line}: “{operator}” needs indented lines below it.",
    ),
    "unless without exception": Text(
        "Zeile {line}: Nach der verlangten Zeile fehlt die Ausnahme.",
        "Line {line}: the exception is missing after the required line.",
    ),
    "lookup without bands": Text(
        "Zeile {line}: Darunter fehlen die Altersgruppen.",
        "Line {line}: its age bands are missing below it.",
    ),
    "no band": Text(
        "Zeile {line}: Hier steht „{operator}“, möglich ist nur eine Altersgruppe.",
        "Line {line}: “{operator}” stands where only an age band can.",
    ),
    "band without lookup": Text(
        "Zeile {line}: Eine Altersgruppe steht nur unter einem Vergleich nach Alter.",
        "Line {line}: an age band only stands below a comparison by age.",
    ),
    "bands out of order": Text(
        "Zeile {line}: Die Altersgruppen darunter müssen aufsteigen.",
        "Line {line}: the age bands below it must ascend.",
    ),
    "no points": Text(
        "Zeile {line}: „{operator}“ gibt keine Punkte, hier werden aber Punkte gezählt.",
        "Line {line}: “{operator}” gives no points, and points are counted here.",
    ),
    "points that nobody adds": Text(
        "Zeile {line}: „{operator}“ gibt Punkte, die darüber niemand zählt.",
        "Line {line}: “{operator}” gives points that nothing above it counts.",
    ),
    "missing": Text(
        "Zeile {line}: Für „{operator}“ fehlt: {column}.",
        "Line {line}: “{operator}” lacks its {column}.",
    ),
    "not used": Text(
        "Zeile {line}: „{operator}“ verwendet die Angabe „{column}“ nicht; bitte leeren.",
        "Line {line}: “{operator}” makes no use of “{column}”; please empty it.",
    ),
    "one of two": Text(
        "Zeile {line}: „{operator}“ braucht genau eines von beiden: {one} oder {other}.",
        "Line {line}: “{operator}” needs exactly one of {one} and {other}.",
    ),
    "not whole": Text(
        "Zeile {line}: {value} ist keine ganze Zahl.",
        "Line {line}: {value} is not a whole number.",
    ),
    "too small": Text(
        "Zeile {line}: {value} ist zu klein.",
        "Line {line}: {value} is too small.",
    ),
    "more than there are": Text(
        "Zeile {line}: {value} sind verlangt, darunter stehen aber nur {count}.",
        "Line {line}: {value} are required, but only {count} stand below.",
    ),
    "no key": Text(
        "Zeile {line}: Der Schlüssel fehlt.",
        "Line {line}: the key is missing.",
    ),
    "key twice": Text(
        "Zeile {line}: Der Schlüssel „{key}“ kommt schon vor.",
        "Line {line}: the key “{key}” was used before.",
    ),
    "no text": Text(
        "Zeile {line}: „{operator}“ braucht einen Text auf Deutsch und auf Englisch.",
        "Line {line}: “{operator}” needs a text in German and in English.",
    ),
    "no citation": Text(
        "Zeile {line}: „{operator}“ braucht eine Fundstelle.",
        "Line {line}: “{operator}” needs a citation.",
    ),
    "unknown question": Text(
        "Zeile {line}: Es gibt keine Frage „{key}“.",
        "Line {line}: there is no question “{key}”.",
    ),
    "other kind": Text(
        "Zeile {line}: „{operator}“ kann die Antwort auf „{key}“ ({kind}) nicht vergleichen.",
        "Line {line}: “{operator}” can't compare the answer to “{key}” ({kind}).",
    ),
    "unknown choice": Text(
        "Zeile {line}: „{choice}“ ist keine Antwort auf „{key}“; möglich sind {known}.",
        "Line {line}: “{choice}” is no answer to “{key}”; possible are {known}.",
    ),
}

WORDS: Mapping[object, Text] = {
    # operators
    "all": Text("alles davon", "all of"),
    "any_of": Text("eines davon", "one of"),
    "at_least": Text("mindestens so viele davon", "at least so many of"),
    "none_of": Text("nichts davon", "none of"),
    "unless": Text("das erste, es sei denn", "the first, unless"),
    "score": Text("Punkte erreichen ein Minimum", "points reach a minimum"),
    "points_per": Text("Punkte für jede Einheit", "points for every unit"),
    "highest": Text("nur die meisten Punkte davon", "only the most points of"),
    "capped": Text("Punkte bis zu einem Höchstwert", "points up to a maximum"),
    "compare": Text("Vergleich mit einer Zahl", "compare with a figure"),
    "lookup": Text("Vergleich nach Alter", "compare by age"),
    "band": Text("Altersgruppe", "age band"),
    "in_group": Text("Beruf in einer Gruppe", "occupation in a group"),
    "one_of": Text("eine dieser Antworten", "one of these answers"),
    "age": Text("volle Jahre seit einem Datum", "whole years since a date"),
    "within": Text("Datum innerhalb einer Frist", "date within a time"),
    "worked": Text("Monate der Beschäftigung", "months of work"),
    "evidence": Text("durch Nachweis belegt", "shown by evidence"),
    "authority": Text("der Behörde überlassen", "left to the authority"),
    # columns
    "fact": Text("Frage", "question"),
    "born": Text("Geburtsdatum", "date of birth"),
    "reference": Text("Stichtag", "day to count to"),
    "relation": Text("Beziehung", "relation"),
    "parameter": Text("gesetzliche Zahl", "legal figure"),
    "number": Text("Zahl", "number"),
    "window": Text("Jahre, in denen gezählt wird", "years to count in"),
    "unit": Text("Zeiteinheit", "unit of time"),
    "group": Text("Berufsgruppe", "group of occupations"),
    "choices": Text("Antworten, die zählen", "answers that count"),
    "points": Text("Punkte", "points"),
    # kinds of answer
    "money": Text("Geld", "money"),
    "date": Text("Datum", "date"),
    "code": Text("Kennziffer", "code"),
    "choice": Text("Auswahl", "choice"),
    "yes_no": Text("ja oder nein", "yes or no"),
    "spans": Text("Zeiten", "periods"),
}
