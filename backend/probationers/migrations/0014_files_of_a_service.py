from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What every scope begins with, without a row read."""

    atomic = False
    dependencies = [("probationers", "0013_phone_proved_at")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="affiliation",
            index=models.Index(
                condition=models.Q(("until__isnull", True)),
                fields=["organisation", "probationer"],
                name="affiliation_present",
            ),
        ),
    ]
