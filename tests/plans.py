"""What PostgreSQL would choose for a query, whatever ran before."""

from django.db import connection


def rebuild_indexes(*tables: str) -> None:
    """And count the rows (ANALYZE). Rolled-back rows of other tests stay in the pages of an index and make it dearer:
    of a table with some hundred rows, they would decide which index PostgreSQL takes."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"REINDEX TABLE {table}")
            cursor.execute(f"ANALYZE {table}")
