"""`manage.py worker` on the database that its first argument names, with the tests' own jobs.

It leaves out the screens of the admin, a third of its start: a worker shows none, and a test
starts up to five of them. What `manage.py worker` itself starts is tested with a kept worker.
"""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    without_screens = {"django.contrib.admin": "django.contrib.admin.apps.SimpleAdminConfig"}
    settings.INSTALLED_APPS = [without_screens.get(app, app) for app in settings.INSTALLED_APPS]
    if uploads := os.environ.get("UPLOADS_OF_TEST"):
        settings.STORAGES["uploads"]["OPTIONS"]["location"] = uploads
    django.setup()

    from tests.benchmarks import job_handlers

    job_handlers.register()
    call_command("worker", *sys.argv[2:])
