"""What is made into a file for one agent costs more than an answer, and is counted."""

from datetime import date, timedelta
from html import unescape

import pytest

from backend.agenda import actions_exports, queries_lists
from backend.common import clock
from backend.journal.models import Entry
from tests.accounts import make as accounts
from tests.agenda import make

pytestmark = pytest.mark.django_db
LIST = "/api/agent/appointments.csv"
# What a browser asks for when somebody opens an address.
OPENED = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_no_script_has_files_made_by_the_hundred() -> None:
    """D161: pages to print and lists count together; a colleague does not wait for it, and neither does the next
    minute."""
    scene = make.Scene()
    row = make.appointment(scene.person)
    hers = accounts.signed_in_client(scene.agent)
    said = [hers.get(LIST, make.whole_year()).status_code for _ in range(31)]
    assert said == [200] * 30 + [429]
    page = hers.get(f"/api/agent/appointments/{row.pk}/summons.pdf")
    assert page.status_code == 429 and int(page["Retry-After"]) <= 60
    assert accounts.signed_in_client(accounts.agent(scene.service)).get(LIST, make.whole_year()).status_code == 200
    clock.shift(timedelta(minutes=1))
    assert hers.get(LIST, make.whole_year()).status_code == 200


def test_a_list_that_could_not_be_made_is_not_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """W42: the journal told of a list that nobody had, and it counted."""
    scene = make.Scene()
    make.appointment(scene.person)
    year = make.whole_year()
    everything = queries_lists.Wanted(date.fromisoformat(year["from"]), date.fromisoformat(year["to"]))
    with monkeypatch.context() as broken:
        broken.setattr(queries_lists, "as_csv", lambda rows, **_: 1 // 0)
        for _ in range(31):
            with pytest.raises(ZeroDivisionError):
                actions_exports.export_list(everything, by=scene.agent)
    assert Entry.objects.filter(verb="agenda.export").count() == 0
    actions_exports.export_list(everything, by=scene.agent)
    assert Entry.objects.get(verb="agenda.export").detail["appointments"] == 1


def test_a_page_to_print_that_is_refused_says_so_in_words_where_it_was_opened() -> None:
    """W43: the new tab showed `{"code": "too_many", "fields": {}}`."""
    scene = make.Scene()
    page = f"/api/agent/appointments/{make.appointment(scene.person).pk}/summons.pdf"
    hers = accounts.signed_in_client(scene.agent)
    for _ in range(30):
        hers.get(LIST, make.whole_year())
    said = hers.get(page, headers={"accept": OPENED, "accept-language": "fr"})
    words = unescape(said.content.decode())
    assert (said.status_code, said["Content-Type"]) == (429, "text/html; charset=utf-8")
    assert "Vous pourrez réessayer dans 1\u00a0min." in words and "too_many" not in words
    assert '<a href="/agent/">Revenir à l’application</a>' in words
    assert hers.get(page).json()["code"] == "too_many"
