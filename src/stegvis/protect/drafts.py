"""Tables on their way out: each in the mildest form that is safe, then all of them together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stegvis.core.tables import CountTable, PrintedTable
from stegvis.protect.printing import printed
from stegvis.protect.protector import Objects, Pattern, Patterns, Publication, safe_patterns
from stegvis.protect.protector.versions import Earlier
from stegvis.protect.proving import objected_cells

#: A table of which more than this share would be hidden is made coarser, or refused.
HIDDEN_AT_MOST = 1 / 3
#: So many tables are solved as one model where they cannot be as they are.
FEW = 4


def most_hidden(form: CountTable) -> int:
    """How many cells of a table may be hidden before it is made coarser, margins and zero rows counted."""
    return int(len(form.cells) * HIDDEN_AT_MOST + 1e-9)


@dataclass(frozen=True, slots=True)
class Protected:
    """A form of a table and the cells that it hides. `limit`: how many it may hide."""

    form: CountTable
    hidden: Pattern
    limit: int


@dataclass(slots=True)
class Draft:
    """A table and the forms that it may still take, mildest first. `taken` None: there is none left, and it is refused.

    `free`: a person has chosen the form, and may choose one that hides much.
    """

    forms: Iterator[CountTable]
    free: bool = False
    taken: Protected | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What drafts are protected with: the threshold, what was released before, and whose rows they are."""

    threshold: int
    earlier: tuple[Earlier, ...] = ()
    party: str = ""

    def advance(self, draft: Draft, *, proven: bool = False) -> None:
        """Take the next form that is safe on its own, with what was released before; `proven`: in the auditor's eyes too."""
        draft.taken = None
        for form in draft.forms:
            limit = len(form.cells) - 1 if draft.free else most_hidden(form)
            hidden = self._patterns(
                [Protected(form, frozenset(), limit)], self._auditor([form]) if proven else _nobody_objects
            )
            if hidden is not None:
                draft.taken = Protected(form, _of_table(hidden, 0), limit)
                return

    def together(self, drafts: Sequence[Draft]) -> None:
        """Settle patterns that are safe together; a draft that cannot be among them takes a coarser form, or none.

        As they are, or by the model of all of them where they are few; else one after another, each beside those before it.
        """
        live = _live(drafts)
        hidden = self._all([taken for _, taken in live], search=len(live) <= FEW)
        if hidden is not None:
            for place, (draft, taken) in enumerate(live):
                draft.taken = replace(taken, hidden=_of_table(hidden, place))
        elif not self._in_turn(drafts, proven=False):
            self._in_turn(drafts, proven=True)

    def _in_turn(self, drafts: Sequence[Draft], *, proven: bool) -> bool:
        """Each draft beside those before it, in the first form that is safe there. Whether the auditor agrees to all of it."""
        desk = self
        for draft, taken in _live(drafts):
            hidden = desk._patterns([taken], desk._auditor([taken.form]) if proven else _nobody_objects)
            if hidden is None:
                desk.advance(draft, proven=proven)
            else:
                draft.taken = replace(taken, hidden=_of_table(hidden, 0))
            settled = (Earlier(desk.print(one.form, one.hidden), one.form.cells) for _, one in _live([draft]))
            desk = replace(desk, earlier=(*desk.earlier, *settled))
        some = [taken for _, taken in _live(drafts)]
        hidden_now = frozenset((place, key) for place, one in enumerate(some) for key in one.hidden)
        return proven or not self._auditor([one.form for one in some])(hidden_now)

    def proven(self, form: CountTable, limit: int) -> Pattern | None:
        """The safe pattern of one form that the auditor has nothing against."""
        hidden = self._patterns([Protected(form, frozenset(), limit)], self._auditor([form]))
        return None if hidden is None else _of_table(hidden, 0)

    def print(self, form: CountTable, hidden: Pattern) -> PrintedTable:
        """A form as the public will read it."""
        return printed(form, hidden, self.threshold, self.party)

    def _all(self, some: Sequence[Protected], *, search: bool) -> Patterns | None:
        return self._patterns(some, self._auditor([one.form for one in some]), search=search)

    def _patterns(self, some: Sequence[Protected], objects: Objects, *, search: bool = True) -> Patterns | None:
        forms = tuple(one.form for one in some)
        limits = {place: one.limit for place, one in enumerate(some)}
        start = frozenset((place, key) for place, one in enumerate(some) for key in one.hidden)
        publication = Publication(forms, self.threshold, limits, self.earlier, self.party)
        return safe_patterns(publication, objects, start=start, search=search)

    def _auditor(self, forms: Sequence[CountTable]) -> Objects:
        """The auditor's word on patterns of these forms: the cells that it objects to."""

        def objects(hidden: Patterns) -> Patterns:
            out = [self.print(form, _of_table(hidden, place)) for place, form in enumerate(forms)]
            return objected_cells(out, [form.cells for form in forms], self.earlier)

        return objects


def _live(drafts: Sequence[Draft]) -> list[tuple[Draft, Protected]]:
    return [(draft, draft.taken) for draft in drafts if draft.taken]


def _nobody_objects(_: Patterns) -> Patterns:
    return frozenset()


def _of_table(hidden: Patterns, place: int) -> Pattern:
    return frozenset(key for table, key in hidden if table == place)
