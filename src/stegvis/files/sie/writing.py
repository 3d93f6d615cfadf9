"""Writing a SIE file of type 4: code page 437, one record a line, amounts with two decimals."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from stegvis.core.facts import LedgerFact
from stegvis.core.ledger import Ledger


def write_sie(ledger: Ledger, *, made_on: date, program: str = "Stegvis") -> bytes:
    """A ledger as a file that `read_sie` reads back to the same balances and transactions.

    Transactions of one voucher stand together, as they do in `ledger.transactions`.
    """
    lines = (*_head(ledger, made_on, program), *_balances(ledger), *_vouchers(ledger))
    return "".join(f"{line}\r\n" for line in lines).encode("cp437", "replace")


def _head(ledger: Ledger, made_on: date, program: str) -> Iterator[str]:
    yield from ("#FLAGGA 0", f"#PROGRAM {_quoted(program)} 1.0", "#FORMAT PC8", f"#GEN {made_on:%Y%m%d}", "#SIETYP 4")
    if ledger.organisation_number:
        yield f"#ORGNR {ledger.organisation_number}"
    yield f"#FNAMN {_quoted(ledger.name)}"
    for year in sorted(ledger.balances, reverse=True):
        yield f"#RAR {year - ledger.year} {year}0101 {year}1231"
    for dimension in sorted({dimension for dimension, _ in ledger.object_names}):
        yield f"#DIM {dimension} {_quoted('Projekt' if dimension == '6' else dimension)}"
    for (dimension, code), name in ledger.object_names.items():
        yield f"#OBJEKT {dimension} {_quoted(code)} {_quoted(name)}"
    for account, name in ledger.account_names.items():
        yield f"#KONTO {account} {_quoted(name)}"


def _balances(ledger: Ledger) -> Iterator[str]:
    for year in sorted(ledger.balances, reverse=True):
        balances, number = ledger.balances[year], year - ledger.year
        parts = (("#IB", balances.opening), ("#UB", balances.closing), ("#RES", balances.result))
        for record, amounts in parts:
            yield from (f"{record} {number} {account} {amount:.2f}" for account, amount in amounts.items())


def _vouchers(ledger: Ledger) -> Iterator[str]:
    for voucher, facts in groupby(ledger.transactions, key=lambda fact: fact.voucher):
        rows = list(facts)
        series, _, number = voucher.rpartition(" ")
        yield f"#VER {_quoted(series)} {_quoted(number)} {rows[0].on:%Y%m%d} {_quoted(rows[0].text)}"
        yield "{"
        yield from (_transaction(row) for row in rows)
        yield "}"


def _transaction(row: LedgerFact) -> str:
    objects = " ".join(f"{dimension} {_quoted(code)}" for dimension, code in row.objects)
    return f"#TRANS {row.account} {{{objects}}} {row.amount:.2f} {row.on:%Y%m%d} {_quoted(row.text)}"


def _quoted(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", " ")
    return f'"{safe}"'
