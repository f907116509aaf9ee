"""The tables of visa, by subject."""

from visa.models.enacted import Enacted
from visa.models.facts import CodeGroup, CodePrefix, Fact, FactChoice, OccupationCode
from visa.models.guidance import Guidance
from visa.models.rules import LEAVES, Condition, Operator, RuleVersion
from visa.models.sources import Citation, Source
from visa.models.titles import ResidenceTitle, Route
from visa.models.values import Parameter, ParameterValue

__all__ = [
    "LEAVES",
    "Citation",
    "CodeGroup",
    "CodePrefix",
    "Condition",
    "Enacted",
    "Fact",
    "FactChoice",
    "Guidance",
    "OccupationCode",
    "Operator",
    "Parameter",
    "ParameterValue",
    "ResidenceTitle",
    "Route",
    "RuleVersion",
    "Source",
]
