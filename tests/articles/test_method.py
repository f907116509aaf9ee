"""The method page says what the method does."""

import pytest
from django.test import Client

from articles.views import QUARTILES_NEED
from benchmarks.releasing import SMALLEST_PUBLISHED
from benchmarks.statistics import (
    RANGE_OF_PEOPLE_NEEDS,
    TYPICAL_CONFIDENCE,
    order_statistic_ranks,
)


def test_quartiles_need_as_many_samples_as_the_method_page_says() -> None:
    assert order_statistic_ranks(QUARTILES_NEED - 1, 0.25, TYPICAL_CONFIDENCE) is None
    assert order_statistic_ranks(QUARTILES_NEED, 0.25, TYPICAL_CONFIDENCE) is not None


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:No directory at")  # WhiteNoise, before collectstatic
def test_the_method_page_names_the_limits_that_the_code_keeps(client: Client) -> None:
    text = client.get("/en/method/").content.decode()

    assert f"Shown from {SMALLEST_PUBLISHED} samples on" in text
    assert f"Shown from {QUARTILES_NEED} samples on" in text
    assert f"Shown from {RANGE_OF_PEOPLE_NEEDS} samples on" in text
    assert TYPICAL_CONFIDENCE == 0.8
    assert "80% interval" in text
