from django.db import migrations, models


class Migration(migrations.Migration):
    """The foreign key's own check asks for rows behind one that goes, whatever their state: it walked the whole table."""

    dependencies = [("delivery", "0007_carried_by_another")]
    operations = [
        migrations.RemoveIndex(model_name="message", name="message_behind"),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["behind"], name="message_behind", condition=models.Q(("behind__isnull", False))
            ),
        ),
    ]
