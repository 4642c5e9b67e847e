"""An SMS to a number that two followed persons have says for whom it is, and no more than that."""

import json

import pytest

from backend.agenda.models import Appointment
from backend.common import clock, neutral
from backend.delivery.composers import Text
from backend.delivery.rules import segments
from backend.probationers import queries as probationers
from backend.probationers.models import Probationer
from backend.reminders import actions
from tests.accounts import make as accounts
from tests.agenda import make
from tests.organisations import make as organisations
from tests.probationers import make as strangers
from tests.reminders import scenes
from tests.reminders.test_composers import appointment, one

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return scenes.of_amine()


def share(scene: make.Scene, **fields: object) -> Probationer:
    other = scene.another()
    Probationer.objects.filter(pk=other.pk).update(phone=scene.person.phone, first_name="Sacha", **fields)
    other.refresh_from_db()
    return other


def body(row: Appointment, **more: object) -> str:
    said = one(row, **more)
    assert isinstance(said, Text)
    return said.body


@pytest.mark.parametrize("kind", ["reminder", "confirmation", "moved", "cancelled"])
def test_an_sms_to_a_shared_number_says_for_whom_it_is(scene: make.Scene, kind: str) -> None:
    row = appointment(scene, **({"state": "cancelled"} if kind == "cancelled" else {}))
    alone = body(row, kind=kind)
    other = share(scene)
    theirs = make.appointment(other, place=scene.place, type=scene.free_type)
    shared = body(row, kind=kind)
    assert shared.startswith("Amine : ") and "Amine" not in alone
    assert body(theirs).startswith("Sacha : ")
    assert neutral.reveals(shared) == [] and segments(shared).segments == segments(alone).segments


@pytest.mark.parametrize(
    "fields",
    [{"state": "ended"}, {"state": "detained"}, {"archived_at": clock.now}],
    ids=["ended", "detained", "archived"],
)
def test_nobody_is_named_where_the_other_is_not_followed_any_more(scene: make.Scene, fields: dict[str, object]) -> None:
    share(scene, **{name: value() if callable(value) else value for name, value in fields.items()})
    assert "Amine" not in body(appointment(scene))


def test_a_sensitive_channel_names_nobody(scene: make.Scene) -> None:
    share(scene)
    Probationer.objects.filter(pk=scene.person.pk).update(sensitive_channel=True)
    assert "Amine" not in body(appointment(scene))


def test_a_notification_names_nobody(scene: make.Scene) -> None:
    """It goes to the browser in which one person is signed in, not to a number."""
    share(scene)
    said = one(appointment(scene), channel="push")
    assert isinstance(said, Text) and "Amine" not in said.title + said.body


def test_who_has_no_number_shares_none(scene: make.Scene) -> None:
    Probationer.objects.filter(pk__in=[scene.person.pk, scene.another().pk]).update(phone="")
    assert not Probationer.objects.filter(probationers.shares_number()).exists()


def shown(scene: make.Scene) -> list[str]:
    """To the agent: what a booking would say, and what will still leave of one that there is."""
    client = accounts.signed_in_client(scene.agent)
    wish = {
        "probationer": str(scene.person.pk), "type": scene.free_type.pk, "place": scene.place.pk,
        "starts_at": make.working_day(20).isoformat(),
    }  # fmt: skip
    answer = client.post("/api/agent/appointments/preview", json.dumps(wish), content_type="application/json")
    foreseen = [each["text"] for each in answer.json()["messages"] if each["channel"] == "sms"]
    row = make.appointment(scene.person, place=scene.place, type=scene.free_type, starts_at=make.working_day(9))
    actions.plan(row.pk)
    told = client.get(f"/api/agent/appointments/{row.pk}").json()["occasions"]
    waiting = [each["foreseen"]["text"] for one in told for each in one["messages"] if each["channel"] == "sms"]
    assert foreseen and waiting
    return foreseen + waiting


def test_what_is_previewed_names_the_person_as_what_leaves(scene: make.Scene) -> None:
    share(scene)
    assert all(text.startswith("Amine : ") for text in shown(scene))


def test_that_a_number_is_in_a_file_out_of_sight_shows_in_nothing_that_an_agent_reads(scene: make.Scene) -> None:
    """D174: a number written into a file of one's own asked of any number whether it is followed anywhere."""
    strangers.file("FICTIF", "Sacha", organisation=organisations.organisation(), phone=scene.person.phone)
    assert not any("Amine" in text for text in shown(scene))
    assert body(appointment(scene)).startswith("Amine : "), "what leaves says for whom it is all the same"


@pytest.mark.parametrize(("language", "start"), [("en", "Amine: "), ("ar", "Amine: ")])
def test_in_every_language(scene: make.Scene, language: str, start: str) -> None:
    share(scene)
    Probationer.objects.filter(pk=scene.person.pk).update(language=language)
    assert body(appointment(scene)).startswith(start)


@pytest.mark.parametrize(
    ("name", "said"),
    [("Marie Claire", "Marie : "), ("Jean-Noël", "Jean-Noel : "), ("Evil-Amendes.Fr", "Evil-Amendes : "),
     ("Payez vite sur amendes-gouv.com", "Payez : "), ("Abcdefghijklmnopqrstuvwxyz", "Abcdefghijklmnopqrst : "),
     ("0899123456", "Votre RDV")],
)  # fmt: skip
def test_what_stands_before_an_sms_is_one_word_that_opens_nothing(scene: make.Scene, name: str, said: str) -> None:
    """D175: a file called « Evil-Amendes.Fr » sent a link under the sender name of the justice."""
    share(scene)
    Probationer.objects.filter(pk=scene.person.pk).update(first_name=name)
    text = body(appointment(scene), kind="confirmation")
    assert text.startswith(said), text
    assert ".Fr" not in text and ".com" not in text
