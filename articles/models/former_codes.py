"""Codes as they were called before: keys that cite them stand in versions, which never change."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models import Hub, Occupation
from visa.models import Parameter


class FormerCode(models.Model):
    """What a figure of the law, an occupation or a hub was called; the database keeps it itself.

    A code that is in use again leads to what uses it now.
    """

    former = models.CharField(_("former code"), max_length=120)
    # It goes with what it named: nothing rests on it.
    parameter = models.ForeignKey(Parameter, models.CASCADE, related_name="+", null=True)
    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="+", null=True)
    hub = models.ForeignKey(Hub, models.CASCADE, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parameter__isnull=False, occupation=None, hub=None)
                | Q(parameter=None, occupation__isnull=False, hub=None)
                | Q(parameter=None, occupation=None, hub__isnull=False),
                name="former_code_is_of_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["former"],
                    condition=Q(**{f"{kind}__isnull": False}),
                    name=f"former_code_leads_to_one_{kind}",
                )
                for kind in ("parameter", "occupation", "hub")
            ),
        ]

    def __str__(self) -> str:
        return self.former
