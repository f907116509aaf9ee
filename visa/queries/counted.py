"""What counts towards a legal figure, in the words of its parameter."""

from visa import models
from visa.citations import NO_TEXT, Text


def read_counted(parameter: str) -> Text:
    """Such as the parts of pay that reach a threshold; empty where the law leaves that open."""
    row = (
        models.Parameter.objects.filter(key=parameter)
        .values_list("pay_components_de", "pay_components_en")
        .first()
    )
    return Text(*row) if row else NO_TEXT
