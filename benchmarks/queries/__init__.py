"""Reads that answer a page's question, by subject; figures leave them as they may be shown."""

from benchmarks.queries.comparison import Compared, Group, read_groups
from benchmarks.queries.contradictions import Withheld, read_contradictions
from benchmarks.queries.figures import Pay, Step
from benchmarks.queries.forecasts import Forecast, Forecasts, read_forecasts
from benchmarks.queries.index import (
    CountryPay,
    IndexEntry,
    read_countries,
    read_index,
    read_places,
    read_years,
)
from benchmarks.queries.levels import Level
from benchmarks.queries.listing import EstimateFilter, contrasts_of, estimates_of
from benchmarks.queries.pay import (
    HubPay,
    PaySummary,
    SeniorityPay,
    YearPay,
    read_pay,
    read_pay_and_elsewhere,
)
from benchmarks.queries.releases import (
    Publication,
    read_publications,
    read_revisions,
    releases_by,
)
from benchmarks.queries.revisions import Revision, read_largest
from benchmarks.queries.skills import NamedSkill, OccupationSkills, SkillSource, read_skills
from benchmarks.queries.sources import SourceUse, read_rate_sources, read_sources

__all__ = [
    "Compared",
    "CountryPay",
    "EstimateFilter",
    "Forecast",
    "Forecasts",
    "Group",
    "HubPay",
    "IndexEntry",
    "Level",
    "NamedSkill",
    "OccupationSkills",
    "Pay",
    "PaySummary",
    "Publication",
    "Revision",
    "SeniorityPay",
    "SkillSource",
    "SourceUse",
    "Step",
    "Withheld",
    "YearPay",
    "contrasts_of",
    "estimates_of",
    "read_contradictions",
    "read_countries",
    "read_forecasts",
    "read_groups",
    "read_index",
    "read_largest",
    "read_pay",
    "read_pay_and_elsewhere",
    "read_places",
    "read_publications",
    "read_rate_sources",
    "read_revisions",
    "read_skills",
    "read_sources",
    "read_years",
    "releases_by",
]
