"""Who runs the site, as the environment names them: nothing of it is ever made up."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import AppConfig
from django.conf import settings
from django.core import checks


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Empty is what nobody has stated; addresses are lines. `log_days` is how long the web server
    keeps its logs of visits: 0 where it keeps none, None where nobody says.
    """

    name: str
    represented_by: str
    address: Sequence[str]
    email: str
    phone: str
    register: str
    vat_id: str
    responsible: Sequence[str]
    privacy_contact: Sequence[str]
    log_days: int | None

    @property
    def is_named(self) -> bool:
        return not self.unstated

    @property
    def unstated(self) -> list[str]:
        """The variables without which nobody can tell, write to or call upon the operator."""
        needed = {
            "SITE_OPERATOR_NAME": self.name,
            "SITE_OPERATOR_ADDRESS": self.address,
            "SITE_OPERATOR_EMAIL": self.email,
        }
        return [variable for variable, stated in needed.items() if not stated]


def read_operator() -> Operator:
    return Operator(
        name=settings.SITE_OPERATOR_NAME,
        represented_by=settings.SITE_OPERATOR_REPRESENTED_BY,
        address=settings.SITE_OPERATOR_ADDRESS,
        email=settings.SITE_OPERATOR_EMAIL,
        phone=settings.SITE_OPERATOR_PHONE,
        register=settings.SITE_OPERATOR_REGISTER,
        vat_id=settings.SITE_OPERATOR_VAT_ID,
        responsible=settings.SITE_RESPONSIBLE,
        privacy_contact=settings.SITE_PRIVACY_CONTACT,
        log_days=settings.SITE_LOG_DAYS,
    )


def operator_is_named(
    app_configs: Sequence[AppConfig] | None, **options: object
) -> list[checks.CheckMessage]:
    """For `manage.py check --deploy`: a public site has to say whose it is."""
    unstated = read_operator().unstated
    if not unstated:
        return []
    return [
        checks.Warning(
            f"The imprint names no operator: {', '.join(unstated)} not set.",
            hint="See “Settings” in the README.",
            id="articles.W001",
        )
    ]
