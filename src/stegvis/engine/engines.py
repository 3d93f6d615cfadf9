"""Where expressions are answered: the embedded engine of a snapshot's own. A cluster is the other (`spark`)."""

import gc
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend
    from ibis.expr.operations.relations import Relation


class Engine(Protocol):
    """What counting asks of an engine."""

    def ask(self, expression: "ir.Table") -> list[tuple[Any, ...]]:
        """The rows of an expression's answer."""

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query's answer."""

    def keep(self, name: str, expression: "ir.Table") -> "ir.Table":
        """Work an expression out once, and give it as a table to ask more of. One that was kept by that name is let go."""


class Embedded:
    """DuckDB in this process."""

    def __init__(self, connection: "Backend") -> None:
        self.connection = connection

    def ask(self, expression: "ir.Table") -> list[tuple[Any, ...]]:
        """The rows of an expression's answer. Not by Ibis's own way out, which imports pandas and takes a second."""
        return self.query(_sql(expression.op()))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query's answer."""
        rows: list[tuple[Any, ...]] = self.connection.con.execute(sql).fetchall()
        return rows

    def keep(self, name: str, expression: "ir.Table") -> "ir.Table":
        """Kept in the engine's memory."""
        self.connection.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {_sql(expression.op())}")
        return named(name, expression)


@lru_cache(maxsize=512)
def _sql(asked: "Relation") -> str:
    """What asks DuckDB for it. What is asked is bound to no engine, holds no facts, and is asked again and again."""
    import ibis

    return str(ibis.to_sql(asked.to_expr(), dialect="duckdb", pretty=False))


def named(name: str, like: "ir.Table") -> "ir.Table":
    """A table of that name with an expression's columns, bound to no engine: asking one for them imports pyarrow."""
    import ibis

    return ibis.table(like.schema(), name=name)


def connect(**options: Any) -> "Backend":
    """An embedded engine in memory, which reads no file and loads nothing from outside.

    The collector rests meanwhile, which spares a tenth of the time that importing Ibis takes.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        import ibis

        closed = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        connection: Backend = ibis.duckdb.connect(**(closed | {"enable_external_access": False} | options))
    finally:
        if collecting:
            gc.enable()
    return connection
