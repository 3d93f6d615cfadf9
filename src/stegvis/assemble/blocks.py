"""What an outline may name: each block's name and the function that makes it from the material."""

from collections.abc import Callable, Iterator, Mapping

from stegvis.assemble import charts, goals, governance, initiatives, notes, overview, statements, statistics
from stegvis.assemble.material import Material
from stegvis.core.document import Block

Build = Callable[[Material], Iterator[Block]]

BLOCKS: Mapping[str, Build] = {
    "key_figures": overview.key_figures,
    "members": overview.members,
    "five_years": overview.five_years,
    "ratios": overview.ratios,
    "limits": overview.limits,
    "bodies": governance.bodies,
    "signatures": governance.signatures,
    "goals": goals.goals,
    "goals_summary": goals.summary,
    "statistics": statistics.statistics,
    "individual_initiatives": initiatives.individual_initiatives,
    "structural_initiatives": initiatives.structural_initiatives,
    "tallies": initiatives.tallies,
    "income": statements.income,
    "balance": statements.balance,
    "cash_flow": statements.cash_flow,
    "operating": statements.operating,
    "balance_requirement": statements.balance_requirement,
    "notes": notes.notes,
    "chart_participants_by_initiative": charts.participants_by_initiative,
    "chart_exits_by_reason": charts.exits_by_reason,
    "chart_result_and_equity": charts.result_and_equity,
    "chart_costs_by_category": charts.costs_by_category,
    "chart_budget_and_outcome": charts.budget_and_outcome,
}
