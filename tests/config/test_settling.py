"""Objects of the loaded site are kept out of full collections."""

import gc
import subprocess
import sys
import textwrap

from django.conf import settings

from config.settling import settle

SERVER = """
    import gc
    import config.wsgi
    from django.urls import get_resolver

    print(gc.get_freeze_count(), len(gc.get_objects()), gc.collect(), get_resolver()._populated)
"""


def test_a_server_visits_nothing_that_came_with_its_modules() -> None:
    asked = [sys.executable, "-c", textwrap.dedent(SERVER)]
    answered = subprocess.run(
        asked, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )

    frozen, visited, garbage, has_urls = answered.stdout.split()

    assert int(frozen) > 100_000
    assert int(visited) < 5_000
    assert int(garbage) < 1_000
    assert has_urls == "True"


def test_garbage_is_not_frozen() -> None:
    class Ring:
        def __init__(self) -> None:
            self.itself = self

    Ring()

    settle()
    gc.unfreeze()  # what is frozen isn't listed

    assert not [one for one in gc.get_objects() if type(one) is Ring]
