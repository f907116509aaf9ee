"""Tells from a column's header, in German or English, which of our fields it names."""

import re

from benchmarks.mapping import Target
from benchmarks.rhythms import is_other_rhythm
from benchmarks.spelling import plain

# Words that name a field, as a whole header word or within a compound (Jahresbruttogehalt); the
# first pattern is a name that hardly means anything else, the second a weaker one.
_NAMES: dict[Target, tuple[str, str]] = {
    Target.TITLE: (
        r"job ?titles?|berufsbezeichnung|jobbezeichnung|stellenbezeichnung|positionsbezeichnung"
        r"|\bberuf\b|\bposition\b|^titel$|^title$|\boccupation\b|funktionsbezeichnung"
        r"|intitule|\bposte\b|\bpuesto\b|functietitel|\bstanowisko\b",
        r"taetigkeit|\brole\b|\brolle\b|\bstelle\b|\bjob\b|\bfunktion\b|\bprofession\b|\btitle\b"
        r"|\bmetier\b|\bemploi\b|\bcargo\b|\bruolo\b|\bmansione\b|\bfunctie\b|\bberufsfeld\b",
    ),
    Target.PAY: (
        r"^salary$|^gehalt$|(?:jahres|monats|brutto)+(?:gehalt|lohn|verdienst)"
        r"|(?:brutto|gross|annual|yearly|monthly|base|current|aktuelles) (?:brutto |gross |base )?"
        r"(?:salary|pay|gehalt|wage|income)",
        r"gehalt|lohn|verdienst|salar|\bpay\b|compensation|\bwages?\b|brutto|\bgross\b|einkommen"
        r"|\bincome\b|verguetung|entgelt|\bearnings\b|^(?:low|min|von|ab|from)$"
        r"|salair|remunerat|\bmzda\b|\bsueldo\b|stipendi|retribuzion|\bloon\b|wynagrodzenie|\bpensja\b"
        r"|\bbezuege\b|\bbase\b",
    ),
    Target.PAY_TO: (
        r"(?:max|high|upper|bis|hoechst|ober)\w* ?(?:salar|pay|gehalt|lohn)"
        r"|(?:salary|pay|gehalt|lohn) ?(?:max|high|upper|bis|to\b)",
        r"^(?:high|max|maximum|bis|to|upper)$",
    ),
    Target.CURRENCY: (
        r"\bcurrency\b|waehrung",
        r"\bccy\b|\bcurr\b|\bdevise\b|\bmoneda\b|\bvaluta\b|\bwaluta\b",
    ),
    Target.PERIOD: (
        r"pay ?period|salary (?:type|period|unit)|gehaltsperiode|zahlungszeitraum|lohnart"
        r"|(?:pay|salary|rate|payment) (?:frequency|basis)|zahlungsrhythmus|zahlungsweise",
        r"\bperiod\b|zeitraum|\bper\b|\bfrequency\b",
    ),
    Target.PAYMENTS_PER_YEAR: (
        r"(?:payments|salaries) (?:per|a) year"
        r"|(?:gehaelter|loehne) (?:pro|im|je) jahr|monatsgehaelter|monatsloehne",
        r"anzahl (?:der )?(?:gehaelter|loehne)|^(?:gehaelter|loehne)$",
    ),
    Target.HOURS_PER_WEEK: (
        r"(?:hours|hrs) (?:(?:per|a) )?(?:week|wk)\b|weekly (?:hours|hrs)|wochenstunden"
        r"|stunden (?:(?:pro|je) )?woche|wochenarbeitszeit",
        r"\barbeitszeit\b|\bhours\b",
    ),
    Target.FULL_TIME_SHARE: (
        r"\bfte\b|beschaeftigungsgrad|stellenanteil|arbeitspensum|stellenumfang",
        r"\bpensum\b|arbeitsumfang",
    ),
    Target.COUNTRY: (
        r"\bcountry\b|^land$|\bstaat\b|arbeitsland|company location|^pays$|\bpais\b|\bpaese\b",
        r"\bland\b|\bnation\b|\blocation\b|\bregion\b",
    ),
    Target.CITY: (
        r"\bcity\b|\bstadt\b|^ort$|arbeitsort|\bstandort\b|\btown\b|\bville\b|\bciudad\b"
        r"|\bcitta\b|\bmiasto\b|\bwoonplaats\b",
        r"\blocation\b|\bhub\b|\bort\b|\bplace\b|\bregion\b|\boffice\b|\blieu\b|\bplaats\b"
        r"|einsatzort|\bniederlassung\b",
    ),
    Target.SENIORITY: (
        r"seniority|experience level|level\b|karrierestufe|erfahrungsstufe|senioritaet|^stufe$",
        r"stufe|\bgrade\b|erfahrung|\bexperience\b|\brang\b|karriere",
    ),
    Target.OBSERVED_ON: (
        r"timestamp|zeitstempel|\bdatum\b|^date$|^jahr$|^year$|work year|erhebungsjahr"
        r"|survey (?:date|year)|(?:posted|published|observed) (?:on|at)|posting date"
        r"|stichtag|erhebungsdatum|erhebungszeitpunkt",
        r"\bdate\b|\bjahr\b|\byear\b|\bmonat\b|\bmonth\b|\bstand\b|\bposted\b|\bsubmitted\b"
        r"|\berhebung\b|\berfasst\b|berichtsjahr|bezugsjahr|\bannee\b|\bfecha\b|\bas of\b",
    ),
    Target.SOURCE_KIND: (r"source kind|kind of source|art der quelle", r"\bquellenart\b"),
    Target.EMPLOYMENT: (
        r"employment|beschaeftigung|anstellung|arbeitszeitmodell|vollzeit|job type",
        r"contract type|vertragsart|arbeitsverhaeltnis|\bstatus\b|full time|work type"
        r"|^(?:contract|vertrag|contrat|contratto|contrato)$|working time",
    ),
}
_NAMES_COMPILED = {
    target: (re.compile(strong), re.compile(weak)) for target, (strong, weak) in _NAMES.items()
}
# What a header says beside such a word when it means something else.
_MEANS_OTHERWISE: dict[Target, re.Pattern[str]] = {
    Target.TITLE: re.compile(
        r"additional|context|zusatz|level|company|firm|\bid\b|categor|industr|branche|highest"
    ),
    Target.PAY: re.compile(
        r"bonus|stocks?\b|aktien|equity|\bago\b|vor (?:einem|zwei)|vorjahr|last year|previous"
        r"|letzte|currency|waehrung|normali[sz]ed|context|additional|other|sonstig|zusatz|\bmax|\bhigh\b"
        r"|netto|\bnet\b|payments|gehaelter|monatsloehne|home office|support|period|type|\bbis\b"
        r"|frequency|\bgrade\b|\bband\b|gruppe|variable|erhoehung|increase|\braise\b"
        # Net, in more words than one; and what somebody once had or would like to have.
        r"|after (?:tax|deduct)|take ?home|in hand|nach (?:steuer|abzu)|auszahlung|ausgezahlt"
        r"|\bnet[ot]\w?\b|\bcist[aey]\b|na reke|do reki"
        r"|\bold\b|\baltes\b|frueher|bisherig|\bformer\b|\bprior\b"
        r"|wunsch|vorstellung|desired|expect|erwart"
    ),
    Target.CURRENCY: re.compile(r"other|sonstig|andere"),
    Target.COUNTRY: re.compile(
        r"residence|wohn|citizen|nationalit|birth|herkunft|years?\b|german"
        # `IL` is Illinois there and no Israel, `ZH` Zürich.
        r"|\bstates?\b|bundesland|\bprovince\b|provinz|kanton|\bcanton\b|\bcounty\b"
    ),
    Target.CITY: re.compile(r"residence|wohn|birth|size|company"),
    Target.SENIORITY: re.compile(
        r"educat|bildung|years|language|sprach|\bjahre\b|income|german|english"
    ),
    Target.OBSERVED_ON: re.compile(
        r"years of|birth|geburt|\bago\b|start|\bend\b|ende|duration|dauer|jahre\b|salary|gehalt"
        r"|yearly|experience|bonus|per month|pro monat|erfahrung|closing|expir"
        r"|\bhired?\b|\bjoin(?:ed|ing)?\b|eintritt|einstellung|austritt|\bexit\b|graduat|abschluss"
    ),
    Target.EMPLOYMENT: re.compile(r"duration|dauer|lost|verloren|size|family|marital"),
    Target.HOURS_PER_WEEK: re.compile(r"home|shorter|kurzarbeit|modell|overtime|ueberstunden"),
}
_WITHOUT = re.compile(
    r"\((?:without|ohne|excl\w*|exkl\w*|before|vor)\b[^)]*\)|\b(?:without|ohne)\b.*"
)


def means_otherwise(target: Target, name: str) -> bool:
    """Whether a header says that its column is not this field, whatever its cells look like."""
    otherwise = _MEANS_OTHERWISE.get(target)
    return bool(otherwise and otherwise.search(plain(_WITHOUT.sub(" ", name))))


def header_score(target: Target, name: str) -> float:
    """How clearly a header names a field: 1 by itself, 0.6 by a weaker word, 0 not at all."""
    if means_otherwise(target, name):
        return 0.0
    header = plain(_WITHOUT.sub(" ", name))
    if target not in _NAMES_COMPILED:
        return 0.0  # a column of ids is never guessed: numbers that start anew would replace others
    strong, weak = _NAMES_COMPILED[target]
    if strong.search(header):
        return 1.0
    return 0.6 if weak.search(header) else 0.0


_PERIODS = {
    "year": re.compile(r"year|annual|jahr|\bp ?a\b|annuel|anual|annuo|jaar|\brok\b|rocz?n"),
    "month": re.compile(r"month|monat|mensuel|mensual|mensile|maand|miesi|mesic|\bman[ae]d"),
    "week": re.compile(r"week|woche|woech|semaine|semana|settiman|tygodn|tydn"),
    "day": re.compile(r"\bday\b|daily|\btag(?:es)?|taeglich"),
    "hour": re.compile(r"hour|stund|heure|\bhora\b|godzin|hodin|\buur"),
}


def period_of_header(name: str) -> str | None:
    """What a header says that pay is for: `Jahresbrutto` a year, `biweekly` none of ours."""
    if is_other_rhythm(name):
        return None
    header = plain(name)
    found = [period for period, words in _PERIODS.items() if words.search(header)]
    return found[0] if len(found) == 1 else None


# Nobody calls base pay so: it holds bonuses and shares.
_TOTAL = re.compile(
    r"\btotal|gesamt|\bote\b|on target|all in\b|\bziel(?:gehalt|einkommen|verguetung)"
)


def says_total(name: str) -> bool:
    """Whether the header of a column of pay says that it is more than base pay."""
    return bool(_TOTAL.search(plain(_WITHOUT.sub(" ", name))))


# Currencies that headers name by their code; `TEUR` and `kEUR` are one of them in thousands.
_CODES = frozenset(
    [
        "eur",
        "usd",
        "chf",
        "gbp",
        "pln",
        "czk",
        "sek",
        "nok",
        "dkk",
        "huf",
        "ron",
        "inr",
        "cad",
        "aud",
        *("nzd", "sgd", "hkd", "brl", "mxn", "zar", "ils", "jpy", "krw", "cny", "isk", "bgn"),
    ]
)
_PAYMENTS = re.compile(
    r"(?:\bx ?(1[2-8])\b|\b(1[2-8]) ?x\b|\b(1[2-8]) (?:monats)?(?:gehaelter|loehne|mal|salaries)\b)"
)


def payments_of_header(name: str) -> str | None:
    """How many salaries a year a header names: `Monatslohn (x 13)`, `Bruttogehalt, 14 Gehälter`."""
    found = _PAYMENTS.search(plain(name))
    return next(filter(None, found.groups())) if found else None


_THOUSANDS = re.compile(
    r"\bT ?€|\bT(?:EUR|CHF|USD|GBP)\b|\bk ?[€$£]|[€$£] ?k\b|\bk(?:EUR|CHF|USD|GBP)\b|\(k\)|'000\b"
    r"|\bTsd\b|\bTausend\b|\bthousands?\b",
    re.IGNORECASE,
)


def counts_thousands(name: str) -> bool:
    """Whether a header says that its column counts thousands: `Gehalt in T€`, `salary (k)`."""
    return bool(_THOUSANDS.search(name))


def currency_of_header(name: str) -> str | None:
    """The currency that a header names: `Gehalt in EUR`, `Lohn (CHF)`, `salary €`, `pay £`."""
    for sign, code in (("€", "EUR"), ("£", "GBP")):
        if sign in name:
            return code
    words = {
        word[1:] if word[:1] in "tk" and word[1:] in _CODES else word
        for word in re.findall(r"[a-z]+", plain(name))
    }
    found = [
        code
        for code, spellings in {
            **{code.upper(): {code} for code in _CODES},
            "EUR": {"eur", "euro", "euros"},
            "CHF": {"chf", "franken"},
            "GBP": {"gbp", "pounds"},
        }.items()
        if words & spellings
    ]
    return found[0] if len(found) == 1 else None
