"""Adopted means complete, too: the database refuses a file that is put into an adopted edition, or moved to one."""

from typing import Any

from django.db import migrations

_TABLE = "reports_editionfile"
_ADOPTED = "EXISTS (SELECT 1 FROM reports_edition e WHERE e.id = NEW.edition_id AND e.adopted_on IS NOT NULL)"
# Trigger, when it asks. What leaves an adopted edition is refused by the triggers of 0003.
_ASKED = {f"{_TABLE}_insert_frozen": "INSERT", f"{_TABLE}_move_frozen": "UPDATE"}
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
    IF {adopted} THEN RAISE EXCEPTION 'an adopted edition is never changed'; END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""
_SQLITE = """
CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {adopted}
BEGIN SELECT RAISE(ABORT, 'an adopted edition is never changed'); END
"""


def close(apps: object, schema_editor: Any) -> None:  # noqa: ARG001 - Django calls it with both
    form = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for name, verb in _ASKED.items():
        schema_editor.execute(form.format(name=name, table=_TABLE, verb=verb, adopted=_ADOPTED))


def reopen(apps: object, schema_editor: Any) -> None:  # noqa: ARG001 - Django calls it with both
    on = f" ON {_TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for name in _ASKED:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_adopted_is_frozen")]
    operations = [migrations.RunPython(close, reopen)]
