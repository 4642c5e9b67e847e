from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Those never looked at, then those due for longest."""

    atomic = False
    dependencies = [("probationers", "0011_review_at")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="probationer",
            index=models.Index(models.F("review_at").asc(nulls_first=True), "id", name="probationer_review"),
        ),
    ]
