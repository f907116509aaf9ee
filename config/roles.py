"""Who may do what in the admin: each role is a group with just its permissions."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

LOOK_AT_BENCHMARKS = [
    "benchmarks.view_*",
]
LAW = (
    *("source", "citation", "parameter", "codegroup", "codeprefix", "fact", "factchoice"),
    *("residencetitle", "route", "guidance", "occupationcode", "condition"),
)
ENACTED = ("parametervalue", "ruleversion")
# Versions, reviews and the rest of a page are seen by who sees its article.
LOOK_AT_PAGES = [f"articles.view_{table}" for table in ("article", "picture", "jobadvert")]
WRITE_PAGES = [
    *LOOK_AT_PAGES,
    *(f"articles.{verb}_{table}" for table in ("article", "picture") for verb in ("add", "change")),
    *(f"articles.{verb}_jobadvert" for verb in ("add", "change", "delete")),
]
ROLES: dict[str, list[str]] = {
    "analyst": [
        *LOOK_AT_BENCHMARKS,
        "benchmarks.import_samples",
        "benchmarks.export_salarysample",
        "benchmarks.publish_release",
        "benchmarks.cancel_job",
        *(
            f"benchmarks.{verb}_{table}"
            for table in (
                "country",
                "countryalias",
                "exchangerate",
                "hub",
                "hubalias",
                "occupation",
                "occupationalias",
                "source",
            )
            for verb in ("add", "change", "delete")
        ),
    ],
    "editor": [
        *LOOK_AT_BENCHMARKS,
        *WRITE_PAGES,
        "articles.publish_article",
        *(f"benchmarks.{verb}_occupationskill" for verb in ("add", "change", "delete")),
        "visa.view_*",
        *(f"visa.{verb}_{table}" for table in LAW for verb in ("add", "change", "delete")),
        # Two editors bring law into force: who proposed it can't approve it.
        *(f"visa.{verb}_{table}" for table in ENACTED for verb in ("add", "change", "approve")),
    ],
    # The second pair of eyes: decides on what others wrote, and writes nothing.
    "reviewer": [
        *LOOK_AT_BENCHMARKS,
        *LOOK_AT_PAGES,
        "articles.review_article",
        "articles.publish_article",
        "visa.view_*",
    ],
    "offers": [
        "benchmarks.view_country",
        "benchmarks.view_occupation",
        "articles.view_offerclicks",
        *(f"articles.{verb}_partneroffer" for verb in ("add", "change", "delete", "view")),
    ],
}


def bring_roles_up_to_date() -> None:
    """Give every role's group the permissions listed here, no more and no fewer."""
    for name, wanted in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(_any_of(wanted)))


def _any_of(wanted: list[str]) -> Q:
    """`app.codename`, or `app.verb_*` for that verb on all tables of the app."""
    condition = Q(pk__in=[])
    for permission in wanted:
        app, codename = permission.split(".")
        match = (
            Q(codename__startswith=codename.removesuffix("*"))
            if codename.endswith("*")
            else Q(codename=codename)
        )
        condition |= Q(content_type__app_label=app) & match
    return condition
