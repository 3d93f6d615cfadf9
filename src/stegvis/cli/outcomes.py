"""`stegvis table outcomes`: the outcome sets by name, base and sex, made of the released tables of exits and of nothing else."""

from argparse import Namespace
from collections.abc import Iterable, Mapping

from stegvis.cli.asking import RefusedError, today
from stegvis.cli.saying import print_rows, refuse, say
from stegvis.core.outcomes import TABLE_OF, OutcomeCount, outcome_counts, outcome_findings
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import CellStatus, ReleasedTable

COLUMNS = ("outcome", "sex", "value", "base", "share", "status")


def print_outcomes(options: Namespace, read: Package, asked: Period) -> None:
    """Print every set's exits of all exits. Raises RefusedError where exits by reason may not be published."""
    if options.working:
        refuse("CLI-023", "--working", options.language, value="outcomes")
        raise RefusedError
    tables = _tables(options, read, asked)
    reasons = tables.get(TABLE_OF["exit_reason"])
    if reasons is None:
        refuse("CLI-015", "table", options.language, value=TABLE_OF["exit_reason"], period=asked)
        raise RefusedError
    found = outcome_findings(reasons.head.edition)
    say(found, options.language)
    if found:
        raise RefusedError
    policy = read.profile.policy_of(asked.end.year)
    merges = {one.table: one.merge for one in policy.coarser if one.merge}
    print_rows(COLUMNS, _rows(outcome_counts(tables, merges)), options.format)


def _tables(options: Namespace, read: Package, asked: Period) -> dict[str, ReleasedTable]:
    """The released tables that tell of the sets, of the initiatives asked for."""
    from stegvis.assemble import count_and_release, count_one
    from stegvis.core.catalogue import table_spec

    names = tuple(TABLE_OF.values())
    chosen = {"initiatives": tuple(options.initiative), "edition": options.edition}
    if any(chosen.values()):
        specs = [one for one in map(table_spec, names) if options.edition in ("", *one.editions)]
        found = {one.name: count_one(read, one, asked, on=today(), **chosen) for one in specs}
    else:
        found = dict(count_and_release(read, asked, on=today(), names=names).tables)
    return {name: one for name, one in found.items() if isinstance(one, ReleasedTable)}


def _rows(counts: Iterable[OutcomeCount]) -> Iterable[Mapping[str, str]]:
    for one in counts:
        yield {
            "outcome": one.outcome.code,
            "sex": one.sex,
            "value": "" if one.counted is None else str(one.counted),
            "base": "" if one.base is None else str(one.base),
            "share": str(one.share.share) if one.share else "",
            "status": str(CellStatus.SUPPRESSED if one.counted is None else CellStatus.PUBLISHED),
        }
