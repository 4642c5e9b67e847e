"""The environment, read once: all that differs between machines, typed; nothing else reads os.environ."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import dj_database_url
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from backend.config import environment_faults, environment_keys, environment_sms, listening
from backend.config.environment_faults import LEAST_LEASE
from backend.config.environment_keys import KeysEnvironment
from backend.config.environment_sms import SmsEnvironment

HOUSE: Path = Path(__file__).resolve().parent.parent.parent
RENAMED = {**environment_keys.RENAMED, **environment_sms.RENAMED}
PUSH_ORIGINS = (
    "https://fcm.googleapis.com,https://updates.push.services.mozilla.com,https://web.push.apple.com,"
    "https://*.notify.windows.com,https://*.push.apple.com"
)

# A database's host that dies without a word is noticed within ten seconds: TCP alone waits a quarter of an hour, and
# every code with it. libpq's words, in seconds but for the first; a socket of the same machine takes no notice of them.
LIVELY = {
    "tcp_user_timeout": 10_000, "connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2,
    "keepalives_count": 3,
}  # fmt: skip


class Environment(KeysEnvironment, SmsEnvironment):
    """Every variable is MSJ_ and the name in capitals; `deploy/env.example` explains each."""

    model_config = SettingsConfigDict(env_prefix="MSJ_", extra="ignore")

    env: Literal["production", "demo", "test", "development"] = "production"
    database_url: str = ""
    database_owner_url: str = ""
    probationer_origin: str = ""
    agent_origin: str = ""
    vapid_private_key: str = ""
    vapid_subject: str = ""
    push_origins: str = PUSH_ORIGINS
    email_url: str = ""
    email_from: str = ""
    email_bounces: str = ""
    media_root: Path = HOUSE / "var" / "media"
    static_root: Path = HOUSE / "pwa" / "dist"
    trusted_proxies: int = 0
    listen: str = "127.0.0.1:8000"
    listen_behind_proxy: bool = False
    web_workers: int | None = Field(default=None, ge=1, le=64)
    web_threads: int | None = Field(default=None, ge=1, le=64)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    lease_seconds: int = Field(default=60, ge=1)
    send_concurrency: int = Field(default=50, ge=1, le=1000)
    metrics_token: str = ""
    metrics_host: str = ""
    codes_an_hour: int = Field(default=500, ge=1)
    codes_a_day: int = Field(default=3000, ge=1)
    sms_prefixes: str = "+336,+337,+262,+590,+594,+596,+508,+681,+687,+689"
    code_prefixes: str = ""
    brand: Literal["neutral", "state"] = "neutral"

    @field_validator("probationer_origin", "agent_origin")
    @classmethod
    def origin_without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("push_origins", "sms_prefixes", "code_prefixes")
    @classmethod
    def without_empty_parts(cls, value: str) -> str:
        return ",".join(part.strip() for part in value.split(",") if part.strip())

    @model_validator(mode="after")
    def complete(self) -> "Environment":
        if self.env == "production":
            self._refuse_gaps()
        else:
            self._fill_gaps()
        if faults := self._faults():
            raise ValueError("; ".join(faults))
        return self

    def _faults(self) -> list[str]:
        """What is there and can't be meant: it would be found at the first push, mail or killed sender."""
        return [
            *environment_faults.of_database("MSJ_DATABASE_URL", self.database_url),
            *environment_faults.of_database("MSJ_DATABASE_OWNER_URL", self.database_owner_url),
            *environment_faults.of_push(
                key=self.vapid_private_key, subject=self.vapid_subject, origins=self.allowed_push_origins
            ),
            *environment_faults.of_mail(url=self.email_url, sender=self.email_from, bounces=self.email_bounces),
            *environment_faults.of_numbers(sms=self.sms_prefixes, codes=self.code_prefixes),
            *listening.faults(self.listen, behind_proxy=self.listen_behind_proxy, production=self.env == "production"),
        ]

    @property
    def allowed_push_origins(self) -> list[str]:
        return self.push_origins.split(",") if self.push_origins else []

    def _refuse_gaps(self) -> None:
        needed = [
            *environment_keys.USES, "database_url", "probationer_origin", "agent_origin",
            "vapid_private_key", "vapid_subject", "push_origins", "email_url", "email_from",
        ]  # fmt: skip
        missing = [f"MSJ_{name.upper()}" for name in needed if not getattr(self, name)]
        gaps = ["missing: " + ", ".join(missing)] if missing else []
        gaps += self.faults_of_sms(hands=self.send_concurrency, production=True)
        if gaps:
            raise ValueError("; ".join(gaps))
        if weak := self.faults_of_keys() + list(environment_faults.of_protection(proxies=self.trusted_proxies)):
            raise ValueError("; ".join(weak))
        if self.metrics_token and len(self.metrics_token) < 32:
            raise ValueError("MSJ_METRICS_TOKEN: at least 32 random characters, or nothing")
        if self.lease_seconds < LEAST_LEASE:
            raise ValueError(f"MSJ_LEASE_SECONDS: at least {LEAST_LEASE}, twice the longest time limit of a gateway")
        plain = [
            name for name in ("probationer_origin", "agent_origin") if not getattr(self, name).startswith("https://")
        ]
        plain += ["push_origins"] if "http://" in self.push_origins else []
        if plain:
            raise ValueError("https only in production: " + ", ".join(f"MSJ_{name.upper()}" for name in plain))

    def _fill_gaps(self) -> None:
        self.fill_keys()
        self.probationer_origin = self.probationer_origin or "http://localhost:8000"
        self.agent_origin = self.agent_origin or self.probationer_origin
        self.vapid_subject = self.vapid_subject or "mailto:demonstration@example.org"
        self.email_from = self.email_from or "demonstration@example.org"
        self.database_url = self.database_url or "postgresql://msj_app@localhost/msj"
        self.sms_gateways = self.sms_gateways or "demonstration"
        if faults := self.faults_of_sms(hands=self.send_concurrency, production=False):
            raise ValueError("; ".join(faults))


def read() -> Environment:
    """The whole environment, or the end of the process with every fault named (values are never printed)."""
    renamed = [f"{name} is now {now}" for name, now in RENAMED.items() if os.environ.get(name)]
    if renamed:
        sys.exit(f"Mon Suivi Justice does not start. {'; '.join(renamed)}")
    try:
        return Environment()
    except ValidationError as error:
        faults = [": ".join([*(f"MSJ_{part}".upper() for part in e["loc"]), e["msg"]]) for e in error.errors()]
        sys.exit(f"Mon Suivi Justice does not start. {'; '.join(faults)}")


def database(url: str, **more: Any) -> dj_database_url.DBConfig:
    """As Django wants it; what the address says of the line goes before what we would."""
    told = dj_database_url.parse(url, **more)
    told["OPTIONS"] = {**LIVELY, **told.get("OPTIONS", {})}
    return told


def mail_server(url: str) -> tuple[str, int, str, str, bool, bool]:
    """Host, port, user, password, TLS from the start, STARTTLS: smtps://user:password@host:465, smtp+tls://…, smtp://…"""
    parts = urlsplit(url or "smtp://localhost:25")
    port = parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return parts.hostname or "localhost", port, user, password, parts.scheme == "smtps", parts.scheme == "smtp+tls"


def cache_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Whitenoise: what has no hash in its name (worker, manifest, pages) is asked for anew every time."""
    if "immutable" not in headers.get("Cache-Control", ""):
        headers["Cache-Control"] = "no-cache"
