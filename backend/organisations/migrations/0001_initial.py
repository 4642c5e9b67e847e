import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('spip', 'Spip'), ('tj', 'Tj')], max_length=4)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('time_zone', models.CharField(default='Europe/Paris', max_length=40)),
                ('holiday_region', models.CharField(blank=True, max_length=6)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('features', models.JSONField(default=dict)),
                ('linked', models.ManyToManyField(blank=True, to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('neutral_name', models.CharField(max_length=60)),
                ('address', models.CharField(max_length=200)),
                ('postcode', models.CharField(max_length=5)),
                ('city', models.CharField(max_length=80)),
                ('inside', models.JSONField(default=dict)),
                ('step_free', models.CharField(default='unknown', max_length=8)),
                ('step_free_words', models.JSONField(default=dict)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('phone_hours', models.JSONField(default=dict)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
                ('time_zone', models.CharField(blank=True, max_length=40)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('alternative', models.JSONField(default=dict)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('added_at', models.DateTimeField()),
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='photo', to='organisations.place')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('cpip', 'Cpip'), ('dpip', 'Dpip'), ('secretary_spip', 'Secretary Spip'), ('educator', 'Educator'), ('psychologist', 'Psychologist'), ('overseer', 'Overseer'), ('jap', 'Jap'), ('clerk_sap', 'Clerk Sap'), ('director_sap', 'Director Sap'), ('secretary_court', 'Secretary Court'), ('bex', 'Bex'), ('clerk_bex', 'Clerk Bex'), ('director_bex', 'Director Bex'), ('prosecutor', 'Prosecutor'), ('local_admin', 'Local Admin')], max_length=20)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('agent',), name='membership_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Directions',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('means', models.CharField(choices=[('train', 'Train'), ('bus', 'Bus'), ('car', 'Car'), ('foot', 'Foot'), ('step_free', 'Step Free')], max_length=10)),
                ('steps', models.JSONField(default=dict)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='directions', to='organisations.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'means'), name='directions_once_by_means')],
            },
        ),
    ]
