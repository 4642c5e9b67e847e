"""What is asked without a session, or needs more than a body: signing in on both sides, gateways, links."""

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.test import Client, override_settings
from django_otp.oath import totp

from backend.accounts.models import Totp
from backend.delivery import push_words
from backend.delivery.gateways import tokens
from backend.delivery.models import Message
from backend.probationers import rules_trust
from backend.probationers.models import ContactChange
from tests.accounts import make as accounts
from tests.architecture.roles import Caller
from tests.bench.national_scene import agent_of
from tests.bench.national_ways import Scene
from tests.delivery import configured
from tests.probationers.phone import Phone, right_code

AGENT = "/api/agent/session"
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/exemple"
# A point of the curve, and sixteen bytes: what a browser sends when it begins to listen.
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SUBSCRIPTION = {"endpoint": ENDPOINT, "p256dh": P256DH, "auth": "BTBZMqHH6r4Tts7J_aSIgg"}


def agents_session(scene: Scene) -> Any:
    return scene.world.browser(Caller("spip", "cpip")).get(AGENT)


def password(scene: Scene, client: Client | None = None) -> Any:
    body = {"email": agent_of(scene.world.near, "dpip").email, "password": accounts.PASSWORD}
    return (client or Client()).post(AGENT, body, content_type="application/json")


def one_time_code(scene: Scene) -> Any:
    client = Client()
    password(scene, client)
    device = Totp.objects.get(user=agent_of(scene.world.near, "dpip"))
    return client.post(f"{AGENT}/totp", {"code": f"{totp(device.bin_key):06d}"}, content_type="application/json")


def recovery_code(scene: Scene) -> Any:
    client = Client()
    password(scene, client)
    return client.post(f"{AGENT}/recovery", {"code": "abcd-efgh-ijkl"}, content_type="application/json")


def key_options(scene: Scene) -> Any:
    client = Client()
    password(scene, client)
    return client.post(f"{AGENT}/security-key/options", {}, content_type="application/json")


def key_answer(scene: Scene) -> Any:
    client = Client()
    password(scene, client)
    return client.post(f"{AGENT}/security-key", {"credential": {}}, content_type="application/json")


def search(letters: int, scene: Scene) -> Any:
    """By the beginning of the name of somebody of the agent's own service."""
    said = scene.world.near.person.search_key[:letters]
    client = scene.world.browser(Caller("spip", "cpip"))
    return client.post("/api/agent/probationers/search", {"q": said}, content_type="application/json")


def persons_session(scene: Scene) -> Any:
    return scene.world.near.phone().get("/api/probationer/session")


def code(scene: Scene) -> Any:
    return Phone().ask(scene.world.near.person.phone)


def code_elsewhere(scene: Scene) -> Any:
    phone = Phone()
    asked = phone.ask(scene.world.near.person.phone).json()["id"]
    return phone.send(f"challenges/{asked}/elsewhere", {"by": "push"})


def sign_in(scene: Scene) -> Any:
    person = scene.world.near.person
    return Phone().sign_in(person, born=person.birth_date)


def _former(scene: Scene) -> str:
    """A number that the person's file had until just now."""
    ContactChange.objects.filter(pk=scene.world.near.ids["change"]).update(old="+33639980994", new="+33639980995")
    return "+33639980994"


def former_number(scene: Scene) -> Any:
    return Phone().send("take-back/challenges", {"phone": _former(scene), "language": "fr"})


def take_back(scene: Scene) -> Any:
    phone = Phone()
    asked = phone.send("take-back/challenges", {"phone": _former(scene), "language": "fr"}).json()["id"]
    born = scene.world.near.person.birth_date
    return phone.send("take-back", {"challenge": asked, "code": right_code(asked), "birth_date": f"{born}"})


def new_number(scene: Scene) -> Any:
    person = scene.world.near.person
    body = {"phone": "0639980993", "birth_date": f"{person.birth_date}"}
    return _phone(scene, "me/phone", body)


def subscribe(scene: Scene) -> Any:
    return scene.world.near.phone().put(
        "/api/probationer/push-subscription", SUBSCRIPTION, content_type="application/json"
    )


def _phone(scene: Scene, path: str, body: dict[str, Any]) -> Any:
    return scene.world.near.phone().post(f"/api/probationer/{path}", body, content_type="application/json")


def trust_link(scene: Scene) -> Any:
    return Phone().send("trust-link", {"token": _trust(scene)})


def trust_answer(scene: Scene) -> Any:
    return Phone().send("trust-link/answer", {"token": _trust(scene), "yes": True})


def _trust(scene: Scene) -> str:
    return rules_trust.token(settings.CODE_KEYS[0], scene.world.near.ids["contact"])


def _told(scene: Scene, channel: str) -> Message:
    """Something that was said to somebody of the service."""
    rows = Message.objects.filter(holder=scene.world.near.person.holder).order_by("created_at", "pk")
    found = rows.filter(channel=channel).first() or rows.first()
    assert found is not None
    return found


def receipt(scene: Scene) -> Any:
    row = _told(scene, "sms")
    said = {"id": str(row.pk), "ref": row.gateway_ref, "status": "delivered", "at": "2026-09-09T08:00:00Z"}
    return _gateway("receipts", said)


def receipt_by_address(scene: Scene) -> Any:
    said = {"token": tokens.sign("kannel", _told(scene, "sms").pk), "status": "1", "at": "2026-09-09 08:00:00"}
    with override_settings(SMS_GATEWAYS=(configured.gateway("kannel"),)):
        return Client().get("/api/gateway/kannel/receipts", said)


def incoming(scene: Scene) -> Any:
    said = {"id": "in-national", "from": scene.world.near.person.phone, "text": "OUI", "at": ""}
    return _gateway("incoming", said)


def _gateway(path: str, said: dict[str, str]) -> Any:
    body = json.dumps(said).encode()
    signature = hmac.new(settings.RECEIPT_KEYS[0].encode(), body, hashlib.sha256).hexdigest()
    with override_settings(SMS_GATEWAYS=(configured.gateway("demonstration"),)):
        return Client().generic(
            "POST", f"/api/gateway/demonstration/{path}", body, "application/json", headers={"X-Signature": signature}
        )


def shown(scene: Scene) -> Any:
    return Phone().send("push-receipts", {"token": push_words.shown_token(_told(scene, "push").pk)})
