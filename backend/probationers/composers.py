"""The words of what `probationers` sends: codes, a new device, a changed number. Rendered when they leave."""

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef

from backend.accounts import rules as accounts
from backend.accounts import rules_codes
from backend.accounts.models import Challenge, Device
from backend.common import clock, phones
from backend.common.words import say
from backend.delivery import composers
from backend.delivery import rules as delivery
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Channel
from backend.probationers import composers_calls, composers_trust, queries, queries_notices, rules
from backend.probationers.models import ContactChange, Probationer


def wire() -> None:
    """Called once, by config/composers.py."""
    composers.register("code", compose_codes)
    composers.register("new_device", compose_new_devices)
    composers.register("number_changed", compose_number_changes)
    composers.register(composers_trust.KIND, composers_trust.compose)
    composers.register(composers_trust.NAMED, composers_trust.compose_named)


def compose_codes(messages: Sequence[Due]) -> list[Text | Refusal]:
    """Codes leave only for numbers that stand in a file, or that somebody signed in is proving; by notification or
    e-mail only to the known device that asked, or its file's proved address."""
    now = clock.now()
    on_file = queries.with_number(OuterRef("address"))  # type: ignore[arg-type]
    lately = queries_notices.number_changes(OuterRef("address"), now=now)
    challenges = Challenge.objects.annotate(is_on_file=Exists(on_file), was_on_file=Exists(lately)).in_bulk(
        [UUID(message.subject_id) for message in messages]
    )
    devices = Device.objects.filter(revoked_at=None).in_bulk(
        [UUID(each.occasion) for each in messages if each.occasion]
    )
    files = queries.by_holder_ids([device.holder_id for device in devices.values()])
    found = []
    for message in messages:
        device = devices.get(UUID(message.occasion)) if message.occasion else None
        file = files.get(device.holder_id) if device else None
        found.append(_code(message, challenges.get(UUID(message.subject_id)), device, file))
    return found


def _code(
    message: Due, challenge: "Challenge | None", device: Device | None, file: Probationer | None
) -> Text | Refusal:
    if challenge is None or challenge.consumed_at or challenge.expires_at <= clock.now():
        return Refusal("code_expired")
    asked = {
        Challenge.Kind.SIGN_IN: challenge.is_on_file,  # type: ignore[attr-defined]
        Challenge.Kind.TAKE_BACK: challenge.was_on_file,  # type: ignore[attr-defined]
    }
    if not asked.get(Challenge.Kind(challenge.kind), True):
        return Refusal("number_in_no_file")
    code = accounts.code(settings.CODE_KEYS[0], challenge.pk)
    if challenge.kind == Challenge.Kind.NEW_EMAIL:
        return _by_email(challenge.address, code, challenge.language)
    if message.channel != Channel.SMS:
        return _elsewhere(message, challenge, code, device, file)
    is_paid_for = rules_codes.may_go_to(challenge.address, settings.CODE_PREFIXES)
    if not is_paid_for or not phones.gets_sms(challenge.address):
        return Refusal("number_not_mobile")
    if challenge.kind == Challenge.Kind.COUNTER:  # told to the agent, so that no phone fills it in anywhere
        body = delivery.gsm(say("sms.code_counter", challenge.language, code=code))
    else:
        body = code_text(code, challenge.language)
    return Text(to=challenge.address, body=body, language=challenge.language, keep=False)


def _elsewhere(
    message: Due, challenge: Challenge, code: str, device: Device | None, file: Probationer | None
) -> Text | Refusal:
    """Only where the file of this device has the number that was asked for, and no other may read its messages."""
    is_own = file is not None and file.phone == challenge.address and file.archived_at is None
    if device is None or file is None or not is_own or file.sensitive_channel:
        return Refusal("device_gone")
    language = challenge.language
    if message.channel == Channel.EMAIL:
        proved = file.email if file.email_proved_at else ""
        return _by_email(proved, code, language) if proved else Refusal("email_not_proved")
    title, body = say("push.code.title", language), say("push.code", language, code=code)
    return Text(to="", title=title, body=body, tag="code", language=language, keep=False, devices=(device.pk,))


def _by_email(address: str, code: str, language: str) -> Text:
    body, title = (say(f"email.code.{part}", language, code=code) for part in ("body", "title"))
    return Text(to=address, body=body, title=title, language=language, keep=False)


def code_text(code: str, language: str) -> str:
    """The code in plain words, and the origin-bound last line that lets the phone fill it in, if one SMS holds both."""
    words = delivery.gsm(say("sms.code", language, code=code))
    bound = f"{words}\n\n@{urlsplit(settings.PROBATIONER_ORIGIN).hostname} #{code}"
    return bound if delivery.segments(bound).segments == 1 else words


def compose_new_devices(messages: Sequence[Due]) -> list[Text | Refusal]:
    """Told to the devices that were there before, and by SMS where no push was shown."""
    devices = Device.objects.in_bulk([UUID(message.subject_id) for message in messages])
    files = queries.by_holder_ids([message.holder_id for message in messages if message.holder_id])
    calls = composers_calls.numbers({file.pk for file in files.values()})
    return [_new_device(message, devices.get(UUID(message.subject_id)), files, calls) for message in messages]


def _new_device(
    message: Due, device: Device | None, files: dict[UUID, Probationer], calls: dict[UUID, str]
) -> Text | Refusal:
    file = files.get(message.holder_id) if message.holder_id else None
    if device is None or device.revoked_at or file is None:
        return Refusal("device_gone")
    if not rules.messaging(file.state, message.kind) or (message.channel == Channel.SMS and not _takes_sms(file)):
        return Refusal("number_missing")
    body = say(f"{message.channel}.new_device", file.language)
    if message.channel == Channel.SMS:
        body = composers_calls.words("sms.new_device", file.language, calls.get(file.pk))
        return Text(to=file.phone, body=delivery.gsm(body), language=file.language)
    title = say("push.new_device.title", file.language)
    return Text(to="", body=body, title=title, url="/moi/appareils", tag=message.subject, language=file.language)


def compose_number_changes(messages: Sequence[Due]) -> list[Text | Refusal]:
    """Told to the old number, which can take the person's own change back."""
    changes = ContactChange.objects.select_related("probationer").in_bulk(
        [UUID(message.subject_id) for message in messages]
    )
    calls = composers_calls.numbers({change.probationer_id for change in changes.values()})
    found = [changes.get(UUID(message.subject_id)) for message in messages]
    return [_number_change(one, calls.get(one.probationer_id) if one else None) for one in found]


def _number_change(change: ContactChange | None, phone: str | None) -> Text | Refusal:
    if change is None or change.taken_back_at:
        return Refusal("number_taken_back")
    file = change.probationer
    if not rules.messaging(file.state, "number_changed") or not phones.gets_sms(change.old):
        return Refusal("number_missing")
    if change.by.startswith("agent:"):
        body = composers_calls.words("sms.number_replaced", file.language, phone)
    else:
        link = f"{settings.PROBATIONER_ORIGIN}/reprendre"
        body = say("sms.number_changed", file.language, days=settings.NUMBER_TAKE_BACK.days, link=link)
    return Text(to=change.old, body=delivery.gsm(body), language=file.language)


def _takes_sms(file: Probationer) -> bool:
    return file.phone_status != Probationer.PhoneStatus.WRONG and phones.gets_sms(file.phone)
