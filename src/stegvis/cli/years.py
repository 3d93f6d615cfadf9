"""`stegvis table NAME --years 5`: the table beside its earlier years and what was typed in of the county and the nation."""

import sys
from argparse import Namespace

from stegvis.cli.asking import RefusedError, today
from stegvis.cli.saying import print_csv, refuse
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import TableSpec


def print_years(options: Namespace, read: Package, spec: TableSpec, asked: Period) -> None:
    """Print the years side by side, as they were counted and then on common ground where the code list changed.

    Raises RefusedError for what can only be asked of one period, and where there is nothing of any year.
    """
    from stegvis.assemble import compare_years
    from stegvis.core.comparison import on_common_ground
    from stegvis.render.compared import compared_csv, compared_text

    if options.working or options.initiative or options.edition:
        refuse("CLI-024", "--years", options.language, value=options.years)
        raise RefusedError
    table = compare_years(read, spec, asked, years=options.years, on=today())
    if not table.columns:
        refuse("CLI-015", "table", options.language, value=spec.name, period=asked)
        raise RefusedError
    shared = on_common_ground(spec, table)
    tables = [table, shared] if shared else [table]
    if options.format == "text":
        sys.stdout.write(compared_text(tables, options.language))
    else:
        print_csv(compared_csv(tables), options.format)
