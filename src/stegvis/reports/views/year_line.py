"""The year as a line: what the rows say is done by itself, what the office has ticked off, and what is left and late."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as words

from stegvis.associations.models import Association, User
from stegvis.core.finance.budget import FORECAST
from stegvis.core.package import ASSOCIATION
from stegvis.core.yearly_wheel import Duty, Responsible, WheelItem, WheelState, year_line
from stegvis.finance.models import Balance, BudgetLine, LedgerFile
from stegvis.governance.facts import duties_done
from stegvis.governance.models import DutyDone
from stegvis.initiatives.models import Initiative
from stegvis.reports.models import Edition, Narrative

TITLES: Mapping[Duty, str | Promise] = {
    Duty.CLOSE_ACCOUNTS: words("Stäng året och läs in bokföringen"),
    Duty.ACCRUALS: words("Lämna periodiseringar"),
    Duty.NATIONAL_RETURN: words("Rapportera till Uppföljning Finsam"),
    Duty.INDICATOR_REPORT: words("Hämta den nationella indikatorrapporten"),
    Duty.LEADS_HAND_IN: words("Lämna texter om insatserna"),
    Duty.ANNUAL_REPORT: words("Fastställ årsredovisningen"),
    Duty.AUDITORS_STATEMENTS: words("Lämna revisionsberättelser"),
    Duty.PUBLICATION: words("Publicera årsredovisningen"),
    Duty.REQUISITIONS_1: words("Rekvirera medel för första kvartalet"),
    Duty.REQUISITIONS_2: words("Rekvirera medel för andra kvartalet"),
    Duty.DISCHARGE: words("Besluta om ansvarsfrihet"),
    Duty.INTERIM_OUTCOME: words("Gör delårsutfall och prognos för helåret"),
    Duty.INTERIM_REPORT: words("Fastställ delårsrapporten, om förbundsordningen kräver den"),
    Duty.BUDGET_PROPOSAL: words("Ta fram förslag till budget"),
    Duty.REQUISITIONS_3: words("Rekvirera medel för tredje kvartalet"),
    Duty.INDICATORS_CLOSE: words("Avsluta årets indikatormätning"),
    Duty.CONSULTATION: words("Samråd med medlemmarna om planen"),
    Duty.PLAN_AND_BUDGET: words("Fastställ plan och budget"),
    Duty.GRANTS: words("Besluta om medel till insatserna"),
    Duty.REQUISITIONS_4: words("Rekvirera medel för fjärde kvartalet"),
}
WHO: Mapping[Responsible, str | Promise] = {
    Responsible.OFFICE: words("kansliet"),
    Responsible.LEADS: words("projektledarna"),
    Responsible.BOARD: words("styrelsen"),
    Responsible.AUDITORS: words("revisorerna"),
    Responsible.MEMBERS: words("medlemmarna"),
}
#: Where it is done: the name of a page's address, and its words. Those without are done outside.
PLACES: Mapping[Duty, tuple[str, str | Promise]] = {
    Duty.CLOSE_ACCOUNTS: ("import", words("Läs in paket")),
    Duty.NATIONAL_RETURN: ("initiatives", words("Insatser")),
    Duty.INDICATOR_REPORT: ("statistics", words("Statistik")),
    Duty.LEADS_HAND_IN: ("reports", words("Rapporter")),
    Duty.ANNUAL_REPORT: ("reports", words("Rapporter")),
    Duty.AUDITORS_STATEMENTS: ("reports", words("Rapporter")),
    Duty.PUBLICATION: ("reports", words("Rapporter")),
    Duty.INTERIM_OUTCOME: ("economy", words("Ekonomi")),
    Duty.INTERIM_REPORT: ("reports", words("Rapporter")),
    Duty.BUDGET_PROPOSAL: ("economy", words("Ekonomi")),
    Duty.PLAN_AND_BUDGET: ("economy", words("Ekonomi")),
    Duty.GRANTS: ("initiatives", words("Insatser")),
}
_OF_NO_YEAR = {"import"}
#: So many duties are shown at once.
MOST = 8


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows say of a duty: whether it is done, and a sentence on it."""

    is_done: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class LineItem:
    """A duty as it stands on the page. `ticked`: the tick of the office, where there is one; `by` whose it is."""

    item: WheelItem
    title: str | Promise
    who: str | Promise
    said: str
    place: tuple[str, str | Promise] | None
    place_year: int | None
    days: int
    ticked: DutyDone | None = None
    by: str = ""

    @property
    def state(self) -> str:
        """done, late, soon or later."""
        return str(self.item.state)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the line with its duties; `today`: which quarter of it today is in, 0 for another month."""

    number: int
    items: tuple[LineItem, ...]
    today: int = 0


@dataclass(frozen=True, slots=True)
class YearLine:
    """The calendar year of today."""

    year: int
    today: date
    items: tuple[LineItem, ...]

    def of(self, *states: WheelState) -> tuple[LineItem, ...]:
        """The duties in those states."""
        return tuple(one for one in self.items if one.item.state in states)

    @property
    def now(self) -> tuple[LineItem, ...]:
        """What is late and what is soon due; where that is very much, the longest late and all that is soon due."""
        soon = self.of(WheelState.SOON)
        return (*self.late[: max(0, MOST - len(soon))], *soon)

    @property
    def also_late(self) -> tuple[LineItem, ...]:
        """What is late and found no room."""
        return tuple(one for one in self.late if one not in self.now)

    @property
    def late(self) -> tuple[LineItem, ...]:
        """What is late."""
        return self.of(WheelState.LATE)

    @property
    def later(self) -> tuple[LineItem, ...]:
        """What is due later in the year."""
        return self.of(WheelState.LATER)

    @property
    def done(self) -> tuple[LineItem, ...]:
        """What is done."""
        return self.of(WheelState.DONE)

    @property
    def months(self) -> tuple[Month, ...]:
        """January to December."""
        return tuple(self._month(number) for number in range(1, 13))

    def _month(self, number: int) -> Month:
        items = tuple(one for one in self.items if one.item.due.month == number)
        return Month(number, items, min(4, (self.today.day + 7) // 8) if number == self.today.month else 0)


def line_of(association: Association, today: date) -> YearLine:
    """The line of the year that today is in, whatever year one looks at otherwise."""
    ticked = duties_done(association, today.year)
    known = {duty: ask(association, today.year) for duty, ask in _KNOWN.items()}
    done = {*ticked, *(duty for duty, one in known.items() if one.is_done)}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={one.by for one in ticked.values() if one.by})}
    items = (
        _line_item(item, known.get(item.duty), ticked.get(item.duty), names, today)
        for item in year_line(today.year, today=today, done=done)
    )
    return YearLine(today.year, today, tuple(items))


def _line_item(
    item: WheelItem, known: Known | None, ticked: DutyDone | None, names: Mapping[Any, str], today: date
) -> LineItem:
    place = PLACES.get(item.duty)
    return LineItem(
        item,
        TITLES[item.duty],
        WHO[item.responsible],
        known.said if known else "",
        place,
        None if place is None or place[0] in _OF_NO_YEAR else item.concerns,
        abs((item.due - today).days),
        None if known and known.is_done else ticked,
        names.get(ticked.by, "") if ticked else "",
    )


def _accounts(association: Association, year: int) -> Known:
    last = year - 1
    sources = (LedgerFile, Balance)
    is_in = any(model.objects.in_association(association).filter(year=last).exists() for model in sources)
    return Known(is_in, _("Bokföringen för %(year)s är inläst.") % {"year": last} if is_in else "")


def _texts(association: Association, year: int) -> Known:
    """Whether every initiative that a member ran last year has a text of that year; if not, which has none."""
    last = year - 1
    rows = Initiative.objects.in_association(association).exclude(owners=ASSOCIATION)
    run = [one for one in rows if _runs(one, last)]
    texts = Narrative.objects.in_association(association).filter(year=last, section__startswith="initiatives/")
    have = {section.split("/")[1] for section in texts.values_list("section", flat=True)}
    missing = [one.name for one in run if one.code not in have]
    if not run or not have:
        return Known(False)
    if not missing:
        return Known(True, _("Alla insatser har text för %(year)s.") % {"year": last})
    return Known(False, _("Text saknas för %(names)s.") % {"names": ", ".join(missing)})


def _runs(initiative: Initiative, year: int) -> bool:
    begun = initiative.starts is None or initiative.starts.year <= year
    return begun and (initiative.ends is None or initiative.ends.year >= year)


def _report(kind: str, back: int) -> Callable[[Association, int], Known]:
    """Whether the report of a year is adopted; if not, whether there is a draft of it."""

    def ask(association: Association, year: int) -> Known:
        of_year = Edition.objects.in_association(association).filter(report__kind=kind, report__year=year - back)
        latest = of_year.order_by("-number").values_list("adopted_on", "number").first()
        if latest is None:
            return Known(False)
        if of_year.filter(adopted_on__isnull=False).exists():
            return Known(True, _("Rapporten för %(year)s är fastställd.") % {"year": year - back})
        return Known(False, _("Utkast %(number)s finns.") % {"number": latest[1]})

    return ask


def _forecast(association: Association, year: int) -> Known:
    lines = BudgetLine.objects.in_association(association).filter(year=year, budget_version__startswith=FORECAST)
    is_in = lines.exists()
    return Known(is_in, _("Prognosen för %(year)s är inläst.") % {"year": year} if is_in else "")


def _budget(association: Association, year: int) -> Known:
    is_in = BudgetLine.objects.in_association(association).filter(year=year + 1).exists()
    return Known(is_in, _("Budgeten för %(year)s är inläst.") % {"year": year + 1} if is_in else "")


#: What the rows can tell. Everything else the office ticks off.
_KNOWN: Mapping[Duty, Callable[[Association, int], Known]] = {
    Duty.CLOSE_ACCOUNTS: _accounts,
    Duty.LEADS_HAND_IN: _texts,
    Duty.ANNUAL_REPORT: _report("annual", 1),
    Duty.INTERIM_OUTCOME: _forecast,
    Duty.INTERIM_REPORT: _report("interim", 0),
    Duty.BUDGET_PROPOSAL: _budget,
    Duty.PLAN_AND_BUDGET: _budget,
}
