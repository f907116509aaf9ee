"""The least that a WSGI server can be given to do: one answer, always the same bytes.

What finished pages are held against; the answer comes from the file that MEASURED_BODY names.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from config.pages.bodies import Body

body = Body.from_file(Path(os.environ["MEASURED_BODY"]).read_bytes())


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> list[bytes]:
    start_response("200 OK", body.headers_zipped)
    return [body.zipped]
