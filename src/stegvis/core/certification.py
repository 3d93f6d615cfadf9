"""Which counts a lead has certified, before they are used."""

from collections.abc import Iterable, Sequence

from stegvis.core.tables import Certificate, TableHead


def uncertified(head: TableHead, certified: Iterable[Certificate], counted: Sequence[str]) -> tuple[str, ...]:
    """The initiatives that a table counts and whose lead has not said that the counts are right, in their order.

    `counted`: the initiatives with anything counted in the period; a table limited to some counts no other. A certificate
    given before the period was over is no word on all of it.
    """
    done = {one.initiative for one in certified if one.on >= head.period.end and one.by.strip()}
    asked = [id for id in counted if not head.initiatives or id in head.initiatives]
    return tuple(id for id in dict.fromkeys(asked) if id not in done)
