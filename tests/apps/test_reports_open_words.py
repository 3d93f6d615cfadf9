"""The open pages and files say of tables what the signed-in pages say, in the same words and in both languages."""

import pytest
from django.utils.translation import override

from stegvis.render import table_words
from stegvis.reports.views import statistics_words


@pytest.mark.parametrize("language", ["sv", "en"])
def test_who_is_counted_and_what_rows_are_called_is_said_in_the_same_words(language: str) -> None:
    with override(language):
        for population, words in statistics_words.POPULATIONS.items():
            assert table_words.POPULATIONS[language][population][0] == str(words)
        for name, words in statistics_words.DIMENSIONS.items():
            assert table_words.DIMENSIONS[language][name] == str(words)
