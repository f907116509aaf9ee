"""What the figures of a market mean, in one sentence each; pure."""

from visa.citations import Text

DEFINITIONS = {
    "typical": Text(
        "Die Mitte aller, die diesen Beruf hier ausüben: brutto im Jahr, Vollzeit, ohne Boni. "
        "Geschätzt aus allen Angaben; mit 80 % Sicherheit liegt sie im genannten Intervall.",
        "The middle of all who do this work here: gross per year, full time, without bonuses. "
        "Estimated from all samples; with 80% confidence it lies in the interval given.",
    ),
    "low": Text(
        "Das untere Ende des 80-%-Intervalls, in dem das typische Gehalt liegt.",
        "The low end of the 80% interval in which typical pay lies.",
    ),
    "high": Text(
        "Das obere Ende des 80-%-Intervalls, in dem das typische Gehalt liegt.",
        "The high end of the 80% interval in which typical pay lies.",
    ),
    "median": Text(
        "Der Median der Angaben des Jahres, wie sie sind; die eine Hälfte verdient mehr, die "
        "andere weniger.",
        "The median of the year's samples as they are; one half earns more, the other less.",
    ),
    "p10": Text(
        "Jede zehnte Person in diesem Beruf verdient hier weniger.",
        "One in ten people in this occupation earns less here.",
    ),
    "p25": Text(
        "Ein Viertel der Menschen in diesem Beruf verdient hier weniger.",
        "A quarter of the people in this occupation earn less here.",
    ),
    "p75": Text(
        "Ein Viertel der Menschen in diesem Beruf verdient hier mehr.",
        "A quarter of the people in this occupation earn more here.",
    ),
    "p90": Text(
        "Jede zehnte Person in diesem Beruf verdient hier mehr.",
        "One in ten people in this occupation earns more here.",
    ),
    "n": Text(
        "So viele Angaben stammen aus dem Jahr selbst; unter fünf wird keine Zahl genannt.",
        "So many samples are of the year itself; below five no number is told.",
    ),
    "year": Text(
        "Das neueste Jahr mit genügend Angaben: auf dieses Jahr beziehen sich die Gehälter.",
        "The newest year with enough samples: the pay is of this year.",
    ),
    "projection": Text(
        "Das typische Gehalt des nächsten Jahres, wie die Methode es voraussagt; wie gut sie das "
        "bisher konnte, steht auf der Seite zur Methode.",
        "Typical pay of the next year as the method forecasts it; how well it did so far is on "
        "the page about the method.",
    ),
    "projection-low": Text(
        "Das untere Ende des 80-%-Intervalls der Prognose für das nächste Jahr.",
        "The low end of the 80% interval of next year's projection.",
    ),
    "projection-high": Text(
        "Das obere Ende des 80-%-Intervalls der Prognose für das nächste Jahr.",
        "The high end of the 80% interval of next year's projection.",
    ),
    "from": Text(
        "Der Monat der ältesten Angabe, auf der die Schätzung ruht.",
        "The month of the oldest sample that the estimate rests on.",
    ),
    "to": Text(
        "Der Monat der neuesten Angabe, auf der die Schätzung ruht.",
        "The month of the newest sample that the estimate rests on.",
    ),
    "samples": Text(
        "So viele Angaben aus drei Jahren tragen die Schätzung.",
        "So many samples of three years carry the estimate.",
    ),
    "sources": Text(
        "So viele voneinander unabhängige Quellen tragen die Schätzung.",
        "So many independent sources carry the estimate.",
    ),
    "release": Text(
        "Die Ausgabe unserer Daten, die an diesem Tag galt; jede bleibt unverändert abrufbar.",
        "The release of our data in effect on this day; each stays available unchanged.",
    ),
    "released-at": Text(
        "Der Tag, an dem diese Ausgabe unserer Daten veröffentlicht wurde.",
        "The day on which this release of our data was published.",
    ),
    "": Text(
        "Welcher Anteil der Angaben aus drei Jahren von Menschen auf dieser Stufe stammt; "
        "Angaben ohne Stufe zählen im Ganzen mit.",
        "What share of the samples of three years is of people at this level; samples that name "
        "no level count in the whole.",
    ),
}
"""By stat; a share has none."""

OF_LAW = Text(
    "Eine Zahl des Rechts: sie gilt von einem Tag an, bis sie neu gesetzt wird.",
    "A figure of the law: it holds from one day on, until it is set anew.",
)
OF_FORMULA = Text(
    "Ausgerechnet aus den Zahlen darunter, jede mit eigener Quelle.",
    "Worked out from the figures below, each with a source of its own.",
)
