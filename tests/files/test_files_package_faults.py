"""Every rule of the package: one thing is wrong, and the finding says file, line, column, code and value."""

from pathlib import Path

import pytest

from stegvis.core.findings import Finding, Severity
from stegvis.files.package import read_package
from stegvis.messages import LANGUAGES, sentence
from support.packages import (
    BUDGET,
    CONTRIBUTIONS,
    INITIATIVES,
    LEDGER,
    PARTICIPATION_COLUMNS,
    PARTICIPATIONS,
    PROFILE,
    TALLIES,
    package_files,
    write_folder,
)

NOTHING = "p9,stegen,,pseudonymous,woman,1987,,,,,,,,,2020-02-01,,,,,,,,\n"


def findings_of(folder: Path, **changed: str | bytes) -> tuple[Finding, ...]:
    reading = read_package(write_folder(folder, package_files(**changed)))
    errors = [one for one in reading.findings if one.severity is Severity.ERROR]
    assert (reading.package is None) == bool(errors)
    for finding in reading.findings:
        assert all(sentence(finding, language) for language in LANGUAGES)
    return reading.findings


def places(findings: tuple[Finding, ...]) -> list[tuple[str, int, str, str]]:
    return [(one.code, one.where.line, one.where.column, one.value) for one in findings]


def person(**cells: str) -> str:
    columns = PARTICIPATION_COLUMNS.strip().split(",")
    row = dict(zip(columns, NOTHING.strip().split(","), strict=True)) | cells
    return PARTICIPATION_COLUMNS + ",".join(row[column] for column in columns) + "\n"


def test_a_valid_package_has_no_findings(tmp_path: Path) -> None:
    assert findings_of(tmp_path) == ()


EXIT = {"exited": "2020-09-15", "exit_reason": "discharged", "exit_destination": "studies"}
PERSON_FAULTS = [
    ({"person": ""}, ("PKG-040", "person", "")),
    ({"initiative": "stigen"}, ("PKG-055", "initiative", "stigen")),
    ({"initiative": ""}, ("PKG-040", "initiative", "")),
    ({"site": "norr"}, ("PKG-057", "site", "norr")),
    ({"registration": ""}, ("PKG-040", "registration", "")),
    ({"registration": "identified"}, ("PKG-077", "registration", "identified")),
    ({"initiative": "natverk"}, ("PKG-077", "registration", "pseudonymous")),
    ({"sex": "kvinna"}, ("PKG-045", "sex", "kvinna")),
    ({"birth_year": "87"}, ("PKG-052", "birth_year", "87")),
    ({"birth_year": "2021"}, ("PKG-079", "birth_year", "2021")),
    ({"education": "phd"}, ("PKG-045", "education", "phd")),
    ({"education": "compulsory upper_secondary"}, ("PKG-051", "education", "compulsory upper_secondary")),
    ({"income_before": "none sickness_benefit"}, ("PKG-047", "income_before", "none sickness_benefit")),
    ({"income_before": "none none"}, ("PKG-046", "income_before", "none none")),
    ({"income_before": "sickness_benefit:101"}, ("PKG-048", "income_before", "sickness_benefit:101")),
    ({"income_before": "sickness_benefit:"}, ("PKG-048", "income_before", "sickness_benefit:")),
    ({"education": "compulsory:50"}, ("PKG-045", "education", "compulsory:50")),
    ({"entered": "2020-02-30"}, ("PKG-042", "entered", "2020-02-30")),
    ({"entered": "1/2 2020"}, ("PKG-041", "entered", "1/2 2020")),
    ({"entered": "0202-02-01"}, ("PKG-042", "entered", "0202-02-01")),
    ({"entered": ""}, ("PKG-040", "entered", "")),
    ({**EXIT, "exited": "2020-01-31"}, ("PKG-070", "exited", "2020-01-31")),
    ({**EXIT, "exited": ""}, ("PKG-071", "exit_reason", "discharged")),
    ({"followed_up": "2020-10-01"}, ("PKG-071", "followed_up", "2020-10-01")),
    ({**EXIT, "exit_destination": ""}, ("PKG-072", "exit_destination", "")),
    ({**EXIT, "exit_reason": "illness"}, ("PKG-073", "exit_destination", "studies")),
    ({**EXIT, "exit_reason": ""}, ("PKG-073", "exit_destination", "studies")),
    ({**EXIT, "exit_reason": "work"}, ("PKG-045", "exit_reason", "work")),
    ({"referred": "2020-03-01"}, ("PKG-080", "referred", "2020-03-01")),
    ({**EXIT, "followed_up": "2020-09-01"}, ("PKG-081", "followed_up", "2020-09-01")),
]


@pytest.mark.parametrize(("cells", "expected"), PERSON_FAULTS, ids=lambda one: str(one)[:60])
def test_a_fault_in_a_participation(tmp_path: Path, cells: dict[str, str], expected: tuple[str, str, str]) -> None:
    found = findings_of(tmp_path, participations=person(**cells))
    code, column, value = expected
    assert (code, 2, column, value) in places(found)
    assert len({one.code for one in found}) == 1


def test_what_is_odd_but_possible_is_only_a_warning(tmp_path: Path) -> None:
    reading = read_package(write_folder(tmp_path, package_files(participations=person(referred="2020-03-01"))))
    assert reading.package is not None
    assert [one.severity for one in reading.findings] == [Severity.WARNING]


def test_all_faults_of_a_row_come_at_once(tmp_path: Path) -> None:
    row = person(entered="igår", sex="x", education="phd", exited="2020-13-01", initiative="stigen", birth_year="x")
    found = {one.where.column for one in findings_of(tmp_path, participations=row)}
    assert found == {"entered", "sex", "education", "exited", "initiative", "birth_year"}


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    found = findings_of(
        tmp_path,
        tallies=TALLIES.replace(",12", ",-12"),
        contributions=CONTRIBUTIONS.replace("fk", "kk"),
        budget=BUDGET.replace("individual", "people"),
        participations=PARTICIPATIONS.replace("2020-09-15", "2019-09-15"),
    )
    assert {one.where.file for one in found} == {
        "tallies.csv", "contributions.csv", "budget.csv", "participations.csv",
    }  # fmt: skip


def test_a_second_row_with_the_same_key_names_the_first(tmp_path: Path) -> None:
    (found,) = findings_of(tmp_path, participations=PARTICIPATION_COLUMNS + NOTHING + NOTHING)
    assert (found.code, found.where.line, found.values["first"]) == ("PKG-054", 3, "2")


def test_identical_anonymous_rows_are_several_persons(tmp_path: Path) -> None:
    anonymous = ",stegen,,anonymous,woman,,,,,,,,,,2020-01-01,,,,,,,,\n"
    reading = read_package(write_folder(tmp_path, package_files(participations=PARTICIPATION_COLUMNS + anonymous * 3)))
    assert reading.package is not None
    assert len(reading.package.participations or ()) == 3


ANONYMOUS = {"person": "", "registration": "anonymous", "birth_year": "", "entered": "2020-01-01"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"person": "p1"}, "PKG-074"),
        ({"birth_year": "1987"}, "PKG-075"),
        ({"municipality": "Grannby"}, "PKG-075"),
        ({"exited": "2020-09-15"}, "PKG-075"),
        ({"education": "compulsory"}, "PKG-075"),
        ({"entered": "2020-02-01"}, "PKG-076"),
    ],
)
def test_an_anonymous_row_tells_sex_and_year_and_nothing_else(tmp_path: Path, cells: dict[str, str], code: str) -> None:
    assert [one.code for one in findings_of(tmp_path, participations=person(**ANONYMOUS | cells))] == [code]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("natverk,2020-12-31,2020-01-01,meetings,not_collected,1", ("PKG-053", "to", "2020-01-01")),
        ("natverk,2020-01-01,2020-12-31,meetings,woman,1", ("PKG-083", "sex", "woman")),
        ("natverk,2020-01-01,2020-12-31,parties,woman,1", ("PKG-045", "measure", "parties")),
        ("natverk,2020-01-01,2020-12-31,reached,woman,1.5", ("PKG-043", "count", "1.5")),
        ("natverk,2020-01-01,2020-12-31,reached,woman,", ("PKG-040", "count", "")),
        ("natverk,,2020-12-31,reached,woman,1", ("PKG-040", "from", "")),
        ("okänd,2020-01-01,2020-12-31,reached,woman,1", ("PKG-055", "initiative", "okänd")),
    ],
)
def test_a_fault_in_a_tally(tmp_path: Path, row: str, expected: tuple[str, str, str]) -> None:
    header = "initiative,from,to,measure,sex,count\n"
    code, column, value = expected
    assert places(findings_of(tmp_path, tallies=f"{header}{row}\n")) == [(code, 2, column, value)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("x y,X,individual,tally,fk,,,,,,,", ("PKG-050", "id", "x y")),
        ("x,X,personal,tally,fk,,,,,,,", ("PKG-045", "kind", "personal")),
        ("x,X,individual,tally,,,,,,,,", ("PKG-040", "owner", "")),
        ("x,X,individual,tally,fk kk,,,,,,,", ("PKG-056", "owner", "kk")),
        ("x,X,individual,pseudonymous,association,,,,,,,", ("PKG-082", "owner", "association")),
        ("x,X,individual,tally,association fk,,,,,,,", ("PKG-082", "owner", "association fk")),
        ("x,X,individual,tally,fk,2020-01-01,2019-01-01,,,,,", ("PKG-053", "ends", "2019-01-01")),
        ("x,X,individual,tally,fk,,,ja,,,,", ("PKG-049", "esf", "ja")),
        ("stegen,X,individual,tally,fk,,,,,,,", ("PKG-054", "id", "stegen")),
    ],
)
def test_a_fault_in_an_initiative(tmp_path: Path, row: str, expected: tuple[str, str, str]) -> None:
    code, column, value = expected
    assert places(findings_of(tmp_path, initiatives=f"{INITIATIVES}{row}\n")) == [(code, 4, column, value)]


HEADERS = {
    "sites": "initiative,site,controller,municipality,starts,ends",
    "grants": "id,year,giver,purpose,initiative,granted,received,used",
    "balances": "year,line,amount",
    "goals": "year,id,level,area,initiative,text,measure,operator,target,outcome,assessed,comment",
    "answers": "round,survey,respondent_group,initiative,sex,question,value",
    "board": "body,seat,role,name,for_seat,appointed_by,from,to",
    "series": "scope,initiative,measure,period,edition,category,sex,value,unit,base,definition,source,page",
    "budget": BUDGET.split("\n", 1)[0],
    "contributions": "year,party,amount",
}


@pytest.mark.parametrize(
    ("file", "row", "expected"),
    [
        ("sites", "stegen,norr,kk,,,", ("PKG-056", "controller", "kk")),
        ("grants", "g1,2020,MUCF,,stigen,1,1,1", ("PKG-055", "initiative", "stigen")),
        ("grants", "g1,20,MUCF,,,1,1,1", ("PKG-052", "year", "20")),
        ("balances", "2019,resultat,1", ("PKG-058", "line", "resultat")),
        ("balances", "2020,result,1", ("PKG-088", "year", "2020")),
        ("goals", "2020,g1,,,,Mål,participants,minst,5,,,", ("PKG-045", "operator", "minst")),
        ("goals", "2020,g1,,,,Mål,,,,,good,", ("PKG-045", "assessed", "good")),
        ("answers", "1,indikator,alla,,woman,q1,5", ("PKG-045", "respondent_group", "alla")),
        ("board", "board,1,deputy,A,9,,,", ("PKG-059", "for_seat", "9")),
        ("board", "board,1,member,A,,,2020-01-01,2019-01-01", ("PKG-053", "to", "2019-01-01")),
        ("series", "europe,,participants,2019,,,,1,,,,,", ("PKG-045", "scope", "europe")),
        ("series", "own,,participants,förr,,,,1,,,,,", ("PKG-091", "period", "förr")),
        ("series", "own,,exits-by-reason,2019,sus-2019,,,1,,,,,", ("PKG-092", "edition", "sus-2019")),
        ("series", "own,,participants,2019,,,,1 000,,,,,", ("PKG-044", "value", "1 000")),
        ("budget", "2020,original,a,A,support,,,,1,,", ("PKG-084", "version", "original")),
        ("budget", "2020,forecast:2020-02-30,a,A,support,,,,1,,", ("PKG-042", "version", "forecast:2020-02-30")),
        ("budget", "2020,adopted,a,A,support,,,6,1,,", ("PKG-086", "ledger", "6")),
        ("budget", "2020,adopted,a,A,support,,nothing,,1,,", ("PKG-058", "statement_line", "nothing")),
        ("budget", "2020,adopted,a,A,support,stigen,,,1,,", ("PKG-055", "initiative", "stigen")),
        ("budget", "2020,adopted,a,A,support,,,,1,1,", ("PKG-087", "outcome", "1")),
        ("contributions", "2020,fk,1e3", ("PKG-044", "amount", "1e3")),
        ("contributions", f"2020,fk,{'9' * 40}", ("PKG-044", "amount", "9" * 40)),
    ],
)
def test_a_fault_in_another_file(tmp_path: Path, file: str, row: str, expected: tuple[str, str, str]) -> None:
    code, column, value = expected
    assert places(findings_of(tmp_path, **{file: f"{HEADERS[file]}\n{row}\n"})) == [(code, 2, column, value)]


def test_a_given_result_must_be_the_sum_of_what_is_given(tmp_path: Path) -> None:
    rows = "2019,operating_revenue,100\n2019,operating_costs,-90\n2019,financial_revenue,1\n2019,result,10\n"
    (found,) = findings_of(tmp_path, balances=f"year,line,amount\n{rows}")
    assert (found.code, found.where.line, found.values["computed"]) == ("PKG-089", 5, "11")


def test_a_ledger_of_another_association_is_refused(tmp_path: Path) -> None:
    (found,) = findings_of(tmp_path, ledger=LEDGER.replace("222000-0000", "222000-2477").encode("cp437"))
    assert (found.code, found.where.file, found.value) == ("SIE-030", "ledger/2020.se", "222000-2477")


def test_codes_follow_the_edition_of_their_day(tmp_path: Path) -> None:
    editions = 'exit_reason = [{ edition = "sus-2020" }, { edition = "own-2023", from = 2023-01-01 }]'
    profile = f"{PROFILE}[editions]\n{editions}\n"
    good = person(exited="2023-01-01", exit_reason="work")
    assert findings_of(tmp_path / "a", association=profile, participations=good) == ()
    early = person(exited="2022-12-31", exit_reason="work")
    (found,) = findings_of(tmp_path / "b", association=profile, participations=early)
    assert (found.code, found.value) == ("PKG-045", "work")
    assert "sus-2020" in sentence(found)


def test_unknown_is_understood_in_every_list(tmp_path: Path) -> None:
    files = package_files(participations=person(education="unknown", income_before="unknown", sex=""))
    package = read_package(write_folder(tmp_path, files)).package
    assert package is not None
    (fact,) = package.participations or ()
    assert (fact.education, fact.income_before, fact.sex) == (None, (), "unknown")


def test_without_its_file_nothing_is_checked_against_initiatives(tmp_path: Path) -> None:
    assert findings_of(tmp_path / "with", tallies=TALLIES.replace("natverk", "annat")) != ()
    files = package_files(
        without=("initiatives", "participations", "budget"), tallies=TALLIES.replace("natverk", "annat")
    )
    assert read_package(write_folder(tmp_path / "without", files)).findings == ()


@pytest.mark.parametrize("name", ["texts/resume.md", "texts/summary.txt", "texts/initiatives/stegen/summary.md"])
def test_a_text_with_another_name_is_an_error(tmp_path: Path, name: str) -> None:
    (found,) = read_package(write_folder(tmp_path, {**package_files(), name: b"Hej"})).findings
    assert (found.code, found.where.file) == ("PKG-120", name)


def test_a_text_of_an_initiative_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (found,) = read_package(
        write_folder(tmp_path, {**package_files(), "texts/initiatives/stigen/purpose.md": b"Hej"})
    ).findings
    assert (found.code, found.value) == ("PKG-055", "stigen")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"GIF89a"),
        ("a.gif", b"GIF89a"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"),
        ("a.svg", b"<!DOCTYPE svg><svg/>"),
        ("a.svg", b"<svg onload='x'/>"),
    ],
)
def test_a_picture_is_a_picture(tmp_path: Path, name: str, data: bytes) -> None:
    (found,) = read_package(write_folder(tmp_path, {**package_files(), f"images/{name}": data})).findings
    assert found.code == "PKG-121"
