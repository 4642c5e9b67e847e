from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Cast

PRESENT = models.Q(("until__isnull", True))


class Migration(migrations.Migration):
    """What looks like a name, within a service."""

    atomic = False
    dependencies = [("probationers", "0021_affiliation_by_name")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="affiliation",
            index=GinIndex(
                Cast("organisation", models.TextField()),
                OpClass(
                    models.Func(
                        models.F("search_key"), output_field=models.TextField(), template="(' ' || %(expressions)s)"
                    ),
                    name="gin_trgm_ops",
                ),
                condition=PRESENT,
                fastupdate=False,
                name="affiliation_trigrams",
            ),
        ),
    ]
