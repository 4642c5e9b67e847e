"""Which gateway carries which channel, by the settings. A wrong configuration ends the start with its name."""

import binascii

import aiohttp
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from py_vapid import VapidException

from backend.delivery.gateways import Gateway
from backend.delivery.gateways.demonstration import DemonstrationGateway
from backend.delivery.gateways.link_mobility import LinkMobilityGateway
from backend.delivery.gateways.mail import MailGateway
from backend.delivery.gateways.web_push import WebPushGateway
from backend.delivery.rules_states import Channel


def gateways(session: aiohttp.ClientSession) -> dict[str, Gateway]:
    """One gateway a channel."""
    return {Channel.SMS: sms(session), Channel.PUSH: push(session), Channel.EMAIL: MailGateway()}


def sms(session: aiohttp.ClientSession) -> Gateway:
    if settings.SMS_GATEWAY == "demonstration":
        _needed("MSJ_DEMO_GATEWAY_URL", settings.DEMO_GATEWAY_URL)
        receipts = f"{settings.ENVIRONMENT.probationer_origin}/api/gateway/demonstration/receipts"
        return DemonstrationGateway(
            session, url=settings.DEMO_GATEWAY_URL, sender=settings.SMS_SENDER, receipts=receipts
        )
    told = settings.LINK_MOBILITY
    for name, value in told.items():
        _needed(f"MSJ_LINK_MOBILITY_{name.upper()}", value)
    return LinkMobilityGateway(session, **told, sender=settings.SMS_SENDER)


def push(session: aiohttp.ClientSession) -> Gateway:
    _needed("MSJ_VAPID_PRIVATE_KEY", settings.VAPID_PRIVATE_KEY)
    try:
        return WebPushGateway(
            session,
            private_key=settings.VAPID_PRIVATE_KEY,
            subject=settings.VAPID_SUBJECT,
            origins=settings.PUSH_ORIGINS,
        )
    except (ValueError, VapidException, binascii.Error) as error:
        raise ImproperlyConfigured("MSJ_VAPID_PRIVATE_KEY: not a P-256 private key in base64url or DER") from error


def _needed(name: str, value: str) -> None:
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: the sender would have no way out")
