"""Skills and certificates: what a source names, kept apart by source, reviewed by editors."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from benchmarks.models import OccupationSkill
from benchmarks.queries import OccupationSkills, read_skills
from config.roles import bring_roles_up_to_date
from tests.factories import (
    make_country,
    make_estimate,
    make_occupation,
    make_release,
    make_skill,
    make_source,
    publish,
)
from tests.shipped_tables import bring_in_reference

pytestmark = pytest.mark.django_db

CERTIFICATE = OccupationSkill.Kind.CERTIFICATE


def shown(skills: OccupationSkills, language: str) -> str:
    with translation.override(language):
        text = render_to_string("market/_skills.html", {"skills": skills})
    return " ".join(text.split(" "))


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"kind": "talent"}, "occupation_skill_is_a_skill_or_certificate"),
        ({"name_de": ""}, "occupation_skill_and_its_source_have_names"),
        ({"source_title": ""}, "occupation_skill_and_its_source_have_names"),
        ({"note_de": "eine Sprache"}, "occupation_skill_note_is_in_both_languages"),
        ({"source_url": "work.example"}, "occupation_skill_source_has_an_address"),
        (
            {"reviewed_on": date(2026, 11, 22)},
            "occupation_skill_is_read_before_it_is_reviewed",
        ),
    ],
)
def test_the_database_refuses(broken: dict[str, object], name: str) -> None:
    occupation = make_occupation()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_skill(occupation, **broken)


@pytest.mark.parametrize(
    ("broken", "field", "sentence"),
    [
        ({"note_de": "eine Sprache"}, "note_en", "in both languages or in neither"),
        ({"note_en": "one language"}, "note_de", "in both languages or in neither"),
        ({"reviewed_on": date(2026, 11, 22)}, "reviewed_on", "read before it is reviewed"),
    ],
)
def test_an_editor_hears_at_the_field_what_is_wrong(
    broken: dict[str, object], field: str, sentence: str
) -> None:
    skill = make_skill(make_occupation())
    for name, value in broken.items():
        setattr(skill, name, value)

    with pytest.raises(ValidationError) as caught:
        skill.full_clean()

    assert list(caught.value.message_dict) == [field]
    (said,) = caught.value.message_dict[field]
    assert sentence in said


def test_the_same_skill_is_named_once_for_an_occupation() -> None:
    occupation = make_occupation()
    make_skill(occupation)

    make_skill(make_occupation(name_en="Data Scientist"))
    make_skill(occupation, kind=CERTIFICATE)
    with pytest.raises(IntegrityError, match="named_once"), transaction.atomic():
        make_skill(occupation, name_de="Pythonkenntnisse")


def test_an_occupation_without_a_source_has_no_skills() -> None:
    occupation = make_occupation()
    make_skill(make_occupation(name_en="Data Scientist"))

    assert read_skills(occupation=occupation) is None


@pytest.mark.parametrize("count", [1, 20])
def test_skills_are_read_once_in_the_editors_order(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    occupation = make_occupation()
    for place in range(count):
        make_skill(occupation, name_en=f"Skill {place}", ordering=count - place)

    with django_assert_num_queries(2):  # the first is whether anything has changed
        skills = read_skills(occupation=occupation)
    with django_assert_num_queries(1):
        assert read_skills(occupation=occupation) == skills

    assert skills
    assert [skill.name_en for skill in skills.skills] == [
        f"Skill {place}" for place in reversed(range(count))
    ]


def test_skills_are_kept_apart_by_source_and_certificates_from_them() -> None:
    occupation = make_occupation()
    other = {"source_title": "Knowledge", "source_url": "https://work.example/knowledge"}
    make_skill(occupation, ordering=1)
    make_skill(occupation, name_en="Statistics", ordering=2, **other)
    make_skill(occupation, name_en="SQL", ordering=3)
    make_skill(occupation, name_en="Certified", kind=CERTIFICATE)

    skills = read_skills(occupation=occupation)

    assert skills
    groups = [(one.source.title, [skill.name_en for skill in one.skills]) for one in skills.groups]
    assert groups == [("Software in adverts", ["Python", "SQL"]), ("Knowledge", ["Statistics"])]
    assert [one.name_en for one in skills.certificates] == ["Certified"]


def test_a_list_is_reviewed_when_each_of_its_entries_is() -> None:
    occupation = make_occupation()
    make_skill(occupation, reviewed_on=date(2026, 12, 3))
    late = make_skill(occupation, name_en="SQL")

    before = read_skills(occupation=occupation)
    late.reviewed_on = date(2026, 12, 1)
    late.save()
    after = read_skills(occupation=occupation)

    assert before
    assert before.reviewed_on is None
    assert after
    assert after.reviewed_on == date(2026, 12, 1)


def test_the_part_names_source_and_day_and_promises_nothing() -> None:
    occupation = make_occupation()
    make_skill(occupation, name_de="Statistik", name_en="Statistics")
    notes = {"note_de": "für Cluster", "note_en": "for clusters"}
    make_skill(occupation, name_en="CKA", kind=CERTIFICATE, **notes)

    skills = read_skills(occupation=occupation)

    assert skills
    english, german = shown(skills, "en"), shown(skills, "de")
    assert "<li>Statistics</li>" in english
    assert "<li>Statistik</li>" in german
    assert "<b>CKA</b>: for clusters" in english
    assert 'href="https://work.example/software"' in english
    assert "read on 23\N{NO-BREAK SPACE}November 2026" in english
    assert "gelesen am 23.\N{NO-BREAK SPACE}November 2026" in german
    assert "We don’t say that any of it pays more" in english
    assert "No editor has reviewed this list yet; stored copies of the sources" in english


def test_the_api_tells_them_with_their_sources(client: Client) -> None:
    occupation, country = make_occupation(), make_country()
    release = make_release(source=make_source())
    make_estimate(release, occupation, country)
    publish(release)
    address = reverse("api-1:market", args=[occupation.code, country.code])

    before = client.get(address).json()["skills"]
    make_skill(occupation)
    after = client.get(address).json()["skills"]

    assert before is None
    assert after["certificates"] == []
    assert after["reviewed_on"] is None
    assert after["skills"] == [
        {
            "name_de": "Python",
            "name_en": "Python",
            "note_de": "",
            "note_en": "",
            "source": {
                "publisher": "Institute for Work",
                "title": "Software in adverts",
                "url": "https://work.example/software",
                "read_on": "2026-11-23",
            },
        }
    ]


def test_a_review_stays_until_the_file_changes_the_entry() -> None:
    bring_in_reference()
    chosen = OccupationSkill.objects.filter(occupation__code="data-scientist", kind="skill")
    same, differs = chosen.order_by("ordering")[:2]
    chosen.filter(pk__in=[same.pk, differs.pk]).update(reviewed_on=date(2026, 12, 1))
    chosen.filter(pk=differs.pk).update(name_de="anders")

    call_command("load_reference", verbosity=0)

    same.refresh_from_db()
    differs.refresh_from_db()
    assert same.reviewed_on == date(2026, 12, 1)
    assert (differs.name_de, differs.reviewed_on) == (differs.name_en, None)


@pytest.mark.ignore_template_errors
def test_an_editor_reviews_several_at_once() -> None:
    bring_roles_up_to_date()
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    client = Client()
    client.force_login(editor)
    occupation = make_occupation()
    chosen = [make_skill(occupation, name_en=name) for name in ("Python", "SQL")]

    client.post(
        reverse("admin:benchmarks_occupationskill_changelist"),
        {"action": "reviewed_today", "_selected_action": [one.pk for one in chosen]},
    )

    assert OccupationSkill.objects.filter(reviewed_on=None).count() == 0
