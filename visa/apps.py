"""The app's entry in Django's registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisaConfig(AppConfig):
    name = "visa"
    verbose_name = _("Residence law")
