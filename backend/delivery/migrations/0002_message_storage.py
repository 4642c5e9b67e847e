from django.db import migrations


class Migration(migrations.Migration):
    """Rows of the outbox change state four times: room on each page keeps those updates off the indexes' pages."""

    dependencies = [("delivery", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE delivery_message SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05)",
            "ALTER TABLE delivery_message RESET (fillfactor, autovacuum_vacuum_scale_factor)",
        )
    ]
