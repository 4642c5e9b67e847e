"""The one-click end of reminders by e-mail: what it does, what it never tells."""

import pytest
from django.test import Client

from backend.common import clock
from backend.journal.models import Entry
from backend.probationers import unsubscribing
from backend.probationers.models import ContactChange, Probationer
from tests.counting import queries_of
from tests.probationers import make

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def person() -> Probationer:
    return make.file(email="camille@exemple.fr", email_proved_at=clock.now(), wants_email=True)


def path_of(person: Probationer) -> str:
    return unsubscribing.address(person).partition("8000")[2] or unsubscribing.address(person)


@pytest.fixture
def browser() -> Client:
    """As a mail program: no cookie, and CSRF enforced where it is asked for."""
    return Client(enforce_csrf_checks=True)


def test_one_post_ends_reminders_by_email_and_nothing_else(person: Probationer, browser: Client) -> None:
    for _ in range(2):
        assert browser.post(path_of(person), ONE_CLICK).status_code == 200
    person.refresh_from_db()
    assert (person.wants_email, person.wants_sms, person.wants_push) == (False, True, True)
    assert person.email == "camille@exemple.fr" and person.email_proved_at
    change = ContactChange.objects.get()
    assert (change.field, change.by) == ("channels", "mail:unsubscribe")
    assert Entry.objects.filter(about=str(person)).count() == 1


def test_a_reader_that_fetches_the_link_ends_nothing(person: Probationer, browser: Client) -> None:
    page = browser.get(path_of(person), headers={"accept-language": "en"})
    assert page.status_code == 200 and b'<form method="post">' in page.content and b"Stop reminders" in page.content
    person.refresh_from_db()
    assert person.wants_email


def test_every_token_gets_the_same_page(person: Probationer, browser: Client) -> None:
    right = path_of(person)
    stem = right.rpartition("/")[0]
    other = make.file(email="autre@exemple.fr", wants_email=True)
    forged = f"{right.rpartition('-')[0]}-{path_of(other).rpartition('-')[2]}"
    wrong = [f"{stem}/x", f"{stem}/-", f"{stem}/{'0' * 32}-{'0' * 32}", f"{stem}/é-é", forged, right[:-1]]
    for act in (browser.get, browser.post):
        expected = act(right)
        for path in wrong:
            told = act(path)
            assert (told.status_code, told.content) == (expected.status_code, expected.content)
            names = set(told.headers) - {"Date"}
            assert names == set(expected.headers) and not told.cookies
    other.refresh_from_db()
    assert other.wants_email


def test_the_old_mailbox_can_not_stop_the_new_ones(person: Probationer, browser: Client) -> None:
    old = path_of(person)
    Probationer.objects.filter(pk=person.pk).update(email="nouvelle@exemple.fr")
    browser.post(old, ONE_CLICK)
    person.refresh_from_db()
    assert person.wants_email


def test_what_is_asked_of_the_database_tells_nothing_before_the_seal_is_right(
    person: Probationer, browser: Client
) -> None:
    """GET asks nothing at all; a POST with a wrong seal reads one row whether it is there or not."""
    right, unknown = path_of(person), f"{path_of(person).rpartition('/')[0]}/{'0' * 32}-{'0' * 32}"
    assert queries_of(lambda: browser.get(right)) == []
    assert len(queries_of(lambda: browser.post(right[:-1] + "!"))) == len(queries_of(lambda: browser.post(unknown)))


def test_the_page_lets_no_script_in_and_is_kept_nowhere(person: Probationer, browser: Client) -> None:
    answer = browser.get(path_of(person))
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "sha256-" in policy
    assert "no-store" in answer.headers["Cache-Control"] and answer.headers["Referrer-Policy"] == "no-referrer"
    assert "exemple.fr" not in path_of(person) and str(person.pk) not in path_of(person)
