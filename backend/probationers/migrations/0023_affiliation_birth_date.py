from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

PRESENT = models.Q(("until__isnull", True))


class Migration(migrations.Migration):
    """Who was born that day, within a service."""

    atomic = False
    dependencies = [("probationers", "0022_affiliation_trigrams")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="affiliation",
            index=models.Index(condition=PRESENT, fields=["organisation", "birth_date"], name="affiliation_birth_date"),
        ),
    ]
