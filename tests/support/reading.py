"""Pages as their readers see them: on one line, with plain spaces in the numbers."""

import re
from html import unescape
from typing import Any

from django.test import Client


def page(client: Client, address: str) -> str:
    """The markup of a page that is there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(_plain(response.content.decode()).split())


def words_of(response: Any) -> str:
    """The words of an answer, without markup."""
    return " ".join(_plain(unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).split())


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")
