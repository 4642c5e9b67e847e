from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect
from pywebpush import WebPushException, webpush

from tests.journeys import axe, firefox
from tests.journeys.background import Background
from tests.journeys.push_service import Letter, PushService
from tests.journeys.toy_site import ToySite


def send(site: ToySite, service: PushService, title: str, body: str = "", **broken: str) -> Letter:
    subscription = site.subscriptions[-1]
    keys = subscription["keys"] | broken
    webpush(
        subscription | {"keys": keys},
        json.dumps({"title": title, "body": body, "tag": title}),
        vapid_private_key=site.vapid,
        vapid_claims={"sub": "mailto:essai@example.org"},
        ttl=60,
        timeout=5,
    )
    return service.letters[-1]


@pytest.fixture(scope="module")
def service(background: Background) -> PushService:
    return PushService(background)


@pytest.fixture(scope="module")
def site(background: Background) -> ToySite:
    return ToySite(background)


@pytest.fixture(scope="module")
def started(service: PushService) -> Iterator[firefox.Phone]:
    one = firefox.Phone(firefox.preferences(push_socket=service.socket, notifications=True))
    yield one
    one.close()


@pytest.fixture
def phone(started: firefox.Phone, site: ToySite) -> firefox.Phone:
    started.open(site.url)
    started.press("button", "Recevoir les rappels")
    started.until(lambda: started.text().split()[-1] == "abonné", "the subscription")
    return started


def shown(phone: firefox.Phone, title: str) -> dict[str, str]:
    return phone.until(
        lambda: next((one for one in phone.notifications() if one["title"] == title), {}),
        f"notification {title}",
    )


def test_an_encrypted_message_is_decrypted_shown_and_acknowledged(
    phone: firefox.Phone, site: ToySite, service: PushService
) -> None:
    letter = send(site, service, "Mardi 24 à 9 h", "À bientôt")
    assert service.code_of(letter) == 100
    assert shown(phone, "Mardi 24 à 9 h")["body"] == "À bientôt"


def test_a_message_that_cannot_be_decrypted_is_not_shown(
    phone: firefox.Phone, site: ToySite, service: PushService
) -> None:
    assert service.code_of(send(site, service, "Brouillé", auth="AAAAAAAAAAAAAAAAAAAAAA")) == 101
    assert "Brouillé" not in [one["title"] for one in phone.notifications()]


def test_what_came_while_the_line_was_down_arrives_afterwards(
    phone: firefox.Phone, site: ToySite, service: PushService
) -> None:
    service.drop_sockets()
    letter = send(site, service, "Pendant l’absence")
    assert service.code_of(letter) == 100


def test_a_tap_on_the_real_alert_reaches_the_worker(phone: firefox.Phone, site: ToySite, service: PushService) -> None:
    phone.open(site.url)
    letter = send(site, service, "À toucher")
    assert service.code_of(letter) == 100
    phone.tap_notification("À toucher")
    phone.until(lambda: phone.url().endswith("?opened"), "the page that the tap opens")


def test_a_subscription_outlives_a_new_start_and_ends_when_given_up(
    phone: firefox.Phone, site: ToySite, service: PushService
) -> None:
    phone.start_again()
    phone.open(site.url)
    assert service.code_of(send(site, service, "Après le redémarrage")) == 100
    phone.press("button", "Ne plus les recevoir")
    phone.sees("désabonné true")
    with pytest.raises(WebPushException) as caught:
        send(site, service, "Trop tard")
    assert caught.value.response.status_code == 410


def test_playwright_drives_the_same_firefox(playwright: Playwright, background: Background) -> None:
    site = ToySite(background)
    browser = firefox.playwright_firefox(playwright, firefox.preferences(notifications=False))
    try:
        page = browser.new_page(locale="fr-FR")
        page.goto(site.url)
        page.get_by_role("button", name="Recevoir les rappels").click()
        expect(page.get_by_role("status")).to_have_text("refusé")
        assert axe.violations(page) == []
    finally:
        browser.close()


def test_a_stopped_server_leaves_the_copy(started: firefox.Phone, background: Background) -> None:
    site = ToySite(background)
    started.open(site.url)
    started.wait_for("await navigator.serviceWorker.ready")
    site.stop()
    started.reload()
    started.sees("Page d’essai")
