"""Shares told in words after their counts, or of a row that is named, and which of the sexes did better."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from stegvis.checking.checks.texts.comparisons import is_about
from stegvis.checking.checks.texts.superlatives import Claim, is_of_table, named_in, tables_near
from stegvis.checking.understanding import ColumnKind, Printed, ReadTable, Sentence, Understood
from stegvis.checking.words.stems import stems
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: So many sentences before a claim its counts may stand.
_BACK = 2


def shares_in_words_are_those_of_the_counts(report: Understood) -> Iterator[ReportFinding]:
    """ "74 avslutades. Av dem gick 29 till arbete, 12 till studier ... Mindre än hälften gick till arbete eller studier."""
    words = report.words.data["claims"]
    for at, sentence in enumerate(report.sentences):
        for found in re.finditer(words["share_went"], sentence.text, re.IGNORECASE):
            before = [one for one in report.sentences[max(0, at - _BACK) : at] if one.section == sentence.section]
            kinds = [stems(one)[-1] for one in re.split(words["or"], found["kinds"]) if stems(one)]
            share = _share_told(before[-1:], kinds) or _share_told(before, kinds)
            claimed = _claimed(found["fraction"], words)
            if share is not None and claimed and not is_about(share[0], claimed, (found["about"] or "").casefold()):
                yield _finding(sentence, found[0], share[0], share[1], 82)


def shares_in_words_are_those_beside_them(report: Understood) -> Iterator[ReportFinding]:
    """ "Knappt hälften (54 procent)", and "knappt hälften nådde alltså målet" after a sentence with the one share."""
    words = report.words.data["claims"]
    for at, sentence in enumerate(report.sentences):
        here = [
            (one, sentence, _beside(one))
            for form in words["shares_beside"]
            for one in re.finditer(form, sentence.text, re.I)
        ]
        before = report.sentences[at - 1] if at else sentence
        shares = [one.value for one in before.numbers if one.unit == "%"] if before.section == sentence.section else []
        for found in re.finditer(words["hence_share"], sentence.text, re.IGNORECASE) if len(shares) == 1 else ():
            here.append((found, before, Fraction(shares[0])))
        for found, where, share in here[:1]:
            claimed = _claimed(found["fraction"], words)
            if claimed and share is not None and not is_about(share, claimed, (found["about"] or "").casefold()):
                yield _finding(sentence, found[0], share, where.place, 85)


def _beside(found: re.Match[str]) -> Fraction | None:
    said = found.groupdict()
    if share := said.get("share"):
        return Fraction(share.replace(",", "."))
    return Fraction(int(said["part"]) * 100, int(said["whole"])) if int(said["whole"]) else None


def _claimed(fraction: str, words: Mapping[str, Any]) -> Fraction | None:
    parts = words["sex_fractions"].get(" ".join(fraction.casefold().split()))
    return Fraction(*parts) * 100 if parts else None


def _finding(sentence: Sentence, said: str, share: Fraction, place: Place, certainty: int) -> ReportFinding:
    return finding("REP-406", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, place), certainty=certainty,
                   printed=said.strip(), share=f"{float(share):.1f}".replace(".", ","))  # fmt: skip


def _share_told(before: Sequence[Sentence], kinds: Sequence[str]) -> tuple[Fraction, Place] | None:
    """The counts of these kinds together, of the first count that the sentences tell."""
    numbers = [(one, number) for one in before for number in one.numbers if _is_count(number)]
    if len(numbers) < 1 + len(kinds) or not kinds:
        return None
    (where, base), *rest = numbers
    found = {kind: [number for one, number in rest if kind in stems(_clause(one, number))] for kind in kinds}
    if any(len(several) != 1 for several in found.values()) or not base.value:
        return None
    total = sum(several[0].value for several in found.values())
    return (Fraction(total) * 100 / Fraction(base.value), where.place) if total <= base.value else None


def _is_count(number: Printed) -> bool:
    return number.unit == "" and number.figure.decimals == 0 and not 1990 <= number.value <= 2100


def _clause(sentence: Sentence, number: Printed) -> str:
    """The words after a number up to the next number or mark."""
    return re.split(r"[,.;:()]|\d|\boch\b", sentence.after(number), maxsplit=1)[0]


def rows_have_the_share_that_is_said(report: Understood) -> Iterator[ReportFinding]:
    """ "Försäkringskassan står för en knapp fjärdedel": the row of the total, in some column of the section's tables."""
    words = report.words.data["claims"]
    for sentence in report.sentences:
        for found in re.finditer(words["row_share"], sentence.text, re.IGNORECASE):
            claimed, about = _claimed(re.sub(r"\b(?:knapp|dryg)\s+", "", found["fraction"]), words), _about(found)
            shares = [
                share
                for table in tables_near(sentence, report)
                if is_of_table(table, sentence, Claim(found[0], True, found["subject"]), words["of_anything"])
                for share in _shares(table, found["subject"])
            ]
            if claimed and shares and not any(is_about(one, claimed, about) for one, _ in shares):
                yield _finding(sentence, found[0], *shares[-1], 80)


def _about(found: re.Match[str]) -> str:
    inner = re.search(r"\b(knapp|dryg)\b", found["fraction"], re.IGNORECASE)
    return f"{inner[1].casefold()}t" if inner else (found["about"] or "").casefold()


def _shares(table: ReadTable, subject: str) -> Iterator[tuple[Fraction, Place]]:
    """The one row that is named as a share of the table's one total, column by column."""
    totals = [row for row in table.rows if row.total]
    for column in table.columns:
        cells = {
            row.label: row.cells[column.place] for row in table.rows if column.place in row.cells and not row.total
        }
        named = named_in(subject, cells)
        whole = totals[-1].cells.get(column.place) if len(totals) == 1 else None
        if column.kind is ColumnKind.FIGURES and len(named) == 1 and whole and whole.value > 0:
            number = cells[named[0]]
            yield Fraction(number.value) * 100 / Fraction(whole.value), number.place


def one_sex_did_better_than_the_other(report: Understood) -> Iterator[ReportFinding]:
    """ "Kvinnorna har lyckats i högre grad än männen": against the share of each that is told right before."""
    words = report.words.data["claims"]
    for at, sentence in enumerate(report.sentences):
        found = re.search(words["sex_degree"], sentence.text, re.IGNORECASE)
        if found is None or re.search(words["sexes_elsewhere"], sentence.text, re.IGNORECASE):
            continue
        for told in reversed(
            [one for one in report.sentences[max(0, at - 1) : at + 1] if one.section == sentence.section]
        ):
            women, men = (_share_of(told.text, sex, words) for sex in ("kvinn", "m(?:ä|a)n"))
            if women is not None and men is not None:
                up = found["direction"].casefold() in words["more"]
                first, second = (women, men) if found["one"].casefold().startswith("kvinn") else (men, women)
                if (first <= second) if up else (first >= second):
                    yield finding("REP-419", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, told.place),
                                  certainty=85, printed=found[0], women=_percent(women), men=_percent(men))  # fmt: skip
                break


def _share_of(text: str, sex: str, words: Mapping[str, Any]) -> Fraction | None:
    """The one share that a text tells of women, or of men: "26 av 45" or "58 procent"."""
    found = [one for form in words["share_of_sex"] for one in re.finditer(form.format(sex=sex), text, re.IGNORECASE)]
    shares = {
        Fraction(one["share"].replace(",", "."))
        if one["share"]
        else Fraction(int(one["part"]) * 100, int(one["whole"]) or 1)
        for one in found
    }
    return shares.pop() if len(shares) == 1 else None


def _percent(share: Fraction) -> str:
    return f"{float(share):.1f}".rstrip("0").rstrip(".").replace(".", ",") + " %"


CHECKS = (
    shares_in_words_are_those_of_the_counts,
    shares_in_words_are_those_beside_them,
    rows_have_the_share_that_is_said,
    one_sex_did_better_than_the_other,
)
