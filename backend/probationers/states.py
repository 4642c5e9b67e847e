"""The states of a file and of a contact of trust: words that both the tables and the rules need."""

from django.db.models import TextChoices


class State(TextChoices):
    FOLLOWED = "followed"
    DETAINED = "detained"
    HOSPITALISED = "hospitalised"
    ABROAD = "abroad"
    ENDED = "ended"
    DECEASED = "deceased"


class ContactState(TextChoices):
    PROPOSED = "proposed"  # named; nobody was written to: an agent looks first (field rule 2)
    ASKED = "asked"  # an agent agrees; code and link are with the contact
    ACTIVE = "active"  # the contact agrees too: copies leave
    REFUSED = "refused"  # by the contact
    LAPSED = "lapsed"  # the contact did not answer in time
    BLOCKED = "blocked"  # by an agent; the reason is shown to agents alone
    REVOKED = "revoked"  # by the person
    STOPPED = "stopped"  # by the contact
    ENDED = "ended"  # with the file, or since its channel is sensitive
