"""The file: who the person is, how to reach them, what they need, who follows them."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast, Coalesce, ExtractYear

from backend.accounts.models import Holder
from backend.organisations.models import Organisation
from backend.probationers.models_duplicates import SecondFile as SecondFile
from backend.probationers.models_seen import SeenMark as SeenMark
from backend.probationers.models_sign_in import BirthTries as BirthTries
from backend.probationers.models_trust import TrustedContact as TrustedContact
from backend.probationers.states import State

SMALL = models.SmallIntegerField()
# Of the day where it is known, else the year itself.
BORN_IN = Coalesce(Cast(ExtractYear("birth_date"), SMALL), "birth_year", output_field=SMALL)
# So that each word of a name stands between spaces, and one comparison finds its beginning.
WHOLE_WORDS = Func(F("search_key"), template="(' ' || %(expressions)s || ' ')", output_field=models.TextField())


class Probationer(models.Model):
    """A person followed. A number is not a person: `phone` may stand in several files."""

    State = State

    class PhoneStatus(models.TextChoices):
        GIVEN = "given"  # said by the person, not yet proved
        PROVED = "proved"  # a code sent there came back
        WRONG = "wrong"  # the gateway says nobody is there
        NONE = "none"  # the person has no phone

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    holder = models.OneToOneField(Holder, on_delete=models.PROTECT, related_name="+")
    last_name = models.CharField(max_length=80)
    first_name = models.CharField(max_length=80)
    search_key = models.CharField(max_length=170)  # text.plain(last + first): what a search compares and lists sort by
    birth_date = models.DateField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)  # alone where no more is known
    appi_number = models.CharField(max_length=13, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.FOLLOWED)
    phone = models.CharField(max_length=20, blank=True)
    phone_status = models.CharField(max_length=8, choices=PhoneStatus, default=PhoneStatus.GIVEN)
    phone_proved_at = models.DateTimeField(null=True, blank=True)  # empty of numbers proved before it was written down
    email = models.EmailField(blank=True)
    email_proved_at = models.DateTimeField(null=True, blank=True)
    email_refused_at = models.DateTimeField(null=True, blank=True)  # the mailbox does not exist (any more)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=5, default="fr")  # of screens and messages
    spoken_language = models.CharField(max_length=40, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    needs_sign_language = models.BooleanField(default=False)
    needs_step_free = models.BooleanField(default=False)
    reads_little = models.BooleanField(default=False)
    sensitive_channel = models.BooleanField(default=False)  # field rule 2
    wants_push = models.BooleanField(default=True)
    wants_sms = models.BooleanField(default=True)  # False: opposition to reminders; codes go on
    wants_email = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True)
    # Announced to the agents: the archive, or the end of an archived file, comes from then on.
    retention_at = models.DateTimeField(null=True, blank=True)
    review_at = models.DateTimeField(null=True, blank=True, editable=False)  # when its end is to be thought of again

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appi_number"], condition=~Q(appi_number=""), name="appi_number_once"),
            models.CheckConstraint(
                condition=Q(birth_date__isnull=False) | Q(birth_year__isnull=False), name="birth_known"
            ),
        ]
        indexes = [
            models.Index(
                OpClass("phone", name="text_pattern_ops"), name="probationer_phone_prefix", condition=~Q(phone="")
            ),
            models.Index(
                OpClass("appi_number", name="text_pattern_ops"),
                name="probationer_appi_prefix",
                condition=~Q(appi_number=""),
            ),
            models.Index(fields=["birth_date"], name="probationer_birth_date"),
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="probationer_trigrams"),  # of the release before
            # Whether somebody new has a file already is asked of the country. What waits to be sorted in is read whole,
            # a few pages at most; sorted in at once, each change of a file would touch sixty.
            GinIndex(
                BORN_IN,
                OpClass(WHOLE_WORDS, name="gin_trgm_ops"),
                name="probationer_year_and_name",
                fastupdate=True,
                gin_pending_list_limit=64,
            ),
            models.Index(fields=["search_key", "id"], name="probationer_by_name"),
            models.Index(fields=["birth_year"], name="probationer_birth_year"),
            models.Index(
                fields=["retention_at", "id"], name="probationer_announced", condition=Q(retention_at__isnull=False)
            ),
            models.Index(F("review_at").asc(nulls_first=True), "id", name="probationer_review"),
        ]

    def __str__(self) -> str:
        return f"probationer:{self.pk}"


_PRESENT = Q(until__isnull=True)
# One of its own, so that the index of letters begins with it and no other index does: down those of a service
# PostgreSQL would rather read all its names, and down one of the letters alone the country's.
SERVICE_NUMBER = Func(F("organisation"), template="(%(expressions)s + 0)", output_field=models.BigIntegerField())
SERVICE_WORD = Cast("organisation", models.TextField())
SPACED_NAME = Func(F("search_key"), template="(' ' || %(expressions)s)", output_field=models.TextField())


class Affiliation(models.Model):
    """The file belongs to a service; agents of it or of one linked to it see the file."""

    probationer = models.ForeignKey(Probationer, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    # As in the file, kept so by the database itself (migration 0018): a search reads the services in reach, and nothing
    # of the rest of the country.
    search_key = models.CharField(max_length=170, db_default="", editable=False)
    birth_date = models.DateField(null=True, blank=True, editable=False)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    phone = models.CharField(max_length=20, db_default="", editable=False)
    appi_number = models.CharField(max_length=13, db_default="", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["probationer", "organisation"],
                condition=Q(until__isnull=True),
                name="affiliation_once",
            )
        ]
        # A service's files, and no row read: what every agent's scope begins with; then by what they are searched for.
        indexes = [
            models.Index(fields=["organisation", "probationer"], name="affiliation_present", condition=_PRESENT),
            models.Index(
                fields=["organisation", "search_key", "probationer"],
                include=["birth_date"],
                name="affiliation_by_name",
                condition=_PRESENT,
            ),
            # A service's names lie together in it, and what a search touches does not grow with the country.
            GistIndex(
                OpClass(SERVICE_NUMBER, name="gist_int8_ops"),
                OpClass(WHOLE_WORDS, name="gist_trgm_ops"),
                name="affiliation_letters",
                condition=_PRESENT,
            ),
            GinIndex(  # of the release before
                SERVICE_WORD,
                OpClass(SPACED_NAME, name="gin_trgm_ops"),
                name="affiliation_trigrams",
                condition=_PRESENT,
                fastupdate=False,
            ),
            models.Index(fields=["organisation", "birth_date"], name="affiliation_birth_date", condition=_PRESENT),
            models.Index(fields=["organisation", "birth_year"], name="affiliation_birth_year", condition=_PRESENT),
            models.Index(
                "organisation",
                OpClass("phone", name="text_pattern_ops"),
                name="affiliation_phone",
                include=["search_key", "probationer"],
                condition=_PRESENT & ~Q(phone=""),
            ),
            models.Index(
                "organisation",
                OpClass("appi_number", name="text_pattern_ops"),
                name="affiliation_appi",
                include=["search_key", "probationer"],
                condition=_PRESENT & ~Q(appi_number=""),
            ),
        ]


class Assignment(models.Model):
    """The referent: the agent who follows the person in a service."""

    probationer = models.ForeignKey(Probationer, on_delete=models.CASCADE, related_name="assignments")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["probationer", "organisation"],
                condition=Q(until__isnull=True),
                name="assignment_one_referent",
            )
        ]
        # Which files of a service somebody follows, and whom an agent follows, and no row read: each morning asks.
        indexes = [
            models.Index(
                fields=["organisation", "probationer"], include=["agent"], name="assignment_present", condition=_PRESENT
            ),
            models.Index(fields=["agent", "probationer"], name="assignment_hers", condition=_PRESENT),
        ]


class ContactChange(models.Model):
    """The old value beside the new one; can be erased, unlike the journal, which holds this row's label alone."""

    class Field(models.TextChoices):
        PHONE = "phone"
        EMAIL = "email"
        ADDRESS = "address"
        LANGUAGE = "language"
        CHANNELS = "channels"
        # No detail changed, but an agent has to look (docs/decisions: sign-in in doubt).
        DEVICE = "device"  # signed in on one more device; `new` is its label
        SIGN_IN = "sign_in"  # refused though everything matched; `new` says why
        DISOWNED = "disowned"  # "this is not my phone"
        TRUSTED = "trusted"  # an agent named somebody who gets copies; `new` is the name

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    probationer = models.ForeignKey(Probationer, on_delete=models.CASCADE, related_name="contact_changes")
    field = models.CharField(max_length=10, choices=Field)
    old = models.CharField(max_length=400, blank=True)
    new = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=80)  # label
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)  # by an agent
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["probationer", "at"], name="contact_change_of_file"),
            models.Index(fields=["at", "id"], name="contact_change_unseen", condition=Q(seen_at__isnull=True)),
            models.Index(fields=["probationer"], name="contact_change_to_look_at", condition=Q(seen_at__isnull=True)),
            # Whether a number was somebody's until lately: every code that leaves asks.
            models.Index(fields=["old"], name="contact_change_old_number", condition=Q(field="phone") & ~Q(old="")),
        ]

    def __str__(self) -> str:
        return f"contact_change:{self.pk}"


class Relation(models.Model):
    """A guardian, a curator, a lawyer: set by agents, not revocable by the person (field rule 10)."""

    class Kind(models.TextChoices):
        GUARDIAN = "guardian"
        CURATOR = "curator"
        LAWYER = "lawyer"
        PARENT = "parent"

    probationer = models.ForeignKey(Probationer, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
