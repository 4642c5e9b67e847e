from django.contrib.postgres.indexes import GistIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

PRESENT = models.Q(("until__isnull", True))


class Migration(migrations.Migration):
    """What looks like a name, service by service."""

    atomic = False
    dependencies = [("probationers", "0028_btree_gist")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="affiliation",
            index=GistIndex(
                OpClass(
                    models.Func(
                        models.F("organisation"),
                        output_field=models.BigIntegerField(),
                        template="(%(expressions)s + 0)",
                    ),
                    name="gist_int8_ops",
                ),
                OpClass(
                    models.Func(
                        models.F("search_key"), output_field=models.TextField(), template="(' ' || %(expressions)s || ' ')"
                    ),
                    name="gist_trgm_ops",
                ),
                condition=PRESENT,
                name="affiliation_letters",
            ),
        ),
    ]
