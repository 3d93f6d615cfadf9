"""Words without their endings."""

import pytest

from stegvis.checking.words.stems import stem, stems


@pytest.mark.parametrize(
    "words",
    [
        "Stegarna Stegen Stegens steg", "kommunens kommun kommunerna kommunernas", "insatserna insats insatser insatsens",
        "deltagarna deltagare deltagaren deltagarnas", "chefer cheferna chef chefens", "kvinna kvinnor kvinnorna kvinnors",
        "man män männen mäns", "resultat resultatet", "process processer processens", "ledamot ledamöter ledamöterna",
        "program programmet programmen", "år året årets åren", "avslut avslutade avslutats", "Karlstad Karlstads",
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len(set(stems(words))) == 1


def test_different_words_have_different_stems() -> None:
    words = (
        "steg",
        "skuld",
        "intäkt",
        "kostnad",
        "kvinna",
        "man",
        "insats",
        "deltagare",
        "region",
        "kommun",
        "plan",
        "planering",
    )
    assert len({stem(word) for word in words}) == len(words)


def test_compounds_with_a_hyphen_are_two_words() -> None:
    assert stems("Stegen-insatserna 2020") == ("steg", "insat")
