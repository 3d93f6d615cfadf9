"""The forms of a table beside each other, and which was chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stegvis.participation.actions.trying import proposals_of
from stegvis.participation.models import PublicationDraft
from stegvis.participation.views.shown import form_words, table_of, title_of
from stegvis.protect import Option, Proposal

#: How a form is named in the page's form: none is a coarsening too, and an empty value would be no choice.
AS_IT_IS = "as-it-is"


@dataclass(frozen=True, slots=True)
class Shown:
    """One form of a table as a page shows it. `figures` None: it has no safe pattern, and cannot be chosen."""

    value: str
    label: str
    hidden: int
    cells: int
    figures: dict[str, Any] | None
    is_default: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A table with its forms. `is_needed`: it is not proposed as it is, so that a person should look."""

    name: str
    title: str
    forms: tuple[Shown, ...]
    is_needed: bool

    @property
    def chosen(self) -> Shown | None:
        """The form that is chosen now."""
        return next((one for one in self.forms if one.is_chosen), None)

    @property
    def can_be_published(self) -> bool:
        """Whether any form has a safe pattern."""
        return any(one.figures for one in self.forms)


def choices_of(draft: PublicationDraft) -> tuple[Choice, ...]:
    """Every table of the draft: those that need a choice first."""
    every = [_choice(one, draft.chosen.get(one.head.name)) for one in proposals_of(draft)]
    return tuple(sorted(every, key=lambda one: not one.is_needed))


def _choice(proposal: Proposal, chosen: str | None) -> Choice:
    name, own = proposal.head.name, proposal.head.title
    return Choice(name, title_of(name, own), tuple(_forms(proposal, chosen)), proposal.default != 0)


def _forms(proposal: Proposal, chosen: str | None) -> Iterator[Shown]:
    for place, option in enumerate(proposal.options):
        yield Shown(
            value_of(option), form_words(option.grouping), option.hidden, option.cells,
            _figures(proposal, option, place), place == proposal.default, option.grouping == chosen,
        )  # fmt: skip


def _figures(proposal: Proposal, option: Option, place: int) -> dict[str, Any] | None:
    if option.printed is None:
        return None
    form = form_words(option.grouping)
    title = f"{title_of(proposal.head.name, proposal.head.title)}: {form[:1].lower()}{form[1:]}"
    return table_of(option.printed, f"{proposal.head.name}-{place}", caption=title)


def value_of(option: Option) -> str:
    """A form's value in the page's form."""
    return option.grouping or AS_IT_IS


def chosen_in(sent: Mapping[str, str], proposals: Sequence[Proposal]) -> dict[str, str]:
    """The forms chosen in what a page sent: only those that were offered and have a safe pattern."""
    chosen = {}
    for one in proposals:
        wanted = sent.get(f"form-{one.head.name}")
        for option in one.options:
            if option.printed is not None and value_of(option) == wanted:
                chosen[one.head.name] = option.grouping
    return chosen
