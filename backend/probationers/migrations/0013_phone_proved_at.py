from django.db import migrations, models


class Migration(migrations.Migration):
    """Since when a number is proved: agents read it beside the number."""

    dependencies = [("probationers", "0012_review_index")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="probationer",
            name="phone_proved_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
