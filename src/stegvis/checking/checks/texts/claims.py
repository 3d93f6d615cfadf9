"""Claims of quantity and comparison: "all", "none", "more than", "over 70 %", "the five functions"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from stegvis.checking.checks.texts.comparisons import is_about
from stegvis.checking.goals.told import told_goals
from stegvis.checking.goals.verdicts import Degree, Verdict, degree_of, verdicts
from stegvis.checking.other_digits import MONTHS
from stegvis.checking.prose.sayings import sayings
from stegvis.checking.understanding import Sentence, Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding


def all_goals_are_what_they_are_said_to_be(report: Understood) -> Iterator[ReportFinding]:
    """ "All goals were met", "none was not": against every verdict in the report. Claims that one verdict contradicts are one."""
    told = verdicts(report)
    claims = [
        (sentence, [one for one in _in_scope(sentence, told, report) if _contradicts(one, partly)])
        for sentence in report.sentences
        if (partly := _claims_all(sentence, report)) is not None
    ]
    wrong = [sentence for sentence, contradicting in claims if contradicting]
    against = [one for one in told if any(one in contradicting for _, contradicting in claims)]
    if wrong:
        own = [one for one in against if one.table is not None]
        places = (*(one.place for one in wrong), *(one.place for one in against))
        yield finding("REP-401" if own else "REP-402", Severity.WARNING, FindingClass.CONFLICT, places,
                      certainty=90 if own else 85, printed=wrong[0].text.strip(" -*•"), said=(own or against)[0].said.strip("*"),
                      line=(own or against)[0].place.line, times=len(against))  # fmt: skip


def _claims_all(sentence: Sentence, report: Understood) -> bool | None:
    """Whether a sentence claims all goals met: True if at least partly, False if wholly, None if it claims no such thing."""
    words = report.words.data["goals"]
    found = re.search(words["all_met"], sentence.text, re.IGNORECASE)
    if found and not re.search(words["not_claimed"], found[0], re.IGNORECASE):
        return words["at_least_partly"] in sentence.text[found.start() :].casefold()
    return True if re.search(words["none_unmet"], sentence.text, re.IGNORECASE) else None


def _in_scope(sentence: Sentence, told: Sequence[Verdict], report: Understood) -> Sequence[Verdict]:
    """The verdicts that a claim is of: those of its own section, where it is of one initiative or stands among verdicts."""
    local = [one for one in told if one.section == sentence.section and one.table is None]
    of_one = re.search(report.words.data["claims"]["of_one"], sentence.text, re.IGNORECASE)
    return local if of_one or local else told


def _contradicts(verdict: Verdict, partly: bool) -> bool:
    return verdict.degree is Degree.NOT_MET or (verdict.degree is Degree.PARTLY and not partly)


def goals_are_as_many_as_is_said(report: Understood) -> Iterator[ReportFinding]:
    """ "Seven of ten goals were met wholly, two partly and one not": against the goals' verdicts, and against each other."""
    for sentence in report.sentences:
        if re.search(r"mål(?:en)?\b", sentence.text) and (counts := _counts(sentence, report)):
            told = _counted_in(sentence, counts, report)
            wrong = list(_miscounted(counts, told, report)) if told else []
            wrong = [(one, sure) for one, sure in wrong if not _follows(one, told, report)]
            for one, certainty in wrong[:1]:
                yield finding("REP-403", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, told[0].place),
                              certainty=certainty, printed=one.said, expected=str(one.among(told)))  # fmt: skip
            if not wrong:
                yield from _added_up(sentence, counts)


def _miscounted(
    counts: "Sequence[_Count]", told: Sequence[Verdict], report: Understood
) -> "Iterator[tuple[_Count, int]]":
    """What is counted otherwise than the verdicts are, with how sure it is that the same goals are counted.

    A table may have several rows for a goal: another number of goals is said only where the rest is as in the table.
    """
    parts = [one for one in counts if one.degrees != _EVERY]
    agree = sum(one.number == one.among(told) for one in parts)
    sizes = {len(told), _rows(told, report)}
    for one in counts:
        if one.degrees != _EVERY and one.number != one.among(told) and _total(counts) in (0, *sizes):
            yield one, 90 if _total(counts) else 85
        elif one.degrees == _EVERY and one.number not in sizes and agree == len(parts):
            yield one, 85 if agree > 1 else 75


def _follows(one: "_Count", told: Sequence[Verdict], report: Understood) -> bool:
    """Whether verdicts that their outcomes contradict account for the count: they are told themselves."""
    against = sum(
        bool(goal.missed) for goal in told_goals(report) if goal.verdict in told and goal.verdict.degree is Degree.MET
    )
    return 0 < abs(one.number - one.among(told)) <= against


#: The degrees of all goals, and those of a goal that is wholly or partly met.
_EVERY = frozenset(Degree)
_SOME = frozenset({Degree.MET, Degree.PARTLY})


@dataclass(frozen=True, slots=True)
class _Count:
    """How many goals a sentence says are of these degrees."""

    number: int
    degrees: frozenset[Degree]
    said: str

    def among(self, told: Sequence[Verdict]) -> int:
        """How many of the verdicts are."""
        return sum(one.degree in self.degrees for one in told)


def _counts(sentence: Sentence, report: Understood) -> Sequence[_Count]:
    """What a sentence says of how many goals were met, each degree once; the number of all goals only beside another."""
    words = report.words.data["goals"]
    if re.search(words["wished"], sentence.text, re.IGNORECASE):
        return ()
    found: dict[frozenset[Degree], _Count] = {}
    for name in ("counted", "met_of", "of_met", "met_beside"):
        for one in re.finditer(words[name], sentence.text, re.IGNORECASE) if found or name != "met_beside" else ():
            number = _number(one["number"], report)
            degrees = _degrees(one.groupdict().get("degree") or "", words)
            if number is not None:
                found.setdefault(degrees, _Count(number, degrees, one[0]))
    for one in re.finditer(words["of_all"], sentence.text, re.IGNORECASE) if found else ():
        if (number := _number(one["all"], report)) is not None:
            found.setdefault(_EVERY, _Count(number, _EVERY, one[0]))
    return list(found.values())


def _degrees(said: str, words: Mapping[str, Any]) -> frozenset[Degree]:
    """What "helt", "delvis", "helt eller delvis" or a colour counts."""
    told = " ".join(said.casefold().split())
    if told.startswith("helt eller"):
        return _SOME
    of_colour = (degree for degree in Degree if told in words[f"coloured_{degree.value}"])
    return frozenset({next(of_colour, degree_of(told, words))})


def _counted_in(sentence: Sentence, counts: Sequence[_Count], report: Understood) -> Sequence[Verdict]:
    """The verdicts that a count is of: of the one goals' table, or the only one in its section; else of text, if as many."""
    told = verdicts(report)
    tables = {one.table for one in told if one.table is not None}
    near = {one.table for one in told if one.table is not None and one.section[:2] == sentence.section[:2]}
    if len(tables) == 1 or len(near) == 1:
        table = (tables if len(tables) == 1 else near).pop()
        own = [one for one in told if one.table == table]
        return own if len(own) > _FEWEST and not _has_other_signs(own, report) else ()
    return told if not tables and len(told) > _FEWEST and len(told) == _total(counts) else ()


def _rows(told: Sequence[Verdict], report: Understood) -> int:
    """How many goals the verdicts' table has, those without a verdict too."""
    table = report.tables[told[0].table] if told[0].table is not None else None
    return sum(bool(row.label) and not row.heads for row in table.rows) if table else len(told)


#: A table of more goals than this has them all.
_FEWEST = 2


def _has_other_signs(told: Sequence[Verdict], report: Understood) -> bool:
    """Whether the verdicts' column has signs too that nothing explains: "(✓)"."""
    known = {one.row.line for one in told if one.row}
    rows = report.tables[told[0].table or 0].rows
    texts = (row.texts.get(told[0].column, "") for row in rows if row.line not in known)
    return any(text.strip(" –-—.…") and not re.search(r"\w", text) for text in texts)


def _total(counts: Sequence[_Count]) -> int:
    return next((one.number for one in counts if one.degrees == _EVERY), 0)


def _added_up(sentence: Sentence, counts: Sequence[_Count]) -> Iterator[ReportFinding]:
    """Met, partly met and not met are all goals."""
    parts = [one for one in counts if len(one.degrees) == 1]
    total, together = _total(counts), sum(one.number for one in parts)
    if total and len(parts) == len(Degree) and together != total:
        yield finding("REP-415", Severity.ERROR, FindingClass.CONFLICT, (sentence.place,), certainty=90,
                      printed=str(total), expected=str(together))  # fmt: skip


def _number(text: str, report: Understood) -> int | None:
    said = text.casefold()
    return int(said) if said.isdigit() else report.words.data["number_words"].get(said)


def more_is_more_than_those_it_is_compared_with(report: Understood) -> Iterator[ReportFinding]:
    """ "21 have answered, which is more than those who left": against how many the same part of the report says have left."""
    words = report.words.data["claims"]
    for at, sentence in enumerate(report.sentences):
        if found := re.search(words["than_those"], sentence.text, re.IGNORECASE):
            subject = _subject(report.sentences[max(0, at - 1) : at + 1], found, words)
            events = _events(report, at, found["event"].casefold(), words)
            if subject is None or not events:
                continue
            most, other = max(events, key=lambda one: one[0])
            wrong = subject <= most if found["direction"].casefold() in words["more"] else subject >= most
            if wrong:
                yield finding("REP-404", Severity.ERROR, FindingClass.CONFLICT, (sentence.place, other.place),
                              certainty=85, printed=str(subject), said=found[0], other=str(most))  # fmt: skip


def _subject(sentences: Sequence[Sentence], claim: re.Match[str], words: Mapping[str, Any]) -> int | None:
    """How many the claim is of: the one count of persons right before it."""
    before = sentences[-1].text[: claim.start()]
    earlier = sentences[0].text if len(sentences) > 1 else ""
    for text in (before, earlier):
        counts = {int(one["all"]) for one in re.finditer(words["answered"], text)}
        if len(counts) == 1:
            return counts.pop()
    return None


def _events(report: Understood, at: int, event: str, words: Mapping[str, Any]) -> list[tuple[int, Sentence]]:
    """How many the report says of that event in its own year, in the same chapter or not far away."""
    return [
        (count, sentence)
        for sentence in report.sentences[max(0, at - 60) : at + 20]
        if sentence is not report.sentences[at]
        for count in _persons(sentence.text, event, words, report)
    ]


def _persons(text: str, event: str, words: Mapping[str, Any], report: Understood) -> Iterator[int]:
    """Persons that a sentence counts right before it names the event, where the year beside them is the report's or none."""
    for one in re.finditer(words["persons_counted"], text):
        beside = text[max(0, one.start() - 40) : one.end()] + text[one.end() : one.end() + 60].split(",", maxsplit=1)[0]
        years = {int(year) for year in re.findall(r"\b20\d\d\b", beside)}
        parts = [_number(part, report) for part in one.groups() if part]
        if event in text[one.end() : one.end() + 30].casefold() and years <= {report.year} and None not in parts:
            yield sum(part or 0 for part in parts)


def growth_goes_the_way_it_is_said_to(report: Understood) -> Iterator[ReportFinding]:
    """ "Has risen from 30 to 25"."""
    words = report.words.data["claims"]
    for sentence in report.sentences:
        for found in re.finditer(words["from_to"], sentence.text, re.IGNORECASE):
            low, high = _value(found["low"]), _value(found["high"])
            grows = any(found["word"].casefold().startswith(one) for one in words["growing"])
            unlike = bool(found["lowunit"]) and not _alike(found["lowunit"], found["highunit"])
            if not unlike and (high <= low if grows else high >= low) and not _are_years(low, high):
                yield finding("REP-405", Severity.ERROR, FindingClass.CONFLICT, (sentence.place,), certainty=90,
                              printed=found[0])  # fmt: skip


def _value(text: str) -> Fraction:
    return Fraction(re.sub(r"\s", "", text).replace(",", "."))


def _alike(one: str, other: str | None) -> bool:
    """Whether two numbers have the same unit, as far as is said; "30 personer till 25" is of persons."""
    return one.strip() == (other or "").strip() or (not (other or "").strip() and "%" not in one)


def _are_years(low: Fraction, high: Fraction) -> bool:
    return 1990 <= low <= 2100 and 1990 <= high <= 2100


def rough_shares_are_near(report: Understood) -> Iterator[ReportFinding]:
    """ "27 of 38, over 70 %", "9 of 20, almost half": the share against the claim."""
    words = report.words.data["claims"]
    for sentence in report.sentences:
        for found in re.finditer(words["of_total"], sentence.text, re.IGNORECASE):
            claimed = _claimed_share(found, words)
            if claimed and int(found["whole"]):
                share = Fraction(int(found["part"]) * 100, int(found["whole"]))
                if not is_about(share, claimed, found["about"].casefold()):
                    yield finding("REP-406", Severity.WARNING, FindingClass.CONFLICT, (sentence.place,), certainty=85,
                                  printed=found[0], share=f"{float(share):.1f}".replace(".", ","))  # fmt: skip


def _claimed_share(found: re.Match[str], words: Mapping[str, Any]) -> Fraction | None:
    """The share that is claimed, in percent; None where only a word stands that claims none."""
    if found["share"]:
        return Fraction(found["share"].replace(",", "."))
    named = words["fractions"].get((found["fraction"] or found["about"]).casefold())
    if named is None:
        return Fraction(50) if "majoritet" in found["about"].casefold() else None
    return Fraction(100 * named[0], named[1])


def lists_hold_as_many_as_is_said(report: Understood) -> Iterator[ReportFinding]:
    """ "The five functions: a, b, c, d and e", also in a table's cell."""
    words = report.words.data["claims"]
    for saying in sayings(report):
        for found in re.finditer(words["listed"], saying.text, re.IGNORECASE):
            if re.match(words["dated"], saying.text[found.start("number") :], re.IGNORECASE):
                continue
            number, listed = _number(found["number"], report), re.split(words["list_ends"], found["list"])[0]
            few, many = _items(listed)
            told = found["known"] or _are_names(listed) or _are_dates(listed)
            off = number is not None and (number > many or (number < few and _is_flat(listed, words)))
            if off and told and few > 1 and not re.search(words["open_list"], saying.text):
                yield finding("REP-407", Severity.WARNING, FindingClass.CONFLICT, (saying.place,), certainty=80,
                              printed=f"{found['number']} {found['noun']}", expected=str(few))  # fmt: skip


def days_are_as_many_as_is_said(report: Understood) -> Iterator[ReportFinding]:
    """ "Fyra gånger: den 20 februari, den 3 april, den 5 juni och den 28 augusti"."""
    for saying in sayings(report):
        for found in re.finditer(report.words.data["claims"]["dated"], saying.text, re.IGNORECASE):
            number = _number(found["number"], report)
            days = len(re.findall(r"(?<!\d)\d{1,2}(?!\d)", found["list"]))
            if number is not None and number != days:
                yield finding("REP-407", Severity.WARNING, FindingClass.CONFLICT, (saying.place,), certainty=85,
                              printed=f"{found['number']} {found['noun']}", expected=str(days))  # fmt: skip


def _are_names(listed: str) -> bool:
    """Whether every thing of the list is written as a name."""
    return all(part.strip()[:1].isupper() for part in re.split(r",?\s*\b(?:samt|och)\b|,", listed))


def _are_dates(listed: str) -> bool:
    """Whether every thing of the list is a day: "den 6 februari, den 27 mars och den 12 juni"."""
    parts = re.split(r",?\s*\b(?:samt|och)\b|,", listed)
    return all(re.fullmatch(rf"\s*(?:den )?\d{{1,2}}\s{MONTHS}\s*", part, re.IGNORECASE) for part in parts)


def _items(listed: str) -> tuple[int, int]:
    """How many things a list names: at least, where "and" may be part of one, and at most."""
    parts = re.split(r",(?:\s*(?:samt|och)\b)?|\bsamt\b", listed)
    ands = sum(len(re.findall(r"\boch\b", part)) for part in parts)
    last = 1 if re.search(r"\boch\b", parts[-1]) else 0
    return len(parts) + (last if len(parts) == 1 or "samt" not in listed else 0), len(parts) + ands


def _is_flat(listed: str, words: Mapping[str, Any]) -> bool:
    """Whether each thing is named by a word or two, and none of them by those that it consists of."""
    return all(len(part.split()) <= 3 for part in listed.split(",")) and not re.search(words["wholes"], listed)


def appendices_are_as_many_as_is_said(report: Understood) -> Iterator[ReportFinding]:
    """ "Ten appendices" where the report refers to an eleventh."""
    words = report.words.data["claims"]
    claims = [
        (sentence, found, number)
        for sentence in report.sentences
        if (found := re.search(words["appendices"], sentence.text, re.IGNORECASE))
        and (number := _number(found["number"], report))
    ]
    named = [
        (int(found["last"] or found["first"]), saying.place)
        for saying in sayings(report)
        for found in re.finditer(words["appendix"], saying.text, re.IGNORECASE)
    ]
    if len(claims) == 1 and named:
        sentence, found, number = claims[0]
        most, place = max(named, key=lambda one: one[0])
        if most > number:
            yield finding("REP-408", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, place), certainty=85,
                          printed=found[0], expected=str(most))  # fmt: skip


CHECKS = (
    all_goals_are_what_they_are_said_to_be,
    goals_are_as_many_as_is_said,
    more_is_more_than_those_it_is_compared_with,
    growth_goes_the_way_it_is_said_to,
    rough_shares_are_near,
    lists_hold_as_many_as_is_said,
    days_are_as_many_as_is_said,
    appendices_are_as_many_as_is_said,
)
