"""What the benchmark plants is one fault and no more: one printed value is another, and a reader would have read it so."""

from decimal import Decimal
from random import Random
from textwrap import dedent

import pytest
from bench import slips
from bench.faults import places
from bench.planted import Source, drawn, outcome_in
from bench.planting import Spot, planted, printed

from stegvis.checking import examine
from stegvis.core.finished import FinishedReport, PrintedGrid
from support.finished import report_of

TEXT = dedent("""
    # Årsredovisning 2024

    Under året deltog 125 personer enligt lag
    (2003:1210), och 75 av dem i Slussporten.

    ## Deltagare i Slussporten

    Insats | Kvinnor | Män | Totalt
    Slussporten | 40 | 35 | 75
    Vägarna | 35 | 15 | 50
    Totalt | 75 | 50 | 125

    Belopp i tkr

    Post | 2024 | 2023 | Förändring
    Summa tillgångar | -2 614 | 2 500 | 114
    Soliditet % | 64,5 | 61,2 |
""")


def report() -> FinishedReport:
    return report_of(TEXT)


def faults() -> list[tuple[str, Spot, str]]:
    """Each place of the report with the first slip that can be made there."""
    found = []
    for kind, all_places in places(report()).items():
        for place in all_places:
            for slip in place.slips.values():
                if (now := slip(Random(1), printed(report(), place.spot))) is not None:
                    found.append((kind, place.spot, now))
                    break
    return found


def test_where_nothing_is_planted_nothing_is_found() -> None:
    assert [one for one in examine(report()).findings if one.code < "REP-7"] == []


def test_every_kind_of_value_is_met() -> None:
    assert {kind for kind, _, _ in faults()} >= {
        "a total", "a part of a sum", "a row forgotten in the total", "last year's column", "a variance or difference",
        "equity ratio", "a number in running text", "a law's number", "a name misspelt", "the unit of a table",
        "a small count given away",
    }  # fmt: skip


def test_a_planted_fault_is_what_a_reader_would_have_read_and_changes_one_value() -> None:
    for kind, spot, now in faults():
        right, wrong = report(), planted(report(), spot, now)
        lines = [at for at, (one, other) in enumerate(zip(right.lines, wrong.lines, strict=True)) if one != other]
        blocks = [at for at, (one, other) in enumerate(zip(right.blocks, wrong.blocks, strict=True)) if one != other]
        assert (len(lines), blocks) == (1, [spot.block]), kind
        read = report_of("\n".join(line.text for line in wrong.lines))
        assert read.lines == wrong.lines
        if isinstance(read.blocks[spot.block], PrintedGrid) or len(now) == spot.end - spot.start:
            assert read.blocks == wrong.blocks, (kind, now)
        assert printed(wrong, Spot(spot.block, spot.start, spot.start + len(now), spot.cell)) == now


@pytest.mark.parametrize(
    ("slip", "was", "may"),
    [
        (slips.swapped, "1 243 kr", {"2 143 kr", "1 423 kr", "1 234 kr"}),
        (slips.swapped, "77", {None}),
        (slips.dropped, "−12 345", {"−2 345", "−1 345", "−1 245", "−1 235", "−1 234"}),
        (slips.dropped, "7", {None}),
        (slips.sign, "−12,5 %", {"12,5 %"}),
        (slips.sign, "12", {None}),
        (slips.rounded, "8,7 %", {"8,5 %", "8,9 %"}),
        (slips.minus(Decimal(40)), "1 010", {"970"}),
        (slips.digit, "två", {"tre", "fyra", "fem", "sex", "sju", "åtta", "nio", None}),
        (slips.instead(("delvis uppfyllt",)), "Uppfyllt", {"Delvis uppfyllt"}),
        (slips.misspelt, "Bro", {"Bo", "Bor"}),
    ],
)
def test_a_slip_is_made_as_a_hand_makes_it(slip: slips.Slip, was: str, may: set[str | None]) -> None:
    assert {slip(Random(seed), was) for seed in range(40)} <= may


def test_the_same_seed_plants_the_same_and_what_is_found_is_judged() -> None:
    sources = [Source("invented", report())]
    faults = list(drawn(sources, 24, 1))
    assert faults == list(drawn(sources, 24, 1)) != list(drawn(sources, 24, 2))
    total = next(one for one in faults if one.kind == "a row forgotten in the total" and one.spot.cell)
    judged = outcome_in(sources[0].report, (), total)
    assert judged.about and judged.explained and not judged.false
