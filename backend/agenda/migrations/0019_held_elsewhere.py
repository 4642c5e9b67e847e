import django.db.models.deletion
from django.db import migrations, models


def link(to: str, **more: object) -> "models.ForeignKey[models.Model, models.Model]":
    told = {"db_index": False, "on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": to} | more
    return models.ForeignKey(**told)  # type: ignore[arg-type]


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
                ("appointment", link("agenda.appointment", on_delete=django.db.models.deletion.CASCADE)),
                ("held_by", link("organisations.organisation", db_constraint=False)),
                ("organisation", link("organisations.organisation")),
                ("type", link("agenda.appointmenttype", db_constraint=False)),
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
