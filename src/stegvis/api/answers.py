"""What the open interface answers with, and the words that an address may hold."""

from typing import Annotated, Literal

from ninja import Path, Query, Schema

Number = Annotated[str, Path(pattern=r"^[0-9]{6}-[0-9]{4}$", description="The association's organisation number")]
PeriodText = Annotated[
    str,
    Path(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(\.\.[0-9]{4}-(0[1-9]|1[0-2]))?)?$",
        description="`2025`, `2025-03` or `2023-01..2023-08`",
    ),
]
Name = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,100}$", description="The table's name, `exits-by-reason`")]
Extension = Literal["csv", "xlsx", "px", "json", "html", "svg", "png"]
Language = Annotated[
    Literal["sv", "en"], Query(description="The language of headings and of what is said of the table")
]
PartyKey = Annotated[
    str, Query(max_length=100, description="The party that released the table, where several have one of that name")
]


class Problem(Schema):
    """Why there is no answer."""

    detail: str


class Fault(Schema):
    """One thing that is wrong with a question."""

    type: str
    loc: list[str | int]
    msg: str


class Faults(Schema):
    """What is wrong with a question, all of it."""

    detail: list[Fault]


class RootAnswer(Schema):
    """What the interface is, and where one begins."""

    name: str
    version: str
    about: str
    description: str
    associations: str
    catalogue: str


class AssociationAnswer(Schema):
    """An association whose tables are open: who it is, and where its tables are."""

    organisation_number: str
    name: str
    contact: str
    page: str
    tables: str
    catalogue: str


class FileAnswer(Schema):
    """A file of a table."""

    kind: str
    media_type: str
    address: str


class TableAnswer(Schema):
    """A table in the list. `released` false: it could not be published without somebody risking to be recognised."""

    name: str
    title: str
    period: str
    party: str
    released: bool
    released_on: str | None
    version: int | None
    page: str
    address: str


class SaidAnswer(Schema):
    """One thing that is said of a table: the machines' name for it, its name in words, and the words."""

    key: str
    label: str
    text: str


class WholeTableAnswer(TableAnswer):
    """A released table: what is said of it, and its files; `json` is JSON-stat 2.0."""

    threshold: int
    edition: str
    metadata: list[SaidAnswer]
    files: list[FileAnswer]
