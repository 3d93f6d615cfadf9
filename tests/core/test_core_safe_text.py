"""Words in files of rows: no program for sheets runs them, and they are read back as they were."""

import pytest

from stegvis.core.safe_text import one_line, plain_text, safe_text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("'=x", "''=x"),
        ("kommun", "kommun"),
        ("'80-tal", "'80-tal"),
        ("", ""),
    ],
)
def test_a_text_is_made_safe_and_comes_back(text: str, written: str) -> None:
    assert safe_text(text) == written
    assert plain_text(written) == text


def test_a_line_on_a_terminal_has_no_control_characters() -> None:
    assert one_line("å \x1b[2Jrad\nnästa\t\u202e") == "å \\x1b[2Jrad\\nnästa\\t\\u202e"
    assert one_line("1\u202f599\u00a0kr") == "1\u202f599\u00a0kr"
