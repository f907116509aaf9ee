"""The tables of benchmarks, by subject."""

from benchmarks.models.imports import (
    ImportBatch,
    QuarantineDecision,
    SalarySample,
    SetAsideRow,
)
from benchmarks.models.jobs import Job, Sentence
from benchmarks.models.reference import (
    Country,
    CountryAlias,
    ExchangeRate,
    Hub,
    HubAlias,
    Named,
    Occupation,
    OccupationAlias,
    Seniority,
    Source,
    SourceKind,
)
from benchmarks.models.releases import Estimate, Release, ReleasePublication
from benchmarks.models.review import UnlistedWord

__all__ = [
    "Country",
    "CountryAlias",
    "Estimate",
    "ExchangeRate",
    "Hub",
    "HubAlias",
    "ImportBatch",
    "Job",
    "Named",
    "Occupation",
    "OccupationAlias",
    "QuarantineDecision",
    "Release",
    "ReleasePublication",
    "SalarySample",
    "Seniority",
    "Sentence",
    "SetAsideRow",
    "Source",
    "SourceKind",
    "UnlistedWord",
]
