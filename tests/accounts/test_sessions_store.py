"""D8: who reads the database opens no session with what stands there."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from backend.accounts import sessions_store, tasks
from backend.accounts.sessions_store import SessionStore
from backend.common import clock
from tests.accounts import make
from tests.organisations import make as organisations

pytestmark = pytest.mark.django_db
ME = "/api/agent/session"


def test_what_the_database_holds_is_no_cookie() -> None:
    client = make.signed_in_client(make.agent(organisations.organisation()))
    assert client.get(ME).json()["agent"]
    (kept,) = Session.objects.values_list("session_key", flat=True)
    assert kept != client.cookies["msj_agent"].value
    thief = Client()
    thief.cookies["msj_agent"] = kept
    assert not thief.get(ME).json()["agent"]
    assert client.get(ME).json()["agent"]


def test_a_session_is_kept_renewed_and_ended_under_its_digest() -> None:
    store = SessionStore()
    store["said"] = "once"
    store.save()
    first = store.session_key or ""
    assert store.exists(first) and SessionStore(first)["said"] == "once"
    store.cycle_key()
    assert not store.exists(first) and SessionStore(first).get("said") is None
    assert SessionStore(store.session_key)["said"] == "once"
    store.flush()
    assert not Session.objects.exists()


def test_a_key_that_nobody_has_opens_nothing_and_is_not_taken_over() -> None:
    wanted = SessionStore("a" * 32)
    assert wanted.get("said") is None
    wanted["said"] = "mine"
    wanted.save()
    assert wanted.session_key != "a" * 32


def test_sessions_that_are_over_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """N10: none ever was; a gigabyte a year."""
    monkeypatch.setattr(sessions_store, "AT_ONCE", 2)
    for days in (-3, -2, -1, 1):
        store = SessionStore()
        store.save()
        end = clock.real() + timedelta(days=days)
        Session.objects.filter(pk=sessions_store.digest(store.session_key or "")).update(expire_date=end)
    assert tasks.sweep() == 3
    assert Session.objects.count() == 1
