"""What crosses the wire of the operators' page."""

from datetime import datetime
from typing import Literal

from backend.common.schema import Schema


class AlarmShown(Schema):
    """`name` is the alert's, in docs/operations/alerts.md too; `where` a lane, a channel, a gateway, a job."""

    name: str
    where: str
    urgent: bool


class WaitingShown(Schema):
    lane: Literal["code", "now", "bulk"]
    channel: Literal["sms", "push", "email"]
    due: int
    late: int
    oldest_seconds: int | None


class RateShown(Schema):
    """Of the last hour. Shares are null where there was too little to say anything."""

    lane: Literal["code", "now", "bulk"]
    channel: Literal["sms", "push", "email"]
    gateway: str
    accepted: int
    delivered: int
    failed: int
    unconfirmed: int
    expired: int
    lapsed: int
    in_time: float | None
    prompt: float | None
    reasons: dict[str, int]


class StuckShown(Schema):
    retrying: int
    doubtful: int
    lapsed: int
    held_over: int
    unmatched: int
    incoming: int
    unsettled: int


class SignShown(Schema):
    """A process, or a periodic job; `at` null: it never gave a sign."""

    name: str
    is_job: bool
    at: datetime | None
    every_seconds: int
    overdue: bool


class GatewayShown(Schema):
    name: str
    flows: bool


class CodesShown(Schema):
    hour: int
    hour_budget: int
    day: int
    day_budget: int
    used: float | None


class Health(Schema):
    now: datetime
    counted_at_most: int
    alarms: list[AlarmShown]
    waiting: list[WaitingShown]
    rates: list[RateShown]
    stuck: StuckShown
    signs: list[SignShown]
    gateways: list[GatewayShown]
    codes: CodesShown
