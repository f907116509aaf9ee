"""Why another site doesn't answer, in words; pure."""

from visa.citations import Text

_WORDS = {
    "address": Text("Das ist keine Adresse im Netz.", "That is no address on the web."),
    "host": Text("Diesen Namen gibt es im Netz nicht.", "There is no such name on the web."),
    "private": Text(
        "Die Adresse liegt in einem nichtöffentlichen Netz.", "The address isn't a public one."
    ),
    "timeout": Text("Keine Antwort in der gegebenen Zeit.", "No answer in the time given."),
    "certificate": Text(
        "Das Zertifikat der Website ist ungültig.", "The certificate of the site isn't valid."
    ),
    "connection": Text("Die Verbindung kam nicht zustande.", "There was no connection."),
    "redirects": Text("Zu viele Weiterleitungen.", "Too many redirects."),
    "404": Text("Die Seite gibt es nicht (404).", "There is no such page (404)."),
    "410": Text("Die Seite wurde entfernt (410).", "The page was removed (410)."),
}
_STATUS = Text("Die Website antwortet mit {}.", "The site answers with {}.")


def in_words(problem: str, language: str) -> str:
    words = _WORDS.get(problem)
    return words.in_language(language) if words else _STATUS.in_language(language).format(problem)
