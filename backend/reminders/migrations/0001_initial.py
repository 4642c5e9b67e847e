import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agenda', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Planned',
            fields=[
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='planned', serialize=False, to='agenda.appointment')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('steps', models.JSONField()),
                ('opens', models.TimeField(default='09:00')),
                ('closes', models.TimeField(default='19:00')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agenda.appointmenttype')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('type', 'organisation'), name='plan_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Text',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('channel', models.CharField(max_length=8)),
                ('language', models.CharField(max_length=5)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('body', models.TextField()),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agenda.appointmenttype')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'channel', 'language', 'type', 'organisation'), name='text_once', nulls_distinct=False)],
            },
        ),
    ]
