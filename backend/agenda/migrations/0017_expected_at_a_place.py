from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who is expected at a place."""

    atomic = False
    dependencies = [("agenda", "0016_request_digests")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("state", "booked")), fields=["place", "starts_at"], name="appointment_expected"
            ),
        ),
    ]
