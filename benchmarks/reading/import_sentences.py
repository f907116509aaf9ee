"""What is said, in German and English, about a mapping and about a row that cannot be used."""

MAPPINGS: dict[str, dict[str, str]] = {
    "mapping-too-long": {
        "de": "Die Zuordnung ist länger als {limit} Zeichen.",
        "en": "The mapping is longer than {limit} characters.",
    },
    "mapping-not-json": {
        "de": "Die Zuordnung ist kein gültiges JSON: Fehler in Zeile {line}, Zeichen {column}.",
        "en": "The mapping is not valid JSON: error in line {line}, character {column}.",
    },
    "mapping-not-text": {
        "de": "Die Datei der Zuordnung ist kein Text in UTF-8.",
        "en": "The file of the mapping is not text in UTF-8.",
    },
    "mapping-key-twice": {
        "de": "In der Zuordnung steht „{key}“ zweimal am selben Ort.",
        "en": "In the mapping “{key}” stands twice in the same place.",
    },
    "mapping-version": {
        "de": "Die Zuordnung hat die Version {found}; gelesen wird Version {known} "
        '("version": {known}).',
        "en": 'The mapping has version {found}; version {known} is read ("version": {known}).',
    },
    "mapping-not-an-object": {
        "de": "In der Zuordnung muss bei „{where}“ ein Objekt in geschweiften Klammern stehen.",
        "en": "In the mapping “{where}” has to be an object in braces.",
    },
    "mapping-not-a-list": {
        "de": "In der Zuordnung muss bei „{where}“ eine Liste in eckigen Klammern stehen.",
        "en": "In the mapping “{where}” has to be a list in brackets.",
    },
    "mapping-not-a-text": {
        "de": "In der Zuordnung muss bei „{where}“ ein Text in Anführungszeichen stehen, "
        "nicht {value}.",
        "en": "In the mapping “{where}” has to be a text in quotes, not {value}.",
    },
    "mapping-word-unknown": {
        "de": "In der Zuordnung steht bei „{where}“ das unbekannte Wort „{value}“. "
        "Möglich sind: {known}.",
        "en": "In the mapping “{where}” holds the unknown word “{value}”. Possible are: {known}.",
    },
    "mapping-word-unknown-near": {
        "de": "In der Zuordnung steht bei „{where}“ das unbekannte Wort „{value}“. Ist „{near}“ "
        "gemeint? Möglich sind: {known}.",
        "en": "In the mapping “{where}” holds the unknown word “{value}”. Did you mean “{near}”? "
        "Possible are: {known}.",
    },
    "mapping-value-shape": {
        "de": "In der Zuordnung passt „{value}“ nicht zu „{where}“. Möglich wäre: {example}.",
        "en": "In the mapping “{value}” does not suit “{where}”. Possible would be: {example}.",
    },
    "mapping-field-missing": {
        "de": "In der Zuordnung fehlt das Feld „{field}“. Steht es nicht in der Datei, "
        'gehört es als {{"constant": …}} in die Zuordnung.',
        "en": "The mapping lacks the field “{field}”. If the file does not hold it, state it as "
        '{{"constant": …}}.',
    },
    "mapping-one-rule": {
        "de": "Das Feld „{field}“ braucht in der Zuordnung genau eine Regel.",
        "en": "The field “{field}” needs exactly one rule in the mapping.",
    },
    "mapping-one-origin": {
        "de": "Das Feld „{field}“ braucht in der Zuordnung genau eine Angabe von: {choices}.",
        "en": "The field “{field}” needs exactly one of {choices} in the mapping.",
    },
    "mapping-needs-column": {
        "de": "Beim Feld „{field}“ hat „{key}“ in der Zuordnung nur neben „column“ einen Sinn.",
        "en": "For the field “{field}” the mapping can say “{key}” only beside “column”.",
    },
    "mapping-values-collide": {
        "de": "Beim Feld „{field}“ sind „{first}“ und „{second}“ dieselbe Schreibweise, "
        "haben in der Zuordnung aber verschiedene Werte.",
        "en": "For the field “{field}” the mapping gives “{first}” and “{second}”, which are the "
        "same spelling, different values.",
    },
    "mapping-share-unit": {
        "de": "Beim Feld „full_time_share“ muss die Zuordnung die Einheit nennen: "
        '"unit": "percent" für 80, "unit": "one" für 0,8.',
        "en": "For the field “full_time_share” the mapping has to state the unit: "
        '"unit": "percent" for 80, "unit": "one" for 0.8.',
    },
    "mapping-range-undecided": {
        "de": "Mit „pay_to“ ist das Gehalt eine Spanne; beim Feld „pay“ muss dann "
        '"range": "middle" stehen, damit ihre Mitte zählt.',
        "en": "With “pay_to” the pay is a range; the field “pay” then has to say "
        '"range": "middle", so that its middle counts.',
    },
    "mapping-reference-unknown": {
        "de": "In der Zuordnung nennt das Feld „{field}“ den Wert „{value}“, den es in den "
        "Stammdaten nicht gibt.",
        "en": "In the mapping the field “{field}” names the value “{value}”, which the reference "
        "tables do not hold.",
    },
    "mapping-column-unknown": {
        "de": "Die Spalte „{column}“, die die Zuordnung für „{field}“ nennt, gibt es in der Datei "
        "nicht. Vorhanden sind: {columns}.",
        "en": "The column “{column}”, which the mapping names for “{field}”, is not in the file. "
        "There are: {columns}.",
    },
    "mapping-column-unknown-near": {
        "de": "Die Spalte „{column}“, die die Zuordnung für „{field}“ nennt, gibt es in der Datei "
        "nicht. Ist „{near}“ gemeint? Vorhanden sind: {columns}.",
        "en": "The column “{column}”, which the mapping names for “{field}”, is not in the file. "
        "Did you mean “{near}”? There are: {columns}.",
    },
    "pay-formats-differ": {
        "de": "Die Zellen der Spalte „{column}“ sind als {currencies} formatiert, doch nichts in "
        "der Zuordnung liest die Währung je Zeile. Bitte eine Spalte ergänzen, die sie nennt.",
        "en": "The cells of the column “{column}” are formatted as {currencies}, yet nothing in "
        "the mapping reads the currency row by row. Please add a column that names it.",
    },
    "pay-format-contradicts": {
        "de": "Die Zellen der Spalte „{column}“ sind als {currencies} formatiert, die Zuordnung "
        "nennt aber {stated}. Bitte eines von beiden berichtigen.",
        "en": "The cells of the column “{column}” are formatted as {currencies}, but the mapping "
        "states {stated}. Please correct one of the two.",
    },
}

ROWS: dict[str, dict[str, str]] = {
    "not-wanted": {
        "de": "„{value}“ ist keines der Wörter, auf die die Zuordnung die Zeilen beschränkt.",
        "en": "“{value}” is none of the words to which the mapping restricts the rows.",
    },
    "title-missing": {
        "de": "Es steht keine Berufsbezeichnung da.",
        "en": "There is no job title.",
    },
    "unknown-title": {
        "de": "Die Berufsbezeichnung „{value}“ gehört zu keinem unserer Berufe.",
        "en": "The job title “{value}” belongs to none of our occupations.",
    },
    "pay-missing": {
        "de": "Es steht kein Gehalt da.",
        "en": "There is no pay.",
    },
    "pay-is-a-range": {
        "de": "Das Gehalt ist eine Spanne von {low_de} bis {high_de}. Mit "
        '"range": "middle" in der Zuordnung zählt ihre Mitte.',
        "en": "The pay is a range from {low} to {high}. With "
        '"range": "middle" in the mapping its middle counts.',
    },
    "pay-range-reversed": {
        "de": "Die Spanne des Gehalts endet mit {high_de} unter ihrem Anfang {low_de}.",
        "en": "The range of pay ends with {high} below its start {low}.",
    },
    "pay-range-too-wide": {
        "de": "Die Spanne von {low_de} bis {high_de} ist zu weit, um ihre Mitte zu nehmen. Bitte "
        "beide Enden ausschreiben.",
        "en": "The range from {low} to {high} is too wide for its middle to count. Please write "
        "out both ends.",
    },
    "currency-missing": {
        "de": "Es steht keine Währung da.",
        "en": "There is no currency.",
    },
    "unknown-currency": {
        "de": "„{value}“ ist kein Währungskürzel, das wir kennen.",
        "en": "“{value}” is not a currency code that we know.",
    },
    "currency-contradicts": {
        "de": "In der Gehaltszelle steht {cell}, als Währung der Zeile aber {value}.",
        "en": "The pay cell says {cell}, while the currency of the row is {value}.",
    },
    "no-exchange-rate": {
        "de": "Für {currency} im Jahr {year} ist kein Wechselkurs hinterlegt.",
        "en": "There is no exchange rate for {currency} in the year {year}.",
    },
    "period-missing": {
        "de": "Es steht nicht da, ob das Gehalt für ein Jahr, einen Monat oder eine Stunde gilt.",
        "en": "It is not said whether the pay is for a year, a month or an hour.",
    },
    "unknown-period": {
        "de": "„{value}“ ist keinem Zeitraum zugeordnet (Jahr, Monat, Woche, Stunde).",
        "en": "“{value}” is not mapped to a period (year, month, week, hour).",
    },
    "period-contradicts": {
        "de": "In der Gehaltszelle steht der Zeitraum {cell}, für die Zeile aber {value}.",
        "en": "The pay cell names another period ({cell}) than the row ({value}).",
    },
    "payments-implausible": {
        "de": "{value_de} Monatsgehälter im Jahr sind nicht möglich (12 bis 18).",
        "en": "{value} monthly payments a year are not possible (12 to 18).",
    },
    "payments-contradict": {
        "de": "In der Gehaltszelle stehen {cell} Zahlungen im Jahr, für die Zeile {value}.",
        "en": "The pay cell names {cell} payments a year, the row {value}.",
    },
    "hours-missing": {
        "de": "Bei Stundenlöhnen muss die Zuordnung die Stunden je Woche nennen "
        "(„hours_per_week“).",
        "en": "For hourly pay the mapping has to state the hours per week (“hours_per_week”).",
    },
    "day-rate": {
        "de": "Ein Tagessatz ist das Honorar einer selbstständigen Arbeit; daraus lässt sich kein "
        "Jahresgehalt berechnen.",
        "en": "A day rate is a contractor's fee, from which no yearly salary can be worked out.",
    },
    "hours-implausible": {
        "de": "{value_de} Stunden je Woche sind keine Vollzeit (30 bis 60).",
        "en": "{value} hours per week are not full time (30 to 60).",
    },
    "share-implausible": {
        "de": "Der Anteil {value_de} an einer vollen Stelle liegt nicht zwischen 0,1 und 1.",
        "en": "The share {value} of a full-time job is not between 0.1 and 1.",
    },
    "country-missing": {
        "de": "Es steht kein Land da.",
        "en": "There is no country.",
    },
    "unknown-country": {
        "de": "„{value}“ ist kein Land und kein Ort, den wir kennen.",
        "en": "“{value}” is no country and no place that we know.",
    },
    "country-code": {
        "de": "„{value}“ kann ein Tippfehler sein oder ein Länderkürzel. Enthält die Spalte "
        'Kürzel, gehört "format": "code" in die Zuordnung.',
        "en": "“{value}” may be a slip of the pen or a country code. If the column holds codes, "
        'the mapping has to say "format": "code".',
    },
    "country-not-covered": {
        "de": "Für das Land {value} führen wir keine Gehälter.",
        "en": "We keep no salaries for the country {value}.",
    },
    "city-in-another-country": {
        "de": "„{value}“ liegt in {country_de}, die Zuordnung nennt aber für alle Zeilen "
        "{stated_de}.",
        "en": "“{value}” is in {country}, while the mapping says {stated} for all rows.",
    },
    "unknown-city": {
        "de": "„{value}“ ist keiner unserer Städte zugeordnet.",
        "en": "“{value}” is not mapped to one of our cities.",
    },
    "unknown-seniority": {
        "de": "„{value}“ ist keiner Erfahrungsstufe zugeordnet.",
        "en": "“{value}” is not mapped to a level of seniority.",
    },
    "observed-on-missing": {
        "de": "Es steht kein Datum da.",
        "en": "There is no date.",
    },
    "unknown-observed-on": {
        "de": "„{value}“ ist in der Zuordnung keinem Datum zugeordnet.",
        "en": "“{value}” is not mapped to a date.",
    },
    "observed-on-unlikely": {
        "de": "Das Datum {value} liegt vor 1990 oder in der Zukunft.",
        "en": "The date {value} is before 1990 or in the future.",
    },
    "source-kind-missing": {
        "de": "Es steht nicht da, von welcher Art die Angabe ist.",
        "en": "The kind of source is not said.",
    },
    "unknown-source-kind": {
        "de": "„{value}“ ist keiner Art von Quelle zugeordnet.",
        "en": "“{value}” is not mapped to a kind of source.",
    },
    "employment-missing": {
        "de": "Es steht nicht da, ob die Stelle eine Vollzeitstelle ist.",
        "en": "It is not said whether the job is full-time employment.",
    },
    "unknown-employment": {
        "de": "„{value}“ ist keiner Art von Beschäftigung zugeordnet.",
        "en": "“{value}” is not mapped to a kind of employment.",
    },
    "not-full-time-employment": {
        "de": "„{value}“ ist keine Anstellung in Vollzeit; nur solche zählen.",
        "en": "“{value}” is not full-time employment; only that counts.",
    },
    "unknown-pay-kind": {
        "de": "„{value}“ ist keiner Art von Vergütung zugeordnet.",
        "en": "“{value}” is not mapped to a kind of pay.",
    },
    "pay-is-total": {
        "de": "Das ist eine Gesamtvergütung mit Boni und Anteilen; hier zählen nur Grundgehälter.",
        "en": "This is total pay with bonuses and shares; only base pay counts here.",
    },
    "part-time-without-share": {
        "de": "Die Stelle ist in Teilzeit, ihr Anteil an einer vollen Stelle steht nicht da.",
        "en": "The job is part-time, and its share of a full-time job is not given.",
    },
    "implausible-pay": {
        "de": "{pay_de} {currency} im Jahr liegt außerhalb dessen, was für {country_de} ohne "
        "Nachsehen zählt ({low_de} bis {high_de}).",
        "en": "{pay} {currency} per year is outside of what counts for {country} without a look "
        "({low} to {high}).",
    },
}

BATCHES: dict[str, dict[str, str]] = {
    "outdated-reason": {
        "de": "Eine frühere Version hat diesen Grund gespeichert ({reason}); ihren Satz gibt es "
        "nicht mehr.",
        "en": "An earlier version stored this reason ({reason}); its sentence is gone.",
    },
    "row-id-twice": {
        "de": "Die Zeilen {rows} haben dieselbe Kennung („{column}“), aber verschiedenen Inhalt: "
        "Keine davon wird genommen, bis klar ist, welche gilt.",
        "en": "Rows {rows} have the same id (“{column}”) but different content: none of them is "
        "taken until it is clear which one holds.",
    },
    "answer-repeated": {
        "de": "Dieselbe Antwort steht schon weiter oben: in jeder Zelle gleich und in derselben "
        "Sekunde gegeben ({second}).",
        "en": "The same answer stands further up: alike in every cell and given in the same second "
        "({second}).",
    },
    "row-id-of-many": {
        "de": "Die Spalte „{column}“ kann keine Zeilenkennung sein: {twins} von {rows} brauchbaren "
        "Zeilen teilen ihre mit einer, die etwas anderes sagt, etwa die Zeilen {first} und "
        "{second}. Bitte eine Spalte wählen, die jede Zeile einmal nennt, oder keine.",
        "en": "The column “{column}” can’t be the row id: {twins} of {rows} usable rows share "
        "theirs with one that says otherwise, such as rows {first} and {second}. Please choose a "
        "column that names each row once, or none.",
    },
    "quarantine-nothing-to-decide": {
        "de": "Keine dieser Zeilen kann jetzt so entschieden werden: Sie warten nicht mehr, oder "
        "sie lassen sich so nicht lesen.",
        "en": "None of these rows can be decided so now: they wait no longer, or can’t be read so.",
    },
    "import-changed-meanwhile": {
        "de": "Dieser Import wurde inzwischen entschieden: {state_de}.",
        "en": "This import has been decided meanwhile: {state}.",
    },
    "already-imported": {
        "de": "Diese Datei wurde schon importiert, am {day} als Import Nr. {batch} "
        "({state_de}): 0 neue Zeilen.",
        "en": "This file has already been imported, on {day} as import no. {batch} "
        "({state}): 0 new rows.",
    },
    "import-replaced-meanwhile": {
        "de": "Dieselbe Datei zählt schon durch Import Nr. {batch}; er müsste zuerst "
        "zurückgenommen werden.",
        "en": "The same file already counts through import no. {batch}; that one would have to be "
        "undone first.",
    },
}

SENTENCES: dict[str, dict[str, str]] = MAPPINGS | ROWS | BATCHES
