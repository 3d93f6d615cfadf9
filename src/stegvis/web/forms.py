"""The frame's own forms. They hand over plain values; the words of an error are those a person would use."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stegvis.associations.models import User


class SignInForm(forms.Form):
    """Address and password."""

    email = forms.EmailField(
        label=_("E-postadress"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Skriv din e-postadress."), "invalid": _("Skriv adressen som namn@exempel.se.")},
    )
    password = forms.CharField(
        label=_("Lösenord"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Skriv ditt lösenord.")},
    )

    def clean_email(self) -> str:
        """Addresses are the same whatever their case."""
        return str(self.cleaned_data["email"]).strip().lower()


class PasswordForm(forms.Form):
    """The present password and a new one."""

    present = forms.CharField(
        label=_("Nuvarande lösenord"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Skriv lösenordet som du har nu.")},
    )
    new = forms.CharField(
        label=_("Nytt lösenord"),
        strip=False,
        max_length=1000,
        help_text=_("Minst 12 tecken. Några ord efter varandra är lätta att minnas och svåra att gissa."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Skriv ett nytt lösenord.")},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_present(self) -> str:
        """The present password must be right."""
        if not self.user.check_password(self.cleaned_data["present"]):
            raise ValidationError(_("Det är inte lösenordet som du har nu."))
        return str(self.cleaned_data["present"])

    def clean_new(self) -> str:
        """The new one must be hard to guess."""
        validate_password(self.cleaned_data["new"], self.user)
        return str(self.cleaned_data["new"])


class OpenStatisticsForm(forms.Form):
    """Where the open tables are asked about."""

    contact = forms.EmailField(
        label=_("Adress för frågor om statistiken"),
        max_length=254,
        help_text=_("Visas för alla. Ange en adress till kansliet, inte till en person."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={
            "required": _("Skriv kansliets e-postadress."),
            "invalid": _("Skriv adressen som namn@exempel.se."),
        },
    )
