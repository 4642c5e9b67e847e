from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """In the order in which the planner compares by turns."""

    atomic = False
    dependencies = [("agenda", "0006_what_is_to_plan")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("state", "booked")), fields=["starts_at", "id"], name="appointment_coming"
            ),
        ),
    ]
