"""The figures that a text may name, found by typing: each with its value as it is printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as words

from stegvis.assemble.material import Material
from stegvis.core.figures import Figure

MOST = 30
_FIRST = ("participants", "entrants", "exits")
_LABELS: Mapping[str, str | Promise] = {
    "participants": words("Deltagare, personer"),
    "entrants": words("Inskrivna"),
    "exits": words("Avslut"),
    "woman": words("Kvinnor"),
    "man": words("Män"),
    "previous": words("förra året"),
    "budget": words("budget"),
    "equity_ratio": words("Soliditet"),
    "equity_share_of_contributions": words("Eget kapital av årets medel"),
    "administration_share_of_costs": words("Administration av kostnaderna"),
    "cost_share_individual": words("Individinriktade insatsers andel av kostnaderna"),
    "cost_share_structural": words("Strukturövergripande insatsers andel av kostnaderna"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure to put in: what it is, its value as printed, and what is written in the text."""

    label: str
    value: str
    name: str

    @property
    def code(self) -> str:
        """What stands for it in a text."""
        return "{{ " + self.name + " }}"


def choices(material: Material, asked: str) -> tuple[Choice, ...]:
    """The figures with all those words in their name or label, at most 30; with no words, those most asked for."""
    wanted = asked.casefold().split()
    found: dict[str, Choice] = {}
    for figure in material.figures.entries.values():
        label = label_of(figure)
        if not (_matches(wanted, figure, label) if wanted else _is_common(figure)):
            continue
        known = found.get(label)
        if known is None or len(figure.name) < len(known.name):
            found[label] = Choice(label, _printed(material, figure.name), figure.name)
        if len(found) >= MOST:
            break
    return tuple(found.values())


def nearest(material: Material, name: str) -> str:
    """The name most like one that is unknown; nothing where none is."""
    return next(iter(get_close_matches(name, material.figures.names(), n=1, cutoff=0.6)), "")


def label_of(figure: Figure) -> str:
    """What a figure is, in words."""
    return ", ".join(_parts(figure))


def _parts(figure: Figure) -> Iterator[str]:
    first, *rest = figure.name.split(".")
    if first in _FIRST:
        yield from (str(_LABELS.get(part, part)) for part in (first, *rest))
    elif first == "ratios":
        yield from (str(_LABELS.get(part, part)) for part in rest)
    elif rest and rest[-1] in {"previous", "budget"}:
        yield from (figure.label, str(_LABELS[rest[-1]]))
    else:
        yield figure.label


def _matches(wanted: list[str], figure: Figure, label: str) -> bool:
    inside = f"{label} {figure.name}".casefold()
    return all(word in inside for word in wanted)


def _is_common(figure: Figure) -> bool:
    first, *rest = figure.name.split(".")
    return first in _FIRST or (first in {"ratios", "income"} and rest[-1] not in {"previous", "budget"})


def _printed(material: Material, name: str) -> str:
    figure = material.live(name)
    return figure.text if figure else ""
