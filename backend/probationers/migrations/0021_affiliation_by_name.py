from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

PRESENT = models.Q(("until__isnull", True))


class Migration(migrations.Migration):
    """A service's files in the order of their names; with the day of birth, no row is read."""

    atomic = False
    dependencies = [("probationers", "0020_btree_gin")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="affiliation",
            index=models.Index(
                condition=PRESENT,
                fields=["organisation", "search_key", "probationer"],
                include=["birth_date"],
                name="affiliation_by_name",
            ),
        ),
    ]
