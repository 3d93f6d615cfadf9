"""Counting on a Spark cluster instead of in this process: the same table definitions, for more rows than one machine counts.

The cluster reads the snapshot's files by their own paths, so they lie where every machine of it sees them.
"""

import os
import re
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from stegvis.core.findings import Finding, Where, error
from stegvis.engine.columns import PARTICIPATION_COLUMNS, TALLY_COLUMNS
from stegvis.engine.engines import named
from stegvis.engine.manifest import Manifest
from stegvis.engine.opening import files_of
from stegvis.engine.snapshot import Snapshot, counted_from

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from pyspark.sql import DataFrame, SparkSession

EMBEDDED = "duckdb"
_ADDRESS = re.compile(r"spark://(?P<host>[A-Za-z0-9._-]+):(?P<port>\d{1,5})")
_TYPES = {"DATE": "date", "SMALLINT": "smallint", "INTEGER": "int", "BIGINT": "bigint", "BOOLEAN": "boolean"}
#: How long a cluster has to answer at all, and to come back with workers when it has none, in seconds.
_ANSWERS_WITHIN, _WORKERS_WITHIN, _LOOKS_EVERY = 5.0, 30.0, 0.2


class ClusterGoneError(Exception):
    """The cluster went away, or refused, before it had answered."""


def engine_findings(engine: str) -> tuple[Finding, ...]:
    """Why tables cannot be counted on an engine of that name; nothing when they can be tried to."""
    place = Where("--engine")
    if engine == EMBEDDED:
        return ()
    address = _ADDRESS.fullmatch(engine)
    if not address or not 0 < int(address["port"]) < 2**16:
        return (error("SNP-012", place, value=engine),)
    if not _has_spark():
        return (error("SNP-013", place, value=engine),)
    try:
        _local_address(engine)
    except OSError as problem:
        return (error("SNP-014", place, value=engine, why=problem.strerror or str(problem)),)
    return ()


def _has_spark() -> bool:
    from importlib.util import find_spec
    from shutil import which

    has_java = which("java") or "JAVA_HOME" in os.environ
    return bool(has_java and find_spec("pyspark"))


def _local_address(engine: str) -> str:
    """This machine's address as the cluster sees it. Raises OSError where nobody answers."""
    host, port = engine.removeprefix("spark://").rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=_ANSWERS_WITHIN) as connection:
        found: str = connection.getsockname()[0]
        return found


class Cluster:
    """A session of a Spark cluster."""

    def __init__(self, session: "SparkSession") -> None:
        self.session = session
        self._kept: dict[str, DataFrame] = {}

    def ask(self, expression: "ir.Table") -> list[tuple[Any, ...]]:
        """The rows of an expression's answer."""
        return self.query(self._sql(expression))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query's answer. Raises ClusterGoneError where it does not come."""
        return [tuple(row) for row in self._watched(lambda: self.session.sql(sql).collect())]

    def keep(self, name: str, expression: "ir.Table") -> "ir.Table":
        """Kept by the workers, in memory and then on their disks, until it is let go or the session ends."""
        if name in self._kept:
            self._kept[name].unpersist()
        self._kept[name] = self._watched(lambda: self.session.sql(self._sql(expression)).persist())
        self._kept[name].createOrReplaceTempView(name)
        return named(name, expression)

    def _sql(self, expression: "ir.Table") -> str:
        import ibis

        return str(ibis.to_sql(expression, dialect="pyspark"))

    def _watched[T](self, action: Callable[[], T]) -> T:
        """Do something on the cluster, and give up when it has had no worker for a while: Spark itself would wait for ever."""
        answers: list[T] = []
        mistakes: list[Exception] = []

        def act() -> None:
            try:
                answers.append(action())
            except Exception as mistake:  # whatever Spark or its bridge says, told in the caller's thread
                mistakes.append(mistake)

        thread, seen = Thread(target=act, daemon=True), monotonic()
        thread.start()
        while thread.is_alive():
            thread.join(_LOOKS_EVERY)
            seen = monotonic() if self._has_workers() else seen
            if monotonic() - seen > _WORKERS_WITHIN:
                raise ClusterGoneError
        if mistakes:
            raise ClusterGoneError from mistakes[0]
        return answers[0]

    def _has_workers(self) -> bool:
        """Whether anybody but this process works for the session."""
        try:
            return bool(self.session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() > 1)
        except Exception:  # the session is gone, or the bridge to it
            return False


@contextmanager
def on_cluster(folder: Path, manifest: Manifest, engine: str) -> Iterator[Snapshot]:
    """A stored snapshot whose rows the cluster at `engine` counts. Raises ClusterGoneError where it cannot."""
    session = _session(engine)
    try:
        for source, columns in (("participations", PARTICIPATION_COLUMNS), ("tallies", TALLY_COLUMNS)):
            schema = ", ".join(f"`{column}` {_TYPES[kind]}" for column, kind in columns.items())
            paths = [str(path.resolve()) for path in files_of(folder, manifest, source)]
            rows = session.read.schema(schema).parquet(*paths) if paths else session.createDataFrame([], schema)
            rows.createOrReplaceTempView(source)
        yield counted_from(Cluster(session), manifest.contents, manifest.name)
    finally:
        _stop(session)


def _session(engine: str) -> "SparkSession":
    address = _local_address(engine)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", address)
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.host": address,
        "spark.driver.bindAddress": address,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master(engine).appName("stegvis")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        with _silence():
            session = builder.getOrCreate()
            # A part for each core and one waiting, not the two hundred that Spark assumes whatever the cluster's size.
            session.conf.set("spark.sql.shuffle.partitions", str(2 * session.sparkContext.defaultParallelism))
            return session
    except Exception as mistake:  # the cluster refused, or Java did
        raise ClusterGoneError from mistake


@contextmanager
def _silence() -> Iterator[None]:
    """Java's own words are not for whoever asked for a table, but for whoever looks for a fault."""
    if os.environ.get("STEGVIS_DEBUG") == "1":
        yield
        return
    kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


def _stop(session: "SparkSession") -> None:
    """End the session, whatever is left of it; what the workers kept goes with it."""
    from contextlib import suppress

    with suppress(Exception), _silence():
        session.stop()
