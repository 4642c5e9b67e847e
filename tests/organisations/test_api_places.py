"""Places: seen by linked services, changed by their own, told in the person's words."""

from typing import Any

import pytest
from django.test import Client

from backend.journal.models import Entry
from backend.organisations.models import Organisation, Place
from tests.accounts import make as accounts
from tests.organisations import make

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Antenne EXEMPLE",
    "neutral_name": "Maison EXEMPLE",
    "address": "1 rue de l'Essai",
    "postcode": "92000",
    "city": "Nanterre",
}


@pytest.fixture
def spip() -> Organisation:
    return make.organisation()


@pytest.fixture
def keeper(spip: Organisation) -> Client:
    return accounts.signed_in_client(accounts.agent(spip, "dpip"))


def send(client: Client, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    return getattr(client, method)(f"/api/agent{path}", body or {}, content_type="application/json")


def test_a_place_is_made_with_all_its_words(keeper: Client, spip: Organisation) -> None:
    told = send(
        keeper, "post", "/places",
        NEW | {
            "inside": {"fr": "2e étage", "en": "Second floor", "ar": ""},
            "step_free": "partly", "step_free_words": {"fr": "Ascenseur par la cour"},
            "phone": "01 99 00 00 01", "phone_hours": {"fr": "9 h à 17 h"},
            "email": "accueil@exemple.fr", "latitude": 48.8924, "longitude": 2.2153, "time_zone": "Indian/Reunion",
        },
    ).json()  # fmt: skip
    assert told["inside"] == {"fr": "2e étage", "en": "Second floor"}
    assert (told["phone"], told["latitude"], told["time_zone"]) == ("+33199000001", 48.8924, "Indian/Reunion")
    assert (told["organisation"]["id"], told["editable"], told["archived"]) == (spip.pk, True, False)
    assert keeper.get(f"/api/agent/places/{told['id']}").json() == told
    assert Entry.objects.filter(verb="organisations.create_place", subject=f"place:{told['id']}").count() == 1


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"neutral_name": "SPIP de Nanterre"}, {"neutral_name": "neutral_name_reveals"}),
        ({"neutral_name": "Bureau de la Pénitentiaire"}, {"neutral_name": "neutral_name_reveals"}),
        ({"neutral_name": "Tribunal judiciaire"}, {"neutral_name": "neutral_name_reveals"}),
        ({"postcode": "9200"}, {"postcode": "field_unreadable"}),
        ({"city": "Nan\0terre"}, {"city": "sign_unreadable"}),
        ({"inside": {"fr": "2e\x1b étage"}}, {"inside.fr": "sign_unreadable"}),
        ({"neutral_name": "\u200b\u00ad"}, {"neutral_name": "field_unreadable"}),
        ({"neutral_name": "Cour d’appel"}, {"neutral_name": "neutral_name_reveals"}),
        ({"name": "  "}, {"name": "field_unreadable"}),
        ({"neutral_name": "Tr1bunal"}, {"neutral_name": "neutral_name_reveals"}),
        ({"neutral_name": "Тribunal"}, {"neutral_name": "words_look_alike"}),
        ({"neutral_name": "Payez http://evil.fr/a avant"}, {"neutral_name": "words_link"}),
        ({"neutral_name": "Appelez le 0899 12 34 56"}, {"neutral_name": "words_number"}),
        ({"address": "Payez http://evil.fr/x"}, {"address": "words_link"}),
        ({"city": "evil.fr"}, {"city": "words_link"}),
        ({"inside": {"fr": "Bureau 2", "en": "See evil.fr"}}, {"inside.en": "words_link"}),
        ({"phone_hours": {"fr": "ou 08 99 12 34 56"}}, {"phone_hours.fr": "words_number"}),
        ({"phone": "0899123456"}, {"phone": "phone_costs"}),
        ({"phone": "3639"}, {"phone": "phone_costs"}),
        ({"phone": "+88213000000"}, {"phone": "phone_abroad"}),
        ({"phone": "appelez-moi"}, {"phone": "phone_letters"}),
        ({"email": "personne"}, {"email": "email_unreadable"}),
        ({"email": f"a@{'b' * 64}.fr"}, {"email": "email_unreadable"}),
        ({"latitude": 91}, {"latitude": "field_unreadable"}),
        ({"time_zone": "Europe/Ici"}, {"time_zone": "field_unreadable"}),
    ],
)
def test_what_cannot_be_is_refused_by_field(keeper: Client, change: dict[str, Any], fields: dict[str, str]) -> None:
    refused = send(keeper, "post", "/places", NEW | change)
    assert (refused.status_code, refused.json()["fields"]) == (422, fields)
    assert not Place.objects.exists()


def test_a_missing_field_is_named_and_its_value_never_repeated(keeper: Client) -> None:
    refused = send(keeper, "post", "/places", {"name": "Antenne EXEMPLE"})
    assert refused.json()["fields"] == dict.fromkeys(("neutral_name", "address", "postcode", "city"), "field_missing")
    assert "Antenne" not in refused.content.decode()


def test_names_and_addresses_come_in_on_one_line_without_what_nobody_sees(keeper: Client) -> None:
    told = send(
        keeper, "post", "/places",
        NEW | {
            "name": "Antenne\r\nEXEMPLE", "neutral_name": "Maison\u00a0\u200bEXEMPLE\u202e",
            "city": "L\u2019Haÿ\u2011les\u2010Roses",
            "address": "Tribunal judiciaire\r\n12\u201314 rue Haute\t", "inside": {"fr": "2e étage\r\nPorte\u200b B"},
        },
    ).json()  # fmt: skip
    assert (told["name"], told["neutral_name"], told["city"]) == (
        "Antenne EXEMPLE",
        "Maison EXEMPLE",
        "L'Haÿ-les-Roses",
    )
    assert told["address"] == "Tribunal judiciaire 12-14 rue Haute"
    assert told["inside"] == {"fr": "2e étage\nPorte B"}
    assert told["in_messages"] == "Maison EXEMPLE, 12-14 rue Haute, L'Hay-les-Roses"
    assert told["warnings"] == ["address_shortened"]


def test_who_edits_a_place_is_warned_of_an_address_that_no_message_says(keeper: Client, spip: Organisation) -> None:
    path = f"/places/{make.place(spip).pk}"
    assert send(keeper, "get", path).json()["warnings"] == []
    told = send(keeper, "patch", path, {"address": "Cité judiciaire, salle 3"}).json()
    assert (told["warnings"], told["in_messages"]) == (["address_not_said"], "Maison EXEMPLE, salle 3, Nanterre")
    told = send(keeper, "patch", path, {"address": "Cité judiciaire"}).json()
    assert (told["warnings"], told["in_messages"]) == (["address_not_said"], "Maison EXEMPLE, Nanterre")


def test_only_what_is_sent_changes(keeper: Client, spip: Organisation) -> None:
    place = make.place(spip, inside={"fr": "Porte B"}, latitude="48.1", longitude="2.1")
    told = send(keeper, "patch", f"/places/{place.pk}", {"city": "Gennevilliers", "latitude": None}).json()
    assert (told["city"], told["inside"], told["latitude"], told["longitude"]) == (
        "Gennevilliers", {"fr": "Porte B"}, None, 2.1,
    )  # fmt: skip


def test_directions_are_set_and_removed_by_means(keeper: Client, spip: Organisation) -> None:
    path = f"/places/{make.place(spip).pk}/directions"
    steps = {"fr": ["RER A, arrêt Nanterre", " ", "Suivre l'avenue"], "en": [], "ar": ["القطار"]}
    told = send(keeper, "put", f"{path}/train", {"steps": steps, "minutes": 7}).json()
    assert told["directions"] == [
        {
            "means": "train",
            "steps": {"fr": ["RER A, arrêt Nanterre", "Suivre l'avenue"], "ar": ["القطار"]},
            "minutes": 7,
            "stale": [],
        }
    ]
    send(keeper, "put", f"{path}/bus", {"steps": {"fr": ["Bus 157"]}})
    again = send(keeper, "put", f"{path}/train", {"steps": {"fr": ["Ligne A"]}, "minutes": 5}).json()
    assert [each["means"] for each in again["directions"]] == ["train", "bus"]
    assert send(keeper, "put", f"{path}/train", {"steps": {}}).json()["directions"][0]["means"] == "bus"


def test_a_language_that_is_older_than_the_french_is_to_be_looked_at(keeper: Client, spip: Organisation) -> None:
    path = f"/places/{make.place(spip, inside={'fr': '2e étage', 'en': 'Second floor'}).pk}"
    told = send(keeper, "patch", path, {"inside": {"fr": "3e étage", "en": "Second floor"}}).json()
    assert told["stale"] == {"inside": ["en"], "step_free_words": [], "phone_hours": []}
    told = send(keeper, "patch", path, {"phone": "01 99 00 00 01"}).json()
    assert told["stale"]["inside"] == ["en"]
    told = send(keeper, "patch", path, {"checked": {"inside": ["en"]}}).json()
    assert told["stale"]["inside"] == []


def test_steps_that_stay_behind_are_to_be_looked_at(keeper: Client, spip: Organisation) -> None:
    path = f"/places/{make.place(spip).pk}/directions/foot"
    steps = {"fr": ["Tournez à gauche"], "en": ["Turn left"]}
    send(keeper, "put", path, {"steps": steps})
    told = send(keeper, "put", path, {"steps": steps | {"fr": ["Tournez à droite"]}}).json()
    assert told["directions"][0]["stale"] == ["en"]
    told = send(keeper, "put", path, {"steps": steps | {"fr": ["Tournez à droite"]}, "checked": ["en"]}).json()
    assert told["directions"][0]["stale"] == []


def test_another_address_makes_every_way_old_and_forgets_the_point_on_the_map(
    keeper: Client, spip: Organisation
) -> None:
    place = make.place(spip, latitude="48.1", longitude="2.1", inside={"fr": "2e étage", "ar": "الطابق الثاني"})
    path = f"/places/{place.pk}"
    steps = {"fr": ["Tournez à gauche"], "en": ["Turn left"]}
    send(keeper, "put", f"{path}/directions/foot", {"steps": steps})
    told = send(keeper, "patch", path, {"address": "1 rue de l’Essai bis", "tell": "nobody"}).json()
    assert (told["directions"][0]["stale"], told["latitude"]) == ([], 48.1), "a spelling"
    told = send(keeper, "patch", path, {"address": "9 avenue du Test"}).json()
    assert (told["directions"][0]["stale"], told["latitude"], told["longitude"]) == (["en", "fr"], None, None)
    assert told["stale"]["inside"] == ["ar"]
    told = send(keeper, "put", f"{path}/directions/foot", {"steps": steps | {"fr": ["Tout droit"]}}).json()
    assert told["directions"][0]["stale"] == ["en"]


def test_directions_are_said_in_french_first(keeper: Client, spip: Organisation) -> None:
    path = f"/places/{make.place(spip).pk}/directions/foot"
    assert send(keeper, "put", path, {"steps": {"en": ["Walk"]}}).json()["fields"] == {"steps": "french_missing"}
    assert send(keeper, "put", path.replace("foot", "boat"), {"steps": {"fr": ["…"]}}).status_code == 404


def test_a_place_of_a_linked_service_is_read_only(spip: Organisation, keeper: Client) -> None:
    court = make.organisation(kind="tj", linked=[spip])
    place = make.place(court)
    assert keeper.get(f"/api/agent/places/{place.pk}").json()["editable"] is False
    refused = send(keeper, "patch", f"/places/{place.pk}", {"city": "Ailleurs"})
    assert (refused.status_code, refused.json()["code"]) == (409, "place_of_another_service")
    place.refresh_from_db()
    assert place.city == "Nanterre"


def test_the_list_shows_own_places_first_and_archived_ones_last(spip: Organisation, keeper: Client) -> None:
    court = make.organisation(kind="tj", linked=[spip])
    make.place(court, name="A"), make.place(spip, name="C"), make.place(spip, name="B"), make.place(name="hors")
    gone = make.place(spip, name="D")
    assert send(keeper, "post", f"/places/{gone.pk}/archive").status_code == 204
    told = keeper.get("/api/agent/places").json()["items"]
    assert [(each["name"], each["editable"], each["archived"]) for each in told] == [
        ("B", True, False), ("C", True, False), ("A", False, False), ("D", True, True),
    ]  # fmt: skip


def test_archiving_twice_is_archiving_once(spip: Organisation, keeper: Client) -> None:
    place = make.place(spip)
    for _ in range(2):
        assert send(keeper, "post", f"/places/{place.pk}/archive").status_code == 204
    assert Entry.objects.filter(verb="organisations.archive_place").count() == 1


def test_an_officer_reads_places_and_changes_none(spip: Organisation) -> None:
    client, place = accounts.signed_in_client(accounts.agent(spip, "cpip")), make.place(spip)
    assert client.get(f"/api/agent/places/{place.pk}").status_code == 200
    refused = send(client, "patch", f"/places/{place.pk}", {"city": "Ailleurs"})
    assert (refused.status_code, refused.json()["code"]) == (403, "role_may_not")


def test_a_service_says_whom_it_is_linked_to(spip: Organisation, keeper: Client) -> None:
    court = make.organisation("Tribunal EXEMPLE", kind="tj", linked=[spip])
    told = keeper.get("/api/agent/organisation").json()
    assert told["linked"] == [{"id": court.pk, "name": "Tribunal EXEMPLE", "kind": "tj"}]


def test_colleagues_are_those_of_linked_services_too(spip: Organisation, keeper: Client) -> None:
    court = make.organisation(kind="tj", linked=[spip])
    accounts.agent(court, "jap", last_name="AUBE"), accounts.agent(last_name="HORS")
    accounts.agent(spip, last_name="PARTI", is_active=False)
    told = keeper.get("/api/agent/colleagues").json()["items"]
    assert [(each["last_name"], each["role"]) for each in told] == [("AUBE", "jap"), ("EXEMPLE", "dpip")]


def test_a_place_with_odd_words_is_changed_in_others_and_its_odd_words_only_for_better_ones(
    keeper: Client, spip: Organisation
) -> None:
    """D176: what was kept before words were read like this hinders nobody."""
    place = make.place(spip, neutral_name="evil.fr", inside={"fr": "www.evil"}, phone="+33899123456")
    same = {"neutral_name": "evil.fr", "inside": {"fr": "www.evil"}, "city": "Rueil"}
    assert send(keeper, "patch", f"/places/{place.pk}", same).status_code == 200
    refused = send(keeper, "patch", f"/places/{place.pk}", {"neutral_name": "evil.com"})
    assert (refused.status_code, refused.json()["fields"]) == (422, {"neutral_name": "words_link"})


def test_no_step_of_a_way_opens_or_calls_anything(keeper: Client, spip: Organisation) -> None:
    place = make.place(spip)
    for step, why in [("Voir evil.fr", "words_link"), ("Tél. 08 99 12 34 56", "words_number")]:
        body = {"steps": {"fr": ["RER A", step]}, "minutes": 5}
        refused = send(keeper, "put", f"/places/{place.pk}/directions/train", body)
        assert (refused.status_code, refused.json()["fields"]) == (422, {"steps.fr": why})
