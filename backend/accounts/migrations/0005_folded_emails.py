import unicodedata

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fold(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Agents are looked up by one spelling of their e-mail: those kept otherwise get it, unless another has it."""
    # By the connection that migrates: the other one's account may not read what was made a moment ago.
    agents = apps.get_model("accounts", "Agent").objects.using(schema_editor.connection.alias)
    for agent in agents.order_by("pk"):
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", agent.email.strip()).casefold())
        if folded != agent.email and not agents.filter(email=folded).exists():
            agents.filter(pk=agent.pk).update(email=folded)


class Migration(migrations.Migration):
    """The last release still finds them: it compared without case."""

    dependencies = [("accounts", "0004_code_elsewhere")]
    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
