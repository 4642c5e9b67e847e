"""What PostgreSQL would choose for a query, whatever ran before."""

from django.db import connection


def measure(*tables: str) -> None:
    """Built anew and counted: by what rows of other tests left in the pages of its indexes, a table of some hundred
    rows would have PostgreSQL prefer one index or another."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"REINDEX TABLE {table}")
            cursor.execute(f"ANALYZE {table}")
