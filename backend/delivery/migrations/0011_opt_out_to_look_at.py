from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Those never looked at, then those looked at longest ago."""

    atomic = False
    dependencies = [("delivery", "0010_opt_out_looked_at")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="optout",
            index=models.Index(models.F("looked_at").asc(nulls_first=True), "id", name="opt_out_to_look_at"),
        ),
    ]
