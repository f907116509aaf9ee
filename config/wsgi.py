"""The WSGI application that granian or any other server loads: finished pages before Django."""

import os
from typing import cast

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

handler = get_wsgi_application()

from config.pages.application import Application  # noqa: E402  once the apps are loaded
from config.pages.assembly import with_finished_pages  # noqa: E402
from config.settling import settle  # noqa: E402

# Django's response is an iterable of bytes, though its types don't say so.
application = with_finished_pages(cast("Application", handler))
settle()
