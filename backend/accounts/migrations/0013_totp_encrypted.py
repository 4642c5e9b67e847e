from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from django.db.models import QuerySet

from backend.accounts import encryption


def encrypt(apps: Apps, editor: Editor) -> None:
    """Under the first of MSJ_FACTOR_KEYS. A row that is in use waits for its turn, and is then written all the same."""
    for row in _rows(apps, editor):
        if not encryption.is_encrypted(row.key):
            _write(row, encryption.encrypt(bytes.fromhex(row.key), settings.FACTOR_KEYS, agent=row.user_id))


def decrypt(apps: Apps, editor: Editor) -> None:
    """For who goes back to a version that reads them as they were."""
    for row in _rows(apps, editor):
        _write(row, encryption.decrypt(row.key, settings.FACTOR_KEYS, agent=row.user_id).hex())


def _rows(apps: Apps, editor: Editor) -> QuerySet[Any]:
    model: Any = apps.get_model("otp_totp", "TOTPDevice")
    rows: QuerySet[Any] = model.objects.using(editor.connection.alias).select_for_update().order_by("pk")
    return rows


def _write(row: Any, key: str) -> None:
    row.key = key
    row.save(update_fields=["key"])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_totp'),
    ]

    operations = [migrations.RunPython(encrypt, decrypt)]
