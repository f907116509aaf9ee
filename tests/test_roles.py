"""Who sees and does what in the admin: tried for every role at every address that it has."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver

from config.roles import ROLES, bring_roles_up_to_date

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

OF_ANALYSTS = {
    *("country", "countryalias", "exchangerate", "hub", "hubalias", "occupation"),
    *("occupationalias", "source"),
}
OF_LAW = {
    *("source", "citation", "parameter", "codegroup", "fact", "residencetitle", "route"),
    *("guidance", "occupationcode"),
}
NOT_OF_EDITORS = {"articles.partneroffer", "articles.offerclicks"}

# What each role may write: a(dd), c(hange), d(elete). Everything else it may look at, or not.
WRITES = {
    "analyst": {
        **{f"benchmarks.{table}": "acd" for table in OF_ANALYSTS},
        "benchmarks.importbatch": "a",
        "benchmarks.unlistedword": "d",
    },
    "editor": {
        "articles.article": "ac",
        "articles.picture": "ac",
        "articles.jobadvert": "acd",
        "benchmarks.occupationskill": "acd",
        **{f"visa.{table}": "acd" for table in OF_LAW},
        "visa.ruleversion": "ac",
        "visa.parametervalue": "a",
    },
    "reviewer": {},
    "offers": {"articles.partneroffer": "acd"},
    "": {},
}
APPS = {
    "analyst": {"benchmarks"},
    "editor": {"benchmarks", "articles", "visa"},
    "reviewer": {"benchmarks", "articles", "visa"},
    "offers": set[str](),
    "": set[str](),
}
BESIDES = {
    "offers": {
        "articles.partneroffer",
        "articles.offerclicks",
        "benchmarks.country",
        "benchmarks.occupation",
    }
}
NOT_TRIED = {"logout", "view_on_site"}


def tables() -> dict[str, admin.ModelAdmin]:
    registry = admin.site._registry
    return {f"{one._meta.app_label}.{one._meta.model_name}": registry[one] for one in registry}


def seen_by(role: str) -> set[str]:
    """The tables that a role is meant to see."""
    of_apps = {name for name in tables() if name.partition(".")[0] in APPS[role]}
    return (of_apps - NOT_OF_EDITORS) | BESIDES.get(role, set())


def somebody(role: str) -> User:
    """An account of the staff with just that role; with none where it is empty."""
    bring_roles_up_to_date()
    user = User.objects.create_user(f"some-{role or 'body'}", is_staff=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def addresses(
    patterns: list[URLPattern | URLResolver], before: str = "/admin/"
) -> Iterator[tuple[str, str]]:
    """Every named address of the admin with the number 1 wherever it wants something."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, route)
        elif one.name and "(?P" not in route:
            yield one.name, re.sub(r"<str:subject>", "title", route).replace("^", "")


def leads_away(response: HttpResponse, path: str) -> bool:
    """Whether it shows nothing: the stock admin leads from rows that aren't there to its first
    page, and from the address of a row to that of its form, before it asks for any right.
    """
    return response.status_code == 302 and response.headers["Location"] in {
        "/admin/",
        f"{path}change/",
    }


def filled(route: str) -> str:
    return re.sub(r"<[^>]+>", "1", route)


def table_of(path: str) -> str:
    app, _, rest = path.removeprefix("/admin/").partition("/")
    return f"{app}.{rest.partition('/')[0]}"


@cache
def tried(role: str, method: str) -> dict[str, int]:
    """What each address of the admin answers to somebody of the role; nothing where it leads away.

    Kept for the next test: two hundred pages are asked for, and nothing is in the database.
    """
    client = Client()
    client.force_login(somebody(role))
    found = {}
    for path in (filled(route) for name, route in ROUTES if name not in NOT_TRIED):
        response = getattr(client, method)(path)
        found[path] = 0 if leads_away(response, path) else response.status_code
    return found


ROUTES = sorted(set(addresses(admin.site.get_urls())))


@pytest.mark.parametrize("role", WRITES)
def test_a_role_sees_and_writes_just_its_own_tables(role: str) -> None:
    request = RequestFactory().get("/admin/")
    request.user = somebody(role)
    seen, writes = set(), {}
    for name, table in tables().items():
        if table.has_view_or_change_permission(request):
            seen.add(name)
        rights = {
            "a": table.has_add_permission(request),
            "c": table.has_change_permission(request),
            "d": table.has_delete_permission(request),
        }
        if may := "".join(letter for letter, is_right in rights.items() if is_right):
            writes[name] = may

    assert seen == seen_by(role)
    assert writes == WRITES[role]


@pytest.mark.parametrize("role", WRITES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_a_table_opens_to_a_role_that_may_not_see_it(role: str, method: str) -> None:
    hidden = set(tables()) - seen_by(role)
    answers = {
        path: status for path, status in tried(role, method).items() if table_of(path) in hidden
    }

    assert {path: one for path, one in answers.items() if one not in {0, 403, 404, 405}} == {}
    assert answers or role in {"editor", "reviewer"}


@pytest.mark.parametrize("role", WRITES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_breaks_for_any_role(role: str, method: str) -> None:
    """With rows that aren't there and nothing filled in: a page or a sentence, never a 500."""
    answers = tried(role, method)

    assert {path: one for path, one in answers.items() if one >= 500} == {}
    assert len(answers) > 100


def test_a_visitor_without_an_account_is_asked_to_log_in_everywhere() -> None:
    client = Client()

    let_in = [
        path
        for name, route in ROUTES
        if name not in {"login", "logout", "jsi18n"}
        for path in [filled(route)]
        for response in [client.get(path)]
        if response.status_code not in {302, 404, 405}
        or (response.status_code == 302 and "/admin/login/" not in response.headers["Location"])
    ]

    assert let_in == []


def test_nobody_but_an_admin_touches_accounts() -> None:
    for role in ROLES:
        client = Client()
        client.force_login(somebody(role))

        assert client.get("/admin/auth/user/").status_code == 403
        assert client.get("/admin/auth/group/").status_code == 403


def test_a_role_loses_what_is_not_listed_any_more() -> None:
    bring_roles_up_to_date()
    group = Group.objects.get(name="reviewer")
    wanted = set(group.permissions.values_list("codename", flat=True))
    group.permissions.add(Group.objects.get(name="editor").permissions.get(codename="add_article"))

    bring_roles_up_to_date()

    assert set(group.permissions.values_list("codename", flat=True)) == wanted
