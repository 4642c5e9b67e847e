"""A region that nobody knows has counted as the mainland all along: now it says so, and the constraint can come."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from backend.organisations import rules_holidays


def name_regions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    organisations = apps.get_model("organisations", "Organisation").objects.using(schema_editor.connection.alias)
    for pk, code in organisations.exclude(holiday_region="").values_list("pk", "holiday_region"):
        organisations.filter(pk=pk).update(holiday_region=rules_holidays.region_of(code) or "")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_retention_terms")]
    operations = [migrations.RunPython(name_regions, migrations.RunPython.noop)]
