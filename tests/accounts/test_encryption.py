"""D8: agents' second factors stand in no dump, and each opens its own agent's account alone."""

import secrets
from base64 import b32encode
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django_otp.oath import totp as totp_code
from django_otp.plugins.otp_totp.models import TOTPDevice
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts import encryption
from backend.accounts.models import Totp
from tests.accounts import make
from tests.accounts.test_api_agents_sign_in import password, post

FIRST, SECOND, THIRD = ("k" * 60, "l" * 60, "m" * 60)


@given(secret=st.binary(min_size=1, max_size=23), agent=st.integers(min_value=1, max_value=2**40))
def test_what_is_encrypted_is_read_again_and_fits_the_column(secret: bytes, agent: int) -> None:
    kept = encryption.encrypt(secret, [FIRST], agent=agent)
    assert encryption.decrypt(kept, [FIRST], agent=agent) == secret
    assert len(kept) <= 80 and (len(secret) < 8 or secret.hex() not in kept)
    assert kept != encryption.encrypt(secret, [FIRST], agent=agent)


@pytest.mark.parametrize(
    ("written", "read", "is_read", "is_current"),
    [
        ((FIRST,), (FIRST,), True, True),
        ((FIRST, SECOND), (FIRST,), True, True),
        ((SECOND,), (FIRST, SECOND), True, False),
        ((SECOND,), (FIRST, THIRD, SECOND), True, False),
        ((SECOND,), (FIRST,), False, False),
        ((SECOND,), (FIRST, THIRD), False, False),
    ],
)
def test_the_first_key_writes_and_all_read(
    written: tuple[str, ...], read: tuple[str, ...], is_read: bool, is_current: bool
) -> None:
    kept = encryption.encrypt(b"secret", written, agent=1)
    assert encryption.is_current(kept, read) is is_current
    if is_read:
        assert encryption.decrypt(kept, read, agent=1) == b"secret"
    else:
        with pytest.raises(encryption.Unreadable):
            encryption.decrypt(kept, read, agent=1)


def test_a_text_that_was_changed_or_moved_to_another_agent_is_unreadable() -> None:
    kept = encryption.encrypt(b"secret", [FIRST], agent=1)
    changed = kept[:-5] + ("A" if kept[-5] != "A" else "B") + kept[-4:]
    for text, agent in ((changed, 1), (kept, 2)):
        with pytest.raises(encryption.Unreadable):
            encryption.decrypt(text, [FIRST], agent=agent)


def test_what_was_kept_as_it_is_is_still_read() -> None:
    assert encryption.decrypt("00ff", [FIRST], agent=1) == b"\x00\xff"
    assert not encryption.is_current("00ff", [FIRST])


def test_a_key_s_name_is_short_its_own_and_always_the_same() -> None:
    names = {encryption.name_of(key) for key in (FIRST, SECOND, THIRD)}
    assert len(names) == 3 and {len(name) for name in names} == {8} and encryption.name_of(FIRST) in names


def dump() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} AS t")
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.django_db
def test_a_dump_of_the_database_holds_no_secret_that_opens_an_account() -> None:
    agent, client = make.agent(), Client()
    browser = make.signed_in_client(agent)
    told = post(browser, "/second-factors/totp").json()["secret"].replace(" ", "")
    device = Totp.objects.get(user=agent, confirmed=False)
    assert b32encode(device.bin_key).decode().rstrip("=") == told
    code = {"code": f"{totp_code(device.bin_key):06d}"}
    assert post(browser, "/second-factors/totp/proof", code).status_code == 200
    codes = post(browser, "/second-factors/recovery-codes").json()["recovery_codes"]
    password(client, agent)
    rows = dump().lower()
    assert f"agent{agent.email.partition('agent')[2]}" in rows, "the dump has this agent"
    spelled = [told, device.bin_key.hex(), *codes, *(one.replace("-", "") for one in codes)]
    spelled += [browser.cookies["msj_agent"].value, client.cookies["msj_agent"].value]
    assert [one for one in spelled if one.lower() in rows] == []


@pytest.mark.django_db
def test_a_secret_moved_to_another_s_row_does_not_open_it() -> None:
    agent, thief = make.agent(), make.agent()
    stolen = Totp.objects.get(user=thief)
    Totp.objects.filter(user=agent).update(key=stolen.key)
    client = Client()
    password(client, agent)
    refused = post(client, "/session/totp", {"code": f"{totp_code(stolen.bin_key):06d}"})
    assert (refused.status_code, refused.json()["code"]) == (401, "code_refused")


@pytest.mark.django_db
def test_the_migration_encrypts_what_is_there_and_who_goes_back_reads_it_again() -> None:
    agent, secret = make.bare_agent(), secrets.token_hex(20)
    row = TOTPDevice.objects.create(user=agent, name="totp", key=secret)
    migration = import_module("backend.accounts.migrations.0013_totp_encrypted")
    with connection.schema_editor() as editor:
        for _ in range(2):
            migration.encrypt(apps, editor)
            kept = Totp.objects.get(pk=row.pk)
            assert secret not in kept.key and kept.bin_key.hex() == secret
        migration.decrypt(apps, editor)
    row.refresh_from_db()
    assert row.key == secret


@pytest.mark.django_db
def test_a_secret_of_before_is_encrypted_at_its_next_use() -> None:
    agent, client = make.agent(), Client()
    secret = secrets.token_bytes(20)
    TOTPDevice.objects.filter(user=agent).update(key=secret.hex())
    password(client, agent)
    assert post(client, "/session/totp", {"code": f"{totp_code(secret):06d}"}).json()["stage"] == "ready"
    kept = Totp.objects.get(user=agent)
    assert encryption.is_encrypted(kept.key) and kept.bin_key == secret
