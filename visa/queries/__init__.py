"""Reads law from its rows into the plain data that the rule engine works on."""

from visa.queries.expiries import Expiry, Hole, read_expiries, read_holes
from visa.queries.law import read_law, read_values
from visa.queries.titles import lines_of_rule, read_rule_versions, read_titles

__all__ = [
    "Expiry",
    "Hole",
    "lines_of_rule",
    "read_expiries",
    "read_holes",
    "read_law",
    "read_rule_versions",
    "read_titles",
    "read_values",
]
