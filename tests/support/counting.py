"""Small words of the counting rules: the codes of a dimension, an anonymous row."""

from datetime import date

from stegvis.core.facts import ParticipationFact
from stegvis.core.tables import CountTable


def codes(table: CountTable, dimension: str) -> tuple[str, ...]:
    found = table.head.dimension(dimension)
    assert found
    return found.codes


def anonymous(year: int, sex: str = "woman") -> ParticipationFact:
    return ParticipationFact("", "stegen", "anonymous", sex, date(year, 1, 1))
