"""Reading `association.toml`: the association, its members, editions, dated policy and how its statements are laid out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from stdnum.se import orgnr

from stegvis.core.money import Unit
from stegvis.core.package import ASSOCIATION
from stegvis.core.profile import EditionFrom, Party, Policy, Profile, RequirementLine, StatementLine
from stegvis.core.vocabulary import code_list, editions
from stegvis.files.package.cells import Wrong, code_of, not_reserved, one_of
from stegvis.files.package.collecting import Collected
from stegvis.files.package.layout import PROFILE_FILE
from stegvis.files.package.profile_coarser import read_coarser
from stegvis.files.package.profile_parts import (
    LISTS_WITH_EDITIONS,
    Block,
    load_toml,
    read_amount,
    read_boolean,
    read_day,
    read_name,
    read_string,
    read_strings,
    read_whole,
)

SIDES = ("assets", "equity", "liabilities", "provisions", "contingent")
LEAST_THRESHOLD = 5
_KEYS = ("name", "organisation_number", "seat", "municipalities", "invented", "unit", "party", "editions", "policy",
         "income_statement", "balance_sheet", "balance_requirement")  # fmt: skip
_NONE: tuple[str, ...] = ()
Editions = Mapping[str, tuple[EditionFrom, ...]]


def read_profile(data: bytes, findings: Collected) -> Profile | None:
    """What `association.toml` says; None where it cannot be read at all. Faults in it are findings with their lines."""
    top = load_toml(PROFILE_FILE, data, findings)
    if top is None:
        return None
    top.only(*_KEYS)
    municipalities = top.get("municipalities", _read_municipalities, _NONE, required=True)
    chosen = _editions(top.block("editions"))
    income, balance = _statement(top, "income_statement"), _statement(top, "balance_sheet")
    return Profile(
        name=top.get("name", read_string, "", required=True),
        organisation_number=top.get("organisation_number", _read_number, "", required=True),
        seat=top.get("seat", read_string, "", required=True),
        municipalities=municipalities,
        unit=top.get("unit", _read_unit, Unit.KR),
        invented=top.get("invented", read_boolean, False),
        parties=_parties(top),
        editions=chosen,
        policies=_policies(top, municipalities, chosen),
        income_statement=income,
        balance_sheet=balance,
        balance_requirement=tuple(_requirement(block) for block in top.blocks("balance_requirement")),
    )


def _read_number(value: Any) -> str:
    text = read_string(value)
    if not orgnr.is_valid(text):
        raise Wrong("PKG-104")
    return str(orgnr.format(text))


def _read_municipalities(value: Any) -> tuple[str, ...]:
    """Names on one line each; each has a row of its own in tables."""
    found = read_strings(value)
    if not all(name.isprintable() for name in found):
        raise Wrong("PKG-103", expected='["Exempelstad", "Grannby"]')
    for name in found:
        try:
            not_reserved(name)
        except Wrong as wrong:
            raise Wrong(wrong.code, value=name, **wrong.values) from None
    return found


def _read_unit(value: Any) -> Unit:
    return Unit(one_of("kr", "tkr")(read_string(value)))


def _parties(top: Block) -> tuple[Party, ...]:
    blocks = top.blocks("party")
    kind = code_of(code_list("party_kind"))
    parties = []
    for block in blocks:
        block.only("id", "name", "kind", "pays_with")
        parties.append(
            Party(
                id=block.get("id", read_name, "", required=True),
                name=block.get("name", read_string, "", required=True),
                kind=block.get("kind", lambda value: kind(read_string(value)), "", required=True),
                pays_with=block.get("pays_with", read_name, ""),
            )
        )
    _check_parties(blocks, parties)
    return tuple(parties)


def _check_parties(blocks: list[Block], parties: list[Party]) -> None:
    ids = [party.id for party in parties]
    for place, (block, party) in enumerate(zip(blocks, parties, strict=True)):
        if party.id == ASSOCIATION or (party.id and party.id in ids[:place]):
            block.wrong("PKG-105", "id")
        if party.pays_with and (party.pays_with not in ids or party.pays_with == party.id):
            block.wrong("PKG-056", "pays_with", known=", ".join(ids))


def _editions(block: Block) -> Editions:
    block.only(*LISTS_WITH_EDITIONS)
    return {name: _edition_of(block, name) for name in LISTS_WITH_EDITIONS if name in block.values}


def _edition_of(block: Block, name: str) -> tuple[EditionFrom, ...]:
    if isinstance(block.values[name], list):
        none: tuple[EditionFrom, ...] = ()
        found = block.get(name, lambda value: tuple(_read_edition_from(name, one) for one in value), none)
        days = [one.start or date.min for one in found]
        if sorted(set(days)) != days:
            block.wrong("PKG-106", name)
        return found
    return (EditionFrom(block.get(name, lambda value: _read_edition(name, value), editions(name)[0])),)


def _read_edition_from(name: str, value: Any) -> EditionFrom:
    if not isinstance(value, dict) or not {"edition"} <= value.keys() <= {"edition", "from"}:
        raise Wrong("PKG-103", expected='{ edition = "own-2023", from = 2023-01-01 }')
    return EditionFrom(_read_edition(name, value["edition"]), read_day(value["from"]) if "from" in value else None)


def _read_edition(name: str, value: Any) -> str:
    if read_string(value) not in editions(name):
        raise Wrong("PKG-092", value=value, list=f" ({name})", known=", ".join(editions(name)))
    return read_string(value)


def _policies(top: Block, municipalities: tuple[str, ...], chosen: Editions) -> tuple[Policy, ...]:
    blocks = top.blocks("policy")
    policies, before = [], 0
    for block in blocks:
        policies.append(_policy(block, municipalities, chosen, before))
        before += len(block.blocks("coarser"))
        if policies[-1].start in [policy.start for policy in policies[:-1]]:
            block.wrong("PKG-107", "from")
    return tuple(policies)


def _policy(block: Block, municipalities: tuple[str, ...], chosen: Editions, before: int) -> Policy:
    block.only("from", "threshold", "equity_share_of_contributions_max", "administration_share_of_costs_max",
               "buffer", "coarser")  # fmt: skip
    return Policy(
        start=block.get("from", read_day, date(2000, 1, 1), required=True),
        threshold=block.get("threshold", _read_threshold, LEAST_THRESHOLD),
        equity_share_of_contributions_max=block.get("equity_share_of_contributions_max", _read_share, None),
        administration_share_of_costs_max=block.get("administration_share_of_costs_max", _read_share, None),
        buffer=block.get("buffer", _read_buffer, None),
        coarser=tuple(read_coarser(one, municipalities, chosen) for one in block.blocks("coarser", before)),
    )


def _read_threshold(value: Any) -> int:
    """An association may only make the rules of protection stricter."""
    if not LEAST_THRESHOLD <= read_whole(value) <= 1000:
        raise Wrong("PKG-108", least=str(LEAST_THRESHOLD))
    return read_whole(value)


def _read_share(value: Any) -> Decimal | None:
    if not 0 <= read_amount(value) <= 1:
        raise Wrong("PKG-109")
    return read_amount(value)


def _read_buffer(value: Any) -> Decimal | None:
    return read_amount(value)


def _statement(top: Block, name: str) -> tuple[StatementLine, ...]:
    blocks = top.blocks(name)
    lines = [_line(block, balance=name == "balance_sheet") for block in blocks]
    names = [line.line for line in lines]
    sums = {line.line: line.sum_of for line in lines}
    for place, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        if line.line and line.line in names[:place]:
            block.wrong("PKG-110", "line")
        if unknown := [one for one in line.sum_of if one not in names]:
            block.wrong("PKG-111", "sum_of", value=", ".join(unknown), known=", ".join(names))
        elif _in_a_circle(line.line, sums):
            block.wrong("PKG-112", "sum_of", value=line.line)
    return tuple(lines)


def _in_a_circle(line: str, sums: Mapping[str, tuple[str, ...]]) -> bool:
    reached: set[str] = set()
    ahead = list(sums[line])
    while ahead:
        one = ahead.pop()
        if one == line:
            return True
        if one not in reached:
            reached.add(one)
            ahead.extend(sums.get(one, ()))
    return False


def _line(block: Block, *, balance: bool) -> StatementLine:
    block.only("line", "label", "accounts", "sum_of", "note", *(("side",) if balance else ("non_cash",)))
    if "accounts" in block.values and "sum_of" in block.values:
        block.wrong("PKG-113", "sum_of")
    return StatementLine(
        line=block.get("line", read_name, "", required=True),
        label=block.get("label", read_string, "", required=True),
        accounts=block.get("accounts", _read_accounts, ()),
        sum_of=block.get("sum_of", read_strings, ()),
        note=block.get("note", _read_note, None),
        side=block.get("side", lambda value: one_of(*SIDES)(read_string(value)), "", required=balance),
        non_cash=block.get("non_cash", read_boolean, False),
    )


def _read_accounts(value: Any) -> tuple[str, ...]:
    found = read_strings(value)
    if not all(prefix.isascii() and prefix.isdigit() for prefix in found):
        raise Wrong("PKG-114")
    return found


def _read_note(value: Any) -> int | None:
    return read_whole(value)


def _requirement(block: Block) -> RequirementLine:
    block.only("line", "label", "year", "amount")
    year = block.get("year", read_whole, 0, required=True)
    if "year" in block.values and year and not 1900 <= year <= 2199:
        block.wrong("PKG-052", "year")
    return RequirementLine(
        line=block.get("line", read_name, "", required=True),
        label=block.get("label", read_string, "", required=True),
        year=year,
        amount=block.get("amount", read_amount, Decimal(0), required=True),
    )
