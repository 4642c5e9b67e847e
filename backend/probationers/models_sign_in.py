"""What is kept of tries at a file's birth date by whoever has a right code for its number."""

from django.db import models


class BirthTries(models.Model):
    """How often since an agent last allowed it; gone with the file. A code is asked for and lost, this stays."""

    class Door(models.TextChoices):
        SIGN_IN = "sign_in"
        TAKE_BACK = "take_back"  # apart: whoever has the new number must not bar the way back to the old one
        NEW_NUMBER = "new_number"  # on a phone that is signed in

    probationer = models.ForeignKey("probationers.Probationer", on_delete=models.CASCADE, related_name="+")
    door = models.CharField(max_length=10, choices=Door)
    count = models.PositiveSmallIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["probationer", "door"], name="birth_tries_once")]
