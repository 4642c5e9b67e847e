"""The push payload: one shape in shared/push.schema.json, in the sender's model and in the worker's own reading.

The worker's side of it is pwa/probationer/worker.test.ts, which goes through the same file.
"""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from backend.agenda.models import Appointment
from backend.common import clock
from backend.config import composers as wiring
from backend.delivery import composers, push_words
from backend.delivery.composers import Due, Text
from backend.delivery.schemas import PushPayload
from backend.reminders import rules, rules_incoming
from tests.agenda import make
from tests.architecture.source import HOUSE

pytestmark = pytest.mark.django_db
SCHEMA: dict[str, Any] = json.loads((HOUSE / "shared" / "push.schema.json").read_text("utf-8"))
LANGUAGES = ("fr", "en", "ar")


def plain(field: dict[str, Any]) -> dict[str, Any]:
    """One property as both sides write it: no title, no default, `x or null` as a list of types."""
    bare = {name: value for name, value in field.items() if name not in ("title", "default")}
    choices = bare.pop("anyOf", [])
    for choice in choices:
        bare |= {name: value for name, value in choice.items() if name != "type"}
    types = [choice["type"] for choice in choices]
    if types:
        bare["type"] = types
    return bare | ({} if "const" not in bare and "enum" not in bare else {"type": None})


def test_the_senders_model_says_the_same_as_the_schema() -> None:
    made = PushPayload.model_json_schema()
    assert {name: plain(field) for name, field in made["properties"].items()} == {
        name: plain(field) for name, field in SCHEMA["properties"].items()
    }
    assert made["additionalProperties"] is SCHEMA["additionalProperties"] is False
    assert set(made["required"]) <= set(SCHEMA["required"]) == set(PushPayload.model_fields) - {"badge"}


def row_for(scene: make.Scene, kind: str) -> Appointment:
    starts_at = clock.now() + timedelta(days=-1 if kind == "missed" else 7)
    return make.appointment(scene.person, place=scene.place, starts_at=starts_at, state=rules.TRUE_WHILE[kind])


def appointment_due(scene: make.Scene, kind: str) -> tuple[str, str]:
    return str(row_for(scene, kind)), "day-1" if kind == "reminder" else ""


def device_due(scene: make.Scene, kind: str) -> tuple[str, str]:
    from backend.accounts import sessions_holder

    device, _ = sessions_holder.add_device(scene.person.holder, label="Firefox, Android")
    return f"device:{device.pk}", str(device.pk)


def code_due(scene: make.Scene, kind: str) -> tuple[str, str]:
    from backend.accounts import actions_challenge, sessions_holder

    device, _ = sessions_holder.add_device(scene.person.holder, label="Firefox, Android")
    challenge = actions_challenge.open_challenge(
        "sign_in", scene.person.phone, holder=None, agent=None, browser="x", language=scene.person.language
    )
    return str(challenge), str(device.pk)


def contact_due(scene: make.Scene, kind: str) -> tuple[str, str]:
    from backend.probationers import actions_trust
    from tests.probationers import trusted

    given = trusted.wish(relation="family")
    today = clock.now().date()
    made = actions_trust.name(scene.person, by=scene.agent, given=given, consented_on=today, approves=True)
    return str(made), ""


# Every kind that has words, and what it speaks of; None: it never goes by push.
SUBJECTS: dict[str, Callable[[make.Scene, str], tuple[str, str]] | None] = {
    **dict.fromkeys(rules.TRUE_WHILE, appointment_due),
    "new_device": device_due,
    "push_test": device_due,
    "number_changed": None,  # told to the old number
    "code": code_due,
    **dict.fromkeys(rules_incoming.KINDS),  # answers to an SMS, by SMS
    "copy_": None,  # contacts of trust have no app
    "trust_ask": None,
    "trust_named": contact_due,
    "account_change": None,  # agents have no app
}


@pytest.fixture(scope="module", autouse=True)
def wired() -> None:
    wiring.register()


@pytest.fixture
def scene() -> make.Scene:
    call_command("load_national", verbosity=0)
    return make.Scene()


def test_every_kind_stands_in_this_table() -> None:
    """Those that other tests register beside ours are no prefix of a product's own kind."""
    known = {kind for kind, compose in composers._composers.items() if compose.__module__.startswith("backend.")}
    assert known == set(SUBJECTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind, subject in SUBJECTS.items() if subject])
def test_what_every_kind_composes_is_a_payload_the_worker_shows(kind: str, language: str, scene: make.Scene) -> None:
    """With the names that lie in between, as the sender would send it."""
    subject = SUBJECTS[kind]
    scene.person.language = scene.person.holder.language = language
    scene.person.save()
    scene.person.holder.save()
    assert subject
    label, occasion = subject(scene, kind)
    due = Due(
        id=uuid.uuid4(), subject=label, revision=1, kind=kind, channel="push", occasion=occasion,
        holder_id=scene.person.holder_id, lane="now", expires_at=clock.now() + timedelta(hours=1),
    )  # fmt: skip
    compose = composers.of(kind)
    assert compose
    (said,) = compose([due])
    assert isinstance(said, Text), said
    told = json.loads(push_words.payload(due.id, kind, said))
    assert set(SCHEMA["required"]) <= set(told) <= set(SCHEMA["properties"])
    assert (told["lang"], told["dir"]) == (language, "rtl" if language == "ar" else "ltr")
