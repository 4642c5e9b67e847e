"""A phone that is signed in: the cookie, without the SMS."""

from datetime import timedelta

from django.conf import settings
from django.test import Client

from backend.accounts import sessions_holder
from backend.probationers.models import Probationer


def of(person: Probationer) -> Client:
    """A browser in which this person's app is open."""
    device, token = sessions_holder.add_device(person.holder, label="Firefox, Android")
    client = Client()
    client.cookies[settings.DEVICE_COOKIE_NAME] = token
    client.cookies[settings.HOLDER_COOKIE_NAME] = sessions_holder.open_session(device, life=timedelta(days=180))
    return client
