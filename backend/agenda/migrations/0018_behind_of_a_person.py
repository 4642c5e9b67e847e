from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is to be planned of one person."""

    atomic = False
    dependencies = [("agenda", "0017_expected_at_a_place")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("planned_revision__lt", models.F("revision"))),
                fields=["probationer"],
                name="appointment_behind",
            ),
        ),
    ]
