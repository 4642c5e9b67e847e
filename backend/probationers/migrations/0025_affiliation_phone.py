from django.contrib.postgres.indexes import OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

PRESENT = models.Q(("until__isnull", True))


class Migration(migrations.Migration):
    """Numbers by their beginning, within a service."""

    atomic = False
    dependencies = [("probationers", "0024_affiliation_birth_year")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="affiliation",
            index=models.Index(
                "organisation",
                OpClass("phone", name="text_pattern_ops"),
                condition=PRESENT & ~models.Q(phone=""),
                include=["search_key", "probationer"],
                name="affiliation_phone",
            ),
        ),
    ]
