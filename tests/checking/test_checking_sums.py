"""Sums within a table."""

from support.finished import codes_of, examined


def test_parts_that_are_not_their_total_are_found() -> None:
    [found] = examined(
        """
        Kön | Kvinna | Man | Summa
        Grundskola | 20 | 15 | 35
        Gymnasium | 58 | 26 | 48
        """
    ).findings
    assert (found.code, found.printed, found.expected, found.places[0].line) == ("REP-101", "48", "84", 3)


def test_parts_that_are_their_total_are_not() -> None:
    assert codes_of("Kön | Kvinna | Man | Summa\nGrundskola | 20 | 15 | 35\nGymnasium | 58 | 26 | 84") == []
