from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reports that may be ahead of the reference of their message, by when they came."""

    atomic = False
    dependencies = [("delivery", "0011_opt_out_to_look_at")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="receipt",
            index=models.Index(
                condition=models.Q(("message", None)) & ~models.Q(("reference", "")),
                fields=["at"],
                name="receipt_to_match",
            ),
        ),
    ]
