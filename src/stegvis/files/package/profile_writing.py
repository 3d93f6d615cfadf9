"""Writing `association.toml` and the `.toml` of a released table in one form that reads back to equal values."""

from typing import Any

from stegvis.core.profile import Coarser, EditionFrom, Policy, Profile, StatementLine
from stegvis.core.tables import Category, Correction, ReleasedTable, TableHead, TableSpec
from stegvis.files.package.labels import own_labels
from stegvis.files.package.toml_writing import Keys, arrays, keys


def profile_toml(profile: Profile) -> str:
    """The canonical `association.toml`."""
    blocks = [keys(_association(profile)), *arrays("party", (_party(one) for one in profile.parties))]
    if profile.editions:
        blocks.append(
            "[editions]\n" + keys({name: _edition(profile.editions[name]) for name in sorted(profile.editions)})
        )
    for policy in profile.policies:
        blocks += [*arrays("policy", [_policy(policy)]), *arrays("policy.coarser", map(_coarser, policy.coarser))]
    blocks += arrays("income_statement", map(_line, profile.income_statement))
    blocks += arrays("balance_sheet", map(_line, profile.balance_sheet))
    blocks += arrays(
        "balance_requirement",
        (
            {"line": one.line, "label": one.label, "year": one.year, "amount": one.amount}
            for one in profile.balance_requirement
        ),
    )
    return "\n".join(blocks)


def released_toml(table: ReleasedTable, spec: TableSpec) -> str:
    """What is said of a released table beside its cells. `spec`: what the table is."""
    head = table.head
    certified = [{"initiative": one.initiative, "by": one.by, "on": one.on} for one in table.certified]
    said = {
        "table": head.name,
        "version": table.version,
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
        "snapshot": head.snapshot or None,
        **_otherwise(head, spec),
    }
    labels = arrays("labels", (_label(*one) for one in own_labels(head, spec)))
    return "\n".join([keys(said), *labels, *arrays("corrections", map(_correction, table.corrections))])


def _otherwise(head: TableHead, spec: TableSpec) -> Keys:
    """Who is counted and how strictly, where that is not what it is of every table of the name."""
    base = [{"dimension": one.dimension, "codes": list(one.codes)} for one in head.base]
    return {
        "sensitive": head.sensitive if head.sensitive != spec.sensitive else None,
        "base": base if head.base != spec.base else None,
    }


def _label(dimension: str, row: Category) -> Keys:
    return {"dimension": dimension, "code": row.code, "label": row.label, "of": list(row.of) or None}


def _correction(one: Correction) -> Keys:
    return {
        "key": list(one.key),
        "value": one.value,
        "counted": one.counted,
        "by": one.by,
        "on": one.on,
        "reason": one.reason,
        "source": one.source,
    }


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
