"""The report's own Swedish words: what stands in headings, captions and titles that are made from data."""

from stegvis.core.vocabulary import code_list

BODIES = {
    "board": "Styrelse",
    "presidium": "Presidium",
    "auditors": "Revisorer",
    "preparatory_group": "Beredningsgrupp",
    "steering_group": "Styrgrupp",
    "local_group": "Lokal samverkansgrupp",
    "election_committee": "Valberedning",
}
ROLES = {
    "chair": "ordförande",
    "vice_chair": "vice ordförande",
    "member": "ledamot",
    "deputy": "ersättare",
    "auditor": "revisor",
    "adviser": "sakkunnigt biträde",
    "secretary": "sekreterare",
    "convener": "sammankallande",
}
DEPUTIES = {"deputy", "ersättare"}
BOARD = {"board", "styrelse", "styrelsen"}

RATIOS = {
    "equity_ratio": "Soliditet",
    "equity_share_of_contributions": "Eget kapital av årets bidrag",
    "administration_share_of_costs": "Administrationens andel av kostnaderna",
    "cost_share_individual": "Individinriktade insatsers andel av kostnaderna",
    "cost_share_structural": "Strukturövergripande insatsers andel av kostnaderna",
}

RULES = {
    "equity_share_of_contributions": "Eget kapital av årets bidrag",
    "administration_share_of_costs": "Administrationens andel av kostnaderna",
    "buffer": "Eget kapital vid årets slut, mot bufferten",
    "result_within_budget": "Årets resultat, mot budget",
    "balance_requirement": "Balanskravsresultat",
}

CATEGORIES = {
    "contribution": "Bidrag från medlemmarna",
    "grant": "Andra bidrag",
    "equity_use": "Eget kapital som används",
    "administration": "Administration",
    "individual": "Individinriktade insatser",
    "structural": "Strukturövergripande insatser",
    "support": "Stödfunktioner",
    "unallocated": "Ofördelat",
    "buffer": "Buffert",
    "financial": "Finansiella poster",
}


def body(code: str) -> str:
    """A body's name; the association's own word where it is none of ours."""
    return BODIES.get(code, sentence_case(code.replace("_", " ")))


def role(code: str) -> str:
    """A role in a body."""
    return ROLES.get(code, code.replace("_", " "))


def fulfilment(code: str) -> str:
    """The board's word on a goal; nothing where it has said nothing."""
    return code_list("fulfilment")[code].label if code in code_list("fulfilment") else code


def sentence_case(words: str) -> str:
    """With a capital first, the rest as it is."""
    return words[:1].upper() + words[1:]


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Words as a list in a sentence: `a, b och c`."""
    return " och ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def goal_level(code: str) -> str:
    """The heading of the goals of a level."""
    return {"association": "Förbundets mål", "initiative": "Insatsernas mål"}.get(code, sentence_case(code) or "Mål")
