from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

PRESENT = models.Q(("until__isnull", True))


class Migration(migrations.Migration):
    """The same, of whom no more than a year is known."""

    atomic = False
    dependencies = [("probationers", "0023_affiliation_birth_date")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="affiliation",
            index=models.Index(condition=PRESENT, fields=["organisation", "birth_year"], name="affiliation_birth_year"),
        ),
    ]
