"""Sign-ins on other phones (A12): one line with a count, to those that were there before, until it is settled."""

from datetime import timedelta
from typing import Any

import pytest

from backend.accounts.models import Device
from backend.common import clock
from backend.journal.models import Entry
from backend.probationers.models import ContactChange, Probationer
from tests.probationers import make
from tests.probationers.phone import Phone

pytestmark = pytest.mark.django_db


def sign_in(file: Probationer, phone: Phone | None = None, *, after: timedelta = timedelta(minutes=21)) -> Phone:
    """By default past the minutes that the number has to wait."""
    clock.shift(after)
    phone = phone or Phone()
    assert phone.sign_in(file).status_code == 200
    return phone


def notices(phone: Phone) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.get("home").json()["notices"]
    return found


def settle(phone: Phone, until: str, kind: str = "new_device") -> int:
    return phone.send("notices/settled", {"kind": kind, "until": until}).status_code


def test_three_sign_ins_are_one_line_with_their_count() -> None:
    file = make.file()
    first, others = sign_in(file), []
    for _ in range(3):
        others.append(sign_in(file))
    [told] = notices(first)
    last = Device.objects.order_by("-created_at")[0]
    assert (told["kind"], told["count"], told["detail"]) == ("new_device", 3, last.label)
    assert [len(notices(phone)) for phone in others] == [1, 1, 0]


def test_the_new_phone_is_not_told_of_the_old_one() -> None:
    file = make.file()
    sign_in(file)
    assert notices(sign_in(file)) == []


def test_a_sign_in_within_the_minute_is_told_too() -> None:
    file = make.file()
    first = sign_in(file)
    sign_in(file)
    own = Device.objects.get(pk=first.session()["device"])
    Device.objects.exclude(pk=own.pk).update(created_at=own.created_at + timedelta(seconds=20))
    assert [told["count"] for told in notices(first)] == [1]


def test_it_was_me_ends_it_on_this_phone_alone() -> None:
    file = make.file()
    first, second = sign_in(file), sign_in(file)
    sign_in(file)
    assert settle(first, notices(first)[0]["at"]) == 204
    assert (notices(first), len(notices(second))) == ([], 1)
    assert Entry.objects.filter(verb="probationers.settle_notice").count() == 1


def test_who_came_after_what_was_read_is_told_all_the_same() -> None:
    file = make.file()
    first = sign_in(file)
    sign_in(file)
    read = notices(first)[0]["at"]
    sign_in(file)
    assert settle(first, read) == 204
    assert [told["count"] for told in notices(first)] == [1]


@pytest.mark.parametrize("until", ["2027-09-01T00:00:00Z", "2099-12-31T23:59:59.999999Z", "2199-12-31T23:59:59-12:00"])
def test_nothing_is_settled_in_advance(until: str) -> None:
    """A thief's "it was me" until next year would keep a later sign-in from being told."""
    file = make.file()
    first = sign_in(file)
    sign_in(file)
    assert settle(first, until) == 204
    sign_in(file)
    assert [told["count"] for told in notices(first)] == [1]


def test_settling_what_is_older_takes_nothing_back() -> None:
    file = make.file()
    first = sign_in(file)
    sign_in(file)
    settle(first, clock.now().isoformat())
    settle(first, (clock.now() - timedelta(days=30)).isoformat())
    assert notices(first) == []


def test_it_is_over_after_a_week_and_when_that_phone_was_closed() -> None:
    file = make.file()
    first, second = sign_in(file), sign_in(file)
    gone = second.session()["device"]
    assert first.send(f"devices/{gone}", method="delete").status_code == 204
    assert notices(first) == []
    sign_in(file)
    clock.shift(timedelta(days=8))
    assert notices(first) == []


def test_a_changed_number_is_not_settled_with_the_phones() -> None:
    file = make.file()
    first = sign_in(file)
    sign_in(file)
    ContactChange.objects.create(
        probationer=file, field="phone", old=make.number(), new=file.phone, by="device:x", at=clock.now()
    )
    told = {one["kind"]: one for one in notices(first)}
    assert settle(first, told["new_device"]["at"]) == 204
    assert [one["kind"] for one in notices(first)] == ["number_changed"]
    assert settle(first, told["number_changed"]["at"], "number_changed") == 204
    assert notices(first) == []
