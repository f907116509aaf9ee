"""Tells from a column's header, in German or English, which of our fields it names."""

import re

from benchmarks.mapping import Target
from benchmarks.spelling import plain

# Words that name a field, as a whole header word or within a compound (Jahresbruttogehalt); the
# first pattern is a name that hardly means anything else, the second a weaker one.
_NAMES: dict[Target, tuple[str, str]] = {
    Target.TITLE: (
        r"job ?titles?|berufsbezeichnung|jobbezeichnung|stellenbezeichnung|positionsbezeichnung"
        r"|\bberuf\b|\bposition\b|^titel$|^title$|\boccupation\b",
        r"taetigkeit|\brole\b|\brolle\b|\bstelle\b|\bjob\b|\bfunktion\b|\bprofession\b|\btitle\b",
    ),
    Target.PAY: (
        r"^salary$|^gehalt$|(?:jahres|monats|brutto)+(?:gehalt|lohn|verdienst)"
        r"|(?:brutto|gross|annual|yearly|monthly|base|current|aktuelles) (?:brutto |gross |base )?"
        r"(?:salary|pay|gehalt|wage|income)",
        r"gehalt|lohn|verdienst|salar|\bpay\b|compensation|\bwages?\b|brutto|\bgross\b|einkommen"
        r"|\bincome\b|verguetung|entgelt|\bearnings\b|^(?:low|min|von|ab|from)$",
    ),
    Target.PAY_TO: (
        r"(?:max|high|upper|bis|hoechst|ober)\w* ?(?:salar|pay|gehalt|lohn)"
        r"|(?:salary|pay|gehalt|lohn) ?(?:max|high|upper|bis|to\b)",
        r"^(?:high|max|maximum|bis|to|upper)$",
    ),
    Target.CURRENCY: (r"\bcurrency\b|waehrung", r"\bccy\b|\bcurr\b"),
    Target.PERIOD: (
        r"pay ?period|salary (?:type|period|unit)|gehaltsperiode|zahlungszeitraum|lohnart",
        r"\bperiod\b|zeitraum|\bper\b",
    ),
    Target.PAYMENTS_PER_YEAR: (
        r"(?:payments|salaries) (?:per|a) year|gehaelter (?:pro|im|je) jahr|monatsgehaelter",
        r"anzahl (?:der )?gehaelter",
    ),
    Target.HOURS_PER_WEEK: (
        r"hours (?:per|a) week|weekly hours|wochenstunden|stunden (?:pro|je) woche"
        r"|wochenarbeitszeit",
        r"\barbeitszeit\b|\bhours\b",
    ),
    Target.FULL_TIME_SHARE: (
        r"\bfte\b|beschaeftigungsgrad|stellenanteil|arbeitspensum|stellenumfang",
        r"\bpensum\b|arbeitsumfang",
    ),
    Target.COUNTRY: (
        r"\bcountry\b|^land$|\bstaat\b|arbeitsland|company location",
        r"\bland\b|\bnation\b|\blocation\b|\bregion\b",
    ),
    Target.CITY: (
        r"\bcity\b|\bstadt\b|^ort$|arbeitsort|\bstandort\b|\btown\b",
        r"\blocation\b|\bhub\b|\bort\b|\bplace\b|\bregion\b",
    ),
    Target.SENIORITY: (
        r"seniority|experience level|\blevel\b|karrierestufe|erfahrungsstufe|senioritaet|^stufe$",
        r"stufe|\bgrade\b|erfahrung|\bexperience\b|\brang\b",
    ),
    Target.OBSERVED_ON: (
        r"timestamp|zeitstempel|\bdatum\b|^date$|^jahr$|^year$|work year|erhebungsjahr"
        r"|survey (?:date|year)|(?:posted|published|observed) (?:on|at)|posting date",
        r"\bdate\b|\bjahr\b|\byear\b|\bmonat\b|\bmonth\b|\bstand\b|\bposted\b|\bsubmitted\b",
    ),
    Target.SOURCE_KIND: (r"source kind|kind of source|art der quelle", r"\bquellenart\b"),
    Target.EMPLOYMENT: (
        r"employment|beschaeftigung|anstellung|arbeitszeitmodell|vollzeit|job type",
        r"contract type|vertragsart|arbeitsverhaeltnis|\bstatus\b|full time|work type",
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
        r"|netto|\bnet\b|payments|gehaelter|home office|support|period|type|\bbis\b"
    ),
    Target.CURRENCY: re.compile(r"other|sonstig|andere"),
    Target.COUNTRY: re.compile(r"residence|wohn|citizen|nationalit|birth|herkunft|years?\b|german"),
    Target.CITY: re.compile(r"residence|wohn|birth|size|company"),
    Target.SENIORITY: re.compile(
        r"educat|bildung|years|language|sprach|\bjahre\b|income|german|english"
    ),
    Target.OBSERVED_ON: re.compile(
        r"years of|birth|geburt|\bago\b|start|\bend\b|ende|duration|dauer|jahre\b|salary|gehalt"
        r"|yearly|experience|bonus|per month|pro monat|erfahrung|closing|expir"
    ),
    Target.EMPLOYMENT: re.compile(r"duration|dauer|lost|verloren|size|family|marital"),
    Target.HOURS_PER_WEEK: re.compile(r"home|shorter|kurzarbeit|modell|overtime|ueberstunden"),
}
_WITHOUT = re.compile(
    r"\((?:without|ohne|excl\w*|exkl\w*|before|vor)\b[^)]*\)|\b(?:without|ohne)\b.*"
)


def header_score(target: Target, name: str) -> float:
    """How clearly a header names a field: 1 by itself, 0.6 by a weaker word, 0 not at all."""
    header = plain(_WITHOUT.sub(" ", name))
    otherwise = _MEANS_OTHERWISE.get(target)
    if otherwise and otherwise.search(header):
        return 0.0
    if target not in _NAMES_COMPILED:
        return 0.0  # a column of ids is never guessed: numbers that start anew would replace others
    strong, weak = _NAMES_COMPILED[target]
    if strong.search(header):
        return 1.0
    return 0.6 if weak.search(header) else 0.0


_PERIODS = {
    "year": re.compile(r"year|annual|jahr|p ?a\b"),
    "month": re.compile(r"month|monat"),
    "week": re.compile(r"week|woche"),
    "hour": re.compile(r"hour|stund"),
}


def period_of_header(name: str) -> str | None:
    """What a header says that pay is for: `Jahresbrutto` is per year."""
    header = plain(name)
    found = [period for period, words in _PERIODS.items() if words.search(header)]
    return found[0] if len(found) == 1 else None


def currency_of_header(name: str) -> str | None:
    """The currency that a header names: `Gehalt in EUR`, `Lohn (CHF)`, `salary €`."""
    if "€" in name:
        return "EUR"
    words = set(re.findall(r"[a-z]+", plain(name)))
    found = [
        code
        for code, spellings in {
            "EUR": {"eur", "euro", "euros"},
            "USD": {"usd", "dollar", "dollars"},
            "CHF": {"chf", "franken"},
            "GBP": {"gbp", "pounds"},
        }.items()
        if words & spellings
    ]
    return found[0] if len(found) == 1 else None
