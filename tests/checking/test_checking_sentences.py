"""What a finding says of text: in English the report's own words are quoted."""

from stegvis.checking import examine
from stegvis.files.finished.text import read_text
from stegvis.messages import reason


def said(text: str, language: str) -> list[str]:
    return [reason(one, language) for one in examine(read_text(text, "rapport.md")).findings]


def test_words_of_the_report_are_quoted_in_english() -> None:
    text = "# Deltagare\n\nUnder året deltog 159 klienter, en ökning med 30 jämfört med 2018 då 147 deltog.\n"
    assert said(text, "sv") == ["Texten säger 30 (”ökning”), men 159 mot 147 ger 12."]
    assert said(text, "en") == ["The text says “30” (“ökning”), but 159 against 147 gives 12."]


def test_a_calculation_is_written_as_one_in_both_languages() -> None:
    text = "# Enkät\n\nAv 84 tillfrågade svarade 46, alltså 45 procent.\n"
    assert said(text, "sv") == ["Texten säger 45 procent, men 46 / 84 ger 55 %."]
    assert said(text, "en") == ["The text says “45 procent”, but 46 / 84 gives 55 %."]


def test_a_number_of_nothing_named_stands_by_itself() -> None:
    text = "# Deltagare\n\nTotalt 74 varav 40 kvinnor och 31 män.\n"
    assert said(text, "sv") == ["Texten säger 74, men delarna är tillsammans 71."]
