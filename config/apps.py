"""What is set up once the apps are loaded."""

from django.apps import AppConfig

from config.lookup_fields import forgive_odd_keys


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        forgive_odd_keys()
