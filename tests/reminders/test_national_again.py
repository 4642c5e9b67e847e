"""National words that change reach a database that was loaded before, unless somebody edited them there."""

import importlib
import io
import json
import shutil
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from backend.reminders import actions_national, rules_national
from backend.reminders.models import Plan, Text
from backend.reminders.rules_national import Fate
from tests.agenda import make

pytestmark = pytest.mark.django_db
migration = importlib.import_module("backend.reminders.migrations.0008_mark_what_was_loaded")
WORDS = "Nouveau : {when} {hour}, {where}."


@pytest.mark.parametrize(
    ("shipped", "there", "loaded", "fate"),
    [("b", "a", "a", Fate.RENEW), ("a", "a", "a", Fate.SAME), ("a", "a", "", Fate.SAME), ("a", "a", "b", Fate.SAME),
     ("b", "c", "a", Fate.KEEP), ("b", "a", "", Fate.KEEP), ("a", "c", "a", Fate.KEEP)],
)  # fmt: skip
def test_what_becomes_of_a_row(shipped: str, there: str, loaded: str, fate: Fate) -> None:
    assert rules_national.fate(shipped=shipped, there=there, loaded=loaded) is fate


@pytest.fixture
def shipping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What ships, to be changed; loaded once as it is."""
    folder = tmp_path / "national"
    shutil.copytree(actions_national.FOLDER, folder)
    monkeypatch.setattr(actions_national, "FOLDER", folder)
    call_command("load_national", verbosity=0)
    return folder


def ship(folder: Path, name: str, change: Any) -> None:
    path = folder / name
    whole = json.loads(path.read_text("utf-8"))
    change(whole)
    path.write_text(json.dumps(whole), "utf-8")


def new_words(folder: Path, *, type: str = "", body: str = WORDS) -> None:
    def change(texts: Any) -> None:
        (texts["types"][type] if type else texts["national"])["reminder"]["sms"]["fr"]["body"] = body

    ship(folder, "texts.json", change)


def load() -> str:
    told = io.StringIO()
    call_command("load_national", stdout=told)
    return told.getvalue()


def rows() -> list[Mapping[str, object]]:
    return [*Text.objects.order_by("pk").values(), *Plan.objects.values()]


def reminder(type: str | None = None, channel: str = "sms", language: str = "fr") -> Text:
    return Text.objects.get(kind="reminder", channel=channel, language=language, type__code=type)


@pytest.mark.parametrize("type", ["", "telephone"])
def test_words_that_nobody_edited_are_renewed_and_a_second_time_nothing_is(shipping: Path, type: str) -> None:
    before = rows()
    new_words(shipping, type=type)
    assert load() == "0 new types, 0 new texts, 1 renewed\n"
    changed = [now for was, now in zip(before, rows(), strict=True) if was != now]
    assert [(one["kind"], one["body"]) for one in changed] == [("reminder", WORDS)]
    assert reminder(type or None).body == WORDS
    after = rows()
    assert load() == "0 new types, 0 new texts, 0 renewed\n" and rows() == after
    new_words(shipping, type=type, body="{when} {hour}")
    assert " 1 renewed" in load(), "and again with the next version"


def test_a_title_is_words_too(shipping: Path) -> None:
    ship(shipping, "texts.json", lambda all: all["national"]["reminder"]["push"]["ar"].update(title="موعد"))
    assert " 1 renewed" in load()
    assert reminder(channel="push", language="ar").title == "موعد"


def test_edited_words_stay_and_are_named_until_they_say_what_ships(shipping: Path) -> None:
    Text.objects.filter(pk=reminder().pk).update(body="{when} à {hour}")
    Text.objects.filter(pk=reminder("telephone").pk).update(body="{hour}")
    edited = rows()
    new_words(shipping)
    told = "2 kept as edited here, though other words ship; look whether to follow:\n"
    for _ in range(2):
        assert load() == (
            f"0 new types, 0 new texts, 0 renewed\n{told}  reminder sms fr\n  reminder sms fr (telephone)\n"
        )
        assert rows() == edited
    Text.objects.filter(pk=reminder().pk).update(body=WORDS)
    assert "1 kept" in load()
    new_words(shipping, body="{when} {hour}")
    assert " 1 renewed" in load() and reminder().body == "{when} {hour}", "followed by hand, it is as if loaded"


def test_the_words_of_a_service_are_nobody_else_s(shipping: Path) -> None:
    service = make.Scene().service
    own = Text.objects.create(kind="reminder", channel="sms", language="fr", organisation=service, body="Le nôtre")
    own.refresh_from_db()
    new_words(shipping)
    assert "kept" not in load()
    own.refresh_from_db()
    assert (own.body, own.loaded) == ("Le nôtre", "")


def test_the_plan_is_renewed_unless_it_was_edited(shipping: Path) -> None:
    ship(shipping, "plan.json", lambda plan: plan.update(opens="08:30", steps=plan["steps"][1:]))
    assert " 1 renewed" in load()
    plan = Plan.objects.get()
    assert (plan.opens, len(plan.steps), plan.closes) == (time(8, 30), 2, time(19))
    Plan.objects.update(most_a_day=2)
    ship(shipping, "plan.json", lambda plan: plan.update(opens="10:00"))
    assert load().endswith("\n  plan\n")
    assert Plan.objects.get().opens == time(8, 30)


def digests() -> dict[tuple[str, int], str]:
    return {
        (model.__name__, pk): loaded
        for model in (Text, Plan)
        for pk, loaded in model.objects.values_list("pk", "loaded")
    }


def test_what_was_loaded_before_digests_were_kept_is_known_by_its_words(shipping: Path) -> None:
    """The migration's own copy of the digest is the code's, and it knows everything that had shipped by then."""
    worded_since = Text.objects.filter(body__regex="ne changent pas|appointments stand|لم تتغيّر|\\{was\\}")
    worded_since |= Text.objects.filter(kind__regex="^(relocated|confirmation_again)")
    known = digests() | {("Text", pk): "" for pk in worded_since.values_list("pk", flat=True)}
    for edit, expected in ((None, known), ("{when} à {hour}", known | {("Text", reminder().pk): ""})):
        for model in (Text, Plan):
            model.objects.update(loaded="")
        if edit:
            Text.objects.filter(pk=reminder().pk).update(body=edit)
        with connection.schema_editor() as editor:
            migration.mark(apps, editor)
        assert digests() == expected and sum(map(bool, expected.values())) > 180
