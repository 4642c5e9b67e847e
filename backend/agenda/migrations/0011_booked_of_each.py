from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Of a person what is still booked."""

    atomic = False
    dependencies = [("agenda", "0010_what_a_service_holds")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("state", "booked")), fields=["probationer", "starts_at"], name="appointment_booked"
            ),
        ),
    ]
