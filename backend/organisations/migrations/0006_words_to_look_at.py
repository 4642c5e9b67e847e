from django.db import migrations, models


class Migration(migrations.Migration):
    """Which words of a place are older than their French, and since when it is where it is."""

    dependencies = [("organisations", "0005_validate_holiday_region")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="place",
            name="stale",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="place", name="relocated_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="directions",
            name="stale",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
