from django.contrib.postgres.indexes import OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

PRESENT = models.Q(("until__isnull", True))


class Migration(migrations.Migration):
    """APPI numbers by their beginning, within a service."""

    atomic = False
    dependencies = [("probationers", "0025_affiliation_phone")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="affiliation",
            index=models.Index(
                "organisation",
                OpClass("appi_number", name="text_pattern_ops"),
                condition=PRESENT & ~models.Q(appi_number=""),
                include=["search_key", "probationer"],
                name="affiliation_appi",
            ),
        ),
    ]
