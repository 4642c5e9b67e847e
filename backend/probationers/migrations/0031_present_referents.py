from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Which files of a service somebody follows."""

    atomic = False
    dependencies = [("probationers", "0030_room_for_changes")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("until__isnull", True)),
                fields=["organisation", "probationer"],
                include=["agent"],
                name="assignment_present",
            ),
        ),
    ]
