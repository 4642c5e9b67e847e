"""What PostgreSQL asks by itself, or each code asks, finds an index: none of it may walk a table of millions."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000001"
# The check of a foreign key at each row that is deleted (planning anew, the end of a file), and a code's composer.
QUESTIONS = {
    "behind": f"SELECT 1 FROM ONLY delivery_message x WHERE behind_id = '{NOBODY}' FOR KEY SHARE OF x",
    "carrier": f"SELECT 1 FROM ONLY delivery_message x WHERE carrier_id = '{NOBODY}' FOR KEY SHARE OF x",
    "receipts": f"SELECT 1 FROM ONLY delivery_receipt x WHERE message_id = '{NOBODY}' FOR KEY SHARE OF x",
    "taken back": "SELECT FROM probationers_contactchange WHERE field = 'phone' AND old = '+33639980001' AND old <> ''",
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_is_read_by_an_index(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {QUESTIONS[name]}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan" not in plan, plan
