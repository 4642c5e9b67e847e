import uuid
from typing import Any

import pytest

from backend.accounts.models import Device
from backend.common import clock
from backend.common.errors import Malformed, Refused, Slower
from backend.delivery import actions_push, queries
from backend.delivery.models import PushSubscription
from tests.delivery import make

pytestmark = pytest.mark.django_db
MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"


def subscribe(device: Device, endpoint: str = MOZILLA + "one", **fields: Any) -> None:
    actions_push.subscribe(
        device.holder, device=device, **({"endpoint": endpoint, "p256dh": make.KEY, "auth": AUTH} | fields)
    )


def test_saving_again_is_one_row_and_a_renewed_one_replaces_the_old() -> None:
    device = make.device()
    subscribe(device)
    subscribe(device)
    subscribe(device, MOZILLA + "two", replaces=MOZILLA + "one")
    assert [row.endpoint for row in PushSubscription.objects.all()] == [MOZILLA + "two"]


def test_a_shared_phone_listens_for_whoever_is_signed_in() -> None:
    first, second = make.device(), make.device()
    subscribe(first)
    subscribe(second)
    assert PushSubscription.objects.get().holder == second.holder
    assert queries.subscribed([first.holder_id, second.holder_id]) == {second.holder_id}


def test_nobody_removes_or_replaces_anothers_subscription() -> None:
    mine, other = make.device(), make.device()
    subscribe(mine)
    actions_push.unsubscribe(other.holder, endpoint=MOZILLA + "one")
    subscribe(other, MOZILLA + "two", replaces=MOZILLA + "one")
    assert PushSubscription.objects.count() == 2
    actions_push.unsubscribe(mine.holder, endpoint=MOZILLA + "one")
    assert PushSubscription.objects.count() == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://updates.push.services.mozilla.com/x", "https://127.0.0.1/x", "https://evil.example/x",
        "https://updates.push.services.mozilla.com.evil.example/x", "https://updates.push.services.mozilla.com:8443/x",
        "https://user@updates.push.services.mozilla.com/x", "https://fcm.googleapis.com@evil.example/x",
        "https://notify.windows.com.evil.example/x", "//fcm.googleapis.com/x", "https://[", "", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_an_address_that_is_no_push_service_is_never_called(endpoint: str) -> None:
    with pytest.raises(Malformed, match="push_origin_refused"):
        subscribe(make.device(), endpoint)


@pytest.mark.parametrize(
    "endpoint", ["https://fcm.googleapis.com/fcm/send/x", "https://db5p.notify.windows.com/w/?t=x"]
)
def test_the_push_services_we_know_are_let_in(endpoint: str) -> None:
    subscribe(make.device(), endpoint)


@pytest.mark.parametrize(
    ("p256dh", "auth"), [("", AUTH), ("AAAA", AUTH), (make.KEY[:-8], AUTH), (make.KEY, "AA"), (make.KEY, "é")]
)
def test_keys_that_can_encrypt_nothing_are_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(Malformed, match="subscription_unreadable"):
        subscribe(make.device(), p256dh=p256dh, auth=auth)


def test_a_holder_keeps_ten_browsers_at_most_the_newest() -> None:
    device = make.device()
    for number in range(12):
        subscribe(device, f"{MOZILLA}{number}")
    kept = set(PushSubscription.objects.values_list("endpoint", flat=True))
    assert len(kept) == 10 and f"{MOZILLA}11" in kept and f"{MOZILLA}0" not in kept


def test_a_revoked_device_no_longer_listens() -> None:
    device = make.device()
    subscribe(device)
    Device.objects.filter(pk=device.pk).update(revoked_at=clock.now())
    assert queries.subscribed([device.holder_id]) == set()


def test_a_test_goes_to_the_device_that_asked_and_not_for_ever() -> None:
    device = make.device()
    with pytest.raises(Refused, match="no_subscription"):
        actions_push.test(device.holder, device=device)
    subscribe(device)
    messages = [actions_push.test(device.holder, device=device) for _ in range(actions_push.MOST_TESTS)]
    assert {(row.channel, row.lane, uuid.UUID(row.occasion)) for row in messages} == {("push", "now", device.pk)}
    with pytest.raises(Slower):
        actions_push.test(device.holder, device=device)
