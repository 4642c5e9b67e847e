from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is old is found without a walk through all."""

    atomic = False
    dependencies = [("delivery", "0008_behind_in_every_state")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(model_name="incomingsms", index=models.Index(fields=["received_at"], name="incoming_to_erase")),
    ]
