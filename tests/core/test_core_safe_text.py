"""Words in files of rows: no program for sheets runs them, and they are read back as they were."""

import pytest

from stegvis.core.safe_text import plain_text, safe_text


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
