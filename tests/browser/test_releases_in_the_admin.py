"""An analyst schedules a release and takes it back, with the buttons that a browser shows."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from benchmarks.models import Release
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery staple"


@pytest.mark.ignore_template_errors
def test_a_scheduled_release_is_taken_back(page: Page, live_server: LiveServer) -> None:
    User.objects.create_superuser("ada", password=PASSWORD)
    release = factories.make_release()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/benchmarks/release/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    page.get_by_role("link", name=f"R{release.number}").click()
    tomorrow = timezone.localtime() + timedelta(days=1)
    page.get_by_label("In effect from").fill(tomorrow.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Cancel this publication").click()

    expect(page.get_by_text("The publication was cancelled.")).to_be_visible()
    release.refresh_from_db()
    assert release.state == Release.State.DRAFT
    assert not release.publications.exists()
