"""The form of the board's word on a goal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stegvis.core.goals import MET, NOT_ASSESSED, NOT_MET, PARTLY_MET
from stegvis.planning.actions import comment_missing, needs_comment

WORDS = {
    MET: _("Uppfyllt"),
    PARTLY_MET: _("Delvis uppfyllt"),
    NOT_MET: _("Inte uppfyllt"),
    NOT_ASSESSED: _("Ej bedömt"),
}


class AssessmentForm(forms.Form):
    """The board's word and its comment. `computed`: what the figures say; a word that differs needs a comment."""

    assessed = forms.ChoiceField(
        label=_("Styrelsens bedömning"),
        choices=list(WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj en bedömning."), "invalid_choice": _("Välj en av bedömningarna.")},
    )
    comment = forms.CharField(
        label=_("Kommentar"),
        required=False,
        max_length=4000,
        help_text=_("Skrivs ut i årsredovisningen. Behövs när bedömningen skiljer sig från siffrorna."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("Kommentaren är längre än 4 000 tecken. Korta den.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, computed: str = NOT_ASSESSED, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.computed = computed

    def clean(self) -> dict[str, Any]:
        """A difference is explained."""
        values = super().clean() or {}
        comment = str(values.get("comment", "")).strip().replace("\r\n", "\n")
        if needs_comment(values.get("assessed", ""), self.computed) and not comment and "comment" not in self.errors:
            self.add_error("comment", comment_missing())
        return {**values, "comment": comment}
