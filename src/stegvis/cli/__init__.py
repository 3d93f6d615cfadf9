"""The command line: parse, ask, print. Everything heavy is imported by the command that needs it."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

__all__ = ["main"]

_INTERRUPTED = 130
_BROKEN_PIPE = 141
_REFUSED = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 done and something is left to look at, 2 refused."""
    from stegvis.cli.arguments import parse

    _speak_utf8()
    try:
        options = parse(sys.argv[1:] if argv is None else argv)
        module, function = options.handler.split(".")
        status = int(getattr(import_module(f"stegvis.cli.{module}"), function)(options))
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else _REFUSED if stop.code else 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        return _quiet()
    except Exception as mistake:  # ours: one line for the person, the rest for whoever asks for it
        return _our_mistake(mistake)
    return status


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower() not in {"utf-8", "utf8"}:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _quiet() -> int:
    """The reader of our output went away: nothing more is written, also not when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _BROKEN_PIPE


def _our_mistake(mistake: Exception) -> int:
    from stegvis.cli.words import words

    if os.environ.get("STEGVIS_DEBUG") == "1":
        raise mistake
    said = " ".join(f"{type(mistake).__name__}: {mistake}".split())[:200]
    print(words()("unexpected", what=said), file=sys.stderr)
    return _REFUSED
