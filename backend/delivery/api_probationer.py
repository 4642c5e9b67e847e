"""What the probationer's app asks of `delivery`: where it listens, whether it works, what it has shown."""

from django.core.signing import BadSignature
from django.http import HttpRequest
from ninja import Router, Status

from backend.accounts import guards
from backend.accounts.guards_holder import caller_of
from backend.common.errors import Malformed
from backend.common.refusals import refuses
from backend.delivery import actions_push, actions_reports, push_words
from backend.delivery.schemas import ShownIn, SubscriptionIn, SubscriptionOut, TestOut

router = Router()


@router.put("/push-subscription", response={204: None})
def save_my_subscription(request: HttpRequest, subscription: SubscriptionIn) -> Status[None]:
    """Again at every start of the app: a browser may have changed it meanwhile."""
    caller = caller_of(request)
    actions_push.subscribe(
        caller.holder,
        device=caller.device,
        endpoint=subscription.endpoint,
        p256dh=subscription.p256dh,
        auth=subscription.auth,
        replaces=subscription.replaces or "",
    )
    return Status(204, None)


@router.delete("/push-subscription", response={204: None})
def remove_my_subscription(request: HttpRequest, subscription: SubscriptionOut) -> Status[None]:
    """Done also where there was none."""
    actions_push.unsubscribe(caller_of(request).holder, endpoint=subscription.endpoint)
    return Status(204, None)


@router.post("/push-subscription/test", response={202: TestOut}, openapi_extra=refuses(409, 429))
def send_my_test(request: HttpRequest) -> Status[dict[str, str]]:
    """To the device that asks, at once."""
    caller = caller_of(request)
    return Status(202, {"message": str(actions_push.test(caller.holder, device=caller.device).pk)})


@router.post("/push-receipts", auth=guards.GatewayGuard(), response={204: None})
def report_shown(request: HttpRequest, shown: ShownIn) -> Status[None]:
    """From the service worker, which may have no session any more: the token is proof, and opens nothing else."""
    try:
        message = push_words.shown_message(shown.token)
    except BadSignature as error:
        raise Malformed("malformed", fields={"token": "field_unreadable"}) from error
    actions_reports.show(message)
    return Status(204, None)
