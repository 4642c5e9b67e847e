"""What is pasted out of an e-mail, a PDF or another program comes in as it would have been typed."""

from typing import Any

import pytest
from django.test import Client

from backend.organisations.models import Organisation
from backend.probationers.models import Probationer, Relation
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.phone import Phone

pytestmark = pytest.mark.django_db
HIDDEN = "\u200b\u200e\ufeff\u00ad"


@pytest.fixture
def service() -> Organisation:
    return organisations.organisation()


@pytest.fixture
def client(service: Organisation) -> Client:
    return accounts.signed_in_client(accounts.agent(of=service))


def send(client: Client, path: str, body: dict[str, Any], method: str = "post") -> Any:
    return getattr(client, method)(f"/api/agent/{path}", body, content_type="application/json")


@pytest.mark.parametrize(
    ("last", "first", "kept"),
    [
        ("exemple\u2010essai", "Jean\u2011Noël", ("EXEMPLE-ESSAI", "Jean-Noël")),
        ("exemple\u2013essai", "jean\u2012noël", ("EXEMPLE-ESSAI", "Jean-Noël")),
        ("d`exemple", "jeanne d´arc", ("D'EXEMPLE", "Jeanne d'Arc")),
        ("faa\u2032a", "ra\u02bbi", ("FAA'A", "Ra'i")),
        ("Faa'a", "Ra'i", ("FAA'A", "Ra'i")),
        (f"{HIDDEN}exem{HIDDEN}ple", f"cam\u202eille{HIDDEN}", ("EXEMPLE", "Camille")),
        ("exemple\u00a0\u202fessai\n", "\tcamille\r\nalix", ("EXEMPLE ESSAI", "Camille Alix")),
    ],
)
def test_a_pasted_name_is_the_name_that_is_seen(client: Client, last: str, first: str, kept: tuple[str, str]) -> None:
    told = send(client, "probationers", {"last_name": last, "first_name": first, "birth_year": 1990})
    file = Probationer.objects.get(pk=told.json()["id"])
    assert (file.last_name, file.first_name) == kept
    twin = {"last_name": kept[0], "first_name": kept[1], "birth_year": 1990}
    assert [one["certain"] for one in send(client, "probationers/duplicates", twin).json()["items"]] != []


def test_every_other_detail_is_read_the_same_way(client: Client, service: Organisation) -> None:
    file = make.file(organisation=service)
    changed = send(
        client,
        f"probationers/{file.pk}",
        {
            "address": f"12\u201314{HIDDEN} rue\u00a0Haute\r\nbâtiment\u202e C",
            "city": "L\u2019Haÿ\u2011les\u2010Roses",
            "postcode": f"٩٤٢٤٠{HIDDEN}",
            "spoken_language": f"tahi{HIDDEN}tien",
            "email": f"cam{HIDDEN}ille@exemple.fr",
            "appi_number": f"٢٠١٩٠٠٠٠١٢٣٤{HIDDEN}",
        },
        "patch",
    )
    assert changed.status_code == 204
    file.refresh_from_db()
    assert (file.address, file.city) == ("12-14 rue Haute bâtiment C", "L'Haÿ-les-Roses")
    assert (file.postcode, file.appi_number) == ("94240", "201900001234")
    assert (file.spoken_language, file.email) == ("tahitien", "camille@exemple.fr")
    made = send(client, f"probationers/{file.pk}/relations", {"kind": "lawyer", "name": f"Maître{HIDDEN}\nEXEMPLE"})
    assert made.status_code == 200 and Relation.objects.get().name == "Maître EXEMPLE"


@pytest.mark.parametrize("address", [f"a@{'b' * 64}.fr", f"a@{'é' * 60}.fr", f"{'a' * 65}@exemple.fr"])
def test_an_address_that_no_server_takes_is_refused_on_both_sides(
    client: Client, service: Organisation, address: str
) -> None:
    file = make.file(organisation=service)
    refused = send(client, f"probationers/{file.pk}", {"email": address}, "patch")
    assert (refused.status_code, refused.json()["fields"]) == (422, {"email": "email_unreadable"})
    phone = Phone()
    assert phone.sign_in(file).status_code == 200
    mine = phone.send("me/email", {"email": address})
    assert (mine.status_code, mine.json()["fields"]) == (422, {"email": "email_unreadable"})
