"""Reading a SIE file: record by record into a `Ledger`, exact to the öre, every fault with its line."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from stegvis.core.facts import LedgerFact
from stegvis.core.findings import Finding, Where, error, has_errors, warning
from stegvis.core.ledger import Ledger, YearBalances
from stegvis.core.money import ZERO
from stegvis.files.sie.checks import faults_of_balances
from stegvis.files.sie.records import Damaged, Objects, decoded, fields_of, lines_of, objects_of

#: Records that are known and say nothing that is used here: addresses, control sums, tax codes, units, programs.
_PASSED_OVER = frozenset((
    "#FLAGGA", "#FORMAT", "#GEN", "#PROGRAM", "#PROSA", "#FTYP", "#FNR", "#BKOD", "#ADRESS", "#TAXAR",
    "#OMFATTN", "#KPTYP", "#VALUTA", "#KTYP", "#ENHET", "#SRU", "#KSUMMA", "#PBUDGET", "#DIM", "#UNDERDIM",
    "#OIB", "#OUB",
))  # fmt: skip
_AMOUNT = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,6})?|\.\d{1,6})", re.ASCII)
_DAY = re.compile(r"\d{8}", re.ASCII)
_YEAR_NUMBER = re.compile(r"0|-\d{1,2}", re.ASCII)
_MOST_BYTES = 64 * 1024 * 1024
_LONGEST_LINE = 20_000
_MOST_KINDS = 200
_MOST_FINDINGS = 1_000
Year = tuple[date, date]


@dataclass(frozen=True, slots=True)
class SieReading:
    """A SIE file as it was read. `ledger` is None where any finding is an error."""

    ledger: Ledger | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Voucher:
    """A voucher (*verifikation*) while it is read: its line, name, day and text, and what its lines add up to."""

    line: int
    name: str
    on: date
    text: str
    total: Decimal = ZERO
    opened: bool = False
    pending: tuple[int, list[str]] | None = None


@dataclass(slots=True)
class Contents:
    """What has been read of a file. Balances are by year number (0 the file's own year) and account, with their lines."""

    years: dict[int, Year] = field(default_factory=dict)
    balances: dict[str, dict[int, dict[str, Decimal]]] = field(
        default_factory=lambda: {"#IB": defaultdict(dict), "#UB": defaultdict(dict), "#RES": defaultdict(dict)}
    )
    lines: dict[tuple[str, int, str], int] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    period_changes: dict[int, dict[Objects, dict[str, Decimal]]] = field(default_factory=dict)
    transactions: list[LedgerFact] = field(default_factory=list)
    vouchers: int = 0
    sie_type: str = "1"
    number: str = ""
    name: str = ""


def read_sie(data: bytes, name: str) -> SieReading:
    """Read a whole SIE file of type 1 to 4 or 4i. `name` is what findings call the file."""
    if not data.strip():
        return SieReading(None, (error("SIE-001", Where(name), value=""),))
    if len(data) > _MOST_BYTES or b"\0" in data or not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"#"):
        shown = data[:40].decode("ascii", "replace").replace("\0", "").strip()
        return SieReading(None, (error("SIE-002", Where(name, 1), value=shown),))
    text, encoding = decoded(data)
    reader = _Reader(name)
    reader.read(text)
    if encoding != "PC8":
        reader.findings.insert(0, warning("SIE-010", Where(name, 1, "#FORMAT"), value=encoding))
    if "\ufffd" in text:
        line = text[: text.index("\ufffd")].count("\n") + 1
        reader.findings.append(warning("SIE-011", Where(name, line), value="\ufffd"))
    ledger = reader.ledger()
    return SieReading(None if has_errors(reader.findings) else ledger, tuple(reader.findings))


class _Reader:
    """One reading of one file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.findings: list[Finding] = []
        self._contents = Contents()
        self._voucher: Voucher | None = None
        self._unknown: dict[str, tuple[int, int]] = {}
        self._days: dict[str, date] = {}
        self._records: dict[str, Callable[[int, list[str]], None]] = {
            "#TRANS": self._transaction, "#VER": self._start_voucher, "#IB": self._balance, "#UB": self._balance,
            "#RES": self._balance, "#KONTO": self._account, "#OBJEKT": self._object, "#RAR": self._year,
            "#PSALDO": self._period_change, "#RTRANS": self._added, "#BTRANS": self._removed, "#SIETYP": self._type,
            "#ORGNR": self._organisation, "#FNAMN": self._company,
        }  # fmt: skip

    def read(self, text: str) -> None:
        """Every line; a line that cannot be read is a finding, and the next one is read."""
        for line, content in lines_of(text):
            try:
                self._line(line, content)
            except Damaged as damaged:
                self._add(damaged.code, line, "", damaged.value or content[:200])
            if len(self.findings) >= _MOST_FINDINGS:
                self._add("SIE-012", line, "", _MOST_FINDINGS)
                return
        if self._voucher is not None:
            self._add("SIE-007", self._voucher.line, "#VER", self._voucher.name)
        for record, (first, times) in self._unknown.items():
            self.findings.append(warning("SIE-009", Where(self._name, first, record), value=record, times=times))

    def _line(self, line: int, content: str) -> None:
        if len(content) > _LONGEST_LINE:
            raise Damaged("SIE-003", content[:200])
        if content.startswith("#"):
            self._record(line, content)
        elif content.startswith("{") and self._voucher is not None and not self._voucher.opened:
            self._voucher.opened = True
            if rest := content[1:].strip():
                self._line(line, rest)
        elif content == "}" and self._voucher is not None and self._voucher.opened:
            self._end_voucher(self._voucher)
        else:
            raise Damaged("SIE-003", content[:200])

    def _record(self, line: int, content: str) -> None:
        record = content.split(None, 1)[0]
        if record not in self._records:
            record = record.upper()
        read = self._records.get(record)
        if read is None:
            if record not in _PASSED_OVER:
                self._not_known(line, record[:40])
            return
        if self._voucher is not None and not record.endswith("TRANS"):
            self._add("SIE-007", self._voucher.line, "#VER", self._voucher.name)
            self._voucher = None
        try:
            fields = fields_of(content)
        except Damaged:
            fields = fields_of(content, loosely=True)
            self.findings.append(warning("SIE-019", Where(self._name, line, record), value=content[:200]))
        read(line, fields)

    def _not_known(self, line: int, record: str) -> None:
        """An unknown record is skipped: one warning a kind, with its first line."""
        first, times = self._unknown.get(record, (line, 0))
        if times or len(self._unknown) < _MOST_KINDS:
            self._unknown[record] = first, times + 1

    def _start_voucher(self, line: int, fields: list[str]) -> None:
        """`#VER series number date text`: series and number may be empty, the date may not."""
        series, number, day = _field(fields, 1), _field(fields, 2), _field(fields, 3)
        self._voucher = Voucher(line, f"{series} {number}".strip(), self._day(day), _field(fields, 4))
        self._contents.vouchers += 1

    def _end_voucher(self, voucher: Voucher) -> None:
        self._settle(voucher)
        self._voucher = None
        if voucher.total:
            self._add("SIE-008", voucher.line, "#VER", voucher.name, difference=voucher.total)

    def _transaction(self, _line: int, fields: list[str]) -> None:
        """`#TRANS account {objects} amount date text`; the same as an added one just before it is that one."""
        voucher = self._open_voucher(fields)
        if voucher.pending is not None:
            if voucher.pending[1][1:4] == fields[1:4]:
                voucher.pending = None
            self._settle(voucher)
        self._book(voucher, fields)

    def _added(self, line: int, fields: list[str]) -> None:
        """`#RTRANS`, a line added later, stands before the same line as `#TRANS`, for programs that do not know it."""
        voucher = self._open_voucher(fields)
        self._settle(voucher)
        voucher.pending = line, fields

    def _removed(self, _line: int, fields: list[str]) -> None:
        """`#BTRANS`, a line taken away later, counts no more."""
        self._settle(self._open_voucher(fields))

    def _settle(self, voucher: Voucher) -> None:
        """An added line whose `#TRANS` is missing counts itself."""
        if voucher.pending is not None:
            line, fields = voucher.pending
            voucher.pending = None
            self.findings.append(warning("SIE-013", Where(self._name, line, "#RTRANS"), value=_field(fields, 1)))
            self._book(voucher, fields)

    def _open_voucher(self, fields: list[str]) -> Voucher:
        if self._voucher is None or not self._voucher.opened:
            raise Damaged("SIE-006", fields[0])
        return self._voucher

    def _book(self, voucher: Voucher, fields: list[str]) -> None:
        amount = _amount(_field(fields, 3))
        account = _field(fields, 1)
        if not account:
            raise Damaged("SIE-003", fields[0])
        voucher.total += amount
        day = fields[4] if len(fields) > 4 else ""
        text = fields[5] if len(fields) > 5 else ""
        on = self._day(day) if day else voucher.on
        fact = LedgerFact(on, account, objects_of(fields[2]), amount, voucher.name, text or voucher.text)
        self._contents.transactions.append(fact)

    def _balance(self, line: int, fields: list[str]) -> None:
        """`#IB`, `#UB`, `#RES`: year number, account, balance. Two that differ for one account contradict."""
        record, year, account = fields[0].upper(), _year_number(_field(fields, 1)), _field(fields, 2)
        amount = _amount(_field(fields, 3))
        balances = self._contents.balances[record][year]
        if balances.setdefault(account, amount) != amount:
            self._add("SIE-014", line, record, account, first=self._contents.lines[record, year, account])
        self._contents.lines.setdefault((record, year, account), line)

    def _period_change(self, _line: int, fields: list[str]) -> None:
        """`#PSALDO year period account {objects} change`: what an account changed by in a month, on an object."""
        year, account, amount = _year_number(_field(fields, 1)), _field(fields, 3), _amount(_field(fields, 5))
        objects = objects_of(_field(fields, 4))
        if objects:
            of_object = self._contents.period_changes.setdefault(year, {}).setdefault(objects, {})
            of_object[account] = of_object.get(account, ZERO) + amount

    def _account(self, _line: int, fields: list[str]) -> None:
        if not _field(fields, 1):
            raise Damaged("SIE-003", "#KONTO")
        self._contents.accounts[fields[1]] = _field(fields, 2)

    def _object(self, _line: int, fields: list[str]) -> None:
        self._contents.objects[_field(fields, 1), _field(fields, 2)] = _field(fields, 3)

    def _year(self, _line: int, fields: list[str]) -> None:
        """`#RAR year first last`; a file of the fourth type for import may leave the days out."""
        if len(fields) > 2:
            start, end = self._day(_field(fields, 2)), self._day(_field(fields, 3))
            if end < start:
                raise Damaged("SIE-005", fields[3])
            self._contents.years[_year_number(fields[1])] = start, end

    def _type(self, _line: int, fields: list[str]) -> None:
        if _field(fields, 1)[:1] not in ("1", "2", "3", "4"):
            raise Damaged("SIE-015", _field(fields, 1))
        self._contents.sie_type = fields[1]

    def _organisation(self, _line: int, fields: list[str]) -> None:
        self._contents.number = _field(fields, 1)

    def _company(self, _line: int, fields: list[str]) -> None:
        self._contents.name = _field(fields, 1)

    def _day(self, text: str) -> date:
        if text in self._days:
            return self._days[text]
        try:
            if not _DAY.fullmatch(text):
                raise ValueError(text)
            self._days[text] = date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            raise Damaged("SIE-005", text) from None
        return self._days[text]

    def _add(self, code: str, line: int, column: str, value: object, **values: object) -> None:
        self.findings.append(error(code, Where(self._name, line, column), value=value, **values))

    def ledger(self) -> Ledger | None:
        """What was read as a ledger; a file that says nothing of its year is refused."""
        contents = self._contents
        year = _own_year(contents)
        if year is None:
            self._add("SIE-016", 1, "#RAR", "")
            return None
        contents.years.setdefault(0, (date(year, 1, 1), date(year, 12, 31)))
        self.findings.extend(faults_of_balances(contents, self._name))
        numbers = sorted({0, *(number for of_year in contents.balances.values() for number in of_year)}, reverse=True)
        return Ledger(
            year=year,
            balances={_calendar(contents, number): _balances(contents, number) for number in numbers},
            account_names=contents.accounts,
            object_names=contents.objects,
            transactions=tuple(contents.transactions),
            object_results={
                _calendar(contents, number): _by_object(contents, number) for number in contents.period_changes
            },
            sie_type=contents.sie_type,
            organisation_number=contents.number,
            name=contents.name,
        )


def _own_year(contents: Contents) -> int | None:
    """The year that the file's own year ends in; of a file for import, that of its latest voucher."""
    if 0 in contents.years:
        return contents.years[0][1].year
    return max((fact.on.year for fact in contents.transactions), default=None)


def _calendar(contents: Contents, number: int) -> int:
    if number in contents.years:
        return contents.years[number][1].year
    return contents.years[0][1].year + number


def _balances(contents: Contents, number: int) -> YearBalances:
    opening, closing, result = (contents.balances[record].get(number, {}) for record in ("#IB", "#UB", "#RES"))
    return YearBalances(opening, closing, result)


def _by_object(contents: Contents, number: int) -> dict[tuple[str, str], dict[str, Decimal]]:
    """The year's changes by object. Where an object stands alone, combinations with others say the same once more."""
    found: dict[tuple[str, str], dict[str, Decimal]] = {}
    for one, accounts in _pairs(contents.period_changes[number]):
        into = found.setdefault(one, {})
        for account, amount in accounts.items():
            into[account] = into.get(account, ZERO) + amount
    return found


def _pairs(changes: dict[Objects, dict[str, Decimal]]) -> Iterator[tuple[tuple[str, str], dict[str, Decimal]]]:
    alone = {objects[0] for objects in changes if len(objects) == 1}
    for objects, accounts in changes.items():
        for one in objects:
            if len(objects) == 1 or one not in alone:
                yield one, accounts


def _field(fields: list[str], place: int) -> str:
    return fields[place] if place < len(fields) else ""


def _amount(text: str) -> Decimal:
    if not _AMOUNT.fullmatch(text):
        raise Damaged("SIE-017", text)
    return Decimal(text)


def _year_number(text: str) -> int:
    if not _YEAR_NUMBER.fullmatch(text):
        raise Damaged("SIE-018", text)
    return int(text)
