from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """From the file to the texts that an agent has to read."""

    atomic = False
    dependencies = [("reminders", "0009_planned_revision")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("seen_at__isnull", True), ("to_read", True)),
                fields=["probationer"],
                name="reply_open",
            ),
        ),
    ]
