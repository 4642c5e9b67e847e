from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Of a service, by state and hour, with the key."""

    atomic = False
    dependencies = [("agenda", "0009_pattern_reached_index")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="appointment",
            index=models.Index(fields=["organisation", "state", "starts_at"], include=["id"], name="appointment_held"),
        ),
    ]
