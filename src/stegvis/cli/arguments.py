"""What may be asked for: the commands with their options (package format, "Commands on a package")."""

import argparse
import re
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import stegvis
from stegvis.cli.words import LANGUAGES, Words, words
from stegvis.core.catalogue import CATALOGUE

#: The statements by the name that the command line gives them.
STATEMENTS = ("income", "balance", "cash-flow", "operating", "balance-requirement")

#: `json` is the tidy rows; all others are the kinds of `render.table_files`.
TABLE_FORMATS = ("csv", "json", "json-stat", "px", "xlsx", "html", "svg", "png", "text")

REPORTS = ("annual", "interim", "plan")
CHECK_FORMATS = ("text", "json", "html", "pdf")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command with its options. Ends with status 2 on a wrong call, 0 after help."""
    return _parser(words(_language(argv))).parse_args(list(argv))


def _language(argv: Sequence[str]) -> str:
    """The language has to be known before anything is said, so it is looked for first."""
    found = re.search(r"(?:^|\0)--language(?:=|\0)(\w+)", "\0".join(argv))
    return found[1] if found and found[1] in LANGUAGES else LANGUAGES[0]


class _Parser(argparse.ArgumentParser):
    """A parser that speaks the person's language."""

    def __init__(self, *, say: Words, **named: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **named)
        self.say = say
        self._positionals.title = say("arguments")
        self._optionals.title = say("options")
        self.add_argument("-h", "--help", action="help", help=say("help"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", self.say("usage"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", self.say("usage"), 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, and end with status 2."""
        self.exit(2, f"{self.format_usage()}stegvis: {_in_words(message, self.say)}\n")


#: What argparse says, and our words for it with the names that they fill in.
_SAID = (
    (r"the following arguments are required: (?P<what>.*)", "missing"),
    (r"one of the arguments (?P<what>.*) is required", "missing"),
    (r".*invalid choice: (?P<what>.*?) \(choose from (?P<choices>.*)\)", "unknown_choice"),
    (r"unrecognized arguments: (?P<what>.*)", "unrecognised"),
    (r"argument (?P<what>.*?): expected (?:one|at least one) argument", "needs_value"),
    (r"argument (?P<what>.*?): not allowed with argument (?P<other>.*)", "not_both"),
)


def _in_words(message: str, say: Words) -> str:
    """What argparse says, in our words; its own where we have none."""
    for pattern, word in _SAID:
        if found := re.fullmatch(pattern, message):
            return say(word, **found.groupdict())
    return message


Add = Callable[[str, str], _Parser]


def _parser(say: Words) -> _Parser:
    parser = _Parser(say=say, prog="stegvis", description=say("description"), epilog=say("epilog"))
    parser.add_argument("--version", action="version", version=f"stegvis {stegvis.__version__}", help=say("version"))
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help=say("language"))
    commands = parser.add_subparsers(title=say("commands"), metavar=say("COMMAND"), required=True, dest="command")

    def add(name: str, handler: str) -> _Parser:
        command: _Parser = commands.add_parser(name, say=say, help=say(name), description=say(name))
        command.set_defaults(handler=handler)
        return command

    for describe in _COMMANDS:
        describe(add, say)
    for command in commands.choices.values():
        command.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("language"))
    return parser


def _package(command: _Parser, say: Words) -> None:
    command.add_argument("--package", type=Path, required=True, metavar=say("FOLDER"), help=say("package"))


def _format(command: _Parser, say: Words, *, choices: Sequence[str] = ("csv", "json"), what: str = "format") -> None:
    command.add_argument("--format", choices=choices, default=choices[0], help=say(what))


def _table(add: Add, say: Words) -> None:
    command = add("table", "tables.table")
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    names = say("table_names", names=", ".join(CATALOGUE))
    command.epilog = textwrap.fill(names, 78, break_on_hyphens=False)
    command.add_argument("name", metavar=say("NAME"), help=say("table_name"))
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--package", type=Path, metavar=say("FOLDER"), help=say("package"))
    source.add_argument("--snapshot", type=Path, metavar=say("FOLDER"), help=say("table_snapshot"))
    _counting(command, say)
    command.add_argument("--period", required=True, help=say("period"))
    command.add_argument("--initiative", action="append", default=[], metavar=say("ID"), help=say("initiative"))
    command.add_argument("--edition", default="", help=say("edition"))
    command.add_argument("--working", action="store_true", help=say("working"))
    command.add_argument("--years", type=int, default=1, choices=range(1, 11), metavar=say("NUMBER"), help=say("years"))
    command.add_argument("--out", type=Path, metavar=say("FILE"), help=say("table_out"))
    _format(command, say, choices=TABLE_FORMATS, what="table_format")


def _counting(command: _Parser, say: Words) -> None:
    """What counting from a stored snapshot may be told."""
    command.add_argument("--association", default="", metavar=say("NUMBER"), help=say("snapshot_association"))
    command.add_argument("--engine", default="duckdb", metavar=say("ADDRESS"), help=say("engine"))


def _snapshot(add: Add, say: Words) -> None:
    command = add("snapshot", "snapshots.snapshot")
    command.add_argument(
        "--package", type=Path, action="append", required=True, metavar=say("FOLDER"), help=say("snapshot_package")
    )
    command.add_argument("--to", type=Path, required=True, metavar=say("FOLDER"), help=say("snapshot_to"))


def _verify(add: Add, say: Words) -> None:
    command = add("verify", "snapshots.verify")
    command.add_argument("folder", type=Path, metavar=say("FOLDER"), help=say("verify_folder"))
    command.add_argument("--table", default="", metavar=say("NAME"), help=say("verify_table"))
    command.add_argument("--period", default="", help=say("period"))
    command.add_argument("--initiative", action="append", default=[], metavar=say("ID"), help=say("initiative"))
    command.add_argument("--edition", default="", help=say("edition"))
    _counting(command, say)
    _format(command, say)


def _statement(add: Add, say: Words) -> None:
    command = add("statement", "money.statement")
    command.add_argument("name", choices=STATEMENTS, help=say("statement_name"))
    _money(command, say)


def _budget(add: Add, say: Words) -> None:
    _money(add("budget", "money.budget"), say)


def _ratios(add: Add, say: Words) -> None:
    _money(add("ratios", "money.ratios"), say)


def _money(command: _Parser, say: Words) -> None:
    _package(command, say)
    command.add_argument("--year", required=True, help=say("year"))
    _format(command, say)


def _report(add: Add, say: Words) -> None:
    command = add("report", "reports.report")
    command.add_argument("kind", choices=REPORTS, help=say("report_kind"))
    _package(command, say)
    command.add_argument("--year", required=True, help=say("year"))
    command.add_argument("--period", default="", help=say("period"))
    command.add_argument("--out", type=Path, action="append", default=[], metavar=say("FILE"), help=say("report_out"))
    command.add_argument("--format", choices=("pdf", "docx", "html"), help=say("report_format"))


def _check(add: Add, say: Words) -> None:
    command = add("check", "check.check")
    command.epilog = say("check_epilog")
    command.add_argument("file", type=Path, metavar=say("FILE"), help=say("check_file"))
    command.add_argument("--format", choices=CHECK_FORMATS, help=say("check_format"))
    for name in ("out", "compare", "words", "accepted"):
        command.add_argument(f"--{name}", type=Path, metavar=say("FILE"), help=say(f"check_{name}"))
    command.add_argument("--accept", default="", metavar=say("KEY"), help=say("check_accept"))
    command.add_argument("--reason", default="", metavar=say("TEXT"), help=say("check_reason"))
    command.add_argument("--by", default="", metavar=say("NAME"), help=say("check_by"))


def _audit(add: Add, say: Words) -> None:
    command = add("audit", "audit.audit_files")
    command.add_argument("files", nargs="+", type=Path, metavar=say("FILE"), help=say("audit_files"))
    command.add_argument("--threshold", default="", metavar="N", help=say("audit_threshold"))
    _format(command, say, choices=("text", "json"), what="format_findings")


def _import(add: Add, say: Words) -> None:
    command = add("import", "application.import_package")
    command.add_argument("folder", type=Path, metavar=say("FOLDER"), help=say("import_folder"))
    command.add_argument("--dry-run", action="store_true", help=say("dry_run"))
    command.add_argument("--key-file", type=Path, metavar=say("FILE"), help=say("key_file"))
    _format(command, say, choices=("text", "json"), what="format_findings")


def _export(add: Add, say: Words) -> None:
    command = add("export", "application.export_package")
    command.add_argument("--association", required=True, metavar=say("NUMBER"), help=say("export_association"))
    command.add_argument("folder", type=Path, metavar=say("FOLDER"), help=say("export_folder"))
    command.add_argument("--key-file", type=Path, metavar=say("FILE"), help=say("key_file"))


def _release(add: Add, say: Words) -> None:
    command = add("release", "publishing.release_party")
    command.add_argument("tables", nargs="*", metavar=say("TABLE"), help=say("release_tables"))
    _package(command, say)
    command.add_argument("--to", type=Path, required=True, metavar=say("FOLDER"), help=say("release_to"))
    command.add_argument("--period", required=True, help=say("period"))
    command.add_argument("--party", required=True, metavar=say("ID"), help=say("release_party"))
    command.add_argument("--certified-by", required=True, metavar=say("NAME"), help=say("release_certified"))


def _serve(add: Add, say: Words) -> None:
    command = add("serve", "application.serve")
    command.add_argument("--port", type=int, default=8000, help=say("serve_port"))


_COMMANDS = (
    *(_table, _statement, _budget, _ratios, _report, _check, _audit),
    *(_import, _export, _release, _snapshot, _verify, _serve),
)
