"""The site of a host whose clock is ahead, by as many seconds as MEASURED_AHEAD says.

For what ends at midnight, without waiting for it.
"""

import os
from datetime import datetime, timedelta
from unittest.mock import patch

from django.utils import timezone

_AHEAD = timedelta(seconds=float(os.environ["MEASURED_AHEAD"]))
_now = timezone.now


def now() -> datetime:
    return _now() + _AHEAD


patch.object(timezone, "now", now).start()

from config.wsgi import application  # noqa: E402  under that clock

__all__ = ["application"]
