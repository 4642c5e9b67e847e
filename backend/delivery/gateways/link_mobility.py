"""LINK Mobility's REST interface (formerly Netsize), which the ministry uses.

UNCONFIRMED: names of parameters and result codes come from public source code of other services of the State, not from
the provider's document. It has no idempotency key that we know of: ambiguous sends are tried again once at most.
"""

import json
from datetime import timedelta

import aiohttp

from backend.delivery import gateways, rules_gateways
from backend.delivery.gateways import Answer, Limits, Parcel
from backend.delivery.rules import Outcome

# Result codes seen in use, and there is no public list of the others. 0: taken. 16: no route to this number. 100: its
# address is wrong. 15, 103, 117: another service of the State never tries these again. Every other is tried again, by
# another gateway if there is one: a peer does so up to ten times.
NUMBER_WRONG = frozenset({16, 100})
REFUSED_FOR_GOOD = frozenset({15, 103, 117})
KINDS_OF_SENDER = {"short": "0", "name": "1", "number": "2"}  # of which only 1 is seen in use
MOST_PARTS = "10"
# Seconds that the operator keeps it for a phone that is switched off; two days where nothing is said.
SHORTEST_LIFE, LONGEST_LIFE = 60, 7 * 24 * 3600


class LinkMobilityGateway:
    name = "link_mobility"
    channel = "sms"
    honours_idempotency = False
    time_out = timedelta(seconds=10)

    def __init__(
        self, session: aiohttp.ClientSession, *, url: str, user: str, password: str, sender: str, limits: Limits
    ) -> None:
        self._session = session
        self.limits = limits
        self._url = f"{url}/restapi/v1/sms/send"
        self._auth = {"Authorization": aiohttp.encode_basic_auth(user, password, "utf-8")}
        self._sender = sender.removeprefix("+")
        self._kind_of_sender = KINDS_OF_SENDER[rules_gateways.kind_of_sender(sender)]

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        form = {
            "destinationAddress": parcel.text.to,
            "messageText": parcel.text.body,
            "originatingAddress": self._sender,
            "originatorTON": self._kind_of_sender,
            "maxConcatenatedMessages": MOST_PARTS,
            "relativeValidityTime": str(life(parcel.useful_for)),
        }
        try:
            async with self._session.post(
                self._url,
                data=form,
                headers=self._auth,
                timeout=gateways.patience(within),
                allow_redirects=False,
            ) as reply:
                if reply.status != 200:
                    return gateways.of_status(reply.status, gateways.retry_after(reply.headers))
                raw = await gateways.body(reply)
        except gateways.NETWORK_ERRORS as error:
            return gateways.of_error(error)
        return read(raw)

    async def close(self) -> None:
        """The session is the sender's."""


def life(useful_for: timedelta) -> int:
    """No longer than it is of use: a reminder must not arrive after its appointment."""
    return min(max(int(useful_for.total_seconds()), SHORTEST_LIFE), LONGEST_LIFE)


def read(raw: bytes) -> Answer:
    """What the body says; one that can't be read leaves us in doubt."""
    try:
        told = json.loads(raw)
        code = int(told["responseCode"])
    except (ValueError, KeyError, TypeError):
        return Answer(Outcome.AMBIGUOUS, reason="answer_unreadable")
    if code == 0:
        # Taken, whatever stands beside it: without a reference only its receipts are not ours.
        ids = told.get("messageIds")
        return Answer(Outcome.TAKEN, reference=str(ids[0])[:120] if isinstance(ids, list) and ids else "")
    if code in NUMBER_WRONG:
        return Answer(Outcome.REFUSED, reason="number_wrong")
    if code in REFUSED_FOR_GOOD:
        return Answer(Outcome.REFUSED, reason="gateway_refused")
    return Answer(Outcome.NOT_TAKEN, reason="gateway_busy")
