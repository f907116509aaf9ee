"""What editors read about each fault, in German and English; pure."""

from visa.citations import Text

SENTENCES = {
    # --- figures
    "unknown-key": Text(
        "{quote} nennt keine Kennzahl, die es gibt: „{key}“. Bitte aus der Liste wählen.",
        "{quote} names no figure that there is: “{key}”. Please choose one from the list.",
    ),
    "empty-reference": Text(
        "{quote} nennt keine Kennzahl.",
        "{quote} names no figure.",
    ),
    "torn-reference": Text(
        "Doppelte Klammern gehen nicht auf: {quote}",
        "Double brackets that don't match: {quote}",
    ),
    "broken-formula": Text(
        "{quote} lässt sich nicht rechnen: Zeichen stehen zwischen Leerzeichen, und beide Seiten "
        "brauchen dieselbe Einheit.",
        "{quote} can't be worked out: signs stand between blanks, and both sides need one unit.",
    ),
    "unknown-option": Text(
        "{quote}: „{option}“ bedeutet hinter dem Strich nichts.",
        "{quote}: “{option}” means nothing behind the bar.",
    ),
    "no-value": Text(
        "{name} hat am {day} keinen Wert: Leser sehen „noch nicht veröffentlicht“.",
        "{name} has no value on {day}: readers see “not yet published”.",
    ),
    "withheld": Text(
        "{name} wird am {day} zurückgehalten, weil zu wenige Personen dahinterstehen.",
        "{name} is withheld on {day}, since too few people stand behind it.",
    ),
    "typed-figure": Text(
        "„{quote}“ ist „{name}“: {reference} bleibt von selbst richtig.",
        "“{quote}” is “{name}”: {reference} stays right by itself.",
    ),
    "typed-past-figure": Text(
        "„{quote}“ war „{name}“ bis {day} und gilt nicht mehr.",
        "“{quote}” was “{name}” until {day} and holds no longer.",
    ),
    "unsourced-number": Text(
        "„{quote}“ steht ohne Quelle da: bitte verlinken oder eine Kennzahl nennen.",
        "“{quote}” has no source beside it: please link one or cite a figure.",
    ),
    # --- arithmetic
    "shares-sum": Text(
        "Diese Anteile ergeben zusammen {total}, nicht 100 %.",
        "These shares add up to {total}, not 100%.",
    ),
    "month-year": Text(
        "{month} im Monat und {year} im Jahr passen nicht zusammen: zwölfmal sind {right}.",
        "{month} a month and {year} a year don't fit: twelve times is {right}.",
    ),
    "impossible-rest": Text(
        "Diese Zahlen können nicht alle stimmen: Wenn alle im Mittel {whole} und die genannten "
        "Gruppen {parts} verdienen, müssten die übrigen {rest} verdienen.",
        "These figures can't all be true: if everybody earns {whole} on average and the groups "
        "named here {parts}, the others would have to earn {rest}.",
    ),
    "group-means": Text(
        "Die Gruppen ergeben zusammen {mean}, nicht die genannten {whole}.",
        "The groups together come to {mean}, not to the {whole} that is named.",
    ),
    "whole-outside": Text(
        "{whole} für alle liegt außerhalb dessen, was die Gruppen verdienen ({low} bis {high}).",
        "{whole} for all lies outside of what the groups earn ({low} to {high}).",
    ),
    # --- markup and headings
    "stray-markup": Text(
        "„{quote}“ erreicht Leser mit diesen Zeichen: bitte über die Schaltflächen auszeichnen.",
        "“{quote}” reaches readers with these signs: please use the buttons of the editor.",
    ),
    "typed-tag": Text(
        "„{quote}“ ist als Text getippt und wird so angezeigt.",
        "“{quote}” was typed as text and is shown like that.",
    ),
    "typed-entity": Text(
        "„{quote}“ ist als Text getippt: bitte das Zeichen selbst schreiben.",
        "“{quote}” was typed as text: please write the sign itself.",
    ),
    "empty-heading": Text("Eine Überschrift ist leer.", "A heading is empty."),
    "double-heading": Text(
        "Die Überschrift „{quote}“ gibt es zweimal.", "The heading “{quote}” is there twice."
    ),
    "heading-order": Text(
        "„{quote}“ hat Ebene {depth} gleich nach Ebene {before}: dazwischen fehlt eine.",
        "“{quote}” is of level {depth} right after level {before}: one is missing between.",
    ),
    "long-heading": Text(
        "Die Überschrift „{quote}“ ist sehr lang.", "The heading “{quote}” is very long."
    ),
    # --- pictures and links
    "no-picture": Text(
        "Hier fehlt das Bild: bitte eines wählen oder den Block entfernen.",
        "The picture is missing here: please choose one or remove the block.",
    ),
    "alt-is-a-file": Text(
        "„{quote}“ ist ein Dateiname und beschreibt das Bild nicht.",
        "“{quote}” is the name of a file and doesn't describe the picture.",
    ),
    "empty-link": Text(
        "Ein Link ohne Worte führt zu {quote}.", "A link without words leads to {quote}."
    ),
    "link-says-nothing": Text(
        "„{quote}“ sagt nicht, wohin der Link führt: bitte das Ziel benennen.",
        "“{quote}” doesn't say where the link leads: please name what is there.",
    ),
    "link-is-an-address": Text(
        "„{quote}“ ist eine Adresse: bitte in Worten sagen, was dort steht.",
        "“{quote}” is an address: please say in words what is there.",
    ),
    "link-nowhere": Text(
        "{quote} führt auf dieser Website nirgendwohin.",
        "{quote} leads nowhere on this site.",
    ),
    "link-not-live": Text(
        "{quote} ist noch nicht oder nicht mehr live.",
        "{quote} isn't live yet, or isn't any more.",
    ),
    "link-former": Text(
        "{quote} ist eine frühere Adresse; heute heißt sie {better}.",
        "{quote} is a former address; it is {better} now.",
    ),
    "link-not-safe": Text(
        "{quote} ist kein Link, dem ein Leser folgen kann: erlaubt sind https, http, mailto und "
        "Adressen dieser Website, die mit / beginnen.",
        "{quote} is no link that a reader can follow: https, http, mailto and addresses of this "
        "site that begin with / are allowed.",
    ),
    "link-broken": Text("{quote} antwortet nicht: {detail}", "{quote} doesn't answer: {detail}"),
    # --- words
    "stale-word": Text(
        "„{quote}“ stimmt nur am Tag des Schreibens: bitte ein Datum nennen.",
        "“{quote}” is true on the day of writing alone: please name a date.",
    ),
    "sold-by-partner": Text(
        "„{quote}“ verkauft {partner} hier als Anzeige: Rat und Werbung wären nicht zu trennen.",
        "“{quote}” is what {partner} advertises here: advice and advertising could be confused.",
    ),
    "to-do": Text("„{quote}“ ist noch zu erledigen.", "“{quote}” is still to be done."),
    "mixed-address": Text(
        "Hier steht „{quote}“ ({times}-mal), sonst spricht die Seite ihre Leser mit „{usual}“ an "
        "({count}-mal).",
        "Here it says “{quote}” ({times} times); elsewhere the page addresses its readers as "
        "“{usual}” ({count} times).",
    ),
    "hard-to-read": Text(
        "Schwer zu lesen: Flesch-Wert {ease} von 100, {length} Wörter je Satz.",
        "Hard to read: a reading ease of {ease} out of 100, {length} words a sentence.",
    ),
    "long-sentence": Text(
        "Ein Satz von {words} Wörtern: zwei wären leichter zu lesen.",
        "A sentence of {words} words: two would be easier to read.",
    ),
    "faq-repeats": Text(
        "Diese Antwort wiederholt den Text ({share} %): „{quote} …“",
        "This answer repeats the text ({share}%): “{quote} …”",
    ),
    # --- what is missing
    "no-blocks": Text("Die Seite hat noch keinen Block.", "The page has no block yet."),
    "no-lead": Text(
        "Der Vorspann fehlt: zwei, drei Sätze, die zuerst antworten.",
        "The lead is missing: two or three sentences that answer first.",
    ),
    "no-author": Text("Niemand ist als Autor genannt.", "Nobody is named as the author."),
    "no-description": Text(
        "Suchmaschinen finden weder Beschreibung noch Vorspann.",
        "Search engines find neither a description nor a lead.",
    ),
    "description-length": Text(
        "Die Beschreibung hat {letters} Zeichen; gut sind 50 bis 165.",
        "The description has {letters} letters; 50 to 165 are good.",
    ),
    "no-sources": Text(
        "Die Seite nennt Zahlen, aber keine Quellen: bitte den Block „Quellen“ füllen.",
        "The page states figures and no sources: please fill a block of sources.",
    ),
    "no-translation": Text(
        "In der anderen Sprache gibt es diese Seite noch nicht.",
        "There is no such page in the other language yet.",
    ),
}
