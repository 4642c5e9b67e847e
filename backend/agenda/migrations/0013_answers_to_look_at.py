from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The few that an agent has still to look at."""

    atomic = False
    dependencies = [("agenda", "0012_open_tasks")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="answer",
            index=models.Index(
                condition=models.Q(("kind__in", ["cannot", "late", "explain"]), ("seen_at__isnull", True)),
                fields=["appointment"],
                name="answer_to_look_at",
            ),
        ),
    ]
