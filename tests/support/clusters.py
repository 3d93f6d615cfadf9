"""A real Spark cluster on this machine: one master and two workers on loopback, started from PySpark's own files."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

needs_a_cluster = pytest.mark.skipif(
    not (find_spec("pyspark") and which("java")), reason="Java or PySpark is missing: run tools/setup cluster"
)


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
        self.folder, self.port = folder, _free_port()
        self.address = f"spark://127.0.0.1:{self.port}"
        self.processes: list[subprocess.Popen] = []

    def start(self) -> None:
        self._run("master.Master", "--host", "127.0.0.1", "--port", self.port, "--webui-port", 0)
        _wait_for(lambda: _answers(self.port), "the master")
        for number in range(2):
            options = ("-c", 1, "-m", "1g", "-d", self.folder / f"worker-{number}", "--host", "127.0.0.1")
            self._run("worker.Worker", *options, "--webui-port", 0, self.address)
        log = self.folder / "master.Master-0.log"
        _wait_for(lambda: log.read_text("utf-8").count("Registering worker") == 2, "the workers")

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

    def _run(self, name: str, *options: object) -> None:
        home = Path(find_spec("pyspark").submodule_search_locations[0])
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{name}", *options]
        log = (self.folder / f"{name}-{len(self.processes)}.log").open("w")
        self.processes.append(
            subprocess.Popen(
                [str(one) for one in command],
                env=os.environ
                | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_HOME": str(home)},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        )


@contextmanager
def a_cluster(folder: Path):
    """A cluster that is gone afterwards, whatever happened."""
    cluster, before = RunningCluster(folder), os.environ.get("SPARK_CONF_DIR")
    (folder / "spark-defaults.conf").write_text(_SETTINGS, "utf-8")
    os.environ["SPARK_CONF_DIR"] = str(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        os.environ.pop("SPARK_CONF_DIR")
        if before is not None:
            os.environ["SPARK_CONF_DIR"] = before


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _wait_for(holds, what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"{what} did not come within {seconds} s"
        time.sleep(0.1)
