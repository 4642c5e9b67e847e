from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "backend.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Answer the port of `accounts`, which lies below and sends nothing."""
        from backend.delivery import account_notices

        account_notices.answer_port()
