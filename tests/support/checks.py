"""Sending a finished report to be checked, and reports to send: right ones, and one with an error."""

from decimal import Decimal
from functools import cache
from html import escape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stegvis.core.document import Cell, CellKind, Column, Document, EmptySection, Row, Section, StatementBlock
from stegvis.core.periods import Period
from stegvis.render import render_pdf
from stegvis.reports.models import CheckedDocument
from support.documents import paragraph_prose
from support.payloads import ALL, PAYLOADS
from support.uploads import do_the_work

RIGHT = """
Årsredovisning 2020

Förbundet hade ett lugnt år.

Deltagare efter kön

\tKvinnor\tMän\tTotalt
Stegen\t12\t8\t20
Bron\t30\t20\t50
Totalt\t42\t28\t70
"""
#: The total of all is 71 and should be 70.
WRONG = RIGHT.replace("28\t70", "28\t71")


def send_report(client: Client, text: str | bytes = WRONG, name: str = "rapport.txt", **values: str) -> Any:
    """Send a report by the form, and let it be checked."""
    data = text if isinstance(text, bytes) else text.encode()
    answer = client.post("/granska/ny/", {"file": SimpleUploadedFile(name, data), **values})
    do_the_work()
    return answer


def sent() -> CheckedDocument:
    """The document sent last."""
    document = CheckedDocument._base_manager.order_by("-made_at").first()
    assert document is not None
    return document


#: A report with findings of several kinds: a long table with a wrong sum, another wrong sum, a name in two ways.
LONG = (
    WRONG
    + """
Driftredovisning 2020

Budget och utfall, kronor

\tBudget\tUtfall\tAvvikelse
"""
    + "".join(f"Insats {number}\t{number}00 000\t{number}10 000\t-10 000\n" for number in range(1, 31))
    + """Totalt\t46 500 000\t46 800 000\t-310 000

Mål

Av 125 deltagare var 75 kvinnor och 54 män.
"""
)


def hostile_report(kind: str) -> str:
    """A report whose headings, text and table are what a hostile writer would put there, with a wrong sum."""
    if kind == "html":
        lines = [("Insats", "Kvinnor", "Män", "Totalt"), *((one, 12, 8, 20) for one in PAYLOADS), ("Totalt", *_TOTALS)]
        rows = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in line)}</tr>" for line in lines)
        return f"<html><h1>{escape(ALL)}</h1><p>{escape(ALL)}</p><table>{rows}</table></html>"
    rows = "".join(f"{one}\t12\t8\t20\n" for one in PAYLOADS)
    total = "Totalt\t" + "\t".join(map(str, _TOTALS))
    return f"{ALL}\n\n{ALL}.\n\nInsats\tKvinnor\tMän\tTotalt\n{rows}{total}\n"


#: The last is one too many.
_TOTALS = (12 * len(PAYLOADS), 8 * len(PAYLOADS), 20 * len(PAYLOADS) + 1)


@cache
def wrong_pdf() -> bytes:
    """A PDF of two pages with the wrong total on the second."""
    heads = tuple(Column(label, CellKind.COUNT) for label in ("Kvinnor", "Män", "Totalt"))
    lines = (("Stegen", 12, 8, 20), ("Bron", 30, 20, 50), ("Totalt", 42, 28, 71))
    rows = tuple(Row(label, tuple(Cell(CellKind.COUNT, Decimal(one)) for one in cells)) for label, *cells in lines)
    table = StatementBlock("people", "Deltagare efter kön", "Insats", heads, rows)
    sections = (
        Section("one", "Inledning", (EmptySection("Skriv här."),)),
        Section("two", "Målgrupper", (paragraph_prose("Så många deltog."), table)),
    )
    document = Document(
        "annual", "sv", "Årsredovisning 2020", "Exempel", "222000-0000", Period.year(2020), "", sections
    )
    return render_pdf(document)
