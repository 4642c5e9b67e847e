from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Of a service, by type and hour."""

    atomic = False
    dependencies = [("agenda", "0021_fill_held_elsewhere")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="appointment",
            index=models.Index(fields=["organisation", "type", "starts_at"], name="appointment_of_type"),
        ),
    ]
