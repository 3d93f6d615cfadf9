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


def test_medians_are_not_added() -> None:
    assert not codes_of(
        """
        Tid i insatsen

        Kön | Antal | Median, dagar
        Kvinnor | 102 | 314
        Män | 69 | 330
        Totalt | 171 | 321
        """
    )


def test_people_are_not_added_to_the_result_of_the_same_table() -> None:
    assert not codes_of(
        """
        Året i siffror

        Uppgift | 2020 | 2019
        Deltagare, personer | 198 | –
        Avslut | 98 | –
        Intäkter | 9 884 | 9 897
        Kostnader | −9 739 | −8 693
        Årets resultat | 145 | 1 204
        """
    )
