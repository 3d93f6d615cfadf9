"""Work in a process of its own: what is told comes back, and one that hangs, grows, falls or is left alone is soon gone."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stegvis.files import apart
from stegvis.files.apart import Most, work_apart
from stegvis.files.finished import UnreadableReportError, read_bytes, read_finished
from stegvis.files.finished import apart as reading
from stegvis.files.finished.apart import is_light, read_apart
from support.finished_pdf import set_by_typst
from support.waiting import wait_for

SERVED = "from stegvis.files.apart import serve\ndef work(asked, data, tell):\n {}\nserve(work)"
PDF = b"%PDF" + b"x" * 1_000_000


@pytest.fixture
def other(monkeypatch):
    """Put a program in the other process's place; the processes that were started."""
    start, started = subprocess.Popen, []

    def put(program):
        def instead(_command, **how):
            started.append(start([sys.executable, "-c", program], **how))
            return started[-1]

        monkeypatch.setattr(subprocess, "Popen", instead)
        return started

    return put


ANY = Most()


def told(most=ANY, data=b"abc"):
    heard = []
    return work_apart("any", {"name": "a"}, data, heard.append, most), heard


def test_what_is_told_is_heard_in_order(other):
    other(SERVED.format("tell({'first': len(data)}); tell({'then': asked})"))
    assert told() == (True, [{"first": 3}, {"then": {"name": "a"}}])


def test_one_that_hangs_is_stopped_on_the_clock(other):
    started = other(SERVED.format("import time; time.sleep(600)"))
    assert told(Most(seconds=0.5)) == (False, [])
    assert started[0].returncode == -signal.SIGKILL


def test_one_that_works_for_ever_is_stopped_by_the_system(other):
    started = other(SERVED.format("while True: pass"))
    assert told(Most(processor=1)) == (False, [])
    assert started[0].returncode == -signal.SIGKILL


@pytest.mark.parametrize("grows", ["[bytearray(2 ** 26) for _ in range(64)]", "(lambda f: f(f))(lambda f: f(f))"])
def test_one_that_takes_the_memory_is_none(other, grows):
    other(SERVED.format(grows))
    assert told(Most(memory=2**29)) == (False, [])


@pytest.mark.parametrize("falls", ["import os; os.abort()", "import os; os._exit(0)", "print('{', end='')"])
def test_one_that_falls_has_not_come_to_its_end(other, falls):
    other(falls)
    assert told(data=PDF) == (False, [])


def test_our_own_mistake_there_is_one_here(other):
    other(SERVED.format("asked['missing']"))
    with pytest.raises(RuntimeError, match="KeyError: 'missing'"):
        told()


def test_more_than_any_report_is_not_listened_to(other, monkeypatch):
    monkeypatch.setattr(apart, "_LONGEST_TOLD", 1000)
    other(SERVED.format("tell({'much': 'x' * 2000})"))
    assert told() == (False, [])


def test_it_is_gone_when_the_one_who_asked_is_interrupted(other):
    started = other(SERVED.format("tell({}); import time; time.sleep(600)"))

    def interrupted(_said):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work_apart("any", {}, b"", interrupted, Most())
    assert started[0].returncode == -signal.SIGKILL


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_is_gone_when_the_one_who_asked_is_stopped(how):
    work = SERVED.format("import os, time; tell({'pid': os.getpid()}); time.sleep(600)")
    program = (
        f"import subprocess, sys\nfrom stegvis.files.apart import *\nstart = subprocess.Popen\n"
        f"subprocess.Popen = lambda _, **how: start([sys.executable, '-c', {work!r}], **how)\n"
        f"work_apart('any', {{}}, b'', lambda said: print(said['pid'], flush=True), Most())"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as asker:
        pid = int(asker.stdout.readline())
        asker.send_signal(how)
    wait_for(lambda: not is_running(pid), "its end")


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_folder_with_a_trap_is_not_where_programs_are_taken_from(tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('trap')")
    report = tmp_path / "r.pdf"
    report.write_bytes(set_by_typst("Hej där."))
    program = "from pathlib import Path; from stegvis.files.finished.apart import read_apart; read_apart(Path('r.pdf'))"
    path = os.pathsep.join(str(Path(one).resolve()) for one in sys.path if one)
    how = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": path}}
    subprocess.run([sys.executable, "-P", "-c", program], check=True, timeout=60, **how)


def test_a_report_comes_back_as_if_it_had_been_read_here(tmp_path):
    report, pages = tmp_path / "r.pdf", []
    report.write_bytes(set_by_typst("= Rubrik\nHej där.\n#table(columns: 2, [A], [1])"))
    assert read_apart(report, lambda *said: pages.append(said)) == read_finished(report)
    assert pages[-1] == (1, 1)


@pytest.mark.parametrize(("data", "code"), [(b"%PDF-1.7", "FIL-008"), (b"PK\x03\x04", "FIL-008")])
def test_what_cannot_be_read_says_so_from_there_too(tmp_path, data, code):
    report = tmp_path / "r.pdf"
    report.write_bytes(data)
    assert refused(report) == (code, "r.pdf")


def test_one_that_takes_too_long_is_refused(tmp_path, other):
    report = tmp_path / "r.pdf"
    report.write_bytes(PDF)
    other("import sys; sys.exit(3)")
    assert refused(report) == ("FIL-006", "r.pdf")


def refused(path):
    with pytest.raises(UnreadableReportError) as problem:
        read_apart(path)
    return problem.value.finding.code, problem.value.finding.value


def test_a_small_text_is_read_here_and_a_large_one_apart(tmp_path, monkeypatch):
    report = tmp_path / "r.txt"
    report.write_text("Hej där.", "utf-8")
    assert not is_light(PDF)
    assert not is_light(b"x" * 1_000_000)
    monkeypatch.setattr(subprocess, "Popen", None)
    assert read_apart(report) == read_bytes(b"Hej d\xc3\xa4r.", "r.txt")
    monkeypatch.setattr(reading, "_SMALL", 1)
    with pytest.raises(TypeError):
        read_apart(report)


def test_the_other_side_limits_itself_before_it_reads():
    most = {"seconds": 9, "processor": 8, "memory": 2**31}
    asked = json.dumps({"name": "a.txt", "size": 3, "most": most}).encode() + b"\nabc"
    work = (
        "import resource as r, signal\n tell({'said': [r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_AS)[0], "
        "r.getrlimit(r.RLIMIT_CORE)[1], signal.alarm(0)]})"
    )
    with subprocess.Popen(
        [sys.executable, "-c", SERVED.format(work)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as there:
        there.stdin.write(asked)
        there.stdin.flush()
        assert json.loads(there.stdout.readline()) == {"said": [8, 2**31, 0, 10]}
