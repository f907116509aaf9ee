"""Rows of law for tests: plain functions, valid by default, every field open to be overridden."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib.auth.models import User

from benchmarks.models import Country
from tests.factories import make_country
from visa.models import (
    Citation,
    Condition,
    Fact,
    Parameter,
    ParameterValue,
    ResidenceTitle,
    Route,
    RuleVersion,
    Source,
)

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def germany() -> Country:
    return Country.objects.filter(code="DE").first() or make_country()


def make_citation(**overrides: object) -> Citation:
    """§ 18g, each key once."""
    source, _created = Source.objects.get_or_create(
        key="law",
        defaults={
            "publisher": "Bundesamt für Justiz",
            "title_de": "Gesetz",
            "title_en": "Act",
            "url": "https://www.gesetze-im-internet.de/aufenthg_2004/__18g.html",
            "grade": "P",
            "checked_on": date(2026, 11, 1),
        },
    )
    fields = {"key": "law.18g", "source": source, "act": "AufenthG", "pinpoint": "§ 18g Abs. 1"}
    fields |= overrides
    return Citation.objects.get_or_create(key=fields.pop("key"), defaults=fields)[0]


def make_parameter(key: str = "de.base", **overrides: object) -> Parameter:
    """Euros a year, set anew each January."""
    fields = {
        "key": key,
        "name_de": f"{key} (de)",
        "name_en": f"{key} (en)",
        "country": germany(),
        "unit": "money",
        "currency": "EUR",
        "per": "year",
        "cadence": "yearly",
    }
    return Parameter.objects.create(**(fields | overrides))


def make_percentage(key: str = "de.share", **overrides: object) -> Parameter:
    fields = {"unit": "percent", "currency": "", "per": "once", "cadence": "ad_hoc"}
    return make_parameter(key, **(fields | overrides))


def make_value(parameter: Parameter, **overrides: object) -> ParameterValue:
    """101,400 in 2026, loaded with the product."""
    fields = {
        "parameter": parameter,
        "amount": Decimal(101_400),
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2027, 1, 1),
        "citation": make_citation(),
        "loaded": True,
        "known_from": ALWAYS,
    }
    return ParameterValue.objects.create(**(fields | overrides))


def make_user(name: str) -> User:
    return User.objects.get_or_create(username=name)[0]


def make_fact(key: str = "salary", kind: str = "money", **overrides: object) -> Fact:
    fields = {"question_de": f"{key}? (de)", "question_en": f"{key}? (en)", "position": 1}
    return Fact.objects.create(key=key, kind=kind, **(fields | overrides))


def make_title(key: str = "de.card", **overrides: object) -> ResidenceTitle:
    slug = key.replace(".", "-")
    fields = {
        "key": key,
        "name_de": "Karte",
        "name_en": "Card",
        "slug_de": f"{slug}-karte",
        "slug_en": slug,
        "country": germany(),
        "entitlement": "shall",
        "short_de": "Kurz",
        "short_en": "Short",
        "position": 1,
    }
    return ResidenceTitle.objects.create(**(fields | overrides))


def make_route(title: ResidenceTitle, key: str = "de.card.general", **overrides: object) -> Route:
    fields = {
        "title": title,
        "key": key,
        "name_de": "Weg",
        "name_en": "Way",
        "summary_de": "Zusammenfassung",
        "summary_en": "Summary",
        "position": 1,
    }
    return Route.objects.create(**(fields | overrides))


def make_rule(route: Route, **overrides: object) -> RuleVersion:
    """A draft that came with the product, from 2026 on, without a condition."""
    fields = {
        "route": route,
        "valid_from": date(2026, 1, 1),
        "citation": make_citation(),
        "loaded": True,
    }
    return RuleVersion.objects.create(**(fields | overrides))


def make_condition(rule: RuleVersion, **overrides: object) -> Condition:
    """Left to the authority, as the rule's first line."""
    fields = {
        "rule": rule,
        "position": 1,
        "key": "judged",
        "operator": "authority",
        "text_de": "Die Behörde entscheidet.",
        "text_en": "The authority decides.",
        "citation": make_citation(),
    }
    return Condition.objects.create(**(fields | overrides))
