from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Of an agent, by state and hour, with the key."""

    atomic = False
    dependencies = [("agenda", "0013_answers_to_look_at")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="appointment",
            index=models.Index(fields=["agent", "state", "starts_at"], include=["id"], name="appointment_hers"),
        ),
    ]
