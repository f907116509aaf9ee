"""The tables of benchmarks, by subject."""

from benchmarks.models.estimates import FIGURES, Assumption, Contrast, Estimate, Grade, Suppression
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
from benchmarks.models.releases import Release, ReleasePublication
from benchmarks.models.review import UnlistedWord

__all__ = [
    "FIGURES",
    "Assumption",
    "Contrast",
    "Country",
    "CountryAlias",
    "Estimate",
    "ExchangeRate",
    "Grade",
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
    "Suppression",
    "UnlistedWord",
]
