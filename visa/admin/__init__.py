"""The admin of visa, a file per subject; importing it registers all of them."""

from visa.admin import figures, law_tables, rules, values

__all__ = ["figures", "law_tables", "rules", "values"]
