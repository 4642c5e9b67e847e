"""Names of a file, of a contact, of a relation: refused where they are typed, harmless where they stand already."""

import json
from typing import Any

import pytest

from backend.organisations import actions_agents
from backend.probationers import rules_trust
from backend.probationers.models import Probationer, Relation, TrustedContact
from tests.accounts import make as accounts
from tests.agenda import make
from tests.probationers.make import BORN

pytestmark = pytest.mark.django_db
SENTENCE = "Payez vite sur amendes-gouv.com sinon prison"
NEW = {"last_name": "FICTIF", "first_name": "Sacha", "birth_date": BORN.isoformat(), "assign_to": None, "force": True}


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def send(scene: make.Scene, path: str, body: dict[str, Any], method: str = "post") -> Any:
    call = getattr(accounts.signed_in_client(scene.agent), method)
    return call(f"/api/agent/probationers{path}", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("field", ["first_name", "last_name"])
@pytest.mark.parametrize("said", [SENTENCE, "Evil-Amendes.Fr", "Аmine", "Amine ТЕСТ", "Амине", "Amine بن"])
def test_no_file_is_called_by_an_address(scene: make.Scene, field: str, said: str) -> None:
    """D175."""
    for answer in (
        send(scene, "", NEW | {field: said}),
        send(scene, f"/{scene.person.pk}", {field: said}, "patch"),
    ):
        assert (answer.status_code, answer.json()["fields"]) == (422, {field: "name_unreadable"})
    assert not Probationer.objects.filter(**{f"{field}__icontains": said}).exists()


def test_a_file_with_an_odd_name_is_read_and_changed_in_others(scene: make.Scene) -> None:
    file = scene.person
    odd = {"first_name": SENTENCE, "last_name": "EVIL.FR"}
    Probationer.objects.filter(pk=file.pk).update(**odd)
    assert send(scene, f"/{file.pk}", {"city": "Rueil", **odd}, "patch").status_code == 204
    file.refresh_from_db()
    assert (file.city, file.first_name, file.last_name) == ("Rueil", SENTENCE, "EVIL.FR")
    assert send(scene, f"/{file.pk}", {"first_name": "Jean-Noël"}, "patch").status_code == 204
    refused = send(scene, f"/{file.pk}", odd, "patch")
    assert refused.json()["fields"] == {"first_name": "name_unreadable"}


@pytest.mark.parametrize("says_initial", [True, False])
def test_a_copy_names_the_person_by_one_word(says_initial: bool) -> None:
    for name, word in {SENTENCE: "Payez", "Evil-Amendes.Fr": "Evil-Amendes", "Marie Claire": "Marie"}.items():
        assert rules_trust.shown_name(name, says_initial=says_initial) == (f"{word[0]}." if says_initial else word)


@pytest.mark.parametrize(
    ("name", "why"),
    [("CSAPA evil.fr", "words_link"), ("Tél. 0899 12 34 56", "words_number"), ("Мme A", "words_look_alike")],
)
def test_no_contact_and_no_relation_is_called_by_an_address(scene: make.Scene, name: str, why: str) -> None:
    contact = {"name": name, "relation": "family", "phone": "06 39 98 00 77", "consented_on": "2026-01-05"}
    relation = {"kind": "lawyer", "name": name}
    for path, body in {"trusted-contacts": contact, "relations": relation}.items():
        answer = send(scene, f"/{scene.person.pk}/{path}", body)
        assert (answer.status_code, answer.json()["fields"]) == (422, {"name": why})
        assert send(scene, f"/{scene.person.pk}/{path}", body | {"name": "CSAPA 92, Mme Essai"}).status_code < 300
    assert (TrustedContact.objects.get().name, Relation.objects.get().name) == ("CSAPA 92, Mme Essai",) * 2


def test_no_agent_is_called_by_an_address(scene: make.Scene) -> None:
    with pytest.raises(ValueError, match="no name"):
        actions_agents.create_agent(
            "a@exemple.fr", first_name="Evil.fr", last_name="X", password="x", service=scene.service, role="cpip",
            by="test",
        )  # fmt: skip
