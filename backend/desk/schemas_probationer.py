"""What crosses the wire of the person's first screen, which reads several apps."""

from datetime import datetime
from typing import Literal

from backend.agenda.schemas_probationer import MyAppointment, MyPastAppointment
from backend.common.schema import Schema


class Referent(Schema):
    """Her name and line only if she opted in; the switchboard otherwise."""

    label: str
    name: str | None
    phone: str
    hours: str | None
    email: str | None


class Service(Schema):
    name: str
    phone: str


class MyPush(Schema):
    """Whether the device that asks is subscribed: one that believes so and is not, subscribes anew."""

    active: bool


class Notice(Schema):
    """One of each kind at most, however many there were: `count` says it, `at` and `detail` are the last one's."""

    kind: Literal["new_device", "number_changed"]
    at: datetime
    detail: str
    count: int


class Home(Schema):
    """All that the app shows: one answer is the whole offline copy."""

    now: datetime
    first_name: str
    language: str
    file_state: Literal["followed", "detained", "hospitalised", "abroad", "ended", "deceased"]
    upcoming: list[MyAppointment]
    called_off: list[MyAppointment]  # cancelled or excused, and still to come
    missed: list[MyAppointment]  # neither seen nor settled, the last first
    past: list[MyPastAppointment]
    referent: Referent | None
    service: Service | None
    push: MyPush
    phone_masked: str
    notices: list[Notice]
