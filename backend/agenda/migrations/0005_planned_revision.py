from django.db import migrations, models


class Migration(migrations.Migration):
    """What is to be planned can be asked of an index alone; the planner of the release before knows no such column."""

    dependencies = [("agenda", "0004_plain_names_and_what_was_seen")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="appointment",
            name="planned_revision",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
    ]
