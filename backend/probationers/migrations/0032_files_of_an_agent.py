from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Whom an agent follows."""

    atomic = False
    dependencies = [("probationers", "0031_present_referents")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("until__isnull", True)), fields=["agent", "probationer"], name="assignment_hers"
            ),
        ),
    ]
