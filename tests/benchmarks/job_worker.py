"""`manage.py worker` on the database that its first argument names, with the tests' own jobs."""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    if uploads := os.environ.get("UPLOADS_OF_TEST"):
        settings.STORAGES["uploads"]["OPTIONS"]["location"] = uploads
    django.setup()

    from tests.benchmarks import job_handlers

    job_handlers.register()
    call_command("worker", *sys.argv[2:])
