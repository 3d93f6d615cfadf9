"""The forms of a report's text and of a corrected figure."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stegvis.core.tables import Key, ReleasedTable
from stegvis.reports.models import Narrative

LONGEST = 200_000


def mark_of(version: int, text: str) -> str:
    """What a page remembers of the text it was given: its version, and a digest of its words."""
    return f"{version}-{sha256(_plain(text).encode()).hexdigest()[:16]}"


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


class NarrativeForm(forms.Form):
    """A section's text, what its writer says of it, and the mark of what they were given to write in."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=LONGEST,
        error_messages={
            "max_length": _("Texten är längre än 200 000 tecken. Dela upp den."),
            "null_characters_not_allowed": _("Texten har ett tecken som inte kan skrivas ut. Klistra in den på nytt."),
        },
    )
    state = forms.ChoiceField(
        label=_("Textens läge"),
        choices=[
            (Narrative.State.DRAFT, _("Utkast")),
            (Narrative.State.HANDED_IN, _("Inlämnad")),
            (Narrative.State.READY, _("Klar")),
        ],
        error_messages={"required": _("Välj textens läge."), "invalid_choice": _("Välj ett av lägena.")},
    )
    seen = forms.RegexField(r"^[0-9]{1,9}-[0-9a-f]{16}$", widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Lines end as in the file."""
        return _plain(str(self.cleaned_data["text"]))

    def clean(self) -> dict[str, Any]:
        """A page that has lost its mark is ours to mend; the words are kept."""
        if "seen" in self.errors:
            raise ValidationError(_("Sidan har blivit gammal. Kopiera texten, ladda om sidan och klistra in den."))
        return super().clean() or {}

    @property
    def version(self) -> int:
        """The version that the page was given, 0 where there was none."""
        return int(self.cleaned_data["seen"].split("-")[0])


class CorrectionForm(forms.Form):
    """Why published figures are replaced and where the right ones come from. The figures are in the page's table."""

    reason = forms.CharField(
        label=_("Skäl"),
        max_length=500,
        help_text=_("Vad som var fel. Skälet trycks under tabellen."),
        widget=forms.TextInput,
        error_messages={"required": _("Skriv varför talet rättas.")},
    )
    source = forms.CharField(
        label=_("Källa"),
        max_length=500,
        help_text=_("Varifrån det rätta talet kommer, till exempel ett beslut eller en lista med datum."),
        widget=forms.TextInput,
        error_messages={"required": _("Skriv varifrån det rätta talet kommer.")},
    )
    sums_may_differ = forms.BooleanField(
        label=_("Summorna får skilja sig från sina delar, och det står under tabellen"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_reason(self) -> str:
        """Words, on one line."""
        return " ".join(self.cleaned_data["reason"].split())

    def clean_source(self) -> str:
        """Words, on one line."""
        return " ".join(self.cleaned_data["source"].split())

    def figures(self, table: ReleasedTable, sent: Mapping[Key, str]) -> dict[Key, int] | None:
        """The figures that are others than the table's; None with an error where one is no whole number."""
        changed: dict[Key, int] = {}
        for key, words in sent.items():
            plain = "".join(words.split())
            if table.cells[key] is None or plain == str(table.cells[key]):
                continue
            if not plain.isascii() or not plain.isdigit() or len(plain) > 7:
                self.add_error(
                    None, _("%(value)s är inget heltal. Skriv antalet med siffror.") % {"value": words[:30] or "–"}
                )
                return None
            changed[key] = int(plain)
        if not changed:
            self.add_error(None, _("Alla tal är desamma som nu. Ändra minst ett."))
            return None
        return changed
