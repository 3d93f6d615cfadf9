"""Participants' answers, counted in plain Python: they are few, and nothing ties the answers of one person together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stegvis.core.catalogue import MEAN
from stegvis.core.facts import AnswerFact
from stegvis.core.periods import Period
from stegvis.engine.counting import Attributes, CountedGroup, Groups
from stegvis.engine.snapshot import question_of

#: How a yes/no question's answer may be written instead of its place on the scale.
_PLACES = {"nej": "1", "no": "1", "ja": "2", "yes": "2"}


def count_answers(
    answers: Iterable[AnswerFact], period: Period, initiatives: tuple[str, ...], wanted: Sequence[Attributes]
) -> Groups:
    """The answers of the period's rounds by each of the wanted combinations of attributes and sex."""
    asked = [one for one in answers if is_of(one.round, period) and (not initiatives or one.initiative in initiatives)]
    return {attributes: tuple(_groups(asked, attributes)) for attributes in wanted}


def is_of(round_: str, period: Period) -> bool:
    """Whether a round is of a period: it is named as the period, or begins with the year that the period is."""
    return round_ == str(period) or (len(str(period)) == 4 and round_.startswith(str(period)))


def _groups(answers: Iterable[AnswerFact], attributes: Attributes) -> Iterator[CountedGroup]:
    counts = Counter((_values(one, attributes), one.sex) for one in answers)
    return (CountedGroup(values, sex, count) for (values, sex), count in counts.items())


def _values(answer: AnswerFact, attributes: Attributes) -> tuple[str, ...]:
    place = _PLACES.get(answer.value.lower(), answer.value)
    read: Mapping[str, str] = {
        "respondent_group": answer.respondent_group,
        "question": question_of(answer),
        "value": place,
        MEAN: place if place in ("1", "2", "3", "4", "5", "6") else "",
    }
    return tuple(read[name] for name in attributes)
