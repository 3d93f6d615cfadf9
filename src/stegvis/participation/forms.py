"""Forms of the person zone. They hand over plain values; the words of an error are those a person would use."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stegvis.core.periods import Period


class PeriodForm(forms.Form):
    """Which period a publication is of."""

    period = forms.ChoiceField(
        label=_("Period"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj en period."), "invalid_choice": _("Välj en av perioderna.")},
    )

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = list(choices)  # type: ignore[attr-defined]
        if choices:
            self.fields["period"].initial = choices[0][0]

    def clean_period(self) -> Period:
        """As a period."""
        return Period.parse(self.cleaned_data["period"])


class TablesForm(forms.Form):
    """Which tables a draft has."""

    tables = forms.MultipleChoiceField(
        label=_("Tabeller att publicera"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en tabell.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tables"].choices = list(choices)  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """Why a draft is published."""

    reason = forms.CharField(
        label=_("Skäl till beslutet"),
        max_length=2000,
        help_text=_(
            "Till exempel: Underlag till årsredovisningen 2025. Skälet sparas och visas tillsammans med tabellerna."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför tabellerna publiceras.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_reason(self) -> str:
        """Words, on one line."""
        words = " ".join(self.cleaned_data["reason"].split())
        if not words:
            raise ValidationError(_("Skriv varför tabellerna publiceras."))
        return words
