"""Adopted means frozen: the database itself refuses to change or remove an adopted edition or one of its files."""

from typing import Any

from django.db import migrations

# Table, what tells that its row is of an adopted edition.
_FROZEN = {
    "reports_edition": "OLD.adopted_on IS NOT NULL",
    "reports_editionfile": "EXISTS (SELECT 1 FROM reports_edition e WHERE e.id = OLD.edition_id AND e.adopted_on IS NOT NULL)",
}
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
    IF {adopted} THEN RAISE EXCEPTION 'an adopted edition is never changed'; END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""
_SQLITE = """
CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {adopted}
BEGIN SELECT RAISE(ABORT, 'an adopted edition is never changed'); END
"""


def freeze(apps: object, schema_editor: Any) -> None:  # noqa: ARG001 - Django calls it with both
    form = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for table, adopted in _FROZEN.items():
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_{verb.lower()}_frozen"
            schema_editor.execute(form.format(name=name, table=table, verb=verb, adopted=adopted))


def thaw(apps: object, schema_editor: Any) -> None:  # noqa: ARG001 - Django calls it with both
    for table in _FROZEN:
        for verb in ("update", "delete"):
            on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}_frozen{on}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_refused_tables")]
    operations = [migrations.RunPython(freeze, thaw)]
