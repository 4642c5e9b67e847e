from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    """A service first and then the letters of its names. It comes with PostgreSQL, and its owner may create it."""

    dependencies = [("probationers", "0027_year_and_name")]
    operations = [migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop), BtreeGistExtension()]
