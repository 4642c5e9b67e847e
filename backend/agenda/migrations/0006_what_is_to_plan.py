from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """As long as what is to be planned, however many appointments there ever were."""

    atomic = False
    dependencies = [("agenda", "0005_planned_revision"), ("reminders", "0009_planned_revision")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("planned_revision__lt", models.F("revision"))),
                fields=["starts_at"],
                name="appointment_to_plan",
            ),
        ),
    ]
