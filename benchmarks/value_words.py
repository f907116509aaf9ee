"""Guesses what the words of a spreadsheet's own lists mean in ours: levels, employment, periods."""

from benchmarks.mapping import Target
from benchmarks.rhythms import is_other_rhythm
from benchmarks.spelling import plain

# Words by what they mean; those of several words are sought before those of one.
_WORDS: dict[Target, dict[str, str]] = {
    Target.SENIORITY: {
        "entry": "en|entry|entry level|junior|jr|jnr|beginner|einsteiger|berufseinsteiger|anfaenger"
        "|absolvent|graduate|trainee|intern|praktikant|newcomer",
        "mid": "mi|mid|middle|mid level|medior|intermediate|regular|professional|berufserfahren"
        "|erfahren|mittel|fachkraft|experienced",
        "senior": "se|sr|snr|senior|expert|experte|expertin",
        "lead": "lead|principal|staff|team lead|tech lead|teamlead|teamleiter|teamleitung|leader"
        "|manager|gruppenleiter|gruppenleitung|fuehrungskraft|kader",
        "executive": "ex|exec|executive|head|director|direktor|direktorin|vp|svp|evp|vice president"
        "|cto|ceo|cio|cdo|c level|c suite|geschaeftsfuehrer|geschaeftsfuehrung|vorstand"
        "|bereichsleiter|bereichsleitung|abteilungsleiter|abteilungsleitung",
    },
    Target.EMPLOYMENT: {
        "full_time": "ft|full time|fulltime|vollzeit|fest|festanstellung|angestellt|permanent",
        "part_time": "pt|part time|parttime|teilzeit",
        "other": "ct|contract|contractor|fl|freelance|freelancer|freiberuflich|selbstaendig"
        "|self employed|intern|internship|praktikum|praktikant|werkstudent|working student"
        "|student|founder|gruender|company director|temporary|temp|minijob|ausbildung|azubi"
        "|casual|volunteer",
    },
    Target.PERIOD: {
        "year": "year|yearly|annual|annually|jahr|jaehrlich|pro jahr|per year|pa|p a|per annum",
        "month": "month|monthly|monat|monatlich|pro monat|per month",
        "week": "week|weekly|woche|woechentlich",
        "day": "day|daily|tag|taeglich",
        "hour": "hour|hourly|stunde|stuendlich|pro stunde|per hour",
    },
    Target.PAY_KIND: {
        "base": "base|base pay|base salary|fixed|fixed salary|grundgehalt|fixgehalt|fixum",
        "total": "total|total pay|total compensation|total comp|tc|ote|all in|gesamt"
        "|gesamtverguetung|gesamtgehalt|zielgehalt|zieleinkommen",
    },
    Target.SOURCE_KIND: {
        "survey": "survey|umfrage|befragung",
        "advert": "advert|ad|job ad|stellenanzeige|anzeige|posting",
        "offer": "offer|angebot",
        "payroll": "payroll|lohnabrechnung",
        "register": "register|statistik|statistics",
    },
}
_BY_TARGET = {
    target: {word: ours for ours, words in meanings.items() for word in words.split("|")}
    for target, meanings in _WORDS.items()
}
HAVE_WORDS = tuple(_BY_TARGET)
_SHORT = ("jr", "sr", "vp")
"""Words of two letters that are no code: `se` amid others may be anything."""


def word_guess(target: Target, text: str) -> str | None:
    """Our word for one of theirs; None where it is unknown or names two different ones.

    Of several levels in one (`Head / Principal`) the lowest is meant: it claims the least.
    """
    known = _BY_TARGET[target]
    spelling = plain(text)
    if spelling in known:
        return known[spelling]
    if target == Target.PERIOD and is_other_rhythm(text):
        return None
    named = {ours for word, ours in known.items() if " " in word and f" {word} " in f" {spelling} "}
    words = (word for word in spelling.split() if len(word) > 2 or word in _SHORT)
    named = named or {known[word] for word in words if word in known}
    if target == Target.SENIORITY:
        return min(named, key=list(_WORDS[target]).index, default=None)
    return named.pop() if len(named) == 1 else None
