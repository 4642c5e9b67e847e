from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """From the file to the contacts that wait for an agent."""

    atomic = False
    dependencies = [("probationers", "0015_changes_to_look_at")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="trustedcontact",
            index=models.Index(
                condition=models.Q(("state", "proposed")), fields=["probationer"], name="trusted_proposed"
            ),
        ),
    ]
