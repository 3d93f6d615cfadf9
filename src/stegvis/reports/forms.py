"""The forms of a report's text, of a corrected figure, and of Granska."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from stegvis.checking.words.own import is_plain
from stegvis.core.tables import Key, ReleasedTable
from stegvis.files.finished.reading import MOST_BYTES
from stegvis.reports.actions.checking import ENDINGS
from stegvis.reports.models import CheckedDocument, Narrative

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


class DocumentForm(forms.Form):
    """A finished report to check. What is no report at all is found when it is read."""

    file = forms.FileField(
        label=_("Dokumentet"),
        help_text=_("PDF, Word (.docx), webbsida, Markdown eller text, högst 50 MB. Dra filen hit eller välj den."),
        max_length=300,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={
            "required": _("Välj ett dokument."),
            "empty": _("Filen är tom. Välj en annan."),
            "invalid": _("Välj ett dokument."),
            "max_length": _("Filnamnet är för långt. Ge filen ett kortare namn."),
        },
    )
    earlier = forms.ChoiceField(
        label=_("Ny version av"),
        required=False,
        help_text=_(
            "Vad som är godtaget följer med till den nya versionen. Samma filnamn räknas alltid som samma dokument."
        ),
        error_messages={"invalid_choice": _("Välj ett av dokumenten.")},
    )

    def __init__(self, *args: Any, documents: Iterable[CheckedDocument] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.name}, {one.made_at:%Y-%m-%d}") for one in documents]
        self.fields["earlier"].choices = [("", _("inget som är granskat förut")), *choices]  # type: ignore[attr-defined]
        if not choices:
            del self.fields["earlier"]

    def clean_file(self) -> UploadedFile:
        """Only what there is a reader for."""
        file: UploadedFile = self.cleaned_data["file"]
        if Path(file.name or "").suffix.lower() not in ENDINGS:
            message = _(
                "%(name)s går inte att granska. Välj en PDF, ett Word-dokument (.docx), en webbsida eller en text."
            )
            raise ValidationError(message, params={"name": file.name})
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("%(name)s är större än 50 MB."), params={"name": file.name})
        return file


class AcceptForm(forms.Form):
    """Why a finding is accepted."""

    reason = forms.CharField(
        label=_("Skäl"),
        max_length=500,
        help_text=_("Varför det som står får stå. Skälet visas vid fyndet, också i nästa version av dokumentet."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Skriv varför fyndet godtas."),
            "max_length": _("Skälet är längre än 500 tecken. Korta det."),
            "null_characters_not_allowed": _("Skälet har ett tecken som inte kan skrivas ut. Skriv det på nytt."),
        },
    )

    also = forms.BooleanField(required=False)

    def __init__(self, *args: Any, alike: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = ngettext(
            "Godta också %(n)s annat fynd av samma slag",
            "Godta också %(n)s andra fynd av samma slag",
            alike,
        )
        self.fields["also"].label = words % {"n": alike}
        if not alike:
            del self.fields["also"]

    def clean_reason(self) -> str:
        """Words, on one line."""
        return " ".join(self.cleaned_data["reason"].split())


# Own words

#: Own words are a page or two, never so many bytes.
_MOST_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that an association may call something of its own. `names`: where its words stand in the file."""

    label: str | Promise
    names: tuple[str, ...]


#: What people name, in the order in which they look for it.
KINDS: Mapping[str, Kind] = {
    "total": Kind(_("Summa: en rad eller kolumn som lägger ihop de andra"), ("parts.total", "totals.begin")),
    "women": Kind(_("Kvinnor"), ("parts.women",)),
    "men": Kind(_("Män"), ("parts.men",)),
    "unknown": Kind(_("Okänt eller annat kön"), ("parts.unknown",)),
    "budget": Kind(_("Budget, som kolumn"), ("versions.budget",)),
    "outcome": Kind(_("Utfall, som kolumn"), ("versions.outcome",)),
    "forecast": Kind(_("Prognos, som kolumn"), ("versions.forecast",)),
    "variance": Kind(_("Avvikelse, som kolumn"), ("versions.variance",)),
    "income": Kind(_("Summa intäkter"), ("roles.income", "quantities.any.income")),
    "costs": Kind(_("Summa kostnader"), ("roles.costs", "quantities.any.costs")),
    "result": Kind(_("Årets resultat"), ("roles.result", "quantities.any.result")),
    "contributions": Kind(_("Medlemmarnas bidrag"), ("roles.contribution", "quantities.any.contributions")),
    "equity": Kind(_("Eget kapital vid årets slut"), ("roles.equity_closing", "quantities.any.equity_closing")),
    "cash": Kind(_("Likvida medel"), ("roles.cash", "quantities.any.cash")),
    "administration": Kind(_("Administration och kansli"), ("roles.administration", "rules.administration.own")),
    "individual": Kind(_("Insatser för individer"), ("roles.individual",)),
    "structural": Kind(_("Strukturella insatser"), ("roles.structural",)),
    "table_income": Kind(_("Rubrik: resultaträkning"), ("kinds.income",)),
    "table_balance": Kind(_("Rubrik: balansräkning"), ("kinds.balance",)),
    "table_cash_flow": Kind(_("Rubrik: kassaflödesanalys"), ("kinds.cash_flow",)),
    "table_operating": Kind(_("Rubrik: driftredovisning"), ("kinds.operating",)),
    "table_overview": Kind(_("Rubrik: flerårsöversikt"), ("kinds.overview",)),
    "table_budget": Kind(_("Rubrik: budget och utfall"), ("kinds.budget",)),
    "table_goals": Kind(_("Rubrik: uppföljning av mål"), ("kinds.goals",)),
}


class AddWordsForm(forms.Form):
    """What the association calls a kind of thing."""

    kind = forms.ChoiceField(
        label=_("Vad det är"),
        choices=lambda: [("", _("välj")), *((name, kind.label) for name, kind in KINDS.items())],
        error_messages={"required": _("Välj vad det är."), "invalid_choice": _("Välj vad det är.")},
    )
    words = forms.CharField(
        label=_("Vad ni kallar det"),
        help_text=_(
            "Som det står i era rapporter. Flera ord skiljs med komma, till exempel: sammanräknat, hela förbundet."
        ),
        max_length=500,
        error_messages={
            "required": _("Skriv vad ni kallar det."),
            "max_length": _("Det är fler än 500 tecken. Lägg till några ord i taget."),
            "null_characters_not_allowed": _("Det finns ett tecken som inte kan skrivas ut. Skriv orden på nytt."),
        },
    )

    def clean_words(self) -> list[str]:
        """The words one by one, in small letters: labels are compared without capitals."""
        words = [" ".join(one.split()).casefold() for one in self.cleaned_data["words"].split(",")]
        if not any(words):
            raise ValidationError(_("Skriv vad ni kallar det."))
        if wrong := [one for one in words if one and not is_plain(one)]:
            message = _("Skriv ”%(words)s” med bokstäver, siffror och mellanslag, högst 120 tecken för varje namn.")
            raise ValidationError(message, params={"words": "”, ”".join(wrong)})
        return [one for one in words if one]


class WordsForm(forms.Form):
    """All the own words as a text. A file that is chosen takes its place."""

    text = forms.CharField(
        label=_("Alla ord som text"),
        required=False,
        max_length=_MOST_WORDS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "code", "spellcheck": "false"}),
        error_messages={
            "max_length": _("Texten är längre än 100 000 tecken. Korta den."),
            "null_characters_not_allowed": _("Texten har ett tecken som inte kan skrivas ut. Ta bort det."),
        },
    )
    file = forms.FileField(
        label=_("Eller en fil"),
        required=False,
        help_text=_("Samma fil som stegvis check --words läser, högst 100 kB. Den ersätter det som står ovan."),
        widget=forms.FileInput(attrs={"accept": ".toml,.txt"}),
        error_messages={"empty": _("Filen är tom. Välj en annan."), "invalid": _("Välj en fil.")},
    )

    def clean_file(self) -> UploadedFile | None:
        """No larger than words can be."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > _MOST_WORDS:
            raise ValidationError(_("%(name)s är större än 100 kB."), params={"name": file.name})
        return file

    def whole(self) -> str:
        """The file's words where there is one, else those of the text."""
        file: Any = self.cleaned_data["file"]
        if not file:
            return str(self.cleaned_data["text"])
        from stegvis.files.finished.decoding import text_of

        return text_of(file.read()) or ""
