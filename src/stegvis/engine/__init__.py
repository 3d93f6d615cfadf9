"""Facts in columns, and tables counted from them: Ibis expressions on an embedded DuckDB, which is imported late."""

from stegvis.engine.engines import connect
from stegvis.engine.requests import request_findings
from stegvis.engine.snapshot import Snapshot, snapshot_of, take_snapshot
from stegvis.engine.tabulate import tabulate, tabulate_all

__all__ = ["Snapshot", "connect", "request_findings", "snapshot_of", "tabulate", "tabulate_all", "take_snapshot"]
