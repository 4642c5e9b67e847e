from django.db import migrations, models


class Migration(migrations.Migration):
    """Each code that leaves asks whether its number was somebody's until lately."""

    dependencies = [("probationers", "0006_links_are_derived")]
    operations = [
        migrations.AddIndex(
            model_name="contactchange",
            index=models.Index(
                fields=["old"],
                name="contact_change_old_number",
                condition=models.Q(("field", "phone"), models.Q(("old", ""), _negated=True)),
            ),
        ),
    ]
