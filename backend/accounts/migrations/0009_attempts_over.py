from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is over is found without a walk through all."""

    atomic = False
    dependencies = [("accounts", "0008_codes_used_by")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(model_name="attempt", index=models.Index(fields=["at"], name="attempt_over")),
    ]
