"""The slow, obvious way to count every official table: one fact at a time, in plain Python, with nothing of the engine.

It is the oracle that the engine must agree with, so it shares no code with it and reads as the rules are written.
"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from stegvis.core.facts import AnswerFact, Coded, ParticipationFact, TallyFact
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.vocabulary import code_list
from support.plain_lists import FINER, GROUPS, SIMPLE

WOMAN_MAN = ("woman", "man")


@dataclass
class PlainTable:
    """Cells in printing order, with how many were counted and how many have data."""

    cells: dict[tuple[str, ...], int]
    counted: int | None
    with_data: int | None
    amounts: Mapping[tuple[str, ...], float | Decimal] = field(default_factory=dict)


@dataclass
class PlainCounter:
    """Counts the tables of a package for a period."""

    package: Package
    period: Period
    initiatives: tuple[str, ...] = ()
    edition: str = ""

    def table(self, name: str) -> PlainTable:
        own_way = {
            "participants-by-initiative": self.by_initiative,
            "income-before-and-after": lambda: self.before_and_after("income_source", "income_before", "income_after"),
            "occupation-before-and-after": lambda: self.before_and_after(
                "occupation", "occupation_before", "occupation_after"
            ),
            "income-change": lambda: self.change("income_source", "income_before", "income_after"),
            "occupation-change": lambda: self.change("occupation", "occupation_before", "occupation_after"),
            "tallies-by-measure": self.tallies_by_measure,
            "answers-by-question": self.means_of_answers,
            "answers-by-value": self.answers_by_value,
            "open-by-month": self.open_by_month,
            "time-to-exit": self.time_to_exit,
            "time-to-exit-by-reason": self.time_to_exit_by_reason,
        }
        if name in own_way:
            return own_way[name]()
        return self.simple(*SIMPLE[name])

    # Who is counted

    def rows(self) -> list[ParticipationFact]:
        asked = [row for row in self.package.participations or () if self.is_asked_for(row.initiative)]
        return [row for row in asked if not (row.exit_reason and row.exit_reason.code == "misregistered")]

    def is_asked_for(self, initiative: str) -> bool:
        return not self.initiatives or initiative in self.initiatives

    def people(self) -> dict[str, list[ParticipationFact]]:
        """Of each person, the participations that overlap the period."""
        people: dict[str, list[ParticipationFact]] = {}
        for row in self.rows():
            still_there = row.exited is None or row.exited >= self.period.start
            if not is_anonymous(row) and row.entered <= self.period.end and still_there:
                people.setdefault(row.person, []).append(row)
        return people

    def latest(self, rows: list[ParticipationFact]) -> ParticipationFact:
        order = [one.id for one in self.package.initiatives or ()]
        return sorted(rows, key=lambda row: (row.entered, row.exited or date.max, order.index(row.initiative)))[-1]

    def anonymous(self) -> list[ParticipationFact]:
        """Anonymous persons of the calendar years that lie within the period."""
        found = []
        for row in self.rows():
            year = row.entered.year
            whole = self.period.start <= date(year, 1, 1) and date(year, 12, 31) <= self.period.end
            if is_anonymous(row) and whole:
                found.append(row)
        return found

    def units(self, population: str) -> list[ParticipationFact]:
        named = [row for row in self.rows() if not is_anonymous(row)]
        if population == "participants":
            return [self.latest(rows) for rows in self.people().values()] + self.anonymous()
        if population == "entrants":
            return [row for row in named if self.is_within(row.entered)] + self.anonymous()
        if population == "named-entrants":
            return [row for row in named if self.is_within(row.entered)]
        if population == "exits":
            return [row for row in named if row.exited and self.is_within(row.exited)]
        if population == "referrals":
            return [row for row in named if self.is_within(row.referred or row.entered)]
        discharged = [row for row in self.units("exits") if row.exit_reason]
        return [row for row in discharged if row.exit_reason == Coded("sus-2020", "discharged")]

    def is_within(self, day: date) -> bool:
        return self.period.start <= day <= self.period.end

    # What they are counted under

    def list_edition(self, name: str) -> str:
        if self.edition:
            return self.edition
        edition = "sus-2020"
        for one in self.package.profile.editions.get(name, ()):
            if one.start is None or one.start <= self.period.end:
                edition = one.edition
        return edition

    def listed(self, name: str) -> list[str]:
        """The codes that a table by this column always has."""
        if name == "municipality":
            return list(self.package.profile.municipalities)
        if name in ("group", "referrer", "stage"):
            words: list[str] = []
            for row in self.package.participations or ():
                words += [
                    word for word in (row.groups if name == "group" else [getattr(row, name)]) if word not in words
                ]
            return [word for word in words if word]
        if name in ("entered_month", "exited_month"):
            return self.months()
        if name == "waiting_time":
            return ["0-14", "15-30", "31-60", "61-90", "91+"]
        codes = code_list(name, self.list_edition(name)).codes
        return [one.code for one in codes if one.code != "misregistered"]

    def codes(self, row: ParticipationFact, name: str) -> set[str]:  # noqa: PLR0911  one way for each column
        if name == "age_band":
            return {age_band(row.birth_year, self.period)}
        if name == "time_in_initiative":
            assert row.exited
            return {months_band(row.entered, row.exited)}
        if name == "entered_month":
            return {str(row.entered)[:7]}
        if name == "exited_month":
            return {str(row.exited)[:7]}
        if name == "waiting_time":
            return {waiting_band(row.referred, row.entered)}
        if name == "municipality":
            if row.municipality and row.municipality not in self.package.profile.municipalities:
                return {"other"}
            return {row.municipality or "unknown"}
        if name == "group":
            return set(row.groups) or {"unknown"}
        if name in ("referrer", "stage"):
            return {getattr(row, name) or "unknown"}
        if name == "income_source":
            return self.of_edition(row.income_before, name)
        if name == "occupation":
            return self.of_edition(row.occupation_at_follow_up, name)
        return self.of_edition([getattr(row, name)], name)

    def of_edition(self, coded: Sequence[Coded | None], name: str) -> set[str]:
        edition = self.list_edition(name)
        counted_as = FINER.get(edition, {}) if name == "exit_reason" else {}
        codes = {one.code for one in coded if one and one.edition == edition}
        codes |= {counted_as.get(one.code, "") for one in coded if one and one.edition == "stegvis-2026"}
        return codes - {""} or {"unknown"}

    # Tables

    def simple(self, population: str, name: str) -> PlainTable:
        units = self.units(population)
        sexes = self.sexes([row.sex for row in units])
        found = [(self.codes(row, name), row.sex or "unknown") for row in units]
        lines = with_rest(self.listed(name), [code for codes, _ in found for code in codes])
        cells = {
            (line, sex): sum(fits(line, codes) and fits(sex, {of}) for codes, of in found)
            for line in (*lines, "total")
            for sex in sexes
        }
        return PlainTable(cells, len(units), sum("unknown" not in codes for codes, _ in found))

    def before_and_after(self, name: str, before: str, after: str) -> PlainTable:
        units = self.units("exits")
        sexes = self.sexes([row.sex for row in units])
        found = [
            {
                moment: self.of_edition(getattr(row, attribute), name)
                for moment, attribute in (("before", before), ("after", after))
            }
            for row in units
        ]
        lines = with_rest(self.listed(name), [code for both in found for codes in both.values() for code in codes])
        cells = {
            (moment, line, sex): sum(
                fits(line, both[moment]) and fits(sex, {row.sex or "unknown"})
                for both, row in zip(found, units, strict=True)
            )
            for moment in ("before", "after")
            for line in (*lines, "total")
            for sex in sexes
        }
        known = [both for both in found if "unknown" not in both["before"] | both["after"]]
        return PlainTable(cells, len(units), len(known))

    def months(self) -> list[str]:
        """Walk day by day, and note each month that is met."""
        found: list[str] = []
        day = self.period.start
        while day <= self.period.end:
            found += [f"{day:%Y-%m}"] if f"{day:%Y-%m}" not in found else []
            day += timedelta(days=1)
        return found

    def open_by_month(self) -> PlainTable:
        open_at: dict[str, list[ParticipationFact]] = {}
        for month in self.months():
            last = max(day for day in self.days() if f"{day:%Y-%m}" == month)
            people: dict[str, list[ParticipationFact]] = {}
            for row in self.rows():
                if not is_anonymous(row) and row.entered <= last and (row.exited is None or row.exited > last):
                    people.setdefault(row.person, []).append(row)
            open_at[month] = [self.latest(rows) for rows in people.values()]
        sexes = self.sexes([row.sex for rows in open_at.values() for row in rows])
        cells = {
            (month, sex): sum(fits(sex, {row.sex or "unknown"}) for row in rows)
            for month, rows in open_at.items()
            for sex in sexes
        }
        return PlainTable(cells, None, None)

    def days(self) -> list[date]:
        return [self.period.start + timedelta(days=n) for n in range((self.period.end - self.period.start).days + 1)]

    def time_to_exit(self) -> PlainTable:
        units = self.units("exits")
        sexes = self.sexes([row.sex for row in units])
        days = {(sex,): [in_days(row) for row in units if fits(sex, {row.sex or "unknown"})] for sex in sexes}
        cells = {key: len(found) for key, found in days.items()}
        return PlainTable(cells, len(units), len(units), medians(days))

    def time_to_exit_by_reason(self) -> PlainTable:
        table, units = self.simple("exits", "exit_reason"), self.units("exits")
        days = {
            (line, sex): [
                in_days(row)
                for row in units
                if fits(line, self.codes(row, "exit_reason")) and fits(sex, {row.sex or "unknown"})
            ]
            for line, sex in table.cells
        }
        table.amounts = medians(days)
        return table

    def answers(self) -> list[AnswerFact]:
        year = str(self.period)
        return [
            one
            for one in self.package.answers or ()
            if one.respondent_group in ("participant_ongoing", "participant_exited")
            and self.is_asked_for(one.initiative)
            and (one.round == year or (len(year) == 4 and one.round[:4] == year))
        ]

    def questions(self) -> list[str]:
        found: list[str] = []
        for one in self.package.answers or ():
            found += [f"{one.survey}: {one.question}"] if f"{one.survey}: {one.question}" not in found else []
        return found

    def means_of_answers(self) -> PlainTable:
        answers = [(one, place_of(one.value)) for one in self.answers()]
        placed = [(one, int(place)) for one, place in answers if place in ("1", "2", "3", "4", "5", "6")]
        sexes = self.sexes([one.sex for one, _ in placed])
        places = {
            (group, question, sex): [
                place
                for one, place in placed
                if (one.respondent_group, f"{one.survey}: {one.question}") == (group, question)
                and fits(sex, {one.sex or "unknown"})
            ]
            for group in ("participant_ongoing", "participant_exited")
            for question in self.questions()
            for sex in sexes
        }
        means = {
            key: (Decimal(sum(found)) / len(found)).quantize(Decimal("0.1"), ROUND_HALF_UP)
            for key, found in places.items()
            if found
        }
        return PlainTable({key: len(found) for key, found in places.items()}, len(answers), len(placed), means)

    def answers_by_value(self) -> PlainTable:
        found = [
            (one, {place_of(one.value) if place_of(one.value) in ("", *"123456") else "other"} - {""} or {"unknown"})
            for one in self.answers()
        ]
        sexes = self.sexes([one.sex for one, _ in found])
        cells = {
            (group, question, line, sex): sum(
                (one.respondent_group, f"{one.survey}: {one.question}") == (group, question)
                and fits(line, codes)
                and fits(sex, {one.sex or "unknown"})
                for one, codes in found
            )
            for group in ("participant_ongoing", "participant_exited")
            for question in self.questions()
            for line in (*with_rest(list("123456"), [code for _, codes in found for code in codes]), "total")
            for sex in sexes
        }
        return PlainTable(cells, len(found), sum("unknown" not in codes for _, codes in found))

    def change(self, name: str, before: str, after: str) -> PlainTable:
        units = self.units("exits")
        sexes = self.sexes([row.sex for row in units])
        found = [
            (self.grouped(getattr(row, before), name), self.grouped(getattr(row, after), name), row.sex or "unknown")
            for row in units
        ]
        first = with_rest(list(GROUPS[name]), [code for codes, _, _ in found for code in codes])
        second = with_rest(list(GROUPS[name]), [code for _, codes, _ in found for code in codes])
        cells = {
            (line, column, sex): sum(
                fits(line, then) and fits(column, now) and fits(sex, {of}) for then, now, of in found
            )
            for line in (*first, "total")
            for column in (*second, "total")
            for sex in sexes
        }
        return PlainTable(cells, len(units), sum("unknown" not in then | now for then, now, _ in found))

    def grouped(self, coded: Sequence[Coded], name: str) -> set[str]:
        codes = self.of_edition(coded, name)
        return {group for group, of in GROUPS[name].items() if codes & set(of)} or {"unknown"}

    def by_initiative(self) -> PlainTable:
        persons = self.units("participants")
        tallies = [one for one in self.tallies() if one.measure == "participants"]
        own: list[tuple[str, str]] = [(row.initiative, row.sex) for row in self.anonymous()]
        for rows in self.people().values():
            own += [(initiative, self.latest(rows).sex) for initiative in {row.initiative for row in rows}]
        sexes = self.sexes([row.sex for row in persons] + [one.sex for one in tallies if one.count])
        cells: dict[tuple[str, ...], int] = {}
        for line in (*self.shown(), "total"):
            for sex in sexes:
                rows = [row.sex for row in persons] if line == "total" else [of for where, of in own if where == line]
                cells[line, sex] = sum(fits(sex, {of or "unknown"}) for of in rows) + sum(
                    one.count for one in tallies if fits(line, {one.initiative}) and fits(sex, {one.sex})
                )
        total = len(persons) + sum(one.count for one in tallies)
        return PlainTable(cells, total, total)

    def tallies_by_measure(self) -> PlainTable:
        tallies = self.tallies()
        cells = {
            (line, measure.code, sex): sum(
                one.count
                for one in tallies
                if one.measure == measure.code and fits(line, {one.initiative}) and fits(sex, {one.sex})
            )
            for line in (*self.shown(), "total")
            for measure in code_list("tally_measure").codes
            for sex in self.sexes([one.sex for one in tallies if one.count])
        }
        return PlainTable(cells, None, None)

    def tallies(self) -> list[TallyFact]:
        return [
            one for one in self.package.tallies or () if self.is_within(one.end) and self.is_asked_for(one.initiative)
        ]

    def shown(self) -> list[str]:
        return [one.id for one in self.package.initiatives or () if self.is_asked_for(one.id)]

    def sexes(self, found: list[str]) -> list[str]:
        rest = [sex for sex in ("unknown", "not_collected") if sex in [one or "unknown" for one in found]]
        return ["woman", "man", *rest, "total"]


def is_anonymous(row: ParticipationFact) -> bool:
    return row.person == "" or row.registration == "anonymous"


def fits(line: str, codes: set[str]) -> bool:
    return line == "total" or line in codes


def with_rest(listed: list[str], found: list[str]) -> list[str]:
    return listed + [code for code in ("other", "unknown") if code in found and code not in listed]


def age_band(birth_year: int | None, period: Period) -> str:
    if birth_year is None:
        return "unknown"
    age = period.end.year - birth_year
    if 15 <= age <= 29:
        return "15-29"
    if 30 <= age <= 44:
        return "30-44"
    if 45 <= age <= 59:
        return "45-59"
    return "60-74" if 60 <= age <= 74 else "other"


def place_of(value: str) -> str:
    return {"nej": "1", "no": "1", "ja": "2", "yes": "2"}.get(value.lower(), value)


def in_days(row: ParticipationFact) -> int:
    assert row.exited
    return (row.exited - row.entered).days


def medians(found: dict[tuple[str, ...], list[int]]) -> dict[tuple[str, ...], float]:
    return {key: statistics.median(values) for key, values in found.items() if values}


def waiting_band(referred: date | None, entered: date) -> str:
    if referred is None or referred > entered:
        return "unknown"
    days = (entered - referred).days
    for most, band in ((14, "0-14"), (30, "15-30"), (60, "31-60"), (90, "61-90")):
        if days <= most:
            return band
    return "91+"


def months_band(entered: date, exited: date) -> str:
    """Walk month by month from the entry: each month that has been begun counts."""
    months = 0
    year, month = entered.year, entered.month
    while (year, month, entered.day) < (exited.year, exited.month, exited.day):
        months += 1
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    months = max(months, 1)
    for most, band in ((3, "1-3"), (6, "4-6"), (12, "7-12"), (18, "13-18"), (24, "19-24")):
        if months <= most:
            return band
    return "25+"
