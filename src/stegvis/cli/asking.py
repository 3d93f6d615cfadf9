"""What a command was asked for, as values: a package read, a period, a year. Each says on standard error why it could not."""

from argparse import Namespace
from datetime import date, datetime
from pathlib import Path
from zipfile import is_zipfile
from zoneinfo import ZoneInfo

from stegvis.cli.progress import Steps
from stegvis.cli.saying import refuse, say
from stegvis.cli.words import words
from stegvis.core.findings import Finding
from stegvis.core.package import Package
from stegvis.core.periods import Period


class RefusedError(Exception):
    """The command cannot be done, and it has been said why."""


def today() -> date:
    """The day in Sweden."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()


def package(options: Namespace, steps: Steps) -> tuple[Package, tuple[Finding, ...]]:
    """The package that was asked for, with what is left to say of it. Raises RefusedError where it has an error."""
    return read(options.package, options.language, steps)


def read(path: Path, language: str, steps: Steps) -> tuple[Package, tuple[Finding, ...]]:
    """A package folder or zip file. Raises RefusedError where it has an error."""
    from stegvis.files.package import read_package

    if not path.exists():
        refuse("CLI-001", "--package", language, value=path)
        raise RefusedError
    if path.is_file() and not is_zipfile(path):
        refuse("CLI-022", "--package", language, value=path)
        raise RefusedError
    say_words = words(language)
    reading = read_package(path, progress=lambda name, done, total: steps(say_words("reading", what=name), done, total))
    say(reading.findings, language)
    if reading.package is None:
        raise RefusedError
    return reading.package, reading.findings


def period(options: Namespace) -> Period:
    """The period that was asked for."""
    try:
        return Period.parse(options.period)
    except ValueError:
        refuse("CLI-003", "--period", options.language, value=options.period)
        raise RefusedError from None


def year(options: Namespace) -> int:
    """The financial year that was asked for."""
    if options.year.isascii() and options.year.isdigit() and len(options.year) == 4 and options.year >= "1900":
        return int(options.year)
    refuse("CLI-004", "--year", options.language, value=options.year)
    raise RefusedError


def year_with_money(options: Namespace, package: Package) -> int:
    """A year that the package has money of. Raises RefusedError for another, and says which there are."""
    asked, there = year(options), years(package)
    if asked in there:
        return asked
    refuse("CLI-005", "--year", options.language, value=asked, years=", ".join(map(str, sorted(there))) or "–")
    raise RefusedError


def years(package: Package) -> set[int]:
    """The years that have a ledger, balances, a budget or contributions."""
    typed = {one.year for one in package.balances or ()} | {one.year for one in package.budget or ()}
    paid = {one.year for one in package.contributions or ()}
    booked = {year for ledger in package.ledgers for year in (ledger.year, *ledger.balances)}
    return typed | paid | booked
