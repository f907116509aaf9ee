"""The tables of benchmarks, by subject."""

from benchmarks.models.estimates import FIGURES, Assumption, Contrast, Estimate, Grade, Suppression
from benchmarks.models.imports import ImportBatch, ImportEvent
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
from benchmarks.models.releases import Release, ReleaseChange, ReleasePublication
from benchmarks.models.review import UnlistedWord
from benchmarks.models.samples import ComparedRows, SalarySample
from benchmarks.models.set_aside import QuarantineDecision, SetAsideRow
from benchmarks.models.skills import OccupationSkill

__all__ = [
    "FIGURES",
    "Assumption",
    "ComparedRows",
    "Contrast",
    "Country",
    "CountryAlias",
    "Estimate",
    "ExchangeRate",
    "Grade",
    "Hub",
    "HubAlias",
    "ImportBatch",
    "ImportEvent",
    "Job",
    "Named",
    "Occupation",
    "OccupationAlias",
    "OccupationSkill",
    "QuarantineDecision",
    "Release",
    "ReleaseChange",
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
