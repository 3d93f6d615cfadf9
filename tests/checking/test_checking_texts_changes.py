"""Changes that running text tells: how much more or less than before, and in percent."""

from support.finished import examined


def test_what_it_should_be_is_said() -> None:
    [found] = examined("I år deltog 159 klienter, en ökning med 21 jämfört med 2018 då 147 deltog.").findings
    assert (found.printed, found.expected, found.values["now"], found.values["then"]) == ("21", "12", "159", "147")


def test_a_change_the_other_way_is_found() -> None:
    [found] = examined("I år deltog 135 klienter, en ökning med 12 jämfört med 2018 då 147 deltog.").findings
    assert (found.printed, found.expected) == ("12", "−12")


def test_a_change_that_is_right_checks_its_numbers() -> None:
    assert examined("I år deltog 159 klienter, en ökning med 12 jämfört med 2018 då 147 deltog.").checked == 3
