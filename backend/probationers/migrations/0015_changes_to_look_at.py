from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """From the file to what nobody has looked at."""

    atomic = False
    dependencies = [("probationers", "0014_files_of_a_service")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="contactchange",
            index=models.Index(
                condition=models.Q(("seen_at__isnull", True)), fields=["probationer"], name="contact_change_to_look_at"
            ),
        ),
    ]
