"""Who asks, in a loaded country: an agent of each role in its first SPIP and its first court, and a person of each."""

from backend.accounts.models import Agent
from backend.agenda import actions_slots
from backend.agenda.models import Appointment
from backend.common import clock
from backend.organisations.models import Membership, Organisation
from backend.probationers.models import Probationer
from backend.reminders import planner
from tests.accounts import make as accounts
from tests.architecture import world
from tests.architecture.roles import CALLERS
from tests.architecture.world import Side, World
from tests.bench.national_ways import Scene

SPIP, COURT = 1, 2  # as country_people.py counts them


def settle() -> Scene:
    """To what is loaded there, a row of everything is added for one person of each service. Kept, not undone."""
    kind = world.appointment_type()
    near, court = (
        world.furnish(Organisation.objects.get(pk=pk), _person(pk), _colleague(pk), kind) for pk in (SPIP, COURT)
    )
    found = World(near, court, near)
    for caller in CALLERS:
        central = caller.role == "central"
        agent = accounts.central_agent() if central else agent_of(found.side(caller), caller.role)
        found.cookies[caller] = world.cookies_of(agent)
    # What is new here is planned, and its seats are made; all else stands as it should.
    planner.look(planner.Turns())
    actions_slots.generate_slots()
    return Scene(found)


def agent_of(side: Side, role: str) -> Agent:
    """The first who has the role there."""
    return Membership.objects.filter(organisation=side.service, role=role).select_related("agent").earliest("pk").agent


def _colleague(service: int) -> Agent:
    role = "cpip" if service == SPIP else "jap"
    return Membership.objects.filter(organisation=service, role=role).select_related("agent").earliest("pk").agent


def _person(service: int) -> Probationer:
    """One who is expected soon, has a number of her own and the app."""
    soon = Appointment.objects.filter(
        organisation=service,
        state=Appointment.State.BOOKED,
        starts_at__gt=clock.now(),
        probationer__holder__devices__isnull=False,
        probationer__email="",
    )
    return soon.exclude(probationer__phone="").select_related("probationer").earliest("starts_at", "pk").probationer
