"""The states of a file: words that both the tables and the rules need."""

from django.db.models import TextChoices


class State(TextChoices):
    FOLLOWED = "followed"
    DETAINED = "detained"
    HOSPITALISED = "hospitalised"
    ABROAD = "abroad"
    ENDED = "ended"
    DECEASED = "deceased"
