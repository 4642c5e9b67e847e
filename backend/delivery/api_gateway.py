"""What the providers' webhooks tell `delivery`; each proves itself as its class of gateway says, over the raw body."""

from django.http import HttpRequest
from ninja import Router, Status

from backend.delivery import actions_reports
from backend.delivery.gateways import reports

router = Router()


@router.post("/{gateway}/receipts", response={204: None})
def report_receipt(request: HttpRequest, gateway: str) -> Status[None]:
    """What became of a message: in any order, any number of times, known to us or not."""
    actions_reports.take_receipts(gateway, reports.receipts(gateway, request.headers, request.body))
    return Status(204, None)


@router.post("/{gateway}/incoming", response={204: None})
def report_incoming(request: HttpRequest, gateway: str) -> Status[None]:
    """An SMS that came back."""
    actions_reports.take_incoming(gateway, reports.incoming(gateway, request.headers, request.body))
    return Status(204, None)
