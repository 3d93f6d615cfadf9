"""Law numbers."""

import pytest

from support.finished import examined


def found(text: str) -> list[tuple[str, str, str]]:
    return [(one.code, one.printed, one.expected) for one in examined(text).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lagen (2203:1210) om finansiell samordning gäller.", [("REP-603", "2203:1210", "2003:1210")]),
        ("Enligt kommunallagen (2017:752) ska detta ske.", [("REP-603", "2017:752", "2017:725")]),
        ("Enligt lag 2003:1 210 om finansiell samordning.", [("REP-604", "2003:1 210", "2003:1210")]),
        (
            "Förbundet styrs av lagen om finansiell samordning (SFS 2013:1210) samt kommunallagen (2017:725).",
            [("REP-603", "2013:1210", "2003:1210")],
        ),
        (
            "Kommunallagen (2017:725) och lagen (2003:1012) om finansiell samordning gäller.",
            [("REP-603", "2003:1012", "2003:1210")],
        ),
        ("SFS 2003:1120, finsamlagen, gäller.", [("REP-603", "2003:1120", "2003:1210")]),
        ("Redovisningen följer lag 2018:579.", [("REP-603", "2018:579", "2018:597")]),
        ("Lagen (3003:45) om allt annat gäller.", [("REP-605", "3003:45", "")]),
        ("Årsredovisning 2020\n\nLagen (2103:45) om allt annat gäller.", [("REP-605", "2103:45", "")]),
    ],
)
def test_a_wrong_number_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lagen (2003:1210) om finansiell samordning och kommunallagen (2017:725).",
        "Socialtjänstlagen (2001:453) ersätts av socialtjänstlagen (2025:400).",
        "Enligt kommunallagen (1991:900) gällde detta.",
        "Betänkandet SOU 2000:114 om finansiell samordning.",
        "Dnr 2021:02 enligt lagen om finansiell samordning.",
        "Lagen (2019:45) om allt annat gäller.",
        "Resultatet 2020:12 är ett annat nummer.",
        "Lagen (2020:526) nämns bredvid finansiell samordning.",
    ],
)
def test_right_other_and_unknown_numbers_are_not(text: str) -> None:
    assert found(text) == []


def test_the_same_line_is_told_once() -> None:
    assert len(found("Lagen (2203:1210) om finansiell samordning. Lagen (2203:1210) om finansiell samordning.")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Org.nr 222000-2477", []),
        ("Org.nr 222000-2487", [("REP-607", "222000-2487", "")]),
        ("Organisationsnummer: 2220002467", [("REP-607", "222000-2467", "")]),
        ("Org.nr 222000-2487\nOrg.nr 222000-2487", [("REP-607", "222000-2487", "")]),
        ("Telefon 222000-2487", []),
        ("Samordningsförbundet 222000-2487, Backa", [("REP-607", "222000-2487", "")]),
        ("Org.nr 222000-2477\nOrg.nr 222000-2477", []),
        ("Org.nr 222009-0001\nOrg.nr 222090-0001", [("REP-608", "222090-0001", "222009-0001")]),
        ("Org.nr 222000-2477\nOrg.nr 212000-0142", []),
    ],
)
def test_registration_numbers_have_their_check_digit(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected
