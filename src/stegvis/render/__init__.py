"""Document to html, pdf, docx and text; tables to every kind of file (`table_files`); charts to svg. Heavy libraries are
imported when called.
"""

from stegvis.render.docx import render_docx
from stegvis.render.html import render_html, section_html
from stegvis.render.pdf import render_pdf
from stegvis.render.text import render_text

__all__ = ["render_docx", "render_html", "render_pdf", "render_text", "section_html"]
