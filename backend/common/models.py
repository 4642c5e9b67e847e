"""The clock's offset: the one table here. Production refuses a row (see `clock.shift`)."""

from django.db import models


class ClockOffset(models.Model):
    """How far test and demonstration live ahead of real time; one row, id 1."""

    seconds = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="clock_offset_single")]
