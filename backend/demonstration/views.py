"""The demonstration phone: a page, what it reads, the gateway it plays, and the clock it moves."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from django_otp.oath import TOTP

from backend.common import clock, phones
from backend.demonstration import gateway, workday
from backend.demonstration.models import ReceivedMail, ReceivedSms
from backend.probationers.models import Probationer

PAGE = Path(__file__).parent / "phone"
KINDS = {"": "text/html", ".js": "text/javascript", ".css": "text/css"}


@require_GET
def page(request: HttpRequest, part: str = "") -> FileResponse:
    """The page itself, its script or its style."""
    return FileResponse((PAGE / f"phone{part or '.html'}").open("rb"), content_type=f"{KINDS[part]}; charset=utf-8")


@require_GET
def messages(request: HttpRequest) -> JsonResponse:
    """The phones that received something, and one phone's bubbles, oldest first."""
    number = request.GET.get("phone", "")
    return JsonResponse(
        {
            "now": clock.now().isoformat(),
            "phones": _phones(),
            "messages": [_bubble(sms) for sms in ReceivedSms.objects.filter(to=number).order_by("-id")[:50]][::-1],
            "mails": [_mail(mail) for mail in ReceivedMail.objects.order_by("-id")[:20]],
        }
    )


def _phones() -> list[dict[str, Any]]:
    rows = list(
        ReceivedSms.objects.values("to")
        .annotate(count=Count("id"), last=Max("id"), at=Max("received_at"))
        .order_by("-last")
    )
    names: dict[str, list[str]] = {}
    for phone, first, last in Probationer.objects.filter(phone__in=[row["to"] for row in rows]).values_list(
        "phone", "first_name", "last_name"
    ):
        names.setdefault(phone, []).append(f"{first} {last}")
    return [
        {
            "phone": row["to"],
            "spoken": phones.spoken(row["to"]),
            "name": ", ".join(names.get(row["to"], [])),
            "count": row["count"],
            "last_at": row["at"].isoformat(),
        }
        for row in rows[:100]
    ]


def _bubble(sms: ReceivedSms) -> dict[str, Any]:
    return {"id": sms.pk, "text": sms.text, "sender": sms.sender, "at": sms.received_at.isoformat()}


def _mail(mail: ReceivedMail) -> dict[str, Any]:
    return {
        "to": mail.to,
        "subject": mail.subject,
        "text": mail.text,
        "attachments": mail.attachments,
        "at": mail.received_at.isoformat(),
    }


@require_GET
def agents(request: HttpRequest) -> JsonResponse:
    """The demonstration agents with their second factor of this very moment."""
    try:
        told = json.loads((settings.HOUSE / "var" / "demo.json").read_text())
    except OSError:
        told = {}
    rows = [agent | {"code": _code(agent["totp_secret"])} for agent in told.get("agents", [])]
    return JsonResponse({"agents": rows, "probationers": told.get("probationers", [])})


def _code(secret: str) -> str:
    from base64 import b32decode

    return f"{TOTP(b32decode(secret)).token():06d}"


@csrf_exempt
@require_POST
def sms(request: HttpRequest) -> JsonResponse:
    """What the sender calls."""
    try:
        posted = json.loads(request.body)
        received = gateway.Sms(
            key=request.headers.get("Idempotency-Key", "")[:64],
            to=posted["to"],
            sender=posted["sender"],
            text=posted["text"],
            message=posted.get("id", ""),
            receipt_url=posted.get("receipt_url", ""),
        )
    except (ValueError, KeyError):
        return JsonResponse({"error": "malformed"}, status=422)
    if not received.key:
        return JsonResponse({"error": "no_key"}, status=422)
    status, body = gateway.accept(received)
    return JsonResponse(body, status=status)


@csrf_exempt
@require_POST
def answer(request: HttpRequest) -> JsonResponse:
    """An SMS typed on the demonstration phone, sent to our webhook as the gateway would."""
    posted = json.loads(request.body)
    event = {
        "id": f"in-{clock.now().timestamp()}",
        "from": str(posted["from"]),
        "text": str(posted["text"])[:480],
        "at": clock.now().isoformat(),
    }
    status = gateway.post_signed(request.build_absolute_uri("/api/gateway/demonstration/incoming"), event)
    return JsonResponse({"status": status}, status=200 if 200 <= status < 300 else 502)


@csrf_exempt
@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Move every process on: by minutes, to an instant, or back to where the demonstration would open now."""
    posted = json.loads(request.body or b"{}")
    if posted.get("reset"):
        workday.open_clock(clock.real())
    elif "to" in posted:
        clock.shift(datetime.fromisoformat(posted["to"].replace("Z", "+00:00")) - clock.now())
    else:
        clock.shift(timedelta(minutes=float(posted.get("minutes", 0))))
    return JsonResponse({"now": clock.now().isoformat()})
