from django.db import migrations, models


class Migration(migrations.Migration):
    """A plain name of each type for the person, what she has seen of the changes, what happened after a miss."""

    dependencies = [("agenda", "0003_late_answer")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="appointmenttype",
            name="plain_names",
            field=models.JSONField(
                blank=True, db_default=models.Value({}, models.JSONField()), default=dict
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="seen_revision",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="appointmenttype",
            name="where",
            field=models.CharField(
                choices=[("place", "Place"), ("phone", "Phone"), ("video", "Video"), ("home", "Home")],
                default="place",
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="appointment",
            name="reason_told",
            field=models.CharField(
                blank=True,
                choices=[
                    ("forgot", "Forgot"),
                    ("misunderstood", "Misunderstood"),
                    ("letter_not_received", "Letter Not Received"),
                    ("work", "Work"),
                    ("transport", "Transport"),
                    ("illness", "Illness"),
                    ("unwilling", "Unwilling"),
                    ("unable", "Unable"),
                    ("family", "Family"),
                    ("talk", "Talk"),
                    ("other", "Other"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="answer",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("forgot", "Forgot"),
                    ("misunderstood", "Misunderstood"),
                    ("letter_not_received", "Letter Not Received"),
                    ("work", "Work"),
                    ("transport", "Transport"),
                    ("illness", "Illness"),
                    ("unwilling", "Unwilling"),
                    ("unable", "Unable"),
                    ("family", "Family"),
                    ("talk", "Talk"),
                    ("other", "Other"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="answer",
            name="kind",
            field=models.CharField(
                choices=[("coming", "Coming"), ("cannot", "Cannot"), ("late", "Late"), ("explain", "Explain")],
                max_length=8,
            ),
        ),
    ]
