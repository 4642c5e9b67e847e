from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_holiday_region_is_known")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        ValidateConstraint("organisation", "holiday_region_is_known"),
    ]
