from django.db import migrations, models


class Migration(migrations.Migration):
    """Up to which refusal the hourly look for numbers in no file came: none reads them all."""

    dependencies = [("delivery", "0009_incoming_to_erase")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="optout",
            name="looked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
