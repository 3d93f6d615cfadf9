"""The one form of the exchange: a package as a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A zipped package. What is no zip at all is said at once; all else is found when it is read."""

    package = forms.FileField(
        label=_("Paketet, som zip-fil"),
        help_text=_("Dra filen hit eller välj den. Inget ändras förrän du har sett vad som hittades och bekräftat."),
        max_length=300,
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": _("Välj en zip-fil."),
            "empty": _("Filen är tom. Zippa mappen med association.toml på nytt och välj den."),
            "invalid": _("Välj en zip-fil."),
            "max_length": _("Filnamnet är för långt. Ge filen ett kortare namn."),
        },
    )

    def clean_package(self) -> UploadedFile:
        """A zip file begins with the same two letters, whatever it is called."""
        file: UploadedFile = self.cleaned_data["package"]
        if file.read(2) != b"PK":
            message = _("%(name)s är ingen zip-fil. Zippa mappen med association.toml och välj den.")
            raise ValidationError(message, params={"name": file.name})
        file.seek(0)
        return file
