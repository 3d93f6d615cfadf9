"""Wholes and parts that one sentence or its neighbour tells: women, men and those whose sex is not known; what is left."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.prose.amounts import begins_in
from stegvis.checking.prose.mentions import Mention, between, counts_of, real_numbers
from stegvis.checking.understanding import Part, Printed, Sentence, Understood
from stegvis.checking.words import Words
from stegvis.checking.words.stems import stem

Counted = tuple[Sentence, tuple[Mention, ...]]
#: How many sentences back a total may stand.
_BACK = 2
#: How far from a total of anything else than people the women and men may be: one in so many.
_APART = 3
#: A number of things below this is as large as a number of people by chance.
_FEW = 13
#: Those who were just told of: fewer women and men may be all whose sex is known.
_OF_THEM = re.compile(r"^\s*av (?:dem|dessa) (?:var|är)\s*$", re.IGNORECASE)
#: "79 var kvinnor och 79 var män": the verb says only what the numbers count.
_ARE = re.compile(r"\b(?:var|är)\s(?=kvinn|män)", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:\w+(?:ade|ats|tts|des|dde|it|its)|har|hade|var|är|blev|fick|fått|gick|gått|kom|deltog|deltar|finns|fanns)\b",
    re.I,
)


def parts_by_sex_add_up_in_text(report: Understood) -> Iterator[Relation]:
    """Women, men and those whose sex is not known are the total of the same sentence, or of the one before it."""
    counted = counts_of(report)
    for place, (sentence, mentions) in enumerate(counted):
        after = " ".join(one.text for one, _ in counted[place + 1 : place + 2])
        for group in sex_groups(mentions, report.words):
            if _others(group, f"{sentence.text} {after}", report.words):
                continue
            whole = _whole_of(group, mentions, report.words)
            if whole and _may_be_theirs(whole, group, report.words):
                yield replace(_sum(whole, group, 95), again=tuple(_said_again(whole, counted)))
            elif not whole and (
                wholes := _wholes_before(group, mentions, counted[max(0, place - _BACK) : place], report.words)
            ):
                yield from _same_total(wholes, group)


def _said_again(whole: Mention, counted: Sequence[Counted]) -> Iterator[Printed]:
    """Where the same number of the same is told in other words: "125 samtal har genomförts", "125 samtalsmöten genomfördes"."""
    for sentence, mentions in counted:
        for one in mentions if sentence is not whole.sentence else ():
            alike = one.number.value == whole.number.value and one.sex is None and not one.planned and not one.elsewhen
            if alike and one.verbs & whole.verbs and whole.number.value >= _FEW and _same_noun(one, whole):
                yield one.number


def _same_noun(one: Mention, other: Mention) -> bool:
    """Whether the first words that two numbers count are one word, or one the beginning of the other ("SAMSIP-möten")."""
    heads = [mention.noun[0].split("-")[0] if mention.noun else "" for mention in (one, other)]
    return all(heads) and stem(heads[0]) == stem(heads[1])


def _others(group: Sequence[Mention], said: str, words: Words) -> bool:
    """Whether the text tells of somebody who is neither, without a number that could be added."""
    neither = [*words.data["mentions"]["sex"], *words.data["mentions"]["neither"]]
    return all(one.sex is not Part.UNKNOWN for one in group) and begins_in(said, neither)


def those_of_whom_are_the_total_before(report: Understood) -> Iterator[Relation]:
    """ "7 kvinnor och 67 män har avslutats. Av de 74 har ..." """
    counted = counts_of(report)
    for (before, counts), (sentence, mentions) in pairwise(counted):
        groups = list(sex_groups(counts, report.words))
        base = mentions[0] if mentions else None
        if len(groups) != 1 or len(counts) != len(groups[0]) or not base or before.section != sentence.section:
            continue
        if _takes_up(base):
            yield _sum(base, groups[0], 85)


def _takes_up(base: Mention) -> bool:
    """Whether "Av de 74" means those that were just told of: nothing says which they are."""
    return (
        base.of
        and base.exact
        and base.sex is None
        and not base.noun
        and re.search(r"\bav\s+(?:de|dessa)\s+(?:totalt\s+)?$", base.sentence.before(base.number), re.IGNORECASE)
        is not None
        and not re.match(r"\s*(?:\w+\s+)?som\b", base.sentence.after(base.number))
    )


def what_is_left_is_the_rest(report: Understood) -> Iterator[Relation]:
    """ "Av de 74 har 35 avbrutit ... Av de 39 som fullföljt": one of two opposites is the whole less the other."""
    counted = counts_of(report)
    for place, (sentence, mentions) in enumerate(counted):
        if len(mentions) != 2 or not mentions[0].of:
            continue
        taken, opposites = mentions[1], _opposites(mentions[1], report.words)
        for later, rest in counted[place + 1 : place + 4]:
            left = next((one for one in rest if one.of and one.verbs & opposites), None)
            if left and later.section == sentence.section and left.sex is None and _all_exact(mentions[0], taken, left):
                yield sum_of("REP-302", left.number, [Term(mentions[0].number), Term(taken.number, -1)], 85)
                break


def _opposites(mention: Mention, words: Words) -> frozenset[str]:
    return frozenset(other for verb in mention.verbs for other in words.data["opposites"].get(verb, ()))


def _all_exact(*mentions: Mention) -> bool:
    return all(one.exact and not one.planned for one in mentions)


def sex_groups(mentions: Sequence[Mention], words: Words) -> Iterator[tuple[Mention, ...]]:
    """Counts of women, men and perhaps unknown that stand together, as "75 kvinnor och 54 män"."""
    run: list[Mention] = []
    for mention in mentions:
        if run and not (_new_sex(run, mention) and joined(run[-1], mention, words)):
            yield from _complete(run)
            run = []
        if mention.sex and mention.exact:
            run.append(mention)
    yield from _complete(run)


def _new_sex(run: Sequence[Mention], mention: Mention) -> bool:
    return mention.sex is not None and mention.exact and mention.sex not in {one.sex for one in run}


def _complete(run: Sequence[Mention]) -> Iterator[tuple[Mention, ...]]:
    if {Part.WOMEN, Part.MEN} <= {one.sex for one in run}:
        yield tuple(run)


def joined(one: Mention, other: Mention, words: Words) -> bool:
    """Whether only what the first counts and joining words stand between two numbers of a sentence."""
    gap = _between(one, other)
    left = [word for word in re.findall(r"\w+", gap.casefold()) if word not in words.data["mentions"]["joins"]]
    return len(left) <= len(one.noun) + 1 and not _VERB.search(_ARE.sub("", gap)) and not re.search(r"[.;]", gap)


def _between(one: Mention, other: Mention) -> str:
    return between(one.sentence, one.number, other.number)


def _whole_of(group: Sequence[Mention], mentions: Sequence[Mention], words: Words) -> Mention | None:
    """The total that the sentence gives right before the group ("125 möten, 75 kvinnor och 54 män") or after it ("totalt 36")."""
    at = mentions.index(group[0])
    before = next((one for one in mentions[:at][::-1] if not _of_things(one, words)), None)
    if before and before.sex is None and before.exact and not before.of and _leads_to(before, group):
        return before
    end = at + len(group)
    after = next((one for one in mentions[end:] if not _of_things(one, words)), None)
    if after and after.sex is None and after.exact and _sums_up(group[-1], after, words):
        return after
    return None


def _of_things(one: Mention, words: Words) -> bool:
    """Whether it counts what is no people and told of people by none: "de tre insatserna", "5 kommuner"."""
    if not one.noun or one.of_people(words):
        return False
    known = words.data["mentions"]
    definite = re.search(rf"\b(?:{'|'.join(known['definite'])}) $", one.sentence.before(one.number), re.IGNORECASE)
    return bool(definite) or one.number.value < _FEW or begins_in(" ".join(one.noun), known["things"])


def _may_be_theirs(whole: Mention, group: Sequence[Mention], words: Words) -> bool:
    """Whether a total can be of these people: meetings have about as many only if they are told of one by one."""
    total = sum(one.number.value for one in group)
    return whole.of_people(words) or abs(total - whole.number.value) * _APART <= whole.number.value


def _leads_to(whole: Mention, group: Sequence[Mention]) -> bool:
    """Whether a colon, bracket, comma or "varav" leads from a total to its parts, and no other verb follows them."""
    gap = _between(whole, group[0])
    said = re.search(r"(?:\bvarav|fördelat på|fördelade på|[,:(–-])\s*(?:totalt )?\s*(?:antal )?(?:\w+: ?)?$", gap)
    tail = re.split(r"[.;,)]|\d", group[-1].sentence.after(group[-1].number), maxsplit=1)[0]
    if group[-1].sex is Part.UNKNOWN:
        tail = ""
    return bool(said) and not _VERB.search(tail) and "varav" not in gap[:-10]


def _sums_up(last: Mention, after: Mention, words: Words) -> bool:
    gap = _between(last, after).casefold()
    told = [word for word in re.findall(r"\w+", gap) if word not in last.noun]
    return (bool(told) and told[-1] in words.data["mentions"]["total"] and len(told) <= 3) or gap.strip().endswith("=")


def _wholes_before(
    group: Sequence[Mention], mentions: Sequence[Mention], back: Sequence[Counted], words: Words
) -> tuple[Mention, ...]:
    """The people of the nearest sentence before with any, if this one says "totalt" or "av dem" and nothing but the group."""
    before, after = (side(group[0].number) for side in (group[0].sentence.before, group[0].sentence.after))
    taken_up = group[0].whole or _OF_THEM.search(before) or (not before.strip(" *") and _ARE.match(after.lstrip()))
    if len(mentions) != len(group) or not taken_up or any(one.elsewhen or one.planned for one in group):
        return ()
    here = group[0].sentence
    for sentence, counts in reversed(back):
        if sentence.section == here.section and real_numbers(sentence):
            fit = (
                counts
                and len(counts) == len(real_numbers(sentence))
                and all(_may_be_whole(one, group[0]) for one in counts)
            )
            return tuple(one for one in counts if not _of_things(one, words)) if fit else ()
    return ()


def _may_be_whole(one: Mention, part: Mention) -> bool:
    alike = not one.verbs or not part.verbs or one.verbs & part.verbs
    return one.sex is None and one.exact and not one.of and not one.planned and not one.elsewhen and bool(alike)


def _same_total(wholes: Sequence[Mention], group: Sequence[Mention]) -> Iterator[Relation]:
    """One total told before, or places' counts: "27 personer i A och 9 i B. Totalt 28 kvinnor och 8 män"."""
    if len(wholes) == 1:
        fewer = sum(one.number.value for one in group) < wholes[0].number.value
        yield _sum(wholes[0], group, 75 if fewer and not group[0].whole else 85)
    elif wholes and wholes[0].noun and not any(one.noun for one in wholes[1:]):
        rest = [Term(one.number, -1) for one in wholes[1:]]
        terms = [Term(one.number) for one in group]
        yield sum_of("REP-301", wholes[0].number, [*terms, *rest], 80, what=_words_of(group[0]))


def _sum(whole: Mention, group: Sequence[Mention], certainty: int) -> Relation:
    return sum_of("REP-301", whole.number, [Term(one.number) for one in group], certainty, what=_words_of(whole))


def _words_of(mention: Mention) -> str:
    """What it counts, as it is printed."""
    printed = mention.sentence.after(mention.number).replace("*", " ").split()
    return " ".join(printed[: len(mention.noun)]).rstrip(".,;:")


CHECKS = (parts_by_sex_add_up_in_text, those_of_whom_are_the_total_before, what_is_left_is_the_rest)
