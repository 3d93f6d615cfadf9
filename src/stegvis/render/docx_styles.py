"""The styles of a Word document: a person who goes on writing in it changes a style, never a paragraph."""

from typing import Any

from stegvis.render.docx_xml import Xml, parsed, w

FONT, SUBSTITUTE = "Calibri", "Carlito"  # the one is on every machine that has Word, the other is free and as wide
INK, QUIET, ACCENT, RULE, TINT, MARK = "1B2A2F", "536166", "1D6470", "C9D2D4", "F1F5F5", "ECB662"
TABLE = "StegvisTable"
LINK = "Hyperlink"
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}

#: Word's own names: it sets the contents in these when someone updates them.
_BUILT_IN = ("TOC 1", "TOC 2")
Look = tuple[float, bool, float, float, str]  # size in points, bold, space before and after in points, colour
_CHANGED: tuple[tuple[str, Look], ...] = (
    ("Normal", (10.5, False, 0, 7, INK)),
    ("Title", (38, True, 150, 6, INK)),
    ("Subtitle", (15, False, 0, 18, QUIET)),
    ("Heading 1", (22, True, 0, 14, INK)),
    ("Heading 2", (15, True, 20, 6, INK)),
    ("Heading 3", (12, True, 16, 5, INK)),
    ("Heading 4", (10.5, True, 12, 4, INK)),
    ("Caption", (10.5, False, 14, 5, INK)),
    ("List Bullet", (10.5, False, 0, 3, INK)),
    ("List Number", (10.5, False, 0, 3, INK)),
)
#: styles of our own, with the style they are based on
_OWN: tuple[tuple[str, str, Look], ...] = (
    ("TOC Heading Own", "Normal", (22, True, 0, 14, INK)),
    ("TOC 1", "Normal", (10.5, True, 10, 2, INK)),
    ("TOC 2", "Normal", (10.5, False, 0, 2, INK)),
    ("Table Text", "Normal", (9.5, False, 2.5, 2.5, INK)),
    ("Table Figure", "Table Text", (9.5, False, 2.5, 2.5, INK)),
    ("Table Group", "Table Text", (9.5, True, 9, 2.5, INK)),
    ("Table Note", "Normal", (9, False, 4, 0, QUIET)),
    ("Empty Section", "Normal", (10.5, False, 4, 8, QUIET)),
    ("Signature Line", "Normal", (10.5, False, 0, 0, INK)),
)


def prepare(document: Any, language: str) -> None:
    """Give python-docx's own template our styles, the language and the page."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    styles = document.styles
    for name, look in _CHANGED:
        _set(styles[name], look)
    for name, base, look in _OWN:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        _set(style, look)
        if name in _BUILT_IN:
            style.element.name_val = name.lower()
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(ACCENT), True
    _finish(styles)
    _add_table_style(styles)
    _set_language(styles, LANGUAGES[language])
    _set_page(document.sections[0])
    _name_substitute(document)


def _name_substitute(document: Any) -> None:
    """Say which font stands in for ours where it is not installed: in the file's own list of fonts."""
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith("/fontTable.xml"):
            font = f'<w:font w:name="{FONT}">'.encode()
            part._blob = part.blob.replace(font, font + f'<w:altName w:val="{SUBSTITUTE}"/>'.encode(), 1)


def _set(style: Any, look: Look) -> None:
    from docx.shared import Pt, RGBColor

    size, bold, before, after, colour = look
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    _set_font(style)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing = 1.0 if size > 14 or style.name.startswith("Table") else 1.15


def _set_font(style: Any) -> None:
    properties = style.element.get_or_add_rPr()
    _remove(properties, "rFonts", "spacing", "kern")
    properties.insert(0, _element(w("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)))


def _element(xml: Xml) -> Any:
    return parsed(xml)[0]


def _remove(properties: Any, *tags: str) -> None:
    from docx.oxml.ns import qn

    for tag in tags:
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)


def _finish(styles: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.shared import Mm

    styles["Table Figure"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    styles["toc 2"].paragraph_format.left_indent = Mm(6)
    for name in ("toc 1", "toc 2"):
        styles[name].paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Table Group"].paragraph_format.keep_with_next = True
    styles["Footer"].paragraph_format.tab_stops.clear_all()
    styles["Empty Section"].paragraph_format.left_indent = Mm(3)
    _remove(styles["Title"].element.get_or_add_pPr(), "pBdr")
    box = styles["Empty Section"].element.get_or_add_pPr()
    edge = w("pBdr", w("left", val="single", sz=24, space=8, color=MARK))
    shade = w("shd", val="clear", color="auto", fill=TINT)
    box.insert_element_before(_element(edge), *_AFTER_BORDER)
    box.insert_element_before(_element(shade), *_AFTER_BORDER[1:])


#: What must stand after a border and a shade in a paragraph's properties.
_AFTER_BORDER = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:rPr",
)


def _add_table_style(styles: Any) -> None:
    margins = w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=100, type="dxa"))
    first_row = w(
        "tblStylePr",
        w("rPr", w("b"), w("color", val=QUIET)),
        w("tcPr", w("tcBorders", w("bottom", val="single", sz=6, space=0, color=INK)), w("vAlign", val="bottom")),
        type="firstRow",
    )
    style = w(
        "style",
        w("name", val="Stegvis Table"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=99),
        w("qFormat"),
        w("tblPr", margins),
        first_row,
        w("tblStylePr", w("pPr", w("jc", val="left")), type="firstCol"),
        type="table",
        customStyle=1,
        styleId=TABLE,
    )
    styles.element.append(_element(style))


def _set_language(styles: Any, language: str) -> None:
    from docx.oxml.ns import qn

    defaults = styles.element.find(qn("w:docDefaults"))
    properties = next(iter(defaults.iter(qn("w:rPr"))))
    _remove(properties, "lang")
    properties.append(_element(w("lang", val=language, eastAsia=language, bidi="ar-SA")))


def _set_page(section: Any) -> None:
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(27)
    section.top_margin, section.bottom_margin = Mm(26), Mm(26)
    section.different_first_page_header_footer = True
