from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations


class Migration(migrations.Migration):
    """A service and the letters of a name in one index. It comes with PostgreSQL, and its owner may create it."""

    dependencies = [("probationers", "0019_fill_affiliation_names")]
    operations = [migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop), BtreeGinExtension()]
