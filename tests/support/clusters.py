"""A real Spark cluster on this machine: one master and two workers on loopback, started from PySpark's own files."""

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from support.waiting import wait_for

needs_a_cluster = pytest.mark.skipif(
    not (find_spec("pyspark") and which("java")), reason="Java or PySpark is missing: run tools/setup cluster"
)

_STARTED = re.compile(r"Starting Spark master at (spark://\S+)")
#: Java and Spark for a life of a minute: no second compiler, no code written for each query.
_SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_SETTINGS = f"""
spark.driver.extraJavaOptions {_SHORT_LIVED}
spark.executor.extraJavaOptions {_SHORT_LIVED}
spark.executor.memory 600m
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
"""


class RunningCluster:
    """The processes of a cluster, and its address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.address = folder, ""
        self.processes: list[subprocess.Popen] = []

    def start(self) -> None:
        """Start a master, on the port that the system gives it, and two workers."""
        self.processes.clear()
        log = self._run("master.Master", "--host", "127.0.0.1", "--port", 0, "--webui-port", 0)
        wait_for(lambda: _STARTED.search(log.read_text("utf-8")) is not None, "the master")
        self.address = _STARTED.search(log.read_text("utf-8"))[1]
        for number in range(2):
            options = ("-c", 1, "-m", "1g", "-d", self.folder / f"worker-{number}", "--host", "127.0.0.1")
            self._run("worker.Worker", *options, "--webui-port", 0, self.address)
        wait_for(lambda: log.read_text("utf-8").count("Registering worker") == 2, "the workers")

    def stop(self, signals=(signal.SIGTERM, signal.SIGKILL)) -> None:
        """Stop every process that was started, the kind way and then the other."""
        for one in signals:
            for process in reversed(self.processes):
                if process.poll() is None:
                    os.killpg(process.pid, one)
            for process in self.processes:
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    continue

    def is_running(self) -> bool:
        """Whether nothing of it has been stopped."""
        return bool(self.processes) and all(one.poll() is None for one in self.processes)

    def _run(self, name: str, *options: object) -> Path:
        """Start a part of it; the log that it writes."""
        home = Path(find_spec("pyspark").submodule_search_locations[0])
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{name}", *options]
        log = self.folder / f"{name}-{len(self.processes)}.log"
        self.processes.append(
            subprocess.Popen(
                [str(one) for one in command],
                env=os.environ
                | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_HOME": str(home)},
                stdout=log.open("w"),
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        )
        return log


@contextmanager
def a_cluster(folder: Path):
    """A cluster, to be started; it is gone afterwards, whatever happened."""
    cluster, before = RunningCluster(folder), os.environ.get("SPARK_CONF_DIR")
    (folder / "spark-defaults.conf").write_text(_SETTINGS, "utf-8")
    os.environ["SPARK_CONF_DIR"] = str(folder)
    try:
        yield cluster
    finally:
        cluster.stop()
        os.environ.pop("SPARK_CONF_DIR")
        if before is not None:
            os.environ["SPARK_CONF_DIR"] = before
