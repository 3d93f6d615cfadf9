"""Goals: what the figures say beside the board's word."""

from decimal import Decimal

import pytest

from stegvis.core.figures import figures_of
from stegvis.core.finance import Ratio
from stegvis.core.findings import Severity
from stegvis.core.goals import assess, read_number
from stegvis.core.package import Goal
from support.released import released

EXITS = released(
    "exits-by-reason", "exit_reason", {"discharged": (30, 20, 50), "illness": (None, None, 8), "total": (40, 24, 64)}
)
FIGURES = figures_of({"exits-by-reason": EXITS}, ratios=(Ratio(2020, "equity_ratio", Decimal("0.201")),))


def goal(measure="exits", operator=">=", target="60", **changes):
    fields = {
        "level": "association",
        "area": "",
        "initiative": "",
        "text": "",
        "outcome": "",
        "assessed": "",
        "comment": "",
    }
    return Goal(2020, "m1", measure=measure, operator=operator, target=target, **{**fields, **changes})


def codes(assessment):
    return [finding.code for finding in assessment.findings]


class TestComputed:
    @pytest.mark.parametrize(
        ("operator", "target", "computed"),
        [
            (">=", "64", "met"),
            (">=", "65", "not_met"),
            (">", "64", "not_met"),
            ("<=", "64", "met"),
            ("<", "64", "not_met"),
            ("=", "64", "met"),
        ],
    )
    def test_an_outcome_is_held_against_its_target(self, operator, target, computed):
        assessment = assess(goal(operator=operator, target=target), FIGURES)
        assert (assessment.computed, assessment.outcome.value, assessment.findings) == (computed, 64, ())

    @pytest.mark.parametrize("target", ["20 %", "20", "0,2", "0.20"])
    def test_a_percentage_may_be_written_in_several_ways(self, target):
        assessment = assess(goal("ratios.equity_ratio", "<=", target), FIGURES)
        assert (assessment.target, assessment.computed) == (Decimal("0.2"), "not_met")

    def test_a_target_may_be_a_figure(self):
        assert (
            assess(goal("exits-by-reason.discharged", ">=", "exits-by-reason.discharged.man"), FIGURES).computed
            == "met"
        )

    def test_a_hidden_figure_is_not_assessed(self):
        assessment = assess(goal("exits-by-reason.illness.woman"), FIGURES)
        assert (assessment.outcome.hidden, assessment.computed, assessment.findings) == (True, "not_assessed", ())

    def test_a_hidden_target_is_not_assessed(self):
        assessment = assess(goal(target="exits-by-reason.illness.woman"), FIGURES)
        assert (assessment.target, assessment.computed, assessment.findings) == (None, "not_assessed", ())

    @pytest.mark.parametrize(("outcome", "computed"), [("91 %", "met"), ("0,89", "not_met"), ("många", "not_assessed")])
    def test_a_typed_in_outcome(self, outcome, computed):
        assert assess(goal("", ">=", "90 %", outcome=outcome), FIGURES).computed == computed

    def test_a_goal_in_prose_is_the_boards_alone(self):
        assessment = assess(goal("", "", "", assessed="partly_met"), FIGURES)
        assert (assessment.computed, assessment.assessed, assessment.differs, codes(assessment)) == (
            "not_assessed",
            "partly_met",
            False,
            [],
        )


class TestFindings:
    def test_an_unknown_figure_is_an_error(self):
        (finding,) = assess(goal("exits-by-reason.sickness"), FIGURES).findings
        assert (finding.code, finding.severity, finding.value) == (
            "FIN-030",
            Severity.ERROR,
            "exits-by-reason.sickness",
        )

    def test_what_cannot_be_compared_is_a_warning(self):
        assert codes(assess(goal(operator="ungefär"), FIGURES)) == ["FIN-031"]
        assert codes(assess(goal(target="fler än i fjol"), FIGURES)) == ["FIN-032"]

    def test_a_goal_that_is_met_by_definition_is_flagged(self):
        assert codes(assess(goal(target="exits"), FIGURES)) == ["FIN-034"]

    @pytest.mark.parametrize(
        ("assessed", "differs"),
        [("met", False), ("partly_met", True), ("not_met", True), ("not_assessed", True), ("", False)],
    )
    def test_another_word_than_the_figures_asks_for_a_comment(self, assessed, differs):
        silent = assess(goal(assessed=assessed), FIGURES)
        explained = assess(goal(assessed=assessed, comment="Därför."), FIGURES)
        assert silent.differs is differs
        assert codes(silent) == (["FIN-033"] if differs else [])
        assert codes(explained) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("1 200", 1200), ("1\u00a0200,5", "1200.5"), ("20 %", "0.2"), ("−3", -3), ("", None), ("x", None), ("1-2", None)],
)
def test_numbers_as_people_write_them(text, number):
    assert read_number(text) == (None if number is None else Decimal(number))
