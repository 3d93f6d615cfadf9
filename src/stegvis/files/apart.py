"""Work on anybody's file in a process of its own, which may be stopped: its time, its memory and its fall are not ours.

`work_apart` is called by who asks; the other side is a module that calls `serve` when it is run. Lines of JSON go between them:
what is asked and the file's bytes one way, what is told the other. Nothing that is told is run.
"""

import json
import math
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import IO, Any

#: What goes between the two, a line each.
Said = dict[str, Any]
Tell = Callable[[Said], None]
#: The other side's work: what is asked, the file's bytes, and whom to tell.
Work = Callable[[Said, bytes, Tell], None]

#: A longer line than this is no report.
_LONGEST_TOLD = 96 * 1024 * 1024
_END, _MISTAKE = "end", "mistake"


@dataclass(frozen=True, slots=True)
class Most:
    """What the work may take: seconds by the clock, seconds of the processor, bytes of memory."""

    seconds: float = 60
    processor: int = 60
    memory: int = 2 * 1024**3


def work_apart(module: str, asked: Said, data: bytes, hear: Tell, most: Most) -> bool:
    """Whether the module's work came to its end. `hear` is called with each thing told. Raises RuntimeError for our mistakes.

    The other process never outlives this call, nor this process.
    """
    import subprocess

    command = [sys.executable, "-P", "-m", module]
    try:
        with subprocess.Popen(  # noqa: S603  (our own module)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        ) as other:
            return _within(other, {**asked, "size": len(data), "most": asdict(most)}, data, hear)
    except BrokenPipeError:  # it ended before it had heard everything
        return False


def _within(other: Any, asked: Said, data: bytes, hear: Tell) -> bool:
    """The conversation, cut off when the time is out; whatever happens here, the other one is stopped."""
    import threading

    clock = threading.Timer(asked["most"]["seconds"], other.kill)
    clock.daemon = True
    clock.start()
    try:
        other.stdin.write(json.dumps(asked).encode() + b"\n" + data)
        other.stdin.flush()  # and left open: when it closes, nobody listens any more
        return _heard(other.stdout, hear)
    finally:
        clock.cancel()
        other.kill()


def _heard(told: IO[bytes], hear: Tell) -> bool:
    while (line := told.readline(_LONGEST_TOLD)).endswith(b"\n"):
        said = json.loads(line)
        if _END in said:
            return True
        if _MISTAKE in said:
            mistake = RuntimeError(said[_MISTAKE])
            mistake.add_note(said["trace"])
            raise mistake
        hear(said)
    return False


# The other side


def serve(work: Work) -> None:
    """Do the work that is asked for on standard input, within its limits and only as long as somebody listens."""
    asked = json.loads(sys.stdin.buffer.readline())
    _limit(Most(**asked.pop("most")))
    data = sys.stdin.buffer.read(asked.pop("size"))
    _end_with_the_one_who_asked()
    try:
        work(asked, data, _tell)
    except (MemoryError, RecursionError):
        return
    except Exception as mistake:
        import traceback

        _tell({_MISTAKE: f"{type(mistake).__name__}: {mistake}", "trace": traceback.format_exc()})
        return
    _tell({_END: True})


def _tell(said: Said) -> None:
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.flush()


def _limit(most: Most) -> None:
    """What the system holds us to, whoever asked and whatever we are stuck in."""
    if sys.platform == "win32":
        return
    import resource
    import signal

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (most.processor, most.processor))
    resource.setrlimit(resource.RLIMIT_AS, (most.memory, most.memory))
    signal.alarm(math.ceil(most.seconds) + 1)


def _end_with_the_one_who_asked() -> None:
    import threading

    def wait() -> None:
        os.read(sys.stdin.fileno(), 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
