"""What the providers' webhooks tell `delivery`; each proves itself as its class of gateway says, over the raw body."""

from typing import Annotated
from urllib.parse import parse_qsl

from django.http import HttpRequest
from ninja import Router, Status

from backend.common.refusals import refuses
from backend.common.text import Untouched
from backend.delivery import actions_reports
from backend.delivery.gateways import reports

router = Router()
GatewayName = Annotated[str, Untouched]


@router.post("/{gateway}/receipts", response={204: None}, openapi_extra=refuses(401))
def report_receipt(request: HttpRequest, gateway: GatewayName) -> Status[None]:
    """What became of a message: in any order, any number of times, known to us or not."""
    return _take_receipt(request, gateway)


@router.get("/{gateway}/receipts", response={204: None}, openapi_extra=refuses(401, 422))
def report_receipt_by_address(request: HttpRequest, gateway: GatewayName) -> Status[None]:
    """The same from a gateway that calls the address it was given (Kannel); its signed word names one message."""
    return _take_receipt(request, gateway)


@router.post("/{gateway}/incoming", response={204: None}, openapi_extra=refuses(401))
def report_incoming(request: HttpRequest, gateway: GatewayName) -> Status[None]:
    """An SMS that came back."""
    for incoming in reports.incoming(gateway, request.headers, _query(request), request.body):
        actions_reports.take_incoming(gateway, incoming)
    return Status(204, None)


def _query(request: HttpRequest) -> dict[str, str]:
    """What stands in the address, read as it is: Django would read it in the alphabet of the body (Kannel: UTF-16)."""
    return dict(parse_qsl(request.META["QUERY_STRING"]))


def _take_receipt(request: HttpRequest, gateway: str) -> Status[None]:
    told = reports.receipts(gateway, request.headers, _query(request), request.body)
    actions_reports.take_receipts(gateway, told)
    return Status(204, None)
