"""What has been published stays: the database itself refuses to change or remove a released table or a publication."""

from typing import Any

from django.db import migrations

_TABLES = ("reports_releasedtablerow", "reports_publication")
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the register is only added to'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""
_SQLITE = """
CREATE TRIGGER {name} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the register is only added to'); END
"""


def close(apps: object, schema_editor: Any) -> None:  # noqa: ARG001 - Django calls it with both
    form = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for table in _TABLES:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_{verb.lower()}_kept"
            schema_editor.execute(form.format(name=name, table=table, verb=verb))


def reopen(apps: object, schema_editor: Any) -> None:  # noqa: ARG001 - Django calls it with both
    for table in _TABLES:
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}_kept{on}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_publications")]
    operations = [migrations.RunPython(close, reopen)]
