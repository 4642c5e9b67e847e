from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """From the appointment to the texts that an agent has to read."""

    atomic = False
    dependencies = [("reminders", "0010_open_replies")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("seen_at__isnull", True), ("to_read", True)),
                fields=["appointment"],
                name="reply_about",
            ),
        ),
    ]
