from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "backend.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Answer the port of `accounts`, which lies below and can't ask."""
        from backend.accounts import belonging
        from backend.organisations import queries

        belonging.register(queries.belonging_of)
