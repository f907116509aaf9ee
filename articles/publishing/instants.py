"""Instants as editors read them."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.addresses import language_here
from benchmarks import formats


def instant(value: datetime) -> str:
    """`27 November 2026, 09:00`: Berlin time, the day as the reader's language writes it."""
    local = timezone.localtime(value)
    return _("%(day)s, %(time)s") % {
        "day": formats.day(local.date(), language_here()),
        "time": f"{local:%H:%M}",
    }
