"""Brings the law of visa/reference into the database: what is missing is added, whole or not at
all; what editors have changed stays as they have it.
"""

from datetime import datetime
from pathlib import Path

from django.db import transaction

import visa
from visa.loading.guidance import load_guidance, load_occupation_codes
from visa.loading.rows import Load
from visa.loading.tables import (
    load_citations,
    load_code_groups,
    load_facts,
    load_parameters,
    load_sources,
)
from visa.loading.titles import load_predecessors, load_titles
from visa.loading.values import load_values

FOLDER = Path(visa.__file__).parent / "reference"


@transaction.atomic
def load_law(*, at: datetime, update: bool = False, folder: Path = FOLDER) -> Load:
    """Each file after those that it refers to. Raises LawFileError, and then nothing is written.

    With `update` rows that differ from the files follow them; a value or rule that came with the
    product is superseded then. What two persons of ours enacted is never touched.
    """
    load = Load(folder=folder, at=at, update=update)
    for step in (
        load_sources,
        load_citations,
        load_parameters,
        load_values,
        load_code_groups,
        load_facts,
        load_titles,
        load_predecessors,
        load_guidance,
        load_occupation_codes,
    ):
        step(load)
    return load
