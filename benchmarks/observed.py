"""The samples that count, read from the database into columns for the estimation."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from benchmarks.columns_of_query import read_columns
from benchmarks.differences import NEWEST_FIRST, SAID, names_rows
from benchmarks.estimating.groups import joint_code
from benchmarks.estimating.observations import NONE, Codes, Evidence, Observations, Reals
from benchmarks.models import ExchangeRate, ImportBatch, Seniority, SourceKind

# An observation counts once: adverts repeat within and between files, and the next wave of a
# survey may hold the last one again. The newest reading of it counts: that of the import accepted
# last, and where the source names its rows, whatever they said before. Adding a batch to those that
# are accepted shows what it would change.
SAMPLES_THAT_COUNT = """
    SELECT occupation_id AS occupation, country_id AS country, coalesce(hub_id, -1) AS hub,
           {seniority} AS seniority, {kind} AS kind, source_id AS source,
           observed_on - DATE '1970-01-01' AS day, yearly_pay AS pay
    FROM {counted} AS counted
"""
COLUMNS = ("occupation", "country", "hub", "seniority", "kind", "source", "day", "pay")
BY_FINGERPRINT = f"""(
        SELECT DISTINCT ON (batch.source_id, sample.fingerprint) sample.*, batch.source_id,
               batch.first_accepted_at
        FROM benchmarks_salarysample sample
        JOIN benchmarks_importbatch batch ON batch.id = sample.batch_id
        WHERE batch.state = 'accepted' OR batch.id = %s
        ORDER BY batch.source_id, sample.fingerprint, {NEWEST_FIRST}
    )"""  # noqa: S608 - constants
# A source that names its rows may have files from before it did: what one of these says is the row
# with an id that says the same. Equal adverts are one, whatever their ids.
BY_ID = f"""(
        SELECT * FROM (
            SELECT *, bool_or(content IS NOT NULL) OVER equal AS has_id,
                   row_number() OVER (equal ORDER BY first_accepted_at DESC NULLS FIRST, id DESC)
                       AS place
            FROM (SELECT *, {SAID} AS said FROM {BY_FINGERPRINT} AS newest) AS newest
            WINDOW equal AS (PARTITION BY source_id, said)
        ) AS twins
        WHERE CASE WHEN source_kind = 'advert' THEN place = 1
                   ELSE content IS NOT NULL OR NOT has_id END
    )"""  # noqa: S608 - constants
LEVELS = {code: level for level, code in enumerate(Seniority.values)}
EVIDENCE = {
    SourceKind.REGISTER: Evidence.REGISTER,
    SourceKind.PAYROLL: Evidence.PAYROLL,
    SourceKind.SURVEY: Evidence.SURVEY,
    SourceKind.OFFER: Evidence.OFFER,
    SourceKind.ADVERT: Evidence.ADVERT,
}
KINDS = {evidence: kind for kind, evidence in EVIDENCE.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which source a sample is from, and what kind of sample it is."""

    source_id: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """The samples as columns; `provenance` points into `provenances`, `day` counts from 1970."""

    observations: Observations
    day: Codes
    provenance: Codes
    provenances: Sequence[Provenance]

    def __len__(self) -> int:
        return len(self.observations)

    def sha256(self) -> str:
        """Equal for equal samples in any order."""
        columns = self.observations
        table = np.column_stack(
            [
                *(columns.occupation, columns.country, columns.hub, columns.seniority),
                *(columns.kind, columns.source, self.day),
                np.rint(columns.pay * 100).astype(np.int64),
            ]
        )
        canonical = table[np.argsort(joint_code(*table.T))]
        return hashlib.sha256(np.ascontiguousarray(canonical, dtype="<i8").tobytes()).hexdigest()


def read_observed(*, and_batch: int | None = None) -> Observed:
    """Every sample that counts, in no particular order; `and_batch` as if it were accepted."""
    *codes, pay = _columns(and_batch)
    occupation, country, hub, seniority, kind, source, day = (
        column.astype(np.int64) for column in codes
    )
    date = day.astype("datetime64[D]")
    month = date.astype("datetime64[M]").astype(np.int64) % 12 + 1
    # A first of January is a year without a month far oftener than New Year's Day.
    names_its_year_alone = (month == 1) & (date == date.astype("datetime64[Y]"))
    _, example, provenance = np.unique(
        joint_code(source, kind), return_index=True, return_inverse=True
    )
    return Observed(
        observations=Observations(
            occupation=occupation,
            country=country,
            hub=hub,
            seniority=seniority,
            kind=kind,
            source=source,
            year=date.astype("datetime64[Y]").astype(np.int64) + 1970,
            month=np.where(names_its_year_alone, NONE, month),
            pay=pay,
        ),
        day=day,
        provenance=provenance,
        provenances=[
            Provenance(source_id=int(source[row]), kind=KINDS[Evidence(int(kind[row]))])
            for row in example
        ],
    )


def currency_rates(currencies: dict[int, str]) -> dict[int, float]:
    """Units of each country's currency for one euro in the newest year with a rate."""
    newest = ExchangeRate.objects.order_by("currency", "-year").distinct("currency")
    per_euro = dict(newest.values_list("currency", "units_per_euro")) | {"EUR": 1}
    return {
        country: float(per_euro[currency])
        for country, currency in currencies.items()
        if currency in per_euro
    }


def _columns(and_batch: int | None) -> list[Reals]:
    counting = ImportBatch.objects.filter(Q(state=ImportBatch.State.ACCEPTED) | Q(pk=and_batch))
    query = SAMPLES_THAT_COUNT.format(
        counted=BY_ID if any(map(names_rows, counting.only("mapping"))) else BY_FINGERPRINT,
        seniority=_case("seniority", LEVELS, otherwise=NONE),
        kind=_case("source_kind", EVIDENCE),
    )
    return read_columns(query, COLUMNS, [and_batch])


def _case(
    column: str,
    codes: Mapping[SourceKind, int] | Mapping[str, int],
    *,
    otherwise: int | None = None,
) -> str:
    """SQL for the code of a word; all words are our own constants."""
    branches = " ".join(f"WHEN '{word}' THEN {int(code)}" for word, code in codes.items())
    default = "" if otherwise is None else f" ELSE {otherwise}"
    return f"CASE {column} {branches}{default} END"
