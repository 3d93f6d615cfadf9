"""What a person writes in `texts/`: which Markdown is read, how figures are filled in, and that nothing becomes markup."""

import pytest

from stegvis.assemble import LiveFigure, read_prose
from stegvis.core.document import Inline, InlineKind, ProseKind
from stegvis.core.findings import Severity, Where

FIGURES = {"exits": LiveFigure("98"), "exits-by-reason.illness.man": LiveFigure("..", hidden=True)}


def read(text):
    return read_prose(text.encode(), "texts/summary.md", FIGURES.get)


def runs(text):
    (node,) = read(text).prose.nodes
    return node.items[0]


def plain(text):
    """What is printed of a text, all of it as plain characters."""
    found = runs(text)
    assert {run.kind for run in found} == {InlineKind.TEXT}
    return "".join(run.text for run in found)


def test_headings_paragraphs_and_lists_are_read():
    written = read("# Året\n\nTvå\nrader.\n\n- ett\n- två\n\n1. först\n2. sedan\n\n## Under")
    kinds = [(node.kind, node.level, len(node.items)) for node in written.prose.nodes]
    assert kinds == [
        (ProseKind.HEADING, 1, 1),
        (ProseKind.PARAGRAPH, 0, 1),
        (ProseKind.BULLETS, 0, 2),
        (ProseKind.NUMBERS, 0, 2),
        (ProseKind.HEADING, 2, 1),
    ]
    assert written.prose.nodes[1].items[0][0].text == "Två rader."


def test_a_list_within_a_list_follows_its_item():
    (node,) = read("- ett\n  - under\n- två\n\n  mer om två").prose.nodes
    assert [[run.text for run in item] for item in node.items] == [["ett"], ["under"], ["två", "", "mer om två"]]


def test_emphasis_and_links_are_read():
    assert runs("*lugnt* och **starkt** på [nätet](https://example.org/?a=1&b=2)") == (
        Inline(InlineKind.EMPHASIS, "lugnt"),
        Inline(InlineKind.TEXT, " och "),
        Inline(InlineKind.STRONG, "starkt"),
        Inline(InlineKind.TEXT, " på "),
        Inline(InlineKind.LINK, "nätet", "https://example.org/?a=1&b=2"),
    )


def test_of_two_marks_the_stronger_is_printed():
    assert runs("**fet *båda* fet**") == (Inline(InlineKind.STRONG, "fet båda fet"),)


def test_two_spaces_at_the_end_break_the_line():
    assert [run.kind for run in runs("ett  \ntvå")] == [InlineKind.TEXT, InlineKind.BREAK, InlineKind.TEXT]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>fet</b> &amp; &lt;",
        "[klicka](javascript:alert(1))",
        "[osäker](http://example.org)",
        "[fil](file:///etc/passwd)",
        "![bild](https://example.org/a.png)",
        "`kod` och ~~struket~~",
        "| a | b |",
        "#let x = 1",
        "$x^2$ @ref <label>",
        r"\*inte kursiv",
        "[tom]()",
        "> citat",
    ],
)
def test_everything_else_is_printed_as_its_characters(text):
    assert plain(text) == text


def test_code_is_not_set_apart():
    assert plain("```\n#set page()\n```") == "``` #set page() ```"


def test_control_characters_are_left_out():
    assert plain("a\x00b\x1bc\x0bd") == "abcd"


def test_a_mark_of_utf8_and_other_line_ends_are_read():
    written = read_prose(b"\xef\xbb\xbf# Rubrik\r\n\r\nText\r", "texts/a.md", FIGURES.get)
    assert [node.kind for node in written.prose.nodes] == [ProseKind.HEADING, ProseKind.PARAGRAPH]


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_a_text_with_nothing_in_it_is_no_prose(text):
    assert read(text).prose is None


def test_a_figure_is_filled_in_and_keeps_its_name():
    assert runs("Under året {{ exits }} avslut.") == (
        Inline(InlineKind.TEXT, "Under året "),
        Inline(InlineKind.FIGURE, "98", "exits"),
        Inline(InlineKind.TEXT, " avslut."),
    )


@pytest.mark.parametrize("text", ["{{exits}}", "{{  exits }}", "**{{ exits }}**", "*{{exits}}*"])
def test_a_figure_may_be_written_closely_and_within_marks(text):
    assert runs(text) == (Inline(InlineKind.FIGURE, "98", "exits"),)


def test_a_figure_may_stand_in_the_words_of_a_link():
    assert runs("[{{ exits }} avslut](https://example.org)")[0].text == "98 avslut"


def test_an_unknown_name_is_an_error_at_its_place():
    written = read("Första raden.\n\nI år {{ utskrivna }} och {{ exits }}.")
    (finding,) = written.findings
    assert (finding.code, finding.severity) == ("DOC-001", Severity.ERROR)
    assert finding.where == Where("texts/summary.md", 3, "6")
    assert finding.value == "{{ utskrivna }}"


@pytest.mark.parametrize("text", ["{{ }}", "{{ två ord }}", "{{ __import__('os') }}", "{{ exits|safe }}"])
def test_what_is_no_name_is_unknown_and_never_run(text):
    assert [finding.code for finding in read(text).findings] == ["DOC-001"]


@pytest.mark.parametrize("text", ["{ exits }", "{{ exits", "exits }}", "{% exits %}"])
def test_what_is_not_written_as_a_figure_is_text(text):
    assert plain(text) == text
    assert read(text).findings == ()


def test_a_hidden_figure_prints_two_dots_and_is_a_remark():
    written = read("Av dem {{ exits-by-reason.illness.man }} män.")
    assert [(one.code, one.severity) for one in written.findings] == [("DOC-002", Severity.REMARK)]
    assert Inline(InlineKind.FIGURE, "..", "exits-by-reason.illness.man") in written.prose.nodes[0].items[0]
