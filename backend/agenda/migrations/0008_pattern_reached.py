from django.db import migrations, models


class Migration(migrations.Migration):
    """Up to which day a pattern's slots have been made: no night makes what stands already."""

    dependencies = [("agenda", "0007_what_is_to_come")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="slotpattern",
            name="reached",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
    ]
