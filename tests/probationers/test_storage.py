"""How the rows of files lie in their table."""

import pytest
from django.db import connection

from backend.accounts.models import Holder
from backend.common import clock
from backend.probationers.models import Probationer

pytestmark = pytest.mark.django_db


def test_a_change_of_state_finds_room_beside_the_file_and_touches_none_of_its_indexes() -> None:
    holders = Holder.objects.bulk_create([Holder(language="fr") for _ in range(120)])
    named = {"last_name": "EXEMPLE", "first_name": "Camille", "search_key": "exemple camille", "birth_year": 1990}
    rows = [Probationer(holder=holder, created_at=clock.now(), **named) for holder in holders]
    files = Probationer.objects.bulk_create(rows)
    before = in_place()
    assert Probationer.objects.filter(pk=files[0].pk).update(state="abroad") == 1
    assert in_place() == before + 1


def in_place() -> int:
    """Changes of this transaction that no index was told of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_tuples_hot_updated('probationers_probationer'::regclass)")
        return int(cursor.fetchone()[0])
