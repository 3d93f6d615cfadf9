"""What a hostile writer would put in every text: nothing of it may become program, query, formula or markup."""

#: A sum that a template language would work out. Its answer must be a number that no page shows of itself: the log
#: counts its events from 1.
SUM, SUM_WORKED_OUT = "7919*7907", "62615533"

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "' onmouseover='alert(3)",
    "{% load static %}",
    f"{{{{ {SUM} }}}}",
    f'${{{SUM}}}#eval("{SUM}")#sys.version',
    "[tryck](javascript:alert(4))",
    "</textarea></title></svg><svg onload=alert(5)>",
    "&lt;b&gt;&#x3c;script&#x3e;",
    "\u202etxt.exe\u202c",
)
#: Those that a program for sheets would run.
FORMULAS = ('=HYPERLINK("http://ont.example";"x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)")
#: Without braces: prose knows `{{ name }}`, and says so where the name is no figure.
MARKUP = " ".join(one for one in PAYLOADS if "{" not in one)
ALL = " ".join(PAYLOADS)


def csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def toml_text(text: str) -> str:
    return (
        '"'
        + text.replace("\\", "\\\\").replace('"', '\\"').replace("\u202e", "\\u202E").replace("\u202c", "\\u202C")
        + '"'
    )


def hostile_files() -> dict[str, str | bytes]:
    """The parts of a package with payloads in every text that a package holds."""
    from support.packages import BUDGET, INITIATIVES, LEDGER, PROFILE

    def named(base: str, old: str, text: str) -> str:
        assert old in base, old
        return base.replace(old, text)

    sign, formula = "<script>alert(1)</script>", FORMULAS[0]
    profile = named(PROFILE, '"Försäkringskassan"', toml_text(PAYLOADS[1]))
    profile = named(profile, 'label = "Driftbidrag"', f"label = {toml_text(formula)}")
    profile = named(profile, 'label = "Insatser"', f"label = {toml_text(ALL)}")
    profile = named(profile, 'label = "Kassa och bank"', f"label = {toml_text(PAYLOADS[7])}")
    initiatives = named(INITIATIVES, "stegen,Stegen,", f"stegen,{csv_cell(sign + PAYLOADS[1])},")
    initiatives = named(initiatives, ",,no,,,40,", f",,no,,,40,{csv_cell(ALL)}")
    budget = named(BUDGET, "stegen,Stegen,", f"stegen,{csv_cell(FORMULAS[1])},").replace(
        "6:10,900000,,", f"6:10,900000,,{csv_cell(ALL)}"
    )
    sie = named(LEDGER, '"Stegen, hela året"', '"<script>alert(1)</script>=1+1"').replace(
        '"Bank"', '"<img src=x onerror=alert(6)>"'
    )
    goals = "year,id,level,area,initiative,text,measure,operator,target,outcome,assessed,comment\n" + (
        f"2020,M1,association,{csv_cell(sign)},,{csv_cell(ALL)},participants,>=,5,{csv_cell(ALL)},,{csv_cell(ALL)}\n"
    )
    chair = csv_cell(PAYLOADS[1] + PAYLOADS[0])
    board = f"body,seat,role,name,for_seat,appointed_by,from,to\nboard,1,chair,{chair},,fk,2020-01-01,\n"
    series = "scope,initiative,measure,period,edition,category,sex,value,unit,base,definition,source,page\n" + (
        f"own,,employees,2020,,,,2,person,,{csv_cell(ALL)},{csv_cell(FORMULAS[2])},1\n"
    )
    return {
        "association": profile, "initiatives": initiatives, "budget": budget, "ledger": sie.encode("cp437"), "goals": goals,
        "board": board, "series": series, "summary": f"# Rubrik {MARKUP}\n\n{MARKUP}\n\n- {FORMULAS[0]}\n- {MARKUP}\n",
    }  # fmt: skip
