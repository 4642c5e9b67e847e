"""Who is calling. Agents are Django's users with a second factor; holders hold a phone and share nothing with them."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from backend.accounts import rules
from backend.accounts.models_totp import Totp as Totp

# Django's own salt: a session that was opened before `sessions_round` was added goes on.
_SESSION = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"


class AgentManager(BaseUserManager["Agent"]):
    """What Django's authentication asks for."""

    def get_by_natural_key(self, username: str | None) -> "Agent":
        return self.get(email=rules.folded(username or ""))


class Agent(AbstractBaseUser):
    """Somebody who works at a SPIP or a court; role and service are an `organisations.Membership`."""

    email = models.EmailField(unique=True)  # as rules.folded spells it
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    is_central = models.BooleanField(default=False)  # central administrator: the whole country
    charter_accepted_at = models.DateTimeField(null=True, blank=True)
    # Agents' safety (field rule 12): nothing shown to a probationer unless the agent opts in.
    shares_name = models.BooleanField(default=False)
    shared_phone = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Grows with each change of a factor: sessions opened before are over (`get_session_auth_hash`).
    sessions_round = models.PositiveIntegerField(default=0, db_default=0)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AgentManager()

    def __str__(self) -> str:
        return f"agent:{self.pk}"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must bear to live on: Django's, of the password, and of the round of factors."""
        of = f"{self.password}:{self.sessions_round}" if self.sessions_round else self.password
        return salted_hmac(_SESSION, of, secret=secret, algorithm="sha256").hexdigest()


class SecurityKey(models.Model):
    """A WebAuthn credential of an agent: security key or passkey."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="security_keys")
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)


class RecoveryCode(models.Model):
    """Ten for each agent, hashed, each good once."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="recovery_codes")
    hashed = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True, blank=True)


class Attempt(models.Model):
    """What is counted to slow guessing and pumping: one row an act, swept after a day.

    `key` is a keyed hash (of a number, an address, an e-mail), never the thing itself.
    """

    act = models.CharField(max_length=40)  # "ask_code:number", "agent_password", …
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["act", "key", "at"], name="attempt_window"),
            models.Index(fields=["at"], name="attempt_over"),  # what is swept
        ]


class Holder(models.Model):
    """Whoever holds a phone: an anonymous row. `probationers.Probationer.holder` points here, never the other way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    language = models.CharField(max_length=5, default="fr")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"holder:{self.pk}"


class Challenge(models.Model):
    """A six-digit code asked for by one browser. The code is derived, stored nowhere; five comparisons in all."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in"
        NEW_NUMBER = "new_number"  # inside a signed-in session: proves the new number
        NEW_EMAIL = "new_email"
        COUNTER = "counter"  # at the court's counter: proves the number on the spot
        TAKE_BACK = "take_back"  # from the number that a file had until lately
        TRUSTED = "trusted"  # said by a contact of trust to whoever named her; lives longer, bound to that contact

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=12, choices=Kind)
    address = models.CharField(max_length=254)  # E.164 or e-mail
    language = models.CharField(max_length=5, default="fr")
    holder = models.ForeignKey(Holder, null=True, blank=True, on_delete=models.CASCADE)
    agent = models.ForeignKey(Agent, null=True, blank=True, on_delete=models.CASCADE)
    browser = models.CharField(max_length=64)  # keyed hash of the cookie of the browser that asked
    comparisons = models.PositiveSmallIntegerField(default=0)
    elsewhere = models.BooleanField(default=False)  # its code went by notification or e-mail, too or alone
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    consumed_at = models.DateTimeField(null=True, blank=True)
    used_by = models.UUIDField(null=True, blank=True)  # the device: it may ask again, where the answer was lost

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(comparisons__lte=5), name="challenge_five_comparisons")
        ]
        indexes = [models.Index(fields=["expires_at"], name="challenge_over")]  # what is swept

    def __str__(self) -> str:
        return f"challenge:{self.pk}"


class Device(models.Model):
    """A browser on which a holder signed in once with code and birth date. The token is kept as a keyed hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="devices")
    token = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=80)  # "Chrome, Android"
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    # What its home no longer tells: sign-ins on newer devices, changes of the number, up to then.
    arrivals_settled_at = models.DateTimeField(null=True, blank=True)
    number_settled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"device:{self.pk}"


class HolderSession(models.Model):
    """A signed-in phone app. Never Django's session."""

    class End(models.TextChoices):
        SIGNED_OUT = "signed_out"
        REVOKED = "revoked"
        EXPIRED = "expired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="sessions")
    token = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    life = models.DurationField()  # how far `expires_at` slides on: short where the file is sensitive
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=12, choices=End, blank=True)


class LastAct(models.Model):
    """The last act that was taken of one device about one subject, by `rules_acts`: one that is older is refused."""

    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80)  # label: "appointment:…", "details:address"
    device = models.CharField(max_length=40)  # a Device's key, or what stands in its place (rules_acts)
    counter = models.BigIntegerField()  # of the device; it only grows
    at = models.DateTimeField()  # when the person did it, never later than the arrival
    key = models.UUIDField(null=True, blank=True)  # of idempotency
    digest = models.CharField(max_length=32, null=True, blank=True)  # of the request that came with the key

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "subject", "device"], name="last_act_once")]
