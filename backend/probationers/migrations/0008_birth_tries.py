import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """How often somebody with a right code was wrong about a file's birth date."""

    dependencies = [("probationers", "0007_old_numbers")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),  # the foreign key locks the files
        migrations.CreateModel(
            name="BirthTries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("sign_in", "Sign In"),
                            ("take_back", "Take Back"),
                            ("new_number", "New Number"),
                        ],
                        max_length=10,
                    ),
                ),
                ("count", models.PositiveSmallIntegerField()),
                ("last_at", models.DateTimeField()),
                (
                    "probationer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="probationers.probationer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("probationer", "door"), name="birth_tries_once"),
                ],
            },
        ),
    ]
