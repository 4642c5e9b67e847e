import django.contrib.postgres.indexes
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("common", "0001_initial"),
        ('accounts', '0001_initial'),
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Probationer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('last_name', models.CharField(max_length=80)),
                ('first_name', models.CharField(max_length=80)),
                ('search_key', models.CharField(max_length=170)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('appi_number', models.CharField(blank=True, max_length=13)),
                ('state', models.CharField(choices=[('followed', 'Followed'), ('detained', 'Detained'), ('hospitalised', 'Hospitalised'), ('abroad', 'Abroad'), ('ended', 'Ended'), ('deceased', 'Deceased')], default='followed', max_length=12)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('phone_status', models.CharField(choices=[('given', 'Given'), ('proved', 'Proved'), ('wrong', 'Wrong'), ('none', 'None')], default='given', max_length=8)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('email_proved_at', models.DateTimeField(blank=True, null=True)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('city', models.CharField(blank=True, max_length=80)),
                ('language', models.CharField(default='fr', max_length=5)),
                ('spoken_language', models.CharField(blank=True, max_length=40)),
                ('needs_interpreter', models.BooleanField(default=False)),
                ('needs_sign_language', models.BooleanField(default=False)),
                ('needs_step_free', models.BooleanField(default=False)),
                ('reads_little', models.BooleanField(default=False)),
                ('sensitive_channel', models.BooleanField(default=False)),
                ('wants_push', models.BooleanField(default=True)),
                ('wants_sms', models.BooleanField(default=True)),
                ('wants_email', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holder', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.holder')),
            ],
        ),
        migrations.CreateModel(
            name='ContactChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('field', models.CharField(choices=[('phone', 'Phone'), ('email', 'Email'), ('address', 'Address'), ('language', 'Language'), ('channels', 'Channels')], max_length=10)),
                ('old', models.CharField(blank=True, max_length=400)),
                ('new', models.CharField(blank=True, max_length=400)),
                ('by', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('probationer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_changes', to='probationers.probationer')),
            ],
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('probationer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='probationers.probationer')),
            ],
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='organisations.organisation')),
                ('probationer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='probationers.probationer')),
            ],
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('guardian', 'Guardian'), ('curator', 'Curator'), ('lawyer', 'Lawyer'), ('parent', 'Parent')], max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('probationer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='probationers.probationer')),
            ],
        ),
        migrations.AddIndex(
            model_name='probationer',
            index=models.Index(condition=models.Q(('phone', ''), _negated=True), fields=['phone'], name='probationer_phone'),
        ),
        migrations.AddIndex(
            model_name='probationer',
            index=models.Index(fields=['birth_date'], name='probationer_birth_date'),
        ),
        migrations.AddIndex(
            model_name='probationer',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_key', name='gin_trgm_ops'), name='probationer_trigrams'),
        ),
        migrations.AddIndex(
            model_name='probationer',
            index=models.Index(fields=['search_key', 'id'], name='probationer_by_name'),
        ),
        migrations.AddConstraint(
            model_name='probationer',
            constraint=models.UniqueConstraint(condition=models.Q(('appi_number', ''), _negated=True), fields=('appi_number',), name='appi_number_once'),
        ),
        migrations.AddConstraint(
            model_name='probationer',
            constraint=models.CheckConstraint(condition=models.Q(('birth_date__isnull', False), ('birth_year__isnull', False), _connector='OR'), name='birth_known'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('probationer', 'organisation'), name='assignment_one_referent'),
        ),
        migrations.AddConstraint(
            model_name='affiliation',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('probationer', 'organisation'), name='affiliation_once'),
        ),
    ]
