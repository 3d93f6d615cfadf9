"""`stegvis serve`: set up what is missing, start the server and the worker on this machine, say where and how to sign in."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from stegvis.associations.models import Association
from stegvis.web.first_run import SignIn, ensure_demonstration, ensure_lead, ensure_office, prepare

LOOPBACK = "127.0.0.1"
_PORTS_TRIED = 50
_SECONDS_TO_START = 60.0
_SECONDS_TO_STOP = 10.0


def serve(options: Namespace) -> int:
    """Serve until Ctrl-C. 0 when it was asked to stop, 1 when a part of it stopped by itself, 2 when it already runs."""
    with translation.override(getattr(options, "language", None) or "sv"):
        settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(settings.DATA / "serve.lock") as lock:
            if lock is None:
                _say(_("Stegvis är redan i gång här: %(address)s") % {"address": _running_at()})
                return 2
            return _serve(getattr(options, "port", None) or 8000, lock)


def _serve(wanted_port: int, lock: Any) -> int:
    _say(_("Förbereder ..."))
    prepare()
    if settings.DEMONSTRATION.exists() and not Association.objects.exists():
        _say(_("Läser in det påhittade förbundet. Det görs en gång och tar en stund ..."))
    ensure_demonstration()
    sign_ins = [(one, _sign_ins_of(one)) for one in Association.objects.order_by("name")]
    port = free_port(wanted_port)
    address = f"http://{LOOPBACK}:{port}/"
    lock.write(address)
    lock.flush()
    processes = [
        _start("django", "db_worker", "--queue-name", "*", "--verbosity", "0", "--no-startup-delay"),
        _server(port),
    ]
    try:
        with _stopping_on_signals():
            if not _answers(port, processes):
                return 1
            _say_where(address, sign_ins)
            return _wait(processes)
    finally:
        _stop(processes)


def _sign_ins_of(association: Association) -> list[tuple[str, SignIn]]:
    """Whoever may sign in with a password that we know, and as what."""
    found = ((_("Kansliet"), ensure_office(association)), (_("Den som publicerar"), ensure_lead(association)))
    return [(who, sign_in) for who, sign_in in found if sign_in is not None]


def _say_where(address: str, sign_ins: list[tuple[Association, list[tuple[str, SignIn]]]]) -> None:
    _say("\n" + _("Stegvis är i gång: %(address)s") % {"address": address})
    for association, known in sign_ins:
        for who, sign_in in known:
            _say(f"\n  {association.name}: {who}")
            _say("  " + _("E-postadress: %(email)s") % {"email": sign_in.email})
            _say("  " + _("Lösenord: %(password)s") % {"password": sign_in.password})
    if not sign_ins:
        _say(_("Inget förbund finns ännu. Läs in ett paket med: stegvis import MAPP"))
    _say("\n" + _("Avsluta med Ctrl-C."))


def _server(port: int) -> subprocess.Popen[bytes]:
    return _start(
        "granian", "stegvis.wsgi:application", "--interface", "wsgi", "--host", LOOPBACK, "--port", str(port),
        "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
    )  # fmt: skip


def _start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "stegvis.settings")}
    environment["STEGVIS_DATA"] = str(settings.DATA)
    if settings.PERSON_ZONE:
        environment["STEGVIS_PERSON_ZONE"] = "1"
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603  (our own modules)


def free_port(wanted: int) -> int:
    """The wanted port, or the next that nobody listens on."""
    for port in range(wanted, wanted + _PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    raise SystemExit(_("Ingen ledig port från %(port)s.") % {"port": wanted})


def _answers(port: int, processes: list[subprocess.Popen[bytes]]) -> bool:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and all(process.poll() is None for process in processes):
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((LOOPBACK, port)) == 0:
                return True
        time.sleep(0.05)
    return False


@contextmanager
def _stopping_on_signals() -> Iterator[None]:
    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _wait(processes: list[subprocess.Popen[bytes]]) -> int:
    """0 when asked to stop; 1 when one of the two ends by itself."""
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
    except KeyboardInterrupt:
        return 0
    return 1


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()


@contextmanager
def _alone(path: Path) -> Iterator[Any]:
    """The lock of this data folder, or None while another process holds it."""
    path.touch(mode=0o600)
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        lock.truncate(0)
        yield lock


def _running_at() -> str:
    return (settings.DATA / "serve.lock").read_text("utf-8").strip()


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
