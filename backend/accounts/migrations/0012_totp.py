from django.db import migrations


class Migration(migrations.Migration):
    """No table: django-otp's row, read and written by a class of ours."""

    dependencies = [
        ('accounts', '0011_sessions_round'),
        ('otp_totp', '0003_add_timestamps'),
    ]

    operations = [
        migrations.CreateModel(
            name='Totp',
            fields=[],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('otp_totp.totpdevice',),
        ),
    ]
