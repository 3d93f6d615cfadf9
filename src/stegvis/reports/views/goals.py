"""The year's goals: what the figures say, the board's word, last year's beside; and the form of the board's word."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as words
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.associations.models import Association
from stegvis.associations.permissions import allowed, found
from stegvis.associations.rows import Conflict
from stegvis.core.document import CellKind
from stegvis.core.figures import OUTCOME_SHARES, OUTCOMES, Figures, figures_of
from stegvis.core.finance import STATEMENTS, ratios
from stegvis.core.goals import MET, NOT_ASSESSED, Assessment, assess
from stegvis.core.outcomes import TABLE_OF
from stegvis.core.periods import Period
from stegvis.finance.views.written import language
from stegvis.initiatives.models import Initiative
from stegvis.planning import actions, facts
from stegvis.planning.forms import WORDS, AssessmentForm
from stegvis.planning.models import Goal
from stegvis.render import numbers
from stegvis.reports.facts import published
from stegvis.reports.views import places
from stegvis.reports.views.glance import Glance

_SIGNS = {
    ">=": words("minst"),
    "<=": words("högst"),
    ">": words("mer än"),
    "<": words("mindre än"),
    "=": words("lika med"),
}
LEVELS: Mapping[str, str | Promise] = {"association": words("Förbundets mål"), "initiative": words("Insatsernas mål")}


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal as its row shows it: written values, and where they come from. `before`: last year's row, None where none."""

    row: Goal
    assessment: Assessment
    target: str
    outcome: str
    outcome_from: str
    word: str | Promise
    computed: str | Promise
    before: Goal | None
    before_word: str | Promise
    initiative: str
    initiative_page: str

    @property
    def state(self) -> str:
        """The board's word as a code."""
        return self.row.assessed or NOT_ASSESSED

    @property
    def before_state(self) -> str:
        """Last year's word as a code; empty where the goal was not there."""
        return (self.before.assessed or NOT_ASSESSED) if self.before else ""


@dataclass(frozen=True, slots=True)
class Area:
    """Goals of an area."""

    name: str
    lines: tuple[GoalLine, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """The goals of the association, or of its initiatives, by area."""

    code: str
    title: str | Promise
    areas: tuple[Area, ...]
    has_before: bool


@allowed("see_goals")
@require_safe
def goals(request: Any, year: int) -> HttpResponse:
    """All goals of the year with their fulfilment."""
    lines = lines_of(request.association, year)
    left = next((line for line in lines if not line.row.assessed), None)
    values = {"year": year, "before": year - 1, "levels": _levels(lines), "left": left, **_summary(lines)}
    return render(request, "reports/goals.html", values)


@allowed("assess_goal")
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: Any, year: int, code: str) -> HttpResponse:
    """Write down the board's word on a goal, with what the figures say beside."""
    row = found(Goal.objects.in_association(request.association).filter(year=year, code=code).first())
    line = lines_of(request.association, year, (row,))[0]
    now = {"assessed": row.assessed, "comment": row.comment, "version": row.version}
    form = AssessmentForm(request.POST or None, initial=now, computed=line.assessment.computed)
    if request.method == "POST" and form.is_valid():
        return _save(request, line, form)
    values = {"year": year, "before": year - 1, "line": line, "form": form}
    return render(request, "reports/goal.html", values, status=422 if form.errors else 200)


def _save(request: Any, line: GoalLine, form: AssessmentForm) -> HttpResponse:
    values = form.cleaned_data
    try:
        actions.assess_goal(
            by=request.user, goal=line.row, assessed=values["assessed"], comment=values["comment"],
            computed=line.assessment.computed, expected_version=values["version"],
        )  # fmt: skip
    except Conflict as conflict:
        return _show_both(request, line, form, conflict.row)
    messages.success(request, _("Styrelsens bedömning är sparad."))
    return redirect(f"{places.address('goals', line.row.year)}#{line.row.code}")


def _show_both(request: Any, line: GoalLine, form: AssessmentForm, other: Any) -> HttpResponse:
    """Someone was there first: theirs is shown, one's own stands in the form and is saved over theirs if one wishes."""
    mine = AssessmentForm(
        {**form.cleaned_data, "version": other.version}, computed=line.assessment.computed
    )  # fmt: skip
    values = {
        "year": line.row.year, "before": line.row.year - 1, "line": line, "form": mine, "other": other,
        "other_word": WORDS.get(other.assessed or NOT_ASSESSED, other.assessed),
    }  # fmt: skip
    return render(request, "reports/goal.html", values, status=409)


def lines_of(association: Association, year: int, rows: Iterable[Goal] = ()) -> list[GoalLine]:
    """The goals of a year (none given: all), assessed on that year's published figures."""
    chosen = list(rows) or list(Goal.objects.in_association(association).filter(year=year))
    before = {one.code: one for one in Goal.objects.in_association(association).filter(year=year - 1)}
    figures = _figures(association, year, chosen) if chosen else Figures({})
    names = dict(Initiative.objects.in_association(association).values_list("code", "name"))
    return [_line(row, assess(facts.goal(row), figures), before.get(row.code), names) for row in chosen]


def _figures(association: Association, year: int, goals: Sequence[Goal]) -> Figures:
    """The figures that these goals name: only their tables are read, and money only where it is asked for."""
    firsts = {name.split(".")[0] for one in goals for name in (one.measure, one.target) if name}
    firsts |= set(TABLE_OF.values()) if firsts & {OUTCOMES, OUTCOME_SHARES} else set()
    tables = published(association, Period.year(year)) if firsts else {}
    asked = {name: table for name, table in tables.items() if _is_asked_for(name, firsts)}
    if not firsts & {*STATEMENTS, "ratios"}:
        return figures_of(asked)
    package = Glance(association, year).package
    statements = [compute(package, year) for name, compute in STATEMENTS.items() if name in firsts]
    return figures_of(asked, statements, ratios(package, year))


def _is_asked_for(table: str, firsts: set[str]) -> bool:
    plain = table.split("/", maxsplit=1)[0]
    return bool(firsts & {table, plain}) or any(plain.startswith(f"{one}-by-") for one in firsts)


def _line(row: Goal, assessment: Assessment, before: Goal | None, names: Mapping[str, str]) -> GoalLine:
    return GoalLine(
        row, assessment, _target(assessment), _outcome(assessment),
        places.of_figure(row.measure, row.year) if row.measure else "", _word(row.assessed),
        _word(assessment.computed), before, _word(before.assessed) if before else "",
        names.get(row.initiative, row.initiative), _page_of(row),
    )  # fmt: skip


def _page_of(row: Goal) -> str:
    if not row.initiative:
        return ""
    return places.address("initiatives-one", row.year, row.initiative) or places.address("initiatives", row.year)


def _word(code: str) -> str | Promise:
    return WORDS.get(code or NOT_ASSESSED, code)


def _target(one: Assessment) -> str:
    """`minst 150`, `högst 20 %`; a target in words as it was written."""
    sign = _SIGNS.get(one.goal.operator, one.goal.operator)
    if one.target is None:
        return one.goal.target
    kind = one.outcome.kind if one.outcome else CellKind.COUNT
    return f"{sign} {_written(kind, one.target, one.outcome.unit if one.outcome else '')}".strip()


def _outcome(one: Assessment) -> str:
    figure = one.outcome
    if figure is None:
        return one.goal.outcome or numbers.NONE
    if figure.value is None:
        return numbers.HIDDEN if figure.hidden else numbers.NONE
    return _written(figure.kind, figure.value, figure.unit)


def _written(kind: CellKind, value: Any, unit: str) -> str:
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    if kind is CellKind.PERCENT:
        return numbers.percent(value, min(1, max(0, decimals - 2)), language())
    return numbers.money(value, unit, language()) if unit else numbers.number(value, decimals, language())


def _levels(lines: Sequence[GoalLine]) -> list[Level]:
    codes = dict.fromkeys(line.row.level for line in lines)
    return [_level(code, [line for line in lines if line.row.level == code]) for code in codes]


def _level(code: str, lines: Sequence[GoalLine]) -> Level:
    areas = dict.fromkeys(line.row.area for line in lines)
    within = tuple(Area(name, tuple(line for line in lines if line.row.area == name)) for name in areas)
    return Level(code or "goals", LEVELS.get(code, code or _("Mål")), within, any(line.before for line in lines))


def _summary(lines: Sequence[GoalLine]) -> dict[str, object]:
    counts = Counter(line.state for line in lines)
    return {"total": len(lines), "met": counts[MET], "unassessed": counts[NOT_ASSESSED],
            "differing": sum(line.assessment.differs for line in lines)}  # fmt: skip
