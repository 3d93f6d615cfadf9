"""Writing `association.toml` and the `.toml` of a released table in one form that reads back to equal values."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from stegvis.core.profile import Coarser, EditionFrom, Policy, Profile, StatementLine
from stegvis.core.tables import ReleasedTable
from stegvis.files.package.labels import own_labels

Keys = dict[str, Any]


def profile_toml(profile: Profile) -> str:
    """The canonical `association.toml`."""
    blocks = [_keys(_association(profile)), *_arrays("party", (_party(one) for one in profile.parties))]
    if profile.editions:
        blocks.append(
            "[editions]\n" + _keys({name: _edition(profile.editions[name]) for name in sorted(profile.editions)})
        )
    for policy in profile.policies:
        blocks += [*_arrays("policy", [_policy(policy)]), *_arrays("policy.coarser", map(_coarser, policy.coarser))]
    blocks += _arrays("income_statement", map(_line, profile.income_statement))
    blocks += _arrays("balance_sheet", map(_line, profile.balance_sheet))
    blocks += _arrays(
        "balance_requirement",
        (
            {"line": one.line, "label": one.label, "year": one.year, "amount": one.amount}
            for one in profile.balance_requirement
        ),
    )
    return "\n".join(blocks)


def released_toml(table: ReleasedTable) -> str:
    """What is said of a released table beside its cells."""
    head = table.head
    certified = [{"initiative": one.initiative, "by": one.by, "on": one.on} for one in table.certified]
    keys = {
        "table": head.name,
        "period": str(head.period),
        "party": table.party,
        "initiatives": list(head.initiatives),
        "edition": head.edition,
        "threshold": table.threshold,
        "grouping": head.grouping,
        "counted": head.counted,
        "with_data": head.with_data,
        "status": "published",
        "released": table.released_on,
        "certified": certified,
        "population": head.population,
        "notes": list(head.notes),
        "additive": [one.name for one in head.dimensions if one.additive],
        "labels": [{"dimension": name, "code": code, "label": label} for name, code, label in own_labels(head)],
    }
    return _keys(keys)


def _association(profile: Profile) -> Keys:
    return {
        "name": profile.name,
        "organisation_number": profile.organisation_number,
        "seat": profile.seat,
        "municipalities": list(profile.municipalities),
        "invented": profile.invented or None,
        "unit": profile.unit.value,
    }


def _party(party: Any) -> Keys:
    return {"id": party.id, "name": party.name, "kind": party.kind, "pays_with": party.pays_with or None}


def _edition(editions: tuple[EditionFrom, ...]) -> Any:
    if len(editions) == 1 and editions[0].start is None:
        return editions[0].edition
    return [{"edition": one.edition, "from": one.start} for one in editions]


def _policy(policy: Policy) -> Keys:
    return {
        "from": policy.start,
        "threshold": policy.threshold,
        "equity_share_of_contributions_max": policy.equity_share_of_contributions_max,
        "administration_share_of_costs_max": policy.administration_share_of_costs_max,
        "buffer": policy.buffer,
    }


def _coarser(coarser: Coarser) -> Keys:
    merge = [{"code": group.code, "label": group.label, "of": list(group.of)} for group in coarser.merge]
    keys = {"grouping": coarser.grouping, "merge": merge or None, "drop": coarser.drop or None}
    return {"table": coarser.table, **keys}


def _line(line: StatementLine) -> Keys:
    return {
        "side": line.side or None,
        "line": line.line,
        "label": line.label,
        "accounts": list(line.accounts) or None,
        "sum_of": list(line.sum_of) or None,
        "note": line.note,
        "non_cash": line.non_cash or None,
    }


def _arrays(name: str, blocks: Any) -> list[str]:
    return [f"[[{name}]]\n{_keys(block)}" for block in blocks]


def _keys(keys: Keys) -> str:
    """Each key on its line; one without a value is left out."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in keys.items() if value is not None)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    return _of_several(value) if isinstance(value, list | dict) else str(value)


def _of_several(value: list[Any] | Keys) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    return f"{{ {', '.join(_pairs(value))} }}"


def _pairs(value: Keys) -> Iterator[str]:
    return (f"{key} = {_value(one)}" for key, one in value.items() if one is not None)


def _string(text: str) -> str:
    """A basic string: JSON escapes what TOML escapes, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _number(amount: Decimal) -> str:
    text = format(amount, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
