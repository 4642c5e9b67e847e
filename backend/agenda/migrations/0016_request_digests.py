from django.db import migrations, models


class Migration(migrations.Migration):
    """Of the request that came with an Idempotency-Key; none of those that came before."""

    dependencies = [("agenda", "0015_tasks_of_a_state")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="appointment", name="booking_digest", field=models.CharField(blank=True, max_length=32, null=True)
        ),
        migrations.AddField(
            model_name="answer", name="digest", field=models.CharField(blank=True, max_length=32, null=True)
        ),
    ]
