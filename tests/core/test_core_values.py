"""The small values that everything is made of."""

from datetime import date
from decimal import Decimal

import pytest

from stegvis.core.document import Document, EmptySection, Section
from stegvis.core.facts import Coded
from stegvis.core.findings import Finding, Severity, Where, error, has_errors, remark, warning
from stegvis.core.ledger import Ledger
from stegvis.core.money import Unit, rounded, share
from stegvis.core.package import Initiative, Package
from stegvis.core.periods import Period, started_months
from stegvis.core.profile import EditionFrom, Party, Policy, Profile
from stegvis.core.tables import CellStatus, CountTable
from stegvis.core.vocabulary import Group, code_list, editions
from support.released import YEAR, released


class TestFindings:
    def test_where_is_written_as_file_line_and_column(self):
        assert str(Where("tallies.csv", 3, "count")) == "tallies.csv:3:count"
        assert str(Where("ledger")) == "ledger::"

    def test_values_are_kept_as_text_and_the_value_read_is_one_of_them(self):
        finding = error("PKG-001", Where("a"), value=5, year=2020)
        assert finding.values == {"value": "5", "year": "2020"}
        assert finding.value == "5"
        assert Finding("PKG-002", Severity.REMARK).value == ""

    def test_only_errors_refuse(self):
        assert not has_errors([warning("X-001", Where()), remark("X-002", Where())])
        assert has_errors([remark("X-002", Where()), error("X-003", Where())])


class TestPeriods:
    @pytest.mark.parametrize(
        ("text", "start", "end", "written"),
        [
            ("2020", date(2020, 1, 1), date(2020, 12, 31), "2020"),
            ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "2020-02..2020-02"),
            ("2023-01..2023-08", date(2023, 1, 1), date(2023, 8, 31), "2023-01..2023-08"),
        ],
    )
    def test_is_read_and_written(self, text, start, end, written):
        period = Period.parse(text)
        assert (period.start, period.end, str(period)) == (start, end, written)

    @pytest.mark.parametrize("text", ["", "20", "2020-13", "2020-00", "2020-08..2020-07", "2020-1", "2020..2021"])
    def test_anything_else_is_refused(self, text):
        with pytest.raises(ValueError):
            Period.parse(text or "nothing")

    def test_both_ends_are_included(self):
        assert date(2020, 1, 1) in YEAR
        assert date(2020, 12, 31) in YEAR
        assert date(2021, 1, 1) not in YEAR

    def test_overlaps_what_touches_it(self):
        assert YEAR.overlaps(date(2019, 5, 1), date(2020, 1, 1))
        assert YEAR.overlaps(date(2020, 12, 31), None)
        assert not YEAR.overlaps(date(2019, 5, 1), date(2019, 12, 31))
        assert not YEAR.overlaps(date(2021, 1, 1), None)

    def test_holds_whole_years_only(self):
        assert YEAR.holds_year(2020)
        assert not YEAR.holds_year(2019)
        assert not Period.parse("2020-02..2020-12").holds_year(2020)

    @pytest.mark.parametrize(
        ("exited", "months"), [(date(2020, 4, 15), 3), (date(2020, 4, 16), 4), (date(2020, 1, 15), 1)]
    )
    def test_started_months(self, exited, months):
        assert started_months(date(2020, 1, 15), exited) == months


class TestMoney:
    def test_half_is_rounded_away_from_zero_and_never_to_minus_zero(self):
        assert [str(rounded(Decimal(one))) for one in ("0.5", "-0.5", "1.5", "-0.4")] == ["1", "-1", "2", "0"]

    def test_a_share_has_three_decimals_and_no_whole_has_no_share(self):
        assert share(1, 3) == Decimal("0.333")
        assert share(1, 0) is None

    def test_thousands_of_kronor(self):
        assert Unit.TKR.from_kronor(Decimal("1234.56")) == Decimal("1.23456")
        assert Unit.KR.from_kronor(Decimal(5)) == 5


class TestVocabulary:
    def test_a_list_without_editions(self):
        assert editions("sex") == ()
        assert code_list("sex")["woman"].heading == "Kvinnor"
        assert code_list("initiative_kind")["support"].heading == "Stödfunktion"

    def test_a_list_with_editions(self):
        assert editions("exit_reason")[:2] == ("sus-2020", "own-2021")
        assert code_list("exit_reason").edition == "sus-2020"
        assert "subsidised_work" in code_list("exit_reason", "own-2021")
        assert "subsidised_work" not in code_list("exit_reason")

    def test_misregistered_is_never_counted(self):
        reasons = code_list("exit_reason")
        assert "misregistered" in reasons
        assert "misregistered" not in {code.code for code in reasons.counted}

    def test_ready_groupings_take_every_counted_code_once(self):
        for name in ("age_band", "education", "time_on_public_support", "exit_reason", "exit_destination"):
            codes = code_list(name)
            for grouping in codes.coarser:
                assert [one for group in grouping for one in group.of] != []
                assert sorted(one for group in grouping for one in group.of) == sorted(c.code for c in codes.counted)

    def test_a_grouping_is_groups(self):
        assert code_list("exit_destination").coarser[0][0] == Group(
            "work_or_studies", "Arbete eller studier", ("unsubsidised_work", "subsidised_work", "studies")
        )

    def test_an_unknown_code_or_list_raises(self):
        with pytest.raises(KeyError):
            code_list("sex")["nobody"]
        with pytest.raises(KeyError):
            code_list("exit_reason", "own-1999")

    def test_a_registered_code_knows_its_edition(self):
        assert Coded("sus-2020", "illness").key == "sus-2020/illness"


PROFILE = Profile(
    "Exempel",
    "222000-0000",
    "Exempelstad",
    (),
    parties=(Party("fk", "Försäkringskassan", "social_insurance"),),
    editions={"exit_reason": (EditionFrom("sus-2020"), EditionFrom("own-2023", date(2023, 1, 1)))},
    policies=(Policy(date(2022, 7, 1), threshold=10), Policy(date(2020, 1, 1))),
)


class TestProfile:
    def test_the_edition_of_a_day(self):
        assert PROFILE.edition_on("exit_reason", date(2022, 12, 31)) == "sus-2020"
        assert PROFILE.edition_on("exit_reason", date(2023, 1, 1)) == "own-2023"
        assert PROFILE.edition_on("education", date(2023, 1, 1)) == "sus-2020"

    def test_a_year_uses_the_latest_policy_that_has_begun(self):
        assert [PROFILE.policy_of(year).threshold for year in (2021, 2022, 2023)] == [5, 10, 10]

    def test_before_the_first_policy_the_laws_own_holds(self):
        assert PROFILE.policy_of(2019) == Policy(date(2019, 1, 1))

    def test_parties_by_id(self):
        assert PROFILE.party("fk").name == "Försäkringskassan"
        assert PROFILE.party("nobody") is None


def test_a_package_finds_its_ledgers_and_initiatives():
    one = Initiative("stegen", "Stegen", "individual", "tally", ("fk",))
    package = Package(PROFILE, initiatives=(one,), ledgers=(Ledger(2019, {}), Ledger(2020, {})))
    assert package.ledger_of(2020).year == 2020
    assert package.ledger_of(2021) is None
    assert package.initiative("stegen") is one
    assert package.initiative("none") is None
    assert Package(PROFILE).initiative("stegen") is None


class TestTables:
    TABLE = released("exits-by-reason", "exit_reason", {"illness": (None, None, 8), "total": (5, 6, 11)})

    def test_cells_are_published_or_hidden(self):
        assert self.TABLE.hidden == 2
        assert self.TABLE.status(("illness", "woman")) is CellStatus.SUPPRESSED
        assert self.TABLE.status(("illness", "total")) is CellStatus.PUBLISHED

    def test_keys_come_in_printing_order(self):
        assert list(self.TABLE.head.keys())[:3] == [("illness", "woman"), ("illness", "man"), ("illness", "total")]
        assert CountTable(self.TABLE.head, {}).head.dimension("sex").codes == ("woman", "man", "total")
        assert self.TABLE.head.dimension("age_band") is None

    def test_a_dimension_knows_its_labels_and_whether_it_has_a_total(self):
        reason = self.TABLE.head.dimension("exit_reason")
        assert (reason.label("illness"), reason.has_total) == ("Illness", True)


def test_a_document_is_walked_in_reading_order():
    inner = Section("inner", "Inner", (EmptySection("a"),))
    outer = Section("outer", "Outer", (EmptySection("b"),), (inner,))
    document = Document("annual", "sv", "", "", "", YEAR, "", (outer, inner))
    assert [(level, section.id) for level, section in document.walk()] == [(1, "outer"), (2, "inner"), (1, "inner")]
    assert [block.hint for block in document.blocks()] == ["b", "a", "a"]
