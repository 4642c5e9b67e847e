from django.db import migrations, models


class Migration(migrations.Migration):
    """When a file's end is to be thought of again: no night reads every file."""

    dependencies = [("probationers", "0010_second_files")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="probationer",
            name="review_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
