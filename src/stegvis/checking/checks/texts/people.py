"""Persons of a group of initiatives ("de strukturella insatserna") against those that the sections of the group tell of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.checks.texts.parts import sex_groups
from stegvis.checking.figures import written
from stegvis.checking.prose.amounts import begins_in
from stegvis.checking.prose.mentions import Mention, clause_of, counts_of
from stegvis.checking.understanding import Understood
from stegvis.core.findings import Severity
from stegvis.core.finished import ReportHeading
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: A chapter of a group of initiatives has at least so many numbers of persons.
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under the heading of one initiative: the place of the group's heading above it, and its persons."""

    group: str
    chapter: int
    heading: str
    people: tuple[Mention, ...]


def persons_of_a_group_are_those_of_its_sections(report: Understood) -> Iterator[Relation | ReportFinding]:
    """A group's total is the sum of its sections. What is left over is told only where it is just another initiative's."""
    sections = list(_sections(report))
    for total, group in _totals(report):
        inside = [section for section in sections if section.group == group and section.chapter]
        for chapter in dict.fromkeys(section.chapter for section in inside):
            here = [one for section in inside if section.chapter == chapter for one in section.people]
            if len(here) >= _SEVERAL and total not in here:
                yield from _held(total, here, [one for one in sections if one.group and one.chapter != chapter])


def _held(total: Mention, here: Sequence[Mention], others: Sequence[Section]) -> Iterator[Relation | ReportFinding]:
    relation = sum_of("REP-310", total.number, [Term(one.number) for one in here], 82, what=" ".join(total.noun))
    if relation.holds:
        yield relation
        return
    over = [one for one in others if sum(p.number.value for p in one.people) == relation.difference > 0]
    if len(over) == 1:
        yield finding(
            "REP-310",
            Severity.WARNING,
            FindingClass.CONFLICT,
            tuple(dict.fromkeys(one.number.place for one in (total, *here, *over[0].people))),
            certainty=82,
            printed=total.number.figure.text,
            expected=written(relation.expected, total.number.figure),
            what=" ".join(total.noun) or "personer",
            others=" + ".join(one.number.figure.text for one in over[0].people),
            heading=over[0].heading,
        )


def _totals(report: Understood) -> Iterator[tuple[Mention, str]]:
    """The totals of persons that name a group of initiatives."""
    for sentence, mentions in counts_of(report):
        for one in mentions:
            clause = clause_of(sentence, one.number)
            group = _group_of(clause, _groups(report)) if "insats" in clause.casefold() else ""
            if group and one.whole and one.exact and one.of_people(report.words) and not (one.planned or one.elsewhen):
                yield one, group


def _groups(report: Understood) -> Mapping[str, Sequence[str]]:
    return {name: one["headed"] for name, one in report.words.data["cost_groups"].items() if "headed" in one}


def _group_of(text: str, groups: Mapping[str, Sequence[str]]) -> str:
    return next((name for name, begins in groups.items() if begins_in(text, begins)), "")


def _sections(report: Understood) -> Iterator[Section]:
    """The sections under the headings of groups of initiatives; headings that every initiative has begin no section."""
    found: dict[tuple[str, int, str], list[Mention]] = {}
    over = _headed(report)
    for sentence, mentions in counts_of(report):
        if over[sentence.passage][0]:
            people = _people(mentions, report)
            found.setdefault(over[sentence.passage], []).extend(people)
    return (Section(*key, tuple(people)) for key, people in found.items())


def _headed(report: Understood) -> Sequence[tuple[str, int, str]]:
    """For each block of the report: the group of initiatives that it is under, the place of its heading, and the section's."""
    groups, same = _groups(report), report.words.data["names"]["headings"]
    group, chapter, heading = "", 0, ""
    found = []
    for at, block in enumerate(report.report.blocks):
        if isinstance(block, ReportHeading):
            named = _group_of(block.text, groups) if "insats" in block.text.casefold() else ""
            group, chapter = (named, at) if named else (group, chapter)
            heading = heading if begins_in(" ".join(block.text.split()[:1]), same) else block.text
        found.append((group, chapter, heading))
    return found


def _people(mentions: Sequence[Mention], report: Understood) -> Iterator[Mention]:
    """The persons that a sentence tells of, each once: those by sex, or the totals without a sex, and no parts of others."""
    groups = [one for group in sex_groups(mentions, report.words) for one in group]
    told = groups or [one for one in mentions if one.of_people(report.words)]
    return (one for one in told if not (one.of or one.planned or one.elsewhen))


CHECKS = (persons_of_a_group_are_those_of_its_sections,)
