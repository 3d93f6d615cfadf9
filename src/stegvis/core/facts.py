"""What happened, as rows of values: the only thing that is counted. A form, a tally and an import give the same facts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Coded(NamedTuple):
    """A code as it was registered: it means what its edition says. `extent` is a percentage, where one followed."""

    edition: str
    code: str
    extent: int | None = None

    @property
    def key(self) -> str:
        """Edition and code as one word, `sus-2020/illness`: how a column of facts holds it."""
        return f"{self.edition}/{self.code}"


@dataclass(frozen=True, slots=True)
class ParticipationFact:
    """One person's time in one initiative, from entry to exit. Empty and None mean: not known.

    `person` is an opaque pseudonym, empty for an anonymous row. `exited` None: still taking part.
    Codes of entry attributes are of the edition of the entry date, those of exit attributes of the exit's.
    """

    person: str
    initiative: str
    registration: str
    sex: str
    entered: date
    birth_year: int | None = None
    municipality: str = ""
    site: str = ""
    groups: tuple[str, ...] = ()
    education: Coded | None = None
    time_on_public_support: Coded | None = None
    income_before: tuple[Coded, ...] = ()
    occupation_before: tuple[Coded, ...] = ()
    referrer: str = ""
    referred: date | None = None
    stage: str = ""
    exited: date | None = None
    exit_reason: Coded | None = None
    exit_destination: Coded | None = None
    income_after: tuple[Coded, ...] = ()
    occupation_after: tuple[Coded, ...] = ()
    followed_up: date | None = None
    occupation_at_follow_up: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyFact:
    """A number counted without rows: so many of a measure in an initiative from a day to a day."""

    initiative: str
    start: date
    end: date
    measure: str
    sex: str
    count: int
    municipality: str = ""
    party: str = ""
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """One answer to one question. Nothing ties the answers of one person together."""

    round: str
    survey: str
    respondent_group: str
    initiative: str
    sex: str
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class LedgerFact:
    """One transaction of the accounts, in kronor, exact to the öre; credit is negative. `objects`: (dimension, object)."""

    on: date
    account: str
    objects: tuple[tuple[str, str], ...]
    amount: Decimal
    voucher: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SeriesFact:
    """One figure typed in from print: of earlier years, the county, the nation or the population."""

    scope: str
    initiative: str
    measure: str
    period: str
    edition: str
    category: str
    sex: str
    value: Decimal | None
    unit: str
    base: str
    definition: str
    source: str
    page: str
