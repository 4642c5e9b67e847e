from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Wiring: installed for its commands alone; it owns no table."""

    name = "backend.config"
    label = "config"
