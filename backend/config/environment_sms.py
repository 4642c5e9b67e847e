"""The SMS gateways' part of the environment: which, in which order, and what each must be told."""

from pydantic import field_validator
from pydantic_settings import BaseSettings

from backend.delivery import rules_gateways
from backend.delivery.rules_gateways import KINDS, SmsGateway
from backend.delivery.rules_routing import KEPT_FOR_CODES

# What older releases read: said aloud, because a variable that nobody reads would be a way out that nobody takes.
RENAMED = {"MSJ_SMS_GATEWAY": "MSJ_SMS_GATEWAYS, one or more names in the order in which they are to be used"}


class SmsEnvironment(BaseSettings):
    """A gateway without a sender or `receives` of its own has the common one; no limit of its own: the process's."""

    sms_gateways: str = ""
    sms_sender: str = "RDV"
    sms_sender_receives: bool = False
    demo_gateway_url: str = ""
    demo_gateway_in_flight: int = 0
    demo_gateway_rate: float = 0
    link_mobility_url: str = ""
    link_mobility_user: str = ""
    link_mobility_password: str = ""
    link_mobility_receipts_token: str = ""
    link_mobility_sender: str = ""
    link_mobility_receives: bool | None = None
    link_mobility_in_flight: int = 0
    link_mobility_rate: float = 0
    kannel_url: str = ""
    kannel_user: str = ""
    kannel_password: str = ""
    kannel_incoming_token: str = ""
    kannel_sender: str = ""
    kannel_receives: bool | None = None
    kannel_in_flight: int = 0
    kannel_rate: float = 0
    brevo_url: str = "https://api.brevo.com"
    brevo_api_key: str = ""
    brevo_sender: str = ""
    brevo_receives: bool | None = None
    brevo_in_flight: int = 0
    brevo_rate: float = 0

    @field_validator("demo_gateway_url", "link_mobility_url", "kannel_url", "brevo_url")
    @classmethod
    def without_trailing_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("link_mobility_receives", "kannel_receives", "brevo_receives", mode="before")
    @classmethod
    def empty_is_not_said(cls, value: object) -> object:
        return None if value == "" else value

    def gateways(self, *, hands: int) -> tuple[SmsGateway, ...]:
        """Those that are configured and known, each once, in their order."""
        names = dict.fromkeys(rules_gateways.named(self.sms_gateways))
        return tuple(self._gateway(name, hands) for name in names if name in KINDS)

    def _gateway(self, name: str, hands: int) -> SmsGateway:
        prefix = "demo_gateway" if name == "demonstration" else name

        def own(part: str, otherwise: object) -> object:
            found = getattr(self, f"{prefix}_{part}", None)
            return otherwise if found in (None, "") else found

        kind, in_flight = KINDS[name], int(getattr(self, f"{prefix}_in_flight"))
        return SmsGateway(
            name=name,
            sender=str(own("sender", self.sms_sender)).strip(),
            receives=bool(own("receives", self.sms_sender_receives)),
            in_flight=in_flight or hands + KEPT_FOR_CODES,
            rate=float(getattr(self, f"{prefix}_rate")),
            account={part: getattr(self, f"{prefix}_{part}") for part in (*kind.needs, *kind.can)},
            is_agreed=in_flight > 0,
        )

    def faults_of_sms(self, *, hands: int, production: bool) -> list[str]:
        """Everything that is wrong with the way out for SMS, in words."""
        of_list = rules_gateways.faults_of_list(rules_gateways.named(self.sms_gateways), production=production)
        return of_list + rules_gateways.faults(self.gateways(hands=hands), production=production)
