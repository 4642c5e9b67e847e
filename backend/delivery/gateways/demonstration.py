"""The demonstration's SMS gateway: a page that plays the phone, spoken to over HTTP as a real one would be."""

from datetime import timedelta

import aiohttp

from backend.delivery import gateways
from backend.delivery.gateways import NO_LIMITS, Answer, Limits, Parcel
from backend.delivery.rules import Outcome


class DemonstrationGateway:
    """Honours our key, reports receipts signed to the address we give, can receive."""

    name = "demonstration"
    channel = "sms"
    honours_idempotency = True
    time_out = timedelta(seconds=10)

    def __init__(
        self, session: aiohttp.ClientSession, *, url: str, sender: str, receipts: str, limits: Limits = NO_LIMITS
    ) -> None:
        self._session = session
        self.limits = limits
        self._url = f"{url}/sms"
        self._sender = sender
        self._receipts = receipts

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        key = str(parcel.id)
        body = {
            "to": parcel.text.to,
            "text": parcel.text.body,
            "sender": self._sender,
            "id": key,
            "key": key,
            "receipt_url": self._receipts,
        }
        try:
            async with self._session.post(
                self._url,
                json=body,
                headers={"Idempotency-Key": key},
                timeout=gateways.patience(within),
                allow_redirects=False,
            ) as reply:
                if reply.status == 400:
                    return Answer(Outcome.REFUSED, reason="number_wrong")
                if reply.status != 200:
                    return gateways.of_status(reply.status, gateways.retry_after(reply.headers))
                told = await reply.json(content_type=None)
        except gateways.NETWORK_ERRORS as error:
            return gateways.of_error(error)
        except ValueError:
            return Answer(Outcome.AMBIGUOUS, reason="answer_unreadable")
        return Answer(Outcome.TAKEN, reference=str(told.get("id", ""))[:120])

    async def close(self) -> None:
        """The session is the sender's."""
