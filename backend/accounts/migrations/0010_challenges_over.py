from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is over is found without a walk through all."""

    atomic = False
    dependencies = [("accounts", "0009_attempts_over")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(model_name="challenge", index=models.Index(fields=["expires_at"], name="challenge_over")),
    ]
