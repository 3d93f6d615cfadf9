"""Small valid packages for tests: as files (`package_files`), as a folder or a zip, and as values (`a_package`).

A test changes one thing and says what follows: `write_folder(tmp_path, package_files(tallies=TALLIES + "..."))`.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from stegvis.core.facts import Coded, ParticipationFact, TallyFact
from stegvis.core.package import BudgetLine, Contribution, Initiative, Package
from stegvis.core.profile import Party, Policy, Profile, StatementLine

PROFILE = """\
name = "Samordningsförbundet Exempel"
organisation_number = "222000-0000"
seat = "Exempelstad"
municipalities = ["Exempelstad", "Grannby"]
invented = true
unit = "kr"

[[party]]
id = "fk"
name = "Försäkringskassan"
kind = "social_insurance"

[[party]]
id = "af"
name = "Arbetsförmedlingen"
kind = "employment_service"
pays_with = "fk"

[[party]]
id = "region"
name = "Region Exempel"
kind = "region"

[[party]]
id = "exempelstad"
name = "Exempelstads kommun"
kind = "municipality"

[[policy]]
from = 2020-01-01
threshold = 5
equity_share_of_contributions_max = 0.20
administration_share_of_costs_max = 0.20
buffer = 700000

[[income_statement]]
line = "contributions"
label = "Driftbidrag"
accounts = ["35"]
note = 1

[[income_statement]]
line = "initiatives"
label = "Insatser"
accounts = ["46"]

[[income_statement]]
line = "result"
label = "Årets resultat"
sum_of = ["contributions", "initiatives"]

[[balance_sheet]]
side = "assets"
line = "cash_and_bank"
label = "Kassa och bank"
accounts = ["19"]

[[balance_sheet]]
side = "equity"
line = "equity_opening"
label = "Eget kapital"
accounts = ["20"]
"""

INITIATIVES = """\
id,name,kind,registration,owner,starts,ends,esf,orientation,follow_up_method,planned_participants,target_group
stegen,Stegen,individual,pseudonymous,exempelstad,2019-01-01,,no,,,40,
natverk,Nätverket,structural,tally,association,2019-01-01,,no,,,,
"""

PARTICIPATION_COLUMNS = (
    "person,initiative,site,registration,sex,birth_year,municipality,groups,education,time_on_public_support,"
    "income_before,occupation_before,referrer,referred,entered,stage,exited,exit_reason,exit_destination,"
    "income_after,occupation_after,followed_up,occupation_at_follow_up\n"
)
PARTICIPATIONS = (
    PARTICIPATION_COLUMNS
    + "p1,stegen,,pseudonymous,woman,1987,Exempelstad,,compulsory,up_to_3,sickness_benefit:50 social_assistance,"
    "other,af,,2020-02-01,,2020-09-15,discharged,studies,student_aid,studies,,\n"
    + "p2,stegen,,pseudonymous,man,1970,Grannby,,upper_secondary,over_9,none,active_job_seeker,fk,2020-01-07,"
    "2020-03-01,,,,,,,,\n" + ",stegen,,anonymous,woman,,,,,,,,,,2020-01-01,,,,,,,,\n"
)
TALLIES = """\
initiative,from,to,measure,sex,count
natverk,2020-01-01,2020-12-31,meetings,not_collected,12
natverk,2020-01-01,2020-12-31,consultations,woman,7
"""
CONTRIBUTIONS = "year,party,amount\n2020,fk,500000\n2020,region,250000\n2020,exempelstad,250000\n"
BUDGET = """\
year,version,line,label,category,initiative,statement_line,ledger,amount,outcome,comment
2020,adopted,contributions,Driftbidrag,contribution,,,,1000000,,
2020,adopted,stegen,Stegen,individual,stegen,initiatives,6:10,900000,,
"""
LEDGER = """\
#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#PROGRAM "Exempel" 1.0
#GEN 20210110
#FNAMN "Samordningsförbundet Exempel"
#ORGNR 222000-0000
#RAR 0 20200101 20201231
#RAR -1 20190101 20191231
#DIM 6 "Projekt"
#OBJEKT 6 "10" "Stegen"
#KONTO 1930 "Bank"
#KONTO 2010 "Eget kapital"
#KONTO 3510 "Driftbidrag"
#KONTO 4610 "Insatser"
#IB 0 1930 200000.00
#UB 0 1930 300000.50
#IB 0 2010 -200000.00
#UB 0 2010 -200000.00
#UB -1 1930 200000.00
#UB -1 2010 -200000.00
#RES 0 3510 -1000000.00
#RES 0 4610 899999.50
#VER A 1 20200115 "Driftbidrag"
{
   #TRANS 1930 {} 1000000.00
   #TRANS 3510 {} -1000000.00
}
#VER A 2 20201215 "Stegen, hela året"
{
   #TRANS 4610 {6 "10"} 899999.50
   #TRANS 1930 {} -899999.50
}
"""

_NAMES = {
    "association": "association.toml",
    "ledger": "ledger/2020.se",
    "summary": "texts/summary.md",
}


def package_files(without: tuple[str, ...] = (), **changed: str | bytes) -> dict[str, bytes]:
    """The files of a small valid package by name, some replaced (`tallies="..."`) or added (`series="..."`)."""
    parts: dict[str, str | bytes] = {
        "association": PROFILE,
        "initiatives": INITIATIVES,
        "participations": PARTICIPATIONS,
        "tallies": TALLIES,
        "contributions": CONTRIBUTIONS,
        "budget": BUDGET,
        "ledger": LEDGER.encode("cp437"),
        "summary": "# Året\n\nVi hade {{ participants }} deltagare.\n",
        **changed,
    }
    return {
        _NAMES.get(name, f"{name}.csv"): text if isinstance(text, bytes) else text.encode()
        for name, text in parts.items()
        if name not in without
    }


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files into the folder and return it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zip_bytes(files: Mapping[str, bytes], inside: str = "") -> bytes:
    """The files as a zip, all of them in one folder when `inside` names one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"{inside}/{name}" if inside else name, data)
    return buffer.getvalue()


def a_profile(**changed: object) -> Profile:
    """The values of `PROFILE`, some changed."""
    values: dict[str, object] = {
        "name": "Samordningsförbundet Exempel",
        "organisation_number": "222000-0000",
        "seat": "Exempelstad",
        "municipalities": ("Exempelstad", "Grannby"),
        "invented": True,
        "parties": (
            Party("fk", "Försäkringskassan", "social_insurance"),
            Party("af", "Arbetsförmedlingen", "employment_service", "fk"),
            Party("region", "Region Exempel", "region"),
            Party("exempelstad", "Exempelstads kommun", "municipality"),
        ),
        "policies": (Policy(date(2020, 1, 1), 5, Decimal("0.2"), Decimal("0.2"), Decimal(700000)),),
        "income_statement": (
            StatementLine("contributions", "Driftbidrag", ("35",), note=1),
            StatementLine("initiatives", "Insatser", ("46",)),
            StatementLine("result", "Årets resultat", sum_of=("contributions", "initiatives")),
        ),
        "balance_sheet": (
            StatementLine("cash_and_bank", "Kassa och bank", ("19",), side="assets"),
            StatementLine("equity_opening", "Eget kapital", ("20",), side="equity"),
        ),
    }
    return Profile(**{**values, **changed})  # type: ignore[arg-type]


def an_initiative(id: str = "stegen", **changed: object) -> Initiative:
    """An individual initiative of the municipality, with pseudonyms."""
    values: dict[str, object] = {
        "name": id.capitalize(),
        "kind": "individual",
        "registration": "pseudonymous",
        "owner": ("exempelstad",),
        "starts": date(2019, 1, 1),
    }
    return Initiative(id, **{**values, **changed})  # type: ignore[arg-type]


def a_participation(person: str = "p1", **changed: object) -> ParticipationFact:
    """A woman who entered Stegen in February 2020 and still takes part."""
    values: dict[str, object] = {
        "initiative": "stegen",
        "registration": "pseudonymous",
        "sex": "woman",
        "entered": date(2020, 2, 1),
        "birth_year": 1987,
        "municipality": "Exempelstad",
        "education": Coded("sus-2020", "compulsory"),
        "time_on_public_support": Coded("sus-2020", "up_to_3"),
        "income_before": (Coded("sus-2020", "sickness_benefit", 50),),
    }
    return ParticipationFact(person, **{**values, **changed})  # type: ignore[arg-type]


def a_tally(count: int = 12, **changed: object) -> TallyFact:
    """Women whom Stegen's staff met before the initiative, in 2020."""
    values: dict[str, object] = {
        "initiative": "stegen",
        "start": date(2020, 1, 1),
        "end": date(2020, 12, 31),
        "measure": "reached",
        "sex": "woman",
    }
    return TallyFact(**{**values, "count": count, **changed})  # type: ignore[arg-type]


def a_package(**changed: object) -> Package:
    """Two initiatives, a few participations, contributions and a budget of 2020, some parts changed."""
    values: dict[str, object] = {
        "profile": a_profile(),
        "initiatives": (
            an_initiative(),
            an_initiative("natverk", kind="structural", registration="tally", owner=("association",)),
        ),
        "participations": (
            a_participation(),
            a_participation("p2", sex="man", birth_year=1970, entered=date(2020, 3, 1)),
        ),
        "contributions": (
            Contribution(2020, "exempelstad", Decimal(250000)),
            Contribution(2020, "fk", Decimal(500000)),
            Contribution(2020, "region", Decimal(250000)),
        ),
        "budget": (
            BudgetLine(2020, "adopted", "contributions", "Driftbidrag", "contribution", amount=Decimal(1000000)),
            BudgetLine(
                2020, "adopted", "stegen", "Stegen", "individual", ("stegen",), "initiatives", amount=Decimal(900000)
            ),
        ),
    }
    return Package(**{**values, **changed})  # type: ignore[arg-type]
