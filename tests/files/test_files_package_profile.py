"""`association.toml`: what it may say, and the line and the key of what it may not."""

from pathlib import Path

import pytest

from stegvis.core.findings import Finding
from stegvis.core.profile import Profile
from stegvis.files.package import read_package
from stegvis.files.package.collecting import Collected
from stegvis.files.package.profile import read_profile
from stegvis.files.package.profile_writing import profile_toml
from stegvis.messages import LANGUAGES, sentence
from support.packages import PROFILE, a_profile, package_files, write_folder

COARSER = "[[policy.coarser]]\n"


def read(text: str | bytes) -> tuple[Profile | None, tuple[Finding, ...]]:
    findings = Collected()
    profile = read_profile(text if isinstance(text, bytes) else text.encode(), findings)
    assert all(sentence(one, language) for one in findings.all() for language in LANGUAGES)
    return profile, findings.all()


def line_of(text: str, content: str) -> int:
    return text[: text.index(content)].count("\n") + 1


def with_coarser(block: str) -> str:
    return PROFILE.replace("[[income_statement]]", f"{COARSER}{block}\n[[income_statement]]", 1)


def test_the_profile_is_read_whole() -> None:
    assert read(PROFILE) == (a_profile(), ())


def test_what_is_not_said_has_the_laws_own_values() -> None:
    profile, findings = read("\n".join(PROFILE.split("\n")[:4]))
    assert findings == ()
    assert profile is not None
    assert (profile.unit, profile.invented, profile.policy_of(2020).threshold) == ("kr", False, 5)


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ('"222000-0000"', '"222000-0001"', "PKG-104", "organisation_number"),
        ('"222000-0000"', "2220000000", "PKG-103", "organisation_number"),
        ('seat = "Exempelstad"', 'säte = "Exempelstad"', "PKG-100", ""),
        ('seat = "Exempelstad"', 'seet = "Exempelstad"', "PKG-101", "seet"),
        ('unit = "kr"', 'unit = "Mkr"', "PKG-045", "unit"),
        ("invented = true", 'invented = "ja"', "PKG-103", "invented"),
        ('["Exempelstad", "Grannby"]', '["Exempelstad", "Exempelstad"]', "PKG-046", "municipalities"),
        ('["Exempelstad", "Grannby"]', '"Exempelstad"', "PKG-103", "municipalities"),
        ('kind = "region"', 'kind = "landsting"', "PKG-045", "party.kind"),
        ('id = "region"', 'id = "fk"', "PKG-105", "party.id"),
        ('id = "region"', 'id = "association"', "PKG-105", "party.id"),
        ('id = "region"', 'id = "en region"', "PKG-050", "party.id"),
        ('pays_with = "fk"', 'pays_with = "kk"', "PKG-056", "party.pays_with"),
        ("threshold = 5", "threshold = 4", "PKG-108", "policy.threshold"),
        ("threshold = 5", 'threshold = "5"', "PKG-103", "policy.threshold"),
        ("equity_share_of_contributions_max = 0.20", "equity_share_of_contributions_max = 20", "PKG-109",
         "policy.equity_share_of_contributions_max"),
        ("from = 2020-01-01", 'from = "2020-01-01"', "PKG-103", "policy.from"),
        ("from = 2020-01-01", "from = 2020-01-01T00:00:00", "PKG-103", "policy.from"),
        ("note = 1", "page = 1", "PKG-101", "income_statement.page"),
        ('accounts = ["46"]', 'accounts = ["46xx"]', "PKG-114", "income_statement.accounts"),
        ('accounts = ["46"]', 'accounts = ["46"]\nsum_of = ["contributions"]', "PKG-113", "income_statement.sum_of"),
        ('line = "initiatives"', 'line = "contributions"', "PKG-110", "income_statement.line"),
        ('sum_of = ["contributions", "initiatives"]', 'sum_of = ["contribution"]', "PKG-111", "income_statement.sum_of"),
        ('sum_of = ["contributions", "initiatives"]', 'sum_of = ["result"]', "PKG-112", "income_statement.sum_of"),
        ('side = "assets"', 'side = "left"', "PKG-045", "balance_sheet.side"),
    ],
)  # fmt: skip
def test_a_fault_has_its_line_and_its_key(old: str, new: str, code: str, column: str) -> None:
    text = PROFILE.replace(old, new, 1)
    _, findings = read(text)
    places = [(one.code, one.where.line, one.where.column) for one in findings]
    assert (code, line_of(PROFILE, old) + new.count("\n"), column) in places


def test_a_missing_key_is_named() -> None:
    _, findings = read(PROFILE.replace('seat = "Exempelstad"\n', "").replace('name = "Region Exempel"\n', ""))
    assert [(one.code, one.value, one.where.column) for one in findings] == [
        ("PKG-102", "seat", "seat"), ("PKG-102", "name", "party.name"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lists", "code"),
    [
        ('exit_reason = "sus-2019"', "PKG-092"),
        ('colour = "sus-2020"', "PKG-101"),
        ('exit_reason = [{ edition = "own-2023", from = 2023-01-01 }, { edition = "sus-2020" }]', "PKG-106"),
        ("exit_reason = [{ from = 2023-01-01 }]", "PKG-103"),
        ("exit_reason = 3", "PKG-103"),
    ],
)
def test_an_edition_must_exist_and_come_in_order(lists: str, code: str) -> None:
    _, findings = read(PROFILE + f"[editions]\n{lists}\n")
    assert [one.code for one in findings] == [code]


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ('table = "exits-by-colour"\ngrouping = 1', "PKG-045"),
        ('table = "exits-by-reason"', "PKG-115"),
        ('table = "exits-by-reason"\ngrouping = 1\ndrop = "sex"', "PKG-115"),
        ('table = "exits-by-reason"\ngrouping = 3', "PKG-117"),
        ('table = "exits-by-reason"\ngrouping = 0', "PKG-117"),
        ('table = "exits-by-reason"\ndrop = "age"', "PKG-045"),
        ('table = "exits-by-reason"\nmerge = [{ code = "x", label = "X", of = ["moved", "dead"] }]', "PKG-118"),
        ('table = "exits-by-reason"\nmerge = [{ code = "illness", label = "X", of = ["moved", "other"] }]', "PKG-119"),
        ('table = "exits-by-reason"\nmerge = [{ code = "x", label = "X" }]', "PKG-103"),
        ('table = "participants-by-income"\ngrouping = 1', "PKG-116"),
        ('table = "occupation-before-and-after"\nmerge = [{ code = "x", label = "X", of = ["studies", "other"] }]', "PKG-116"),
        ('table = "participants-by-initiative"\nmerge = [{ code = "x", label = "X", of = ["a", "b"] }]', "PKG-116"),
        ('table = "participants-by-municipality"\nmerge = [{ code = "x", label = "X", of = ["Grannby", "Oslo"] }]', "PKG-118"),
    ],
)  # fmt: skip
def test_a_way_of_coarsening_must_be_one_that_can_be_done(block: str, code: str) -> None:
    _, findings = read(with_coarser(block))
    assert [one.code for one in findings] == [code]


def test_ways_of_coarsening_that_can_be_done() -> None:
    merge = 'merge = [{ code = "other_reasons", label = "Övriga skäl", of = ["moved", "parental_leave", "other"] }]'
    blocks = (
        'table = "exits-by-reason"\ngrouping = 2',
        f'table = "exits-by-reason"\n{merge}',
        'table = "participants-by-income"\ndrop = "sex"',
        'table = "participants-by-municipality"\nmerge = [{ code = "runt", label = "Runt om", of = ["Grannby", "other"] }]',
    )
    profile, findings = read(with_coarser(f"\n{COARSER}".join(blocks)))
    assert findings == ()
    assert profile is not None
    assert [one.grouping for one in profile.policies[0].coarser] == [2, None, None, None]


@pytest.mark.parametrize(
    "text",
    ["= 1", "[[[", 'name = "a', b"\xff\xfe", "", "a = " + "[" * 5000,
     "a = " + "[\n" * 5000, "a." * 100_000 + "a = 1", "a = 1e999999999", "name = 1\nname = 2", "x = nan",
     "party = 1", "party = [1]", "editions = 1", "[policy]\nfrom = 1", "policy = [{ coarser = 3 }]"],
)  # fmt: skip
def test_what_is_no_profile_is_findings_and_nothing_else(text: str | bytes) -> None:
    _, findings = read(text)
    assert findings
    assert all(one.where.file == "association.toml" for one in findings)


def test_the_rows_are_checked_even_where_the_profile_cannot_be_read(tmp_path: Path) -> None:
    files = package_files(association="name =\n", tallies="initiative\n")
    codes = {(one.where.file, one.code) for one in read_package(write_folder(tmp_path, files)).findings}
    assert ("association.toml", "PKG-100") in codes
    assert ("tallies.csv", "PKG-025") in codes
    assert not {code for file, code in codes if code == "PKG-056"}


def test_the_written_form_reads_back_to_the_same() -> None:
    text = with_coarser('table = "exits-by-reason"\ngrouping = 2') + (
        '[[balance_requirement]]\nline = "gains"\nlabel = "Avgår: realisationsvinster \\"x\\""\nyear = 2020\namount = -1000.50\n'
        '[editions]\nexit_reason = [{ edition = "sus-2020" }, { edition = "own-2023", from = 2023-01-01 }]\n'
    )
    profile, findings = read(text)
    assert findings == ()
    assert profile is not None
    assert read(profile_toml(profile)) == (profile, ())
    assert profile_toml(profile) == profile_toml(read(profile_toml(profile))[0] or profile)
