"""Sending a finished report to be checked, and reports to send: right ones, and one with an error."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stegvis.reports.models import CheckedDocument
from support.uploads import do_the_work

RIGHT = """
Årsredovisning 2020

Förbundet hade ett lugnt år.

Deltagare efter kön

\tKvinnor\tMän\tTotalt
Stegen\t12\t8\t20
Bron\t30\t20\t50
Totalt\t42\t28\t70
"""
#: The total of all is 71 and should be 70.
WRONG = RIGHT.replace("28\t70", "28\t71")


def send_report(client: Client, text: str | bytes = WRONG, name: str = "rapport.txt", **values: str) -> Any:
    """Send a report by the form, and let it be checked."""
    data = text if isinstance(text, bytes) else text.encode()
    answer = client.post("/granska/ny/", {"file": SimpleUploadedFile(name, data), **values})
    do_the_work()
    return answer


def sent() -> CheckedDocument:
    """The document sent last."""
    document = CheckedDocument._base_manager.order_by("-made_at").first()
    assert document is not None
    return document
