"""LINK Mobility's interface, spoken by a local server: what is sent, and what each answer means."""

import asyncio
import uuid
from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeAlias

import aiohttp
import pytest
from aiohttp import web

from backend.delivery.composers import Text
from backend.delivery.gateways import NO_LIMITS, Answer, Parcel
from backend.delivery.gateways.link_mobility import LinkMobilityGateway, life
from backend.delivery.rules import Outcome
from tests.journeys.background import Background

Answering: TypeAlias = Callable[[web.Request], web.StreamResponse | Awaitable[web.StreamResponse]]


class Provider:
    """Answers as it is told and keeps what came."""

    def __init__(self, background: Background) -> None:
        self.came: list[dict[str, str]] = []
        self.authorizations: list[str] = []
        self.answer: Answering | None = None
        app = web.Application()
        app.router.add_post("/restapi/v1/sms/send", self._send)
        self._background = background
        self.url = f"http://127.0.0.1:{background.serve(app)}"

    async def _send(self, request: web.Request) -> web.StreamResponse:
        self.came.append({key: str(value) for key, value in (await request.post()).items()})
        self.authorizations.append(request.headers["Authorization"])
        assert self.answer is not None
        answer = self.answer(request)
        return answer if isinstance(answer, web.StreamResponse) else await answer

    def send(
        self, text: str = "Rendez-vous jeudi à 14 h 30", within: float = 10, url: str = "", sender: str = "RDV"
    ) -> Answer:
        parcel = Parcel(uuid.uuid4(), "reminder", "sms", Text("+33639980001", text), timedelta(hours=1))

        async def work() -> Answer:
            async with aiohttp.ClientSession() as session:
                gateway = LinkMobilityGateway(
                    session, url=url or self.url, user="msj", password="sécret", sender=sender, limits=NO_LIMITS
                )
                return await gateway.send(parcel, within=within)

        return self._background.run(work(), timeout=20)

    def says(self, code: object, **more: object) -> None:
        self.answer = lambda request: web.json_response({"responseCode": code, "messageIds": ["lm-1"]} | more)


@pytest.fixture
def provider(background: Background) -> Provider:
    return Provider(background)


def test_what_is_sent(provider: Provider) -> None:
    provider.says(0)
    answer = provider.send("é & = + à")
    assert (answer.outcome, answer.reference) == (Outcome.TAKEN, "lm-1")
    assert provider.came == [
        {
            "destinationAddress": "+33639980001",
            "messageText": "é & = + à",
            "originatingAddress": "RDV",
            "originatorTON": "1",
            "maxConcatenatedMessages": "10",
            "relativeValidityTime": "3600",
        }
    ]
    assert provider.authorizations == ["Basic " + b64encode("msj:sécret".encode()).decode()]


@pytest.mark.parametrize(
    ("code", "outcome", "reason"),
    [
        (16, Outcome.REFUSED, "number_wrong"),
        (100, Outcome.REFUSED, "number_wrong"),
        (15, Outcome.REFUSED, "gateway_refused"),
        (103, Outcome.REFUSED, "gateway_refused"),
        (117, Outcome.REFUSED, "gateway_refused"),
        ("0", Outcome.TAKEN, ""),
        (2, Outcome.NOT_TAKEN, "gateway_busy"),
        (9999, Outcome.NOT_TAKEN, "gateway_busy"),
        (None, Outcome.AMBIGUOUS, "answer_unreadable"),
    ],
)
def test_every_result_code_has_its_class_and_unknown_ones_are_tried_again(
    provider: Provider, code: object, outcome: Outcome, reason: str
) -> None:
    provider.says(code)
    answer = provider.send()
    assert (answer.outcome, answer.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, Outcome.NOT_TAKEN),
        (429, Outcome.NOT_TAKEN),
        (503, Outcome.NOT_TAKEN),
        (500, Outcome.AMBIGUOUS),
        (502, Outcome.AMBIGUOUS),
        (504, Outcome.AMBIGUOUS),
        (400, Outcome.REFUSED),
        (302, Outcome.NOT_TAKEN),  # our address for it is wrong: no message's fault
        (404, Outcome.NOT_TAKEN),
    ],
)
def test_a_status_is_trusted_only_as_far_as_it_goes(provider: Provider, status: int, outcome: Outcome) -> None:
    headers = {"Location": "/elsewhere", "Retry-After": "9"}
    provider.answer = lambda request: web.Response(status=status, headers=headers)
    answer = provider.send()
    assert answer.outcome is outcome
    assert answer.retry_after == timedelta(seconds=9 if outcome is not Outcome.REFUSED else 0)


@pytest.mark.parametrize("ids", [None, [], {}, {"lm-1": 0}, "lm-1", 7, True])
def test_what_it_took_stays_taken_whatever_it_names_it(provider: Provider, ids: object) -> None:
    """In doubt, it would be sent a second time."""
    provider.says(0, messageIds=ids)
    answer = provider.send()
    assert (answer.outcome, answer.reference) == (Outcome.TAKEN, "")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"responseCode": "x"}', b'{"messageIds": []}'])
def test_an_answer_that_cannot_be_read_leaves_us_in_doubt(provider: Provider, body: bytes) -> None:
    provider.answer = lambda request: web.Response(body=body)
    assert provider.send().outcome is Outcome.AMBIGUOUS


def test_no_answer_in_time_leaves_us_in_doubt(provider: Provider) -> None:
    async def hang() -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    provider.answer = lambda request: hang()
    assert provider.send(within=2).outcome is Outcome.AMBIGUOUS
    assert len(provider.came) == 1


def test_a_connection_cut_after_the_message_left_leaves_us_in_doubt(provider: Provider) -> None:
    def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    provider.answer = cut
    assert provider.send().outcome is Outcome.AMBIGUOUS


def test_nobody_at_the_other_end_is_surely_not_taken(provider: Provider, deaf: str) -> None:
    assert provider.send(url=deaf, within=1).outcome is Outcome.NOT_TAKEN
    assert provider.send(url="http://127.0.0.1:9").outcome is Outcome.NOT_TAKEN
    assert provider.send(url="http://nobody.invalid", within=1).outcome is Outcome.NOT_TAKEN


@pytest.mark.parametrize(
    ("sender", "kind", "shown"), [("RDV", "1", "RDV"), ("38000", "0", "38000"), ("+33639980009", "2", "33639980009")]
)
def test_it_is_told_what_kind_of_sender_we_are(provider: Provider, sender: str, kind: str, shown: str) -> None:
    provider.says(0)
    provider.send(sender=sender)
    assert (provider.came[0]["originatorTON"], provider.came[0]["originatingAddress"]) == (kind, shown)


@pytest.mark.parametrize(("hours", "seconds"), [(-1, 60), (0, 60), (2, 7200), (24 * 30, 604_800)])
def test_a_phone_that_is_off_does_not_ring_after_the_appointment(hours: int, seconds: int) -> None:
    assert life(timedelta(hours=hours)) == seconds
