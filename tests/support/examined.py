"""An examined report with something of everything: findings of each weight, tables with and without, a decision, a change."""

from dataclasses import replace
from datetime import date

from stegvis.checking import examine
from stegvis.checking.accepting import acceptance_of, settled
from stegvis.checking.comparing import compare
from stegvis.checking.reading import understand
from stegvis.core.findings import Severity
from stegvis.core.finished import Noise, NoiseKind
from stegvis.core.report_comparison import ReportComparison
from stegvis.core.report_findings import ExaminedReport, FindingClass, finding
from support.finished import report_of

TEXT = """
Årsredovisning 2020

Deltagare

Kön | Kvinnor | Män | Totalt
Stegen <3 & nya | 12 | 9 | 12
Bron | 7 | 6 | 13
Språnget & Vägen | 4 | 4 | 9

Remisser

Källa | Antal
Vården | 12
Skolan | 9

Sammanlagt 125 personer fick stöd, enligt den som räknade.
"""


def report() -> ExaminedReport:
    """The findings of the table, and by hand a warning that asks, a remark, and one of the whole report."""
    read = report_of(TEXT, "rapport <1>.txt")
    line = next(at for at, one in enumerate(read.lines) if "125" in one.text)
    texts = (
        finding("REP-811", Severity.WARNING, FindingClass.CONFLICT, (read.place(line),), certainty=60, printed="125",
                expected="129", what="Stöd", old="förra.txt"),
        finding("REP-812", Severity.REMARK, FindingClass.LABEL, (), what="Källa", old="förra.txt", count=3, of=4),
    )  # fmt: skip
    found = examine(replace(read, noise=(Noise(NoiseKind.SYMBOL, 0), Noise(NoiseKind.SYMBOL, 1))))
    return replace(found, findings=(*found.findings, *texts), unread=(read.place(line),))


def with_decision() -> ExaminedReport:
    """The same with its first finding accepted."""
    found = report()
    decision = acceptance_of(found.findings[:1], reason="Så <i>stod</i> det.", by="Karin", on=date(2026, 3, 1))
    return settled(found, [decision])


def compared() -> tuple[ExaminedReport, ReportComparison]:
    """The same against an older version, with one finding mended, one number changed, a table each way."""
    old = TEXT.replace("13", "31").replace("Remisser", "Besök")
    return compare(understand(report_of(old, "förra.txt")), understand(report_of(TEXT, "rapport.txt")))
