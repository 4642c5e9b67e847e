"""The words of what `probationers` sends: codes, a new device, a changed number. Rendered when they leave."""

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef

from backend.accounts import rules as accounts
from backend.accounts.models import Challenge, Device
from backend.common import clock, phones
from backend.common.words import say
from backend.delivery import composers
from backend.delivery import rules as delivery
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Channel
from backend.probationers import composers_trust, queries, rules
from backend.probationers.models import ContactChange, Probationer


def wire() -> None:
    """Called once, by config/composers.py."""
    composers.register("code", compose_codes)
    composers.register("new_device", compose_new_devices)
    composers.register("number_changed", compose_number_changes)
    composers.register(composers_trust.KIND, composers_trust.compose)


def compose_codes(messages: Sequence[Due]) -> list[Text | Refusal]:
    """Codes leave only for numbers that stand in a file, or that somebody signed in is proving."""
    now = clock.now()
    on_file = queries.with_number(OuterRef("address"))  # type: ignore[arg-type]
    lately = queries.number_changes(OuterRef("address"), now=now)  # type: ignore[arg-type]
    challenges = Challenge.objects.annotate(is_on_file=Exists(on_file), was_on_file=Exists(lately)).in_bulk(
        [UUID(message.subject_id) for message in messages]
    )
    return [_code(challenges.get(UUID(message.subject_id))) for message in messages]


def _code(challenge: "Challenge | None") -> Text | Refusal:
    if challenge is None or challenge.consumed_at or challenge.expires_at <= clock.now():
        return Refusal("code_expired")
    asked = {
        Challenge.Kind.SIGN_IN: challenge.is_on_file,  # type: ignore[attr-defined]
        Challenge.Kind.TAKE_BACK: challenge.was_on_file,  # type: ignore[attr-defined]
    }
    if not asked.get(Challenge.Kind(challenge.kind), True):
        return Refusal("number_in_no_file")
    code = accounts.code(settings.CODE_SECRET, challenge.pk)
    if challenge.kind == Challenge.Kind.NEW_EMAIL:
        body, title = (say(f"email.code.{part}", challenge.language, code=code) for part in ("body", "title"))
        return Text(to=challenge.address, body=body, title=title, language=challenge.language, keep=False)
    if not phones.is_french_mobile(challenge.address):
        return Refusal("number_not_mobile")
    body = code_text(code, challenge.language)
    return Text(to=challenge.address, body=body, language=challenge.language, keep=False)


def code_text(code: str, language: str) -> str:
    """The code in plain words, and the origin-bound last line that lets the phone fill it in, if one SMS holds both."""
    words = delivery.gsm(say("sms.code", language, code=code))
    bound = f"{words}\n\n@{urlsplit(settings.PROBATIONER_ORIGIN).hostname} #{code}"
    return bound if delivery.segments(bound).segments == 1 else words


def compose_new_devices(messages: Sequence[Due]) -> list[Text | Refusal]:
    """Told to the devices that were there before, and by SMS where no push was shown."""
    devices = Device.objects.in_bulk([UUID(message.subject_id) for message in messages])
    files = queries.by_holder_ids([message.holder_id for message in messages if message.holder_id])
    return [_new_device(message, devices.get(UUID(message.subject_id)), files) for message in messages]


def _new_device(message: Due, device: Device | None, files: dict[UUID, Probationer]) -> Text | Refusal:
    file = files.get(message.holder_id) if message.holder_id else None
    if device is None or device.revoked_at or file is None:
        return Refusal("device_gone")
    if not rules.messaging(file.state, message.kind) or (message.channel == Channel.SMS and not _takes_sms(file)):
        return Refusal("number_missing")
    body = say(f"{message.channel}.new_device", file.language)
    if message.channel == Channel.SMS:
        return Text(to=file.phone, body=delivery.gsm(body), language=file.language)
    title = say("push.new_device.title", file.language)
    return Text(to="", body=body, title=title, url="/moi/appareils", tag=message.subject, language=file.language)


def compose_number_changes(messages: Sequence[Due]) -> list[Text | Refusal]:
    """Told to the old number, which can take the change back."""
    changes = ContactChange.objects.select_related("probationer").in_bulk(
        [UUID(message.subject_id) for message in messages]
    )
    return [_number_change(changes.get(UUID(message.subject_id))) for message in messages]


def _number_change(change: ContactChange | None) -> Text | Refusal:
    if change is None or change.taken_back_at:
        return Refusal("number_taken_back")
    file = change.probationer
    if not rules.messaging(file.state, "number_changed") or not phones.is_french_mobile(change.old):
        return Refusal("number_missing")
    link = f"{settings.PROBATIONER_ORIGIN}/reprendre"
    days = settings.NUMBER_TAKE_BACK.days
    body = say("sms.number_changed", file.language, days=days, link=link)
    return Text(to=change.old, body=delivery.gsm(body), language=file.language)


def _takes_sms(file: Probationer) -> bool:
    return (
        bool(file.phone) and file.phone_status != Probationer.PhoneStatus.WRONG and phones.is_french_mobile(file.phone)
    )
