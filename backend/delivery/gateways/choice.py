"""Which gateways carry which channel, by the settings. A wrong configuration ends the start with its name."""

import binascii
from collections.abc import Callable, Mapping

import aiohttp
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from py_vapid import VapidException

from backend.delivery import rules_gateways
from backend.delivery.gateways import Gateway, Limits
from backend.delivery.gateways.brevo import BrevoGateway
from backend.delivery.gateways.demonstration import DemonstrationGateway
from backend.delivery.gateways.kannel import KannelGateway
from backend.delivery.gateways.link_mobility import LinkMobilityGateway
from backend.delivery.gateways.mail import MailGateway
from backend.delivery.gateways.web_push import WebPushGateway
from backend.delivery.rules_gateways import SmsGateway
from backend.delivery.rules_states import Channel


def gateways(session: aiohttp.ClientSession) -> dict[str, list[Gateway]]:
    """Those of each channel, in the order in which they are to be used."""
    several = [sms(session, told) for told in settings.SMS_GATEWAYS]
    return {Channel.SMS: several, Channel.PUSH: [push(session)], Channel.EMAIL: [MailGateway()]}


def sms(session: aiohttp.ClientSession, told: SmsGateway) -> Gateway:
    _needed(rules_gateways.variable(told, "url"), told.account["url"])
    return _SMS[told.name](session, told, Limits(told.in_flight, told.rate, agreed=told.is_agreed))


def _demonstration(session: aiohttp.ClientSession, told: SmsGateway, limits: Limits) -> Gateway:
    return DemonstrationGateway(
        session, url=told.account["url"], sender=told.sender, receipts=_reports("demonstration"), limits=limits
    )


def _link_mobility(session: aiohttp.ClientSession, told: SmsGateway, limits: Limits) -> Gateway:
    account = told.account
    return LinkMobilityGateway(
        session, url=account["url"], user=account["user"], password=account["password"], sender=told.sender,
        limits=limits,
    )  # fmt: skip


def _kannel(session: aiohttp.ClientSession, told: SmsGateway, limits: Limits) -> Gateway:
    account = told.account
    return KannelGateway(
        session, url=account["url"], user=account["user"], password=account["password"], sender=told.sender,
        receipts=_reports("kannel"), limits=limits,
    )  # fmt: skip


def _brevo(session: aiohttp.ClientSession, told: SmsGateway, limits: Limits) -> Gateway:
    account = told.account
    return BrevoGateway(
        session, url=account["url"], key=account["api_key"], sender=told.sender, receipts=_reports("brevo"),
        limits=limits,
    )  # fmt: skip


_SMS: Mapping[str, Callable[[aiohttp.ClientSession, SmsGateway, Limits], Gateway]] = {
    "demonstration": _demonstration,
    "link_mobility": _link_mobility,
    "kannel": _kannel,
    "brevo": _brevo,
}


def _reports(gateway: str) -> str:
    """Where this gateway tells us what became of a message."""
    return f"{settings.PROBATIONER_ORIGIN}/api/gateway/{gateway}/receipts"


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
        told = "MSJ_VAPID_PRIVATE_KEY or MSJ_VAPID_SUBJECT: no push can be signed with this key in this name"
        raise ImproperlyConfigured(told) from error


def _needed(name: str, value: str) -> None:
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: the sender would have no way out")
