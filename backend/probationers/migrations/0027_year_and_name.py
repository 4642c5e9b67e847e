from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Cast, Coalesce, ExtractYear

SMALL = models.SmallIntegerField()


class Migration(migrations.Migration):
    """Whether somebody new has a file already, of the whole country: names of one year."""

    atomic = False
    dependencies = [("probationers", "0026_affiliation_appi")]
    operations = [
        migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="probationer",
            index=GinIndex(
                Coalesce(Cast(ExtractYear("birth_date"), SMALL), "birth_year", output_field=SMALL),
                OpClass(
                    models.Func(
                        models.F("search_key"), output_field=models.TextField(), template="(' ' || %(expressions)s || ' ')"
                    ),
                    name="gin_trgm_ops",
                ),
                fastupdate=True,
                gin_pending_list_limit=64,
                name="probationer_year_and_name",
            ),
        ),
    ]
