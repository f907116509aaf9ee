"""The app's entry in Django's registry."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from articles.operator import operator_is_named

        register(operator_is_named, deploy=True)
