from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The few that are still to be done."""

    atomic = False
    dependencies = [("agenda", "0011_booked_of_each")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="task",
            index=models.Index(condition=models.Q(("done_at__isnull", True)), fields=["appointment"], name="task_open"),
        ),
    ]
