"""SIE files: read whole and exact, or refused with the line and the reason. Each fixture shows one trait of real exports."""

import time
from datetime import date
from decimal import Decimal

import pytest

from stegvis.core.findings import Finding, Severity
from stegvis.core.ledger import Ledger
from stegvis.files.package.collecting import Collected
from stegvis.files.package.ledgers import read_ledgers
from stegvis.files.sie import read_sie, write_sie
from stegvis.files.sie.merging import merged
from stegvis.messages import LANGUAGES, sentence
from support.packages import LEDGER

HEAD = '#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#FNAMN "Förbundet"\n#RAR 0 20200101 20201231\n'


def read(text: str | bytes) -> tuple[Ledger | None, list[Finding]]:
    reading = read_sie(text if isinstance(text, bytes) else text.encode("cp437"), "ledger/2020.se")
    findings = list(reading.findings)
    assert (reading.ledger is None) == any(one.severity is Severity.ERROR for one in findings)
    assert all(sentence(one, language) for one in findings for language in LANGUAGES)
    return reading.ledger, findings


def voucher(*lines: str, head: str = '#VER A 1 20200115 "Text"') -> str:
    body = "".join(f"   {line}\n" for line in lines)
    return f"{HEAD}{head}\n{{\n{body}}}\n"


def ledger_of(text: str | bytes) -> Ledger:
    ledger, findings = read(text)
    assert findings == []
    assert ledger is not None
    return ledger


def places(text: str | bytes) -> list[tuple[str, int, str]]:
    return [(one.code, one.where.line, one.value) for one in read(text)[1]]


def test_a_file_is_read_whole() -> None:
    ledger = ledger_of(LEDGER)
    assert (ledger.year, ledger.sie_type, ledger.name) == (2020, "4", "Samordningsförbundet Exempel")
    assert ledger.organisation_number == "222000-0000"
    assert ledger.balances[2020].closing == {"1930": Decimal("300000.50"), "2010": Decimal("-200000.00")}
    assert ledger.balances[2020].result["4610"] == Decimal("899999.50")
    assert ledger.balances[2019].closing["1930"] == Decimal("200000.00")
    assert ledger.account_names["4610"] == "Insatser"
    assert ledger.object_names == {("6", "10"): "Stegen"}
    assert [(one.account, one.objects, one.amount) for one in ledger.transactions][2] == (
        "4610", (("6", "10"),), Decimal("899999.50"),
    )  # fmt: skip
    assert (ledger.transactions[2].on, ledger.transactions[2].voucher) == (date(2020, 12, 15), "A 2")
    assert ledger.transactions[2].text == "Stegen, hela året"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(ending: str) -> None:
    assert ledger_of(LEDGER.replace("\n", ending).encode("cp437")) == ledger_of(LEDGER)


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
)
def test_another_encoding_is_read_as_what_it_is_with_a_warning(encoding: str, named: str) -> None:
    ledger, findings = read(LEDGER.encode(encoding))
    assert [(one.code, one.value) for one in findings] == [("SIE-010", named)]
    assert ledger == ledger_of(LEDGER)


def test_letters_that_were_lost_before_are_a_warning() -> None:
    ledger, findings = read(LEDGER.replace("ö", "\ufffd").encode())
    assert {one.code for one in findings} == {"SIE-010", "SIE-011"}
    assert ledger is not None


def test_tabs_quotes_escapes_and_fields_that_are_left_out() -> None:
    ledger = ledger_of(
        HEAD
        + '#KONTO\t1930\t"Konto \\"ett\\" \\\\ två"\n#KONTO 1940 Bank\n#VER "" "" 20200101\n{\n'
        + '\t#TRANS\t1930 { } 12.5 "" "med text" ""\n#TRANS 1940 {} -12.50\n}\n'
    )
    assert ledger.account_names == {"1930": 'Konto "ett" \\ två', "1940": "Bank"}
    assert [(one.voucher, one.text, one.amount) for one in ledger.transactions] == [
        ("", "med text", Decimal("12.5")), ("", "", Decimal("-12.50")),
    ]  # fmt: skip


def test_a_quote_inside_a_name_is_read_as_well_as_can_be() -> None:
    ledger, findings = read(HEAD + '#KONTO 1684 "Fordringar hos leverant"r"\n#KONTO 2440 Leverant"rsskulder\n')
    assert [(one.code, one.where.line) for one in findings] == [("SIE-019", 6), ("SIE-019", 7)]
    assert ledger is not None
    assert ledger.account_names == {"1684": 'Fordringar hos leverant"r', "2440": 'Leverant"rsskulder'}


def test_several_objects_and_quoted_dimensions() -> None:
    ledger = ledger_of(voucher('#TRANS 4610 {1 "Norr" "6" "10"} 5', "#TRANS 1930 {} -5"))
    assert ledger.transactions[0].objects == (("1", "Norr"), ("6", "10"))


def test_an_unknown_record_is_a_warning_and_skipped() -> None:
    ledger, findings = read(HEAD + "#NYHET 1\n#KONTO 1930 Bank\n#NYHET 2\n")
    assert [(one.code, one.severity, one.where.line, one.values["times"]) for one in findings] == [
        ("SIE-009", Severity.WARNING, 6, "2"),
    ]  # fmt: skip
    assert ledger is not None
    assert ledger.account_names == {"1930": "Bank"}


def test_known_records_that_are_not_used_are_passed_over() -> None:
    records = (
        '#KSUMMA\n#PROGRAM "X" 1\n#FNR "C:\\x"\n#SRU 1 7\n#KTYP 1 T\n#UNDERDIM 21 "x" 1\n#OIB 0 1 {1 "a"} 1\n'
        "#PBUDGET 0 1 1 {} 1\n"
    )
    assert ledger_of(HEAD + records).transactions == ()


def test_a_line_added_later_counts_once_and_one_taken_away_not_at_all() -> None:
    ledger = ledger_of(
        voucher("#BTRANS 1910 {} -157.00", "#RTRANS 1920 {} -157.00", "#TRANS 1920 {} -157.00", "#TRANS 4610 {} 157")
    )
    assert [(one.account, one.amount) for one in ledger.transactions] == [
        ("1920", Decimal("-157.00")), ("4610", Decimal(157)),
    ]  # fmt: skip


@pytest.mark.parametrize("last", [False, True])
def test_a_line_added_later_without_its_own_is_counted_with_a_warning(last: bool) -> None:
    lines = ["#RTRANS 1920 {} -157", "#TRANS 4610 {} 157"]
    ledger, findings = read(voucher(*reversed(lines) if last else lines))
    assert [one.code for one in findings] == ["SIE-013"]
    assert ledger is not None
    assert sum(one.amount for one in ledger.transactions) == 0


def test_changes_of_a_type_3_file_are_added_up_by_object() -> None:
    rows = (
        '#PSALDO 0 202001 4610 {} 300\n#PSALDO 0 202001 4610 {6 "10"} 100\n#PSALDO 0 202002 4610 {6 "10"} 50.50\n'
        '#PSALDO 0 202001 4610 {6 "10" 1 "x"} 100\n'
    )
    ledger = ledger_of(HEAD.replace("SIETYP 4", "SIETYP 3") + rows)
    assert ledger.object_results[2020][("6", "10")] == {"4610": Decimal("150.50")}
    assert ledger.object_results[2020][("1", "x")] == {"4610": Decimal(100)}


def test_a_file_for_import_has_the_year_of_its_vouchers() -> None:
    text = voucher("#TRANS 1 {} 1", "#TRANS 2 {} -1")
    assert ledger_of(text.replace("#RAR 0 20200101 20201231", "#RAR 0")).year == 2020
    assert places(HEAD.replace("#RAR 0 20200101 20201231\n", "")) == [("SIE-016", 1, "")]


def test_a_broken_year_is_named_for_its_end() -> None:
    text = HEAD.replace("20200101 20201231", "20190701 20200630") + "#IB -1 1930 5\n#UB 0 1930 0\n"
    assert set(ledger_of(text).balances) == {2020, 2019}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", ("SIE-001", 0, "")),
        (b" \r\n", ("SIE-001", 0, "")),
        (b"%PDF-1.7", ("SIE-002", 1, "%PDF-1.7")),
        (b"#FLAGGA 0\n\0\0", ("SIE-002", 1, "#FLAGGA 0")),
        (HEAD + "skräp\n", ("SIE-003", 6, "skräp")),
        (HEAD + '#OBJEKT 6 "10\n', ("SIE-003", 6, '#OBJEKT 6 "10')),
        (HEAD + "}\n", ("SIE-003", 6, "}")),
        (HEAD + "#TRANS 1930 {} 5\n", ("SIE-006", 6, "#TRANS")),
        (HEAD + "#VER A 1 20200101\n#TRANS 1930 {} 5\n", ("SIE-006", 7, "#TRANS")),
        (voucher("#TRANS 1930 {6} 0"), ("SIE-004", 8, "6")),
        (voucher("#TRANS 1930 {} fem"), ("SIE-017", 8, "fem")),
        (voucher("#TRANS 1930 {} 1,50"), ("SIE-017", 8, "1,50")),
        (voucher("#TRANS 1930 {}"), ("SIE-017", 8, "#TRANS 1930 {}")),
        (voucher(head="#VER A 1 20200230"), ("SIE-005", 6, "20200230")),
        (voucher("#TRANS 1930 {} 5", "#TRANS 2440 {} -4.99"), ("SIE-008", 6, "A 1")),
        (voucher("#TRANS 1930 {} 5", "#TRANS 2440 {} -5").rstrip("}\n"), ("SIE-007", 6, "A 1")),
        (HEAD + "#VER A 1 20200101\n{\n#KONTO 1930 Bank\n", ("SIE-007", 6, "A 1")),
        (HEAD + "#IB 0 1930 5\n#IB 0 1930 6\n", ("SIE-014", 7, "1930")),
        (HEAD + "#IB 1 1930 5\n", ("SIE-018", 6, "1")),
        (HEAD + "#SIETYP 7\n", ("SIE-015", 6, "7")),
        (HEAD + "#RAR 0 20201231 20200101\n", ("SIE-005", 6, "20200101")),
        (HEAD + "#KONTO\n", ("SIE-003", 6, "#KONTO")),
    ],
)
def test_a_damaged_file_is_refused_at_its_line(text: str | bytes, expected: tuple[str, int, str]) -> None:
    ledger, _ = read(text)
    assert ledger is None
    assert expected in places(text)


def test_an_unbalanced_voucher_says_by_how_much() -> None:
    _, (found,) = read(voucher("#TRANS 1930 {} 5", "#TRANS 2440 {} -4.99"))
    assert "0.01" in sentence(found)


def test_vouchers_that_give_another_sum_than_the_balances_are_a_warning() -> None:
    ledger, findings = read(LEDGER.replace("#RES 0 4610 899999.50", "#RES 0 4610 899999.00"))
    assert ledger is not None
    assert [(one.code, one.where.line, one.value) for one in findings] == [
        ("SIE-020", 0, "-0.50"),
        ("SIE-021", 23, "4610"),
    ]
    assert all(one.severity is Severity.WARNING for one in findings)


def test_vouchers_of_another_year_do_not_count_against_the_balances() -> None:
    other = '#VER B 1 20191231 "Förra året"\n{\n#TRANS 1930 {} 7\n#TRANS 3510 {} -7\n}\n'
    assert len(ledger_of(LEDGER + other).transactions) == 6


def test_files_of_one_year_are_put_together() -> None:
    start = LEDGER.index("#VER")
    balances, vouchers = LEDGER[:start], LEDGER[: LEDGER.index("#IB")] + LEDGER[start:]
    findings = Collected()
    files = {"ledger/a.se": balances.encode("cp437"), "ledger/b.se": vouchers.encode("cp437")}
    (ledger,) = read_ledgers(files, None, findings)
    assert findings.all() == ()
    assert (ledger.balances, ledger.transactions) == (ledger_of(LEDGER).balances, ledger_of(LEDGER).transactions)


def test_files_of_one_year_that_contradict_are_findings() -> None:
    other = LEDGER.replace("#UB 0 1930 300000.50", "#UB 0 1930 1.00").replace(
        "#RES 0 3510 -1000000.00", "#RES 0 3510 0"
    )
    second = read_sie(other.encode("cp437"), "b.se").ledger
    assert second is not None
    _, findings = merged([("a.se", ledger_of(LEDGER)), ("b.se", second)])
    assert [(one.code, one.value) for one in findings] == [
        ("SIE-031", "1930"), ("SIE-031", "3510"), ("SIE-032", "A 1"), ("SIE-032", "A 2"),
    ]  # fmt: skip
    assert all(sentence(one, language) for one in findings for language in LANGUAGES)


def test_what_is_written_reads_back_to_the_same() -> None:
    ledger = ledger_of(LEDGER)
    assert ledger_of(write_sie(ledger, made_on=date(2021, 1, 10))) == ledger


def test_a_large_file_is_read_in_bounded_time() -> None:
    """200 000 lines in about a second on an idle core; the bound here is for a busy one."""
    one = '#VER A {n} 20200115 "Kvartal {n}"\n{{\n   #TRANS 4610 {{6 "10"}} 12.50 20200115 "x"\n   #TRANS 1930 {{}} -12.50\n}}\n'
    data = (HEAD + "".join(one.format(n=n) for n in range(10_000))).encode("cp437")
    started = time.process_time()
    assert len(ledger_of(data).transactions) == 20_000
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    "line",
    ['#OBJEKT 1 "' + '\\"' * 9_000, "#OBJEKT " + '{"a"' * 4_000, "#OBJEKT {" + '"a"' * 6_000, "#KONTO " + "x" * 30_000],
)
def test_a_hostile_line_takes_no_more_time_than_its_length(line: str) -> None:
    started = time.process_time()
    assert "SIE-003" in {code for code, _, _ in places(HEAD + f"{line}\n" * 20)}
    assert time.process_time() - started < 2


def test_unknown_records_without_end_are_not_all_listed() -> None:
    ledger, findings = read(HEAD + "".join(f"#NYHET{number}\n" for number in range(5_000)))
    assert ledger is not None
    assert len(findings) == 200
