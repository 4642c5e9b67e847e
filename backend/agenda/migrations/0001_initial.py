import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('probationers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AppointmentType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('names', models.JSONField(default=dict)),
                ('neutral_names', models.JSONField(default=dict)),
                ('organisation_kind', models.CharField(blank=True, max_length=4)),
                ('roles', models.JSONField(default=list)),
                ('where', models.CharField(choices=[('place', 'Place'), ('phone', 'Phone'), ('home', 'Home')], default='place', max_length=6)),
                ('by_slot', models.BooleanField(default=False)),
                ('days_off_allowed', models.BooleanField(default=False)),
                ('minutes', models.PositiveSmallIntegerField(default=30)),
                ('decider', models.CharField(choices=[('referent', 'Referent'), ('service', 'Service'), ('judge', 'Judge')], default='referent', max_length=8)),
                ('movable_by_person', models.BooleanField(default=False)),
                ('excuse_words', models.JSONField(default=dict)),
                ('sms_always', models.BooleanField(default=False)),
                ('missed_text', models.BooleanField(default=True)),
                ('maximum_delay_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('prosecutor_number', models.BooleanField(default=False)),
                ('consequences', models.JSONField(default=dict)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Agenda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='agendas', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agendas', to='organisations.place')),
            ],
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=30)),
                ('time_zone', models.CharField(max_length=40)),
                ('state', models.CharField(choices=[('booked', 'Booked'), ('cancelled', 'Cancelled'), ('came', 'Came'), ('missed', 'Missed'), ('excused', 'Excused')], default='booked', max_length=10)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('tell_person', models.BooleanField(default=True)),
                ('reason_told', models.CharField(blank=True, choices=[('forgot', 'Forgot'), ('misunderstood', 'Misunderstood'), ('letter_not_received', 'Letter Not Received'), ('work', 'Work'), ('transport', 'Transport'), ('illness', 'Illness'), ('unwilling', 'Unwilling'), ('other', 'Other')], max_length=20)),
                ('outcome_at', models.DateTimeField(blank=True, null=True)),
                ('prosecutor_number', models.CharField(blank=True, max_length=20)),
                ('booked_at', models.DateTimeField()),
                ('cost_letters', models.PositiveSmallIntegerField(default=0)),
                ('cost_police', models.PositiveSmallIntegerField(default=0)),
                ('agenda', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='agenda.agenda')),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                ('booked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('booked_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('outcome_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.place')),
                ('probationer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='probationers.probationer')),
                ('type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agenda.appointmenttype')),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('coming', 'Coming'), ('cannot', 'Cannot')], max_length=8)),
                ('reason', models.CharField(blank=True, choices=[('forgot', 'Forgot'), ('misunderstood', 'Misunderstood'), ('letter_not_received', 'Letter Not Received'), ('work', 'Work'), ('transport', 'Transport'), ('illness', 'Illness'), ('unwilling', 'Unwilling'), ('other', 'Other')], max_length=20)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('channel', models.CharField(max_length=8)),
                ('revision', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('idempotency_key', models.UUIDField(unique=True)),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='agenda.appointment')),
            ],
        ),
        migrations.CreateModel(
            name='AppointmentEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('event', models.CharField(max_length=20)),
                ('by', models.CharField(max_length=80)),
                ('revision', models.PositiveIntegerField()),
                ('detail', models.JSONField(default=dict)),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='agenda.appointment')),
            ],
        ),
        migrations.CreateModel(
            name='ItemToBring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('words', models.JSONField(default=dict)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.place')),
                ('type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='agenda.appointmenttype')),
            ],
        ),
        migrations.CreateModel(
            name='LegalNotification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('handed_over', 'Handed Over'), ('simple_letter', 'Simple Letter'), ('registered_letter', 'Registered Letter'), ('police_officer', 'Police Officer'), ('electronic', 'Electronic'), ('none', 'None')], max_length=18)),
                ('on', models.DateField()),
                ('returned_on', models.DateField(blank=True, null=True)),
                ('void_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='legal_notifications', to='agenda.appointment')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=30)),
                ('capacity', models.PositiveSmallIntegerField(default=1)),
                ('taken', models.PositiveSmallIntegerField(default=0)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('agenda', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='agenda.agenda')),
                ('type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agenda.appointmenttype')),
            ],
        ),
        migrations.AddField(
            model_name='appointment',
            name='slot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='agenda.slot'),
        ),
        migrations.CreateModel(
            name='SlotPattern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('time', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=30)),
                ('capacity', models.PositiveSmallIntegerField(default=1)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('agenda', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='patterns', to='agenda.agenda')),
                ('type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agenda.appointmenttype')),
            ],
        ),
        migrations.AddField(
            model_name='slot',
            name='pattern',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='slots', to='agenda.slotpattern'),
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('notify_formally', 'Notify Formally'), ('tell_by_hand', 'Tell By Hand')], max_length=16)),
                ('revision', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='agenda.appointment')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['probationer', 'starts_at'], name='appointment_person'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['agent', 'starts_at'], name='appointment_agent'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['organisation', 'starts_at'], name='appointment_organisation'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['place', 'starts_at'], name='appointment_place'),
        ),
        migrations.AddConstraint(
            model_name='slotpattern',
            constraint=models.UniqueConstraint(fields=('agenda', 'type', 'weekday', 'time', 'since'), name='pattern_once'),
        ),
        migrations.AddIndex(
            model_name='slot',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), ('taken__lt', models.F('capacity'))), fields=['agenda', 'starts_at'], name='slot_free'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('taken__lte', models.F('capacity'))), name='slot_no_seat_twice'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.UniqueConstraint(fields=('agenda', 'type', 'starts_at'), name='slot_once'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('appointment', 'kind', 'revision'), name='task_once'),
        ),
    ]
