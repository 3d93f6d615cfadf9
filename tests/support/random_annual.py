"""Random annual reports whose statements agree, in kronor, thousands and millions. Labels, order, signs and units vary."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from support.annual_oracle import PERCENT, YEAR, Annual, Cell, Pages, Ratio, Row, Unit, rounded

UNITS = (
    Unit("Belopp i kronor", 1), Unit("kr", 1), Unit("Belopp i tkr", 1_000), Unit("Tkr", 1_000), Unit("Belopp i mnkr", 10_000, 2),
)  # fmt: skip

MEMBERS = ("Försäkringskassan", "Region Norrby", "Söderby kommun", "Västerby kommun")
#: What a row may be called.
LABELS = {
    "members": ("Bidrag från medlemmarna", "Medlemsbidrag", "Medlemsavgifter"),
    "worn": ("Avskrivningar", "Planenliga avskrivningar"),
    "operating": (
        "Verksamhetens resultat", "Rörelseresultat", "Resultat före finansiella poster", "Verksamhetens nettoresultat",
    ),
    "started": (
        "Likvida medel vid årets början", "Ingående likvida medel", "Bankmedel 1 januari", "Likvida medel vid periodens början",
    ),
    "ended": (
        "Likvida medel vid årets slut", "Utgående likvida medel", "Bankmedel 31 december", "Likvida medel vid periodens slut",
    ),
    "running": (
        "Kassaflöde från den löpande verksamheten", "Kassaflöde för den löpande verksamheten",
        "Summa kassaflöde från löpande verksamhet",
    ),
    "flow": ("Årets kassaflöde", "Förändring av likvida medel", "Periodens kassaflöde", "Summa kassaflöde"),
    "before": (
        "Medel från verksamheten före förändring av rörelsekapital",
        "Kassaflöde från den löpande verksamheten före förändringar i rörelsekapital",
    ),
    "undone": (
        "Justering för ej likviditetspåverkande poster", "Justering för avskrivningar", "Återlagda avskrivningar",
    ),
    "claims+": (
        "Ökning (–)/minskning (+) av kortfristiga fordringar", "Förändring av fordringar", "Minskning/ökning av fordringar",
        "Ökning/minskning kortfristiga fordringar", "Ökning(-) minskning(+) av kortfristiga fordringar",
        "Förändring av kortfristiga fordringar",
    ),
    "owed+": (
        "Ökning (+)/minskning (–) av kortfristiga skulder", "Förändring av kortfristiga skulder",
        "Ökning/minskning kortfristiga skulder", "Ökning(+) minskning(-) av kortfristiga skulder",
    ),
}  # fmt: skip
COSTS = ("Köp av tjänster", "Personalkostnader", "Lokalkostnader", "Konsultarvoden", "Resor och kurser")


def _called(pages: Pages, name: str) -> str:
    """What a row is called, in one of many ways."""
    return pages.one_of(*LABELS[name])


def _accounts(random: Random) -> dict[str, dict[int, int]]:
    """Six years of accounts in kronor, each following from the one before."""
    years = range(YEAR - 5, YEAR + 1)
    found = {name: {year: random.randrange(600_000, 3_000_000) for year in years} for name in MEMBERS}
    found |= {name: {year: -random.randrange(100_000, 1_500_000) for year in years} for name in COSTS}
    found["grants"] = {year: random.randrange(20_000, 400_000) for year in years}
    found["gains"] = {year: random.randrange(1_000, 60_000) for year in years}
    found["losses"] = {year: -random.randrange(100, 9_000) for year in years}
    found["worn"] = {year: -random.randrange(5_000, 30_000) for year in years}
    found["income"] = {year: sum(found[name][year] for name in (*MEMBERS, "grants")) for year in years}
    bare = {year: sum(found[name][year] for name in COSTS) for year in years}
    wanted = {year: -found["income"][year] + random.randrange(-300_000, 300_000) for year in years}
    found[COSTS[0]] = {year: found[COSTS[0]][year] + wanted[year] - bare[year] for year in years}
    found["costs"] = wanted
    found["operating"] = {year: found["income"][year] + wanted[year] + found["worn"][year] for year in years}
    found["result"] = {year: found["operating"][year] + found["gains"][year] + found["losses"][year] for year in years}
    last = {"saved": random.randrange(2_000_000, 4_000_000), "kit": 400_000, "debt": 300_000}
    for year in years:
        last = _closed({name: found[name][year] for name in ("result", "worn")}, last, random)
        for name, amount in last.items():
            found.setdefault(name, {})[year] = amount
    return found


def _closed(year: Mapping[str, int], last: Mapping[str, int], random: Random) -> dict[str, int]:
    """The balance at the end of a year and what was paid in it. `last`: the balance a year before."""
    bought, paid = random.randrange(10_000, 60_000), random.randrange(5_000, 30_000)
    saved, kit, debt = last["saved"] + year["result"], last["kit"] + bought + year["worn"], last["debt"] - paid
    owed, claims = random.randrange(900_000, 2_500_000), random.randrange(100_000, 700_000)
    both = saved + debt + owed
    found = {"saved": saved, "opening": last["saved"], "kit": kit, "debt": debt, "owed": owed, "claims": claims, "both": both,
             "assets": both, "current": both - kit, "cash": both - kit - claims, "bought": -bought, "paid": -paid}  # fmt: skip
    before = {**found, **last}
    changes = {"claims+": before["claims"] - claims, "owed+": owed - before["owed"], "undone": -year["worn"]}
    flow = {"started": before["cash"], "flow": found["cash"] - before["cash"]}
    return {**found, **changes, **flow, "running": year["result"] + sum(changes.values())}


def random_annual(seed: int) -> Annual:
    """A report that agrees with itself: overview, operating, income and balance statements, cash flow, notes."""
    random = Random(seed)
    pages = Pages(random, random.choice(UNITS))
    pages.lines += [(f"Årsredovisning {YEAR}",), ("",), ("Samordningsförbundet Provbyn berättar om sitt arbete.",)]
    accounts = _accounts(random)
    for write in random.sample((_overview, _income, _balance, _flow, _notes, _balanced), 6):
        write(pages, accounts)
    _between(pages)
    style = random.choice(("-", "–", "−", "– ")), random.choice(("0", "–", "0"))
    return Annual(tuple(pages.lines), tuple(pages.equations), tuple(pages.ratios), *style)


def _heads(pages: Pages, years: int = 2) -> dict[int, str]:
    """The columns' years, the latest first or last."""
    found = [YEAR - back for back in range(years)]
    form = pages.one_of("{}", "{}-12-31", "Utfall {}", "Bokslut {}") if years == 2 else "{}"
    return {year: form.format(year) for year in (found if pages.random.random() < 0.8 else found[::-1])}


def _overview(pages: Pages, known: dict[str, dict[int, int]]) -> None:
    """Five years: income, costs, result and the equity ratio."""
    unit = pages.random.choice([one for one in UNITS if one.step >= pages.unit.step])
    costs = {year: known["costs"][year] + known["worn"][year] for year in known["costs"]}
    net = {year: known["gains"][year] + known["losses"][year] for year in known["costs"]}
    sign = pages.random.choice((1, -1))
    title = pages.one_of("Femårsöversikt", "Översikt över verksamhetens utveckling", "Flerårsöversikt")
    heads = _heads(pages, 5)
    pages.table("overview", title, heads, [
        ("income", pages.one_of("Verksamhetens intäkter", "Intäkter"), known["income"], 1),
        ("costs", pages.one_of("Verksamhetens kostnader", "Kostnader"), costs, sign),
        ("net", pages.one_of("Finansnetto", "Finansiella poster"), net, 1),
        ("result", pages.one_of("Årets resultat", "Resultat"), known["result"], 1),
        ("saved", pages.one_of("Eget kapital", "Utgående eget kapital"), known["saved"], 1),
    ], unit)  # fmt: skip
    pages.add("overview", "result", {"income": 1, "costs": 1, "net": 1}, [YEAR - back for back in range(5)])
    shares = {year: rounded(Decimal(1000 * known["saved"][year]) / known["assets"][year]) for year in heads}
    pages.cells |= {("overview", "ratio", year): (len(pages.lines), at) for at, year in enumerate(heads, 1)}
    label = pages.one_of("Soliditet", "Soliditet, %", "Soliditet (%)")
    pages.lines.append((label, *(Cell(shares[year], PERCENT) for year in heads)))


def _income(pages: Pages, known: dict[str, dict[int, int]]) -> None:
    """Incomes, costs by kind, depreciation, financial items: with headings and totals or with totals only, with signs or not."""
    heads, years, sign = _heads(pages), (YEAR, YEAR - 1), pages.random.choice((1, 1, -1))
    members = {year: known["income"][year] - known["grants"][year] for year in years}
    spent = {year: known["costs"][year] + known["worn"][year] for year in years}
    headed = pages.random.random() < 0.6
    income = (
        ("Summa intäkter", "Summa verksamhetens intäkter", "Intäkter totalt")
        if headed
        else ("Summa intäkter", "Verksamhetens intäkter")
    )
    costs = (
        ("Summa kostnader", "Summa verksamhetens kostnader")
        if headed
        else ("Summa kostnader", "Verksamhetens kostnader")
    )
    pages.table("income", pages.one_of("Resultaträkning", "RESULTATRÄKNING"), heads, [
        *([pages.one_of("Verksamhetens intäkter", "Intäkter")] if headed else []),
        ("members", _called(pages, "members"), members, 1),
        ("grants", pages.one_of("Övriga bidrag", "Övriga intäkter"), known["grants"], 1),
        ("income", pages.one_of(*income), known["income"], 1),
        *([pages.one_of("Verksamhetens kostnader", "Kostnader")] if headed else []),
        *((name, name, known[name], sign) for name in COSTS),
        ("worn", _called(pages, "worn"), known["worn"], sign),
        ("costs", pages.one_of(*costs), spent, sign),
        ("operating", _called(pages, "operating"), known["operating"], 1),
        ("gains", pages.one_of("Finansiella intäkter", "Ränteintäkter"), known["gains"], 1),
        ("losses", pages.one_of("Finansiella kostnader", "Räntekostnader"), known["losses"], sign),
        ("result", pages.one_of("Årets resultat", "ÅRETS RESULTAT", "Periodens resultat"), known["result"], 1),
    ])  # fmt: skip
    pages.add("income", "income", {"members": 1, "grants": 1}, years)
    pages.add("income", "costs", dict.fromkeys((*COSTS, "worn"), 1), years)
    pages.add("income", "operating", {"income": 1, "costs": 1}, years)
    pages.add("income", "result", {"operating": 1, "gains": 1, "losses": 1}, years)


def _balance(pages: Pages, known: dict[str, dict[int, int]]) -> None:
    """Assets, equity and debts, with totals of the parts or without, equity in three rows or in one."""
    one, heads, years = pages.one_of, _heads(pages), (YEAR, YEAR - 1)
    parted, whole = pages.random.random() < 0.5, pages.random.random() < 0.25
    in_one = [("saved", "Eget kapital", known["saved"], 1), ("result", "varav årets resultat", known["result"], 1)]
    in_three = [
        *(["Eget kapital"] if parted else []),
        (
            "opening",
            one("Ingående eget kapital", "Eget kapital vid årets början", "Balanserat resultat"),
            known["opening"],
            1,
        ),
        ("result", "Årets resultat", known["result"], 1),
        ("saved", one("Summa eget kapital", "Utgående eget kapital", "Eget kapital vid årets slut"), known["saved"], 1),
    ]
    pages.table("balance", one("Balansräkning", "BALANSRÄKNING"), heads, [
        "Tillgångar",
        *(["Anläggningstillgångar"] if parted else []),
        ("kit", one("Inventarier", "Maskiner och inventarier"), known["kit"], 1),
        *([("fixed", "Summa anläggningstillgångar", known["kit"], 1), "Omsättningstillgångar"] if parted else []),
        ("claims", one("Kortfristiga fordringar", "Fordringar"), known["claims"], 1),
        ("cash", one("Kassa och bank", "Likvida medel", "Bankmedel", "Bank"), known["cash"], 1),
        *([("current", "Summa omsättningstillgångar", known["current"], 1)] if parted else []),
        ("assets", one("Summa tillgångar", "SUMMA TILLGÅNGAR", "Tillgångar totalt"), known["assets"], 1),
        one("Eget kapital och skulder", "Eget kapital, avsättningar och skulder", "Skulder och eget kapital"),
        *(in_one if whole else in_three),
        *(["Skulder"] if parted else []),
        ("debt", one("Långfristiga skulder", "Lån"), known["debt"], 1),
        ("owed", one("Kortfristiga skulder", "Korta skulder"), known["owed"], 1),
        ("both", one("Summa eget kapital och skulder", "SUMMA SKULDER OCH EGET KAPITAL"), known["both"], 1),
    ])  # fmt: skip
    pages.add("balance", "assets", {"fixed": 1, "current": 1} if parted else {"kit": 1, "claims": 1, "cash": 1}, years)
    if parted:
        pages.add("balance", "current", {"claims": 1, "cash": 1}, years)
    if not whole:
        pages.add("balance", "saved", {"opening": 1, "result": 1}, years)
    pages.add("balance", "both", {"saved": 1, "debt": 1, "owed": 1}, years)
    pages.same(("balance", "both"), ("balance", "assets"))


def _flow(pages: Pages, known: dict[str, dict[int, int]]) -> None:
    """The cash flow statement of one year or two, direct or indirect, with cash at the beginning first or last."""
    heads = _heads(pages) if pages.random.random() < 0.6 else {YEAR: str(YEAR)}
    years, one, first = list(heads), pages.one_of, pages.random.random() < 0.2
    started = ("started", _called(pages, "started"), known["started"], 1)
    rows, parts = _direct(pages, known) if pages.random.random() < 0.25 else _indirect(pages, known)
    sections = [
        ("bought", one("Investering i inventarier", "Förvärv av inventarier"), known["bought"], 1),
        ("investing", one("Kassaflöde från investeringsverksamheten", "Kassaflöde från investeringar"), known["bought"], 1),
        ("paid", one("Amortering av lån", "Amortering av långfristiga skulder"), known["paid"], 1),
        ("financing", one("Kassaflöde från finansieringsverksamheten", "Kassaflöde från finansiering"), known["paid"], 1),
    ]  # fmt: skip
    pages.table("flow", one("Kassaflödesanalys", "Kassaflöde", "Finansieringsanalys"), heads, [
        *([started] if first else []),
        one("Den löpande verksamheten", "Löpande verksamheten"),
        *rows,
        ("running", _called(pages, "running"), known["running"], 1),
        *sections,
        ("flow", _called(pages, "flow"), known["flow"], 1),
        *([] if first else [started]),
        ("cash", _called(pages, "ended"), known["cash"], 1),
    ])  # fmt: skip
    if "before" in parts:
        pages.add("flow", "before", {"result": 1, "undone": 1}, years)
    pages.add("flow", "running", dict.fromkeys(parts, 1), years)
    pages.add("flow", "investing", {"bought": 1}, years)
    pages.add("flow", "financing", {"paid": 1}, years)
    pages.add("flow", "flow", {"running": 1, "investing": 1, "financing": 1}, years)
    pages.add("flow", "cash", {"started": 1, "flow": 1}, years)


def _indirect(pages: Pages, known: dict[str, dict[int, int]]) -> tuple[list[Row], tuple[str, ...]]:
    """The result, what cost no money, and changes in working capital, with the flow before those or without."""
    one, halfway = pages.one_of, pages.random.random() < 0.4
    before = {year: known["result"][year] + known["undone"][year] for year in known["undone"]}
    halves = [("before", _called(pages, "before"), before, 1)]
    rows: list[Row] = [
        ("result", one("Årets resultat", "Periodens resultat"), known["result"], 1),
        ("undone", _called(pages, "undone"), known["undone"], 1),
        *(halves if halfway else []),
        ("claims+", _called(pages, "claims+"), known["claims+"], 1),
        ("owed+", _called(pages, "owed+"), known["owed+"], 1),
    ]  # fmt: skip
    return rows, ("before", "claims+", "owed+") if halfway else ("result", "undone", "claims+", "owed+")


def _direct(pages: Pages, known: dict[str, dict[int, int]]) -> tuple[list[Row], tuple[str, ...]]:
    """What was paid in and out."""
    paid_in = {year: known["income"][year] + known["claims+"][year] for year in known["undone"]}
    paid_out = {year: known["running"][year] - paid_in[year] - known["gains"][year] for year in known["undone"]}
    rows: list[Row] = [
        ("in", pages.one_of("Inbetalningar från medlemmar", "Inbetalda bidrag"), paid_in, 1),
        ("out", pages.one_of("Utbetalningar till leverantörer och anställda", "Utbetalningar"), paid_out, 1),
        ("interest", pages.one_of("Erhållen ränta", "Räntor"), known["gains"], 1),
    ]  # fmt: skip
    return rows, ("in", "out", "interest")


def _notes(pages: Pages, known: dict[str, dict[int, int]]) -> None:
    """The members' contributions."""
    heads = {YEAR: str(YEAR), YEAR - 1: str(YEAR - 1)}
    paid = {year: known["income"][year] - known["grants"][year] for year in heads}
    pages.table(
        "note",
        "Not 1 Bidrag från medlemmarna",
        heads,
        [*((name, name, known[name], 1) for name in MEMBERS), ("paid", "Summa", paid, 1)],
    )
    pages.add("note", "paid", dict.fromkeys(MEMBERS, 1), list(heads))


def _balanced(pages: Pages, known: dict[str, dict[int, int]]) -> None:
    """The balance requirement."""
    heads = {YEAR: str(YEAR), YEAR - 1: str(YEAR - 1)}
    pages.table("required", pages.one_of("Balanskravsutredning", "Balanskravsresultat"), heads, [
        ("result", pages.one_of("Årets resultat", "Årets resultat enligt resultaträkningen"), known["result"], 1),
        ("gone", "Avgår samtliga realisationsvinster", dict.fromkeys(heads, 0), 1),
        ("required", pages.one_of("Balanskravsresultat", "Årets balanskravsresultat"), known["result"], 1),
    ])  # fmt: skip
    pages.add("required", "required", {"result": 1}, list(heads))


def _between(pages: Pages) -> None:
    """What the statements owe each other."""
    for statement in ("overview", "balance", "flow", "required"):
        pages.same((statement, "result"), ("income", "result"))
    pages.same(("overview", "income"), ("income", "income"))
    pages.same(("overview", "costs"), ("income", "costs"))
    pages.same(("overview", "saved"), ("balance", "saved"))
    pages.same(("flow", "cash"), ("balance", "cash"))
    pages.same(("flow", "started"), ("balance", "cash"), 1)
    pages.same(("balance", "opening"), ("balance", "saved"), 1)
    pages.grows("claims+", "claims", -1)
    pages.grows("owed+", "owed", 1)
    for year in (YEAR, YEAR - 1):
        pages.ratios.append(
            Ratio(
                *(
                    pages.cells[key]
                    for key in (("overview", "ratio", year), ("balance", "saved", year), ("balance", "assets", year))
                )
            )
        )
