"""The real spreadsheets that the project was tried on: every row of each is accounted for.

The shipped one is always read. The others can't be given away: they are looked for in the folder
`shared/data` beside the checkout.
"""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from benchmarks.models import ImportBatch, SalarySample, SetAsideRow
from tests.shipped_tables import bring_in_reference

MAPPINGS = Path(__file__).parent / "mappings"
SHIPPED = settings.BASE_DIR / "benchmarks" / "samples"
BESIDE = settings.BASE_DIR.parent / "shared" / "data"

# rows: what a spreadsheet program counts below the header, blank rows left out.
FILES = [
    # file, mapping, source, rows, at least so many usable
    (SHIPPED / "ai_jobs_net.csv.gz", SHIPPED / "ai_jobs_net.mapping.json", "ai-jobs-net",
     25_215, 21_000),
    (BESIDE / "ai_jobs_net_salaries_2020_2025.csv", SHIPPED / "ai_jobs_net.mapping.json",
     "ai-jobs-net", 74_301, 63_000),
    (BESIDE / "it_salary_survey_eu_2018.csv", MAPPINGS / "it_salary_survey_2018.json",
     "it-salary-survey-eu", 773, 640),
    (BESIDE / "it_salary_survey_eu_2019.csv", MAPPINGS / "it_salary_survey_2019.json",
     "it-salary-survey-eu", 991, 870),
    (BESIDE / "it_salary_survey_eu_2020.csv", MAPPINGS / "it_salary_survey_2020.json",
     "it-salary-survey-eu", 1_306, 1_150),
    (BESIDE / "ask_a_manager_2021.xlsx", MAPPINGS / "ask_a_manager.json",
     "ask-a-manager", 27_663, 2_400),
    (BESIDE / "levels_fyi.csv", MAPPINGS / "levels_fyi.json", "levels-fyi", 17_979, 0),
    (BESIDE / "glassdoor_manual_with_formulas.xlsx", MAPPINGS / "glassdoor.json",
     "glassdoor-manual", 26, 12),
    (BESIDE / "small.ods", MAPPINGS / "small_ods.json", "glassdoor-manual", 8, 5),
]  # fmt: skip
EVERY_FILE = pytest.mark.parametrize(
    ("file", "mapping", "source", "rows", "usable"), FILES, ids=[case[0].name for case in FILES]
)


PERSONAL = {"age", "gender", "race", "how old are you?", "education", "employee_residence"}


def imported(file: Path, mapping: Path, source: str) -> ImportBatch:
    if not file.exists():
        pytest.skip(f"{file.name} may not be shipped, and is not in {BESIDE}")
    bring_in_reference()
    call_command(
        "import_samples", str(file), source=source, mapping=str(mapping), stdout=StringIO()
    )
    return ImportBatch.objects.get()


@EVERY_FILE
@pytest.mark.django_db
def test_every_row_is_a_sample_or_set_aside(
    uploads: Path, file: Path, mapping: Path, source: str, rows: int, usable: int
) -> None:
    batch = imported(file, mapping, source)

    assert batch.rows_total == rows
    assert batch.rows_accepted == SalarySample.objects.count() >= usable
    assert batch.rows_quarantined + batch.rows_refused == SetAsideRow.objects.count()
    assert batch.rows_accepted + SetAsideRow.objects.count() == rows
    kept = {name for row in SetAsideRow.objects.all() for name in row.cells}
    assert not {name.strip().lower() for name in kept} & PERSONAL


@pytest.mark.django_db
def test_absurd_pay_waits_for_a_person_and_the_first_answer_is_as_its_row_says(
    uploads: Path,
) -> None:
    batch = imported(
        BESIDE / "it_salary_survey_eu_2020.csv",
        MAPPINGS / "it_salary_survey_2020.json",
        "it-salary-survey-eu",
    )

    # Row 2: 24/11/2020 11:14:15,26,Male,Munich,Software Engineer,5,3,Senior,…,80000
    first = batch.samples.get(row_number=2)
    assert (first.occupation.code, first.seniority) == ("software-engineer", "senior")
    assert (str(first.hub), first.yearly_pay) == ("Munich", 80_000)
    assert first.observed_on.isoformat() == "2020-11-24"
    waiting = batch.set_aside.filter(decision=SetAsideRow.Decision.QUARANTINED)
    assert {row.row_number: row.values["pay"] for row in waiting} == {
        780: "850,000",
        855: "500,000,000",
    }


@pytest.mark.django_db
def test_dollars_become_the_currency_of_the_country_at_the_rate_of_their_year(
    uploads: Path,
) -> None:
    batch = imported(
        SHIPPED / "ai_jobs_net.csv.gz", SHIPPED / "ai_jobs_net.mapping.json", "ai-jobs-net"
    )

    in_dollars = batch.samples.filter(
        country__code="DE", currency="USD", observed_on__year=2024
    ).order_by("row_number")[:1]

    # The mean rate of 2024 is in benchmarks/reference/exchange_rates.csv: 1.08238 USD per EUR.
    assert [round(row.amount / Decimal("1.08238"), 2) for row in in_dollars] == [
        row.yearly_pay for row in in_dollars
    ]
    assert in_dollars
