import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0005_validate_holiday_region'),
        ('probationers', '0009_seen_marks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),  # the foreign keys lock their tables
        migrations.CreateModel(
            name='SecondFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('present', 'Present'), ('hearing', 'Hearing'), ('decision', 'Decision')], max_length=8)),
                ('at', models.DateTimeField()),
                ('settlement', models.CharField(blank=True, choices=[('linked', 'Linked'), ('different', 'Different')], max_length=9)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='first_files', to='probationers.probationer')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_files', to='probationers.probationer')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'first'), name='second_file_once'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settlement', '')), models.Q(models.Q(('settlement', ''), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='second_file_settled_with_its_instant')],
            },
        ),
    ]
