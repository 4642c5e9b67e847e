from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Those least far first."""

    atomic = False
    dependencies = [("agenda", "0008_pattern_reached")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="slotpattern",
            index=models.Index(models.F("reached").asc(nulls_first=True), name="pattern_reached"),
        ),
    ]
