"""The interface's words: found in the pages and the code, kept in Swedish, translated in `locale/en`.

`tools/messages` runs this: it adds what is new to `django.po`, drops what is gone, and compiles `django.mo`, without GNU
gettext. What is left without English is printed, and a test fails on it.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "stegvis"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
#: A message: its Swedish words, and those of its plural where it has one.
Message = tuple[str, str]

_MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "words"}
_PLURALS = {"ngettext", "ngettext_lazy"}
_TEXT = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"(?<![\w])(?:_|gettext|ngettext)\(\s*{_TEXT}(?:\s*,\s*{_TEXT})?")


def messages_of_interface() -> dict[Message, set[str]]:
    """Every message, with the files that say it."""
    found: dict[Message, set[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        for message in _messages_in(path):
            found.setdefault(message, set()).add(str(path.relative_to(SOURCE)))
    return found


def _messages_in(path: Path) -> Iterator[Message]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        yield from _in_python(path.read_text("utf-8"))
    elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
        yield from _in_template(path.read_text("utf-8"))


def _in_python(text: str) -> Iterator[Message]:
    if "django.utils.translation" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if node.func.id in _MARKS and len(words) == 1:
                yield words[0], ""
            elif node.func.id in _PLURALS and len(words) == 2:
                yield words[0], words[1]


def _in_template(text: str) -> Iterator[Message]:
    from django.utils.translation.template import templatize

    for match in _IN_TEMPLATE.finditer(templatize(text)):
        yield ast.literal_eval(match[1]), ast.literal_eval(match[2]) if match[2] else ""


def untranslated() -> list[str]:
    """The messages without English."""
    import polib

    entries = {(entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(CATALOGUE))}
    return sorted(one[0] for one in messages_of_interface() if one not in entries or not entries[one].translated())


def update() -> list[str]:
    """Bring the catalogue up to date and compile it. Gives what has no English yet."""
    import polib

    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    before = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    kept = {(entry.msgid, entry.msgid_plural): entry for entry in before}
    after = polib.POFile(wrapwidth=120)
    after.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message, places in sorted(messages_of_interface().items()):
        entry = kept.get(message) or _new_entry(message)
        entry.occurrences = [(place, "") for place in sorted(places)]
        after.append(entry)
    after.save(str(CATALOGUE))
    after.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return untranslated()


def _new_entry(message: Message) -> "object":
    import polib

    plural = {"msgid_plural": message[1], "msgstr_plural": {0: "", 1: ""}} if message[1] else {}
    return polib.POEntry(msgid=message[0], **plural)


if __name__ == "__main__":
    import django

    django.setup()
    missing = update()
    sys.stdout.write("".join(f"no English: {words}\n" for words in missing))
    sys.exit(bool(missing))
