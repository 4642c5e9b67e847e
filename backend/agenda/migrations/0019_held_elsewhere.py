from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT


class Migration(migrations.Migration):
    """Appointments of a service's files that another service holds; migration 0020 keeps them."""

    dependencies = [
        ("agenda", "0018_behind_of_a_person"),
        ("organisations", "0005_validate_holiday_region"),
        ("probationers", "0027_year_and_name"),
    ]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="HeldElsewhere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("state", models.CharField(max_length=10)),
                (
                    "appointment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=CASCADE,
                        related_name="+",
                        to="agenda.appointment",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False, on_delete=PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=PROTECT,
                        related_name="+",
                        to="agenda.appointmenttype",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "starts_at", "appointment"], name="held_elsewhere"),
                    models.Index(
                        fields=["organisation", "state", "starts_at", "appointment"], name="held_elsewhere_state"
                    ),
                    models.Index(
                        fields=["organisation", "type", "starts_at", "appointment"], name="held_elsewhere_type"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("appointment", "organisation"), name="held_elsewhere_once")
                ],
            },
        ),
    ]
