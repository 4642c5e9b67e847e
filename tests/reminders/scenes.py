"""What most tests of reminders begin with."""

from django.core.management import call_command

from backend.probationers.models import Probationer
from tests.agenda import make
from tests.reminders.hours import move_to


def at_ten() -> make.Scene:
    """The national plan and texts, in the morning at the place."""
    call_command("load_national", verbosity=0)
    move_to(10)
    return make.Scene()


def of_amine() -> make.Scene:
    """The same, of a person whose first name a copy says."""
    scene = at_ten()
    Probationer.objects.filter(pk=scene.person.pk).update(first_name="Amine")
    scene.person.refresh_from_db()
    return scene
