from django.db import migrations, models


class Migration(migrations.Migration):
    """Of the request that came with an Idempotency-Key; none of those that came before."""

    dependencies = [("accounts", "0013_totp_encrypted")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="lastact", name="digest", field=models.CharField(blank=True, max_length=32, null=True)
        ),
    ]
