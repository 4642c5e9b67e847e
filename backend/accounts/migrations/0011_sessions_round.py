from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_challenges_over'),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='agent',
            name='sessions_round',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
