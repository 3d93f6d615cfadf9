"""Every code of the checker is explained: a sentence in both languages, a page of the guide, and a rule with an example."""

import re
from pathlib import Path

import pytest

from stegvis.messages import LANGUAGES, sentences

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "guide" / "kontroller"
CODES = sorted(code for code in sentences("sv") if code.startswith("REP-"))
SPEC = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "tests" / "spec").glob("test_spec_checking_*.py")))


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_its_sentences_its_page_and_its_rule(code: str) -> None:
    assert all(sentences(language)[code] for language in LANGUAGES)
    page = (PAGES / f"{code.lower()}.md").read_text("utf-8")
    assert page.startswith(f"# {code}: ")
    assert len(page.splitlines()) <= 25
    for part in ("Vad som kontrolleras", "Exempel", "Vad som godtas, och varför", "Vad du gör"):
        assert part in page
    assert code in SPEC


def test_a_question_is_of_a_code_that_there_is() -> None:
    asked = [code.replace("ASK", "REP") for code in sentences("sv") if code.startswith("ASK-")]
    assert sorted(set(asked) - set(CODES)) == []


def test_a_page_is_of_a_code_that_there_is_and_the_list_has_all() -> None:
    listed = re.findall(r"^- \[(REP-\d{3})\]", (PAGES / "README.md").read_text("utf-8"), re.M)
    assert sorted(path.stem.upper() for path in PAGES.glob("rep-*.md")) == sorted(listed)
    assert sorted(set(listed) - set(CODES)) == []
