"""Kannel's and Brevo's interfaces, spoken by a local server: what is sent, and what each answer means."""

import asyncio
import contextlib
import json
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import NamedTuple, TypeAlias

import aiohttp
import pytest
from aiohttp import web

from backend.delivery.composers import Text
from backend.delivery.gateways import NO_LIMITS, Answer, Gateway, Parcel, tokens
from backend.delivery.gateways.brevo import BrevoGateway
from backend.delivery.gateways.kannel import KannelGateway
from backend.delivery.rules import Outcome
from tests.journeys.background import Background

RECEIPTS = "https://rdv.example.org/api/gateway/{}/receipts"
ENDLESS = 200_000_000  # bytes
TAKEN, NOT_TAKEN, REFUSED, AMBIGUOUS = Outcome.TAKEN, Outcome.NOT_TAKEN, Outcome.REFUSED, Outcome.AMBIGUOUS
Answering: TypeAlias = Callable[[web.Request], web.StreamResponse | Awaitable[web.StreamResponse]]


class Came(NamedTuple):
    path: str
    headers: dict[str, str]
    body: bytes


class Provider:
    """Answers as it is told and keeps what came, whatever the address."""

    def __init__(self, background: Background, name: str) -> None:
        self.name = name
        self.came: list[Came] = []
        self.answer: Answering = lambda request: web.Response()
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._take)
        self._background = background
        self.url = f"http://127.0.0.1:{background.serve(app)}"

    async def _take(self, request: web.Request) -> web.StreamResponse:
        self.came.append(Came(request.path_qs, dict(request.headers), await request.read()))
        answer = self.answer(request)
        return answer if isinstance(answer, web.StreamResponse) else await answer

    def says(self, status: int, body: str = "", **headers: str) -> None:
        self.answer = lambda request: web.Response(status=status, text=body, headers=headers)

    def _gateway(self, session: aiohttp.ClientSession, url: str) -> Gateway:
        receipts = RECEIPTS.format(self.name)
        if self.name == "brevo":
            return BrevoGateway(session, url=url, key="the-key", sender="RDV", receipts=receipts, limits=NO_LIMITS)
        return KannelGateway(
            session, url=url, user="msj", password="word", sender="38000", receipts=receipts, limits=NO_LIMITS
        )

    def send(self, text: str = "x", *, url: str = "", within: float = 10, useful: int = 90) -> tuple[uuid.UUID, Answer]:
        parcel = Parcel(uuid.uuid4(), "reminder", "sms", Text("+33639980001", text), timedelta(minutes=useful))

        async def work() -> Answer:
            async with aiohttp.ClientSession() as session:
                return await self._gateway(session, url or self.url).send(parcel, within=within)

        return parcel.id, self._background.run(work(), timeout=20)


@pytest.fixture
def kannel(background: Background) -> Provider:
    return Provider(background, "kannel")


@pytest.fixture
def brevo(background: Background) -> Provider:
    return Provider(background, "brevo")


@pytest.fixture(params=["kannel", "brevo"])
def provider(request: pytest.FixtureRequest, background: Background) -> Provider:
    return Provider(background, request.param)


@pytest.mark.parametrize(("text", "coding"), [("Rendez-vous à 14 h €", "0"), ("موعد", "2"), ("Rendez-vous ê", "2")])
def test_what_kannel_gets(kannel: Provider, text: str, coding: str) -> None:
    """Nothing of the person in the address: words, number and password are body and headers."""
    kannel.says(202, "0: Accepted for delivery")
    message, answer = kannel.send(text)
    assert (answer.outcome, answer.reference) == (TAKEN, "")
    [came] = kannel.came
    assert came.path == "/cgi-bin/sendsms" and came.body.decode() == text
    told = {
        name: value for name, value in came.headers.items() if name.startswith("X-Kannel") or name == "Content-Type"
    }
    address = told.pop("X-Kannel-DLR-URL")
    assert told == {
        "X-Kannel-Username": "msj", "X-Kannel-Password": "word", "X-Kannel-From": "38000",
        "X-Kannel-To": "+33639980001", "X-Kannel-Coding": coding, "X-Kannel-DLR-Mask": "31",
        "X-Kannel-Validity": "90", "Content-Type": "text/plain; charset=UTF-8",
    }  # fmt: skip
    assert address == f"{RECEIPTS.format('kannel')}?token={tokens.sign('kannel', message)}&status=%d&at=%t"
    assert address.count("%") == 2, "Kannel reads any other per cent as a pattern of its own"


@pytest.mark.parametrize(
    ("status", "body", "outcome", "reason"),
    [
        (202, "0: Accepted for delivery", TAKEN, ""),
        (202, "3: Queued for later delivery", TAKEN, ""),
        (202, "Sent.", AMBIGUOUS, "answer_unreadable"),
        (200, "", AMBIGUOUS, "answer_unreadable"),
        (202, "", AMBIGUOUS, "answer_unreadable"),
        (400, "Empty receiver number not allowed, rejected", REFUSED, "number_wrong"),
        (400, "Missing receiver(s) number(s), rejected", REFUSED, "number_wrong"),
        (400, "Number(s) has/have been denied by white- and/or black-lists.", REFUSED, "number_wrong"),
        (400, "Charset or body misformed, rejected", REFUSED, "gateway_refused"),
        (403, "Authorization failed for sendsms", NOT_TAKEN, "gateway_refuses_us"),
        (404, "Unknown request.", NOT_TAKEN, "gateway_refuses_us"),
        (503, "Temporal failure, try again later.", NOT_TAKEN, "gateway_busy"),
        (500, "", AMBIGUOUS, "gateway_error"),
    ],
)
def test_every_answer_of_kannel_has_its_class(
    kannel: Provider, status: int, body: str, outcome: Outcome, reason: str
) -> None:
    kannel.says(status, body)
    _, answer = kannel.send()
    assert (answer.outcome, answer.reason) == (outcome, reason)


def test_kannel_never_keeps_what_is_of_no_use_any_more(kannel: Provider) -> None:
    kannel.says(202, "0: Accepted for delivery")
    kannel.send(useful=0)
    assert kannel.came[0].headers["X-Kannel-Validity"] == "1"


@pytest.mark.parametrize(("text", "unicode"), [("Rendez-vous à 14 h", "false"), ("موعد", "true")])
def test_what_brevo_gets(brevo: Provider, text: str, unicode: str) -> None:
    brevo.says(201, '{"reference": "ab1cde2f", "messageId": 1511882900176220, "smsCount": 1}')
    message, answer = brevo.send(text)
    assert (answer.outcome, answer.reference) == (TAKEN, "ab1cde2f")
    [came] = brevo.came
    assert (came.path, came.headers["api-key"]) == ("/v3/transactionalSMS/sms", "the-key")
    assert came.headers["Content-Type"] == "application/json"
    address = f"{RECEIPTS.format('brevo')}?token={tokens.sign('brevo', message)}"
    wanted = {"sender": "RDV", "recipient": "33639980001", "content": text, "type": "transactional",
              "unicodeEnabled": unicode == "true", "webUrl": address}  # fmt: skip
    assert json.loads(came.body) == wanted


@pytest.mark.parametrize(
    ("status", "body", "outcome", "reason"),
    [
        (201, '{"messageId": 7}', TAKEN, ""),
        (201, "{}", AMBIGUOUS, "answer_unreadable"),
        (201, "<html>", AMBIGUOUS, "answer_unreadable"),
        (201, "[]", AMBIGUOUS, "answer_unreadable"),
        (204, "", AMBIGUOUS, "gateway_error"),
        (
            400,
            '{"code": "invalid_parameter", "message": "Invalid telephone number: recipient"}',
            REFUSED,
            "number_wrong",
        ),
        (400, '{"code": "missing_parameter", "message": "content is missing"}', REFUSED, "gateway_refused"),
        (400, '{"code": "not_enough_credits", "message": "no credit"}', NOT_TAKEN, "gateway_refuses_us"),
        (401, '{"code": "unauthorized", "message": "Key not found"}', NOT_TAKEN, "gateway_refuses_us"),
        (402, '{"code": "not_enough_credits"}', NOT_TAKEN, "gateway_refuses_us"),
        (403, "", NOT_TAKEN, "gateway_refuses_us"),
        (429, '{"code": "too_many_requests"}', NOT_TAKEN, "gateway_busy"),
        (503, "", NOT_TAKEN, "gateway_busy"),
        (500, "oops", AMBIGUOUS, "gateway_error"),
    ],
)
def test_every_answer_of_brevo_has_its_class(
    brevo: Provider, status: int, body: str, outcome: Outcome, reason: str
) -> None:
    brevo.says(status, body)
    _, answer = brevo.send()
    assert (answer.outcome, answer.reason) == (outcome, reason)


@pytest.mark.parametrize("header", ["Retry-After", "x-sib-ratelimit-reset"])
def test_brevo_tells_how_long_to_wait(brevo: Provider, header: str) -> None:
    brevo.says(429, "{}", **{header: "45"})
    assert brevo.send()[1].retry_after == timedelta(seconds=45)


def test_retry_after_is_honoured_by_kannel(kannel: Provider) -> None:
    kannel.says(503, "Temporal failure, try again later.", **{"Retry-After": "30"})
    assert kannel.send()[1].retry_after == timedelta(seconds=30)


def test_no_answer_in_time_and_a_cut_connection_leave_us_in_doubt(provider: Provider) -> None:
    async def hang() -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    provider.answer = lambda request: hang()
    assert provider.send(within=2)[1].outcome is AMBIGUOUS
    provider.answer = cut
    assert provider.send()[1].outcome is AMBIGUOUS
    assert len(provider.came) == 2


def test_nobody_there_and_a_redirect_are_surely_not_taken(provider: Provider) -> None:
    assert provider.send(url="http://127.0.0.1:9")[1].outcome is NOT_TAKEN
    provider.says(302, Location="/elsewhere")
    assert provider.send()[1].outcome is NOT_TAKEN
    assert len(provider.came) == 1, "a redirect is not followed: it would carry the words elsewhere"


def test_a_host_that_swallows_every_call_has_surely_taken_nothing(provider: Provider, deaf: str) -> None:
    """A doubt would end a code, and keep a reminder from the gateway beside it."""
    _, answer = provider.send(url=deaf, within=1)
    assert (answer.outcome, answer.reason) == (NOT_TAKEN, "gateway_unreachable")


def test_an_answer_without_end_fills_no_memory(provider: Provider) -> None:
    """It began like success, so nobody knows; and the connection is given up at once, not after the time limit."""
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        reply = web.StreamResponse(status=202 if provider.name == "kannel" else 201)
        await reply.prepare(request)
        with contextlib.suppress(ConnectionError):
            while sent < ENDLESS:
                await reply.write(b"0: Accepted for delivery" + b" " * 65_000)
                sent += 65_000
        return reply

    provider.answer = endless
    _, answer = provider.send(within=20)
    assert (answer.outcome, answer.reason) == (AMBIGUOUS, "answer_unreadable")
    assert sent < ENDLESS, "all of it was read"
