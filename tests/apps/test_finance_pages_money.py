"""The pages of the money: each amount leads to where it comes from, down to the voucher, and says it to the öre."""

import csv
import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from stegvis.associations.models import Association
from stegvis.associations.permissions import Role
from stegvis.core.finance import STATEMENTS, origin
from stegvis.finance import facts
from stegvis.finance.models import BudgetLine, LedgerFile
from stegvis.finance.views import words
from stegvis.finance.views.transactions import amount_asked
from stegvis.web.search import find
from support.money import finnveden, with_money
from support.people import make_association, make_user
from support.reading import page

pytestmark = pytest.mark.django_db(databases=["default", "person"])
ADDRESSES = [f"/2020/ekonomi/{slug}/" for slug in words.SLUGS] + [
    "/2020/ekonomi/", "/2020/ekonomi/nyckeltal/", "/2020/ekonomi/verifikationer/",
]  # fmt: skip


@pytest.fixture
def association() -> Association:
    return with_money()


@pytest.fixture
def karin(client: Client, association: Association) -> Client:
    client.force_login(make_user("Karin", association))
    return client


def test_the_start_page_shows_key_figures_budget_and_rules(karin: Client) -> None:
    text = page(karin, "/2020/ekonomi/")
    for said in ("Årets resultat", "Eget kapital", "Likvida medel", "Budget och utfall 2020", "Regler som bevakas"):
        assert said in text
    assert "Individinriktade insatser" in text
    assert 'href="/2020/ekonomi/driftredovisning/i11/"' in text


@pytest.mark.parametrize("slug", words.SLUGS)
def test_every_link_of_a_statement_leads_to_the_amount_it_stands_at(karin: Client, slug: str) -> None:
    statement = STATEMENTS[words.SLUGS[slug]](finnveden(), 2020)
    text = page(karin, f"/2020/ekonomi/{slug}/")
    followed = 0
    for row in statement.lines:
        address = f"/2020/ekonomi/{slug}/{row.line}/"
        assert f'href="{address}"' in text
        if row.amount is not None:
            printed = f"{row.printed.amount:,.0f} kr".replace(",", " ").replace("-", "\u2212")
            assert printed in page(karin, address), row.line
            followed += 1
    assert followed > 0


def test_the_vouchers_of_a_line_come_to_its_amount(karin: Client) -> None:
    package = finnveden()
    statement = STATEMENTS["operating"](package, 2020)
    traced = origin.origin_of(package, statement, "i11", 2020)
    assert traced is not None
    assert traced.transactions
    text = page(karin, "/2020/ekonomi/driftredovisning/i11/")
    exact = f"{traced.of_transactions:,.2f}".replace(",", " ").replace(".", ",").replace("-", "\u2212")
    assert f"Verifikationerna ger {exact} kr. Det är kontonas belopp, på öret." in text


def test_a_difference_between_accounts_and_vouchers_is_said(karin: Client, association: Association) -> None:
    row = LedgerFile.objects.in_association(association).get()
    content = bytes(row.content).decode("cp437")
    changed = re.sub(r"(#RES 0 4\d+) (-?)(\d+)", lambda m: f"{m[1]} {m[2]}{int(m[3]) + 1}", content, count=1)
    assert changed != content
    LedgerFile.objects.in_association(association).update(content=changed.encode("cp437"), sha256="other")
    texts = [
        page(karin, f"/2020/ekonomi/resultatrakning/{line.line}/") for line in finnveden().profile.income_statement
    ]
    assert any("Kontonas saldon är det som räknas." in text for text in texts)


def test_vouchers_are_found_by_number_text_account_and_amount(karin: Client, association: Association) -> None:
    ledger = facts.ledgers(association)[0]
    one = ledger.transactions[3]
    for asked in (one.account, one.text.split()[0], str(abs(one.amount))):
        assert f"/verifikationer/{one.voucher.replace(' ', '%20')}/" in page(
            karin, f"/2020/ekonomi/verifikationer/?q={asked}"
        ), asked
    assert "Ingen verifikation stämmer" in page(karin, "/2020/ekonomi/verifikationer/?q=finns-inte-alls")


@pytest.mark.parametrize(
    ("asked", "amount"),
    [("1 250,50", "1250.50"), ("-1250.5", "1250.5"), ("\u22121250", "1250"), ("hyra", None), ("nan", None)],
)
def test_an_amount_may_be_written_in_any_way(asked: str, amount: str | None) -> None:
    assert amount_asked(asked) == (None if amount is None else Decimal(amount))


def test_long_lists_are_turned_a_page_at_a_time(karin: Client, association: Association) -> None:
    count = len(facts.ledgers(association)[0].transactions)
    assert count > 50
    first, last = (page(karin, f"/2020/ekonomi/verifikationer/?sida={number}") for number in (1, 99))
    assert "Sida 1 av" in first
    assert 'rel="next"' in first
    assert 'rel="next"' not in last


def test_a_year_known_by_its_balances_only_says_so(karin: Client) -> None:
    assert "Därför visas inga verifikationer." in page(karin, "/2019/ekonomi/resultatrakning/contributions/")


def test_a_voucher_comes_to_nothing(karin: Client, association: Association) -> None:
    number = facts.ledgers(association)[0].transactions[0].voucher
    text = page(karin, f"/2020/ekonomi/verifikationer/{number}/")
    assert "Verifikationens rader" in text
    assert re.search(r'row-total.*?<td class="number">0,00</td>', text)
    assert karin.get("/2020/ekonomi/verifikationer/finns-inte/").status_code == 404


def test_the_search_of_every_page_finds_vouchers(association: Association) -> None:
    one = facts.ledgers(association)[0].transactions[0]
    user = make_user("Bo", association, Role.BOARD)
    assert one.voucher in [hit.label for hit in find(user, association, 2020, one.voucher)]
    assert "/2020/insatser/nya-vagar/" in [hit.address for hit in find(user, association, 2020, "nya väg")]


def test_files_say_what_the_pages_say(karin: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(karin.get("/2020/ekonomi/resultatrakning.csv").content.decode())))
    statement = STATEMENTS["income"](finnveden(), 2020)
    assert [row["amount"] for row in rows] == [str(line.printed.amount) for line in statement.lines]


@pytest.mark.parametrize("name", [*words.SLUGS, "budget", "nyckeltal"])
def test_everything_can_be_taken_out_as_a_workbook(karin: Client, name: str) -> None:
    from openpyxl import load_workbook

    response = karin.get(f"/2020/ekonomi/{name}.xlsx")
    assert response["Content-Disposition"] == f'attachment; filename="{name}-2020.xlsx"'
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    assert sheet.max_row > 4
    assert karin.get(f"/2020/ekonomi/{name}.csv").status_code == 200


@pytest.mark.parametrize(
    "address", ["finns-inte/", "resultatrakning/finns-inte/", "finns-inte.csv", "budget.doc", "budget-7.svg"]
)
def test_what_is_not_there_is_said_so(karin: Client, address: str) -> None:
    assert karin.get(f"/2020/ekonomi/{address}").status_code == 404


def test_the_chart_is_a_picture(karin: Client) -> None:
    text = page(karin, "/2020/ekonomi/")
    source = re.search(r'<img src="(/2020/ekonomi/budget-720.svg[^"]*)" alt="([^"]*)"', text)
    assert source is not None
    assert "SE/IPS: Budget" in source[2]
    assert karin.get(source[1])["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_year_without_accounts_says_what_to_do(client: Client, address: str) -> None:
    client.force_login(make_user("Karin", make_association()))
    text = page(client, address)
    assert "Ingen bokföring för 2020" in text
    assert "Läs in bokföringen som SIE-fil i paketet" in text


@pytest.mark.parametrize("address", [*ADDRESSES, "/2020/ekonomi/budget.csv", "/2020/ekonomi/resultatrakning/result/"])
def test_whoever_has_no_role_for_it_is_refused(client: Client, association: Association, address: str) -> None:
    client.force_login(make_user("Sara", association, Role.STAFF))
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_another_associations_money_is_not_there(client: Client, association: Association) -> None:
    other = make_association("Södra")
    client.force_login(make_user("Olle", other))
    number = facts.ledgers(association)[0].transactions[0].voucher
    assert client.get(f"/2020/ekonomi/verifikationer/{number}/").status_code == 404
    assert client.get("/2020/ekonomi/driftredovisning/i11/").status_code == 404


def test_amounts_in_thousands_are_printed_so(karin: Client, association: Association) -> None:
    association.unit = "tkr"
    association.profile = {**association.profile, "unit": "tkr"}
    association.save()
    text = page(karin, "/2020/ekonomi/resultatrakning/")
    assert '<span class="unit">tkr</span>' in text
    assert "Det är det exakta beloppet" in page(karin, "/2020/ekonomi/resultatrakning/contributions/")


def test_a_forecast_and_a_comment_have_columns_of_their_own(karin: Client, association: Association) -> None:
    held = BudgetLine.objects.in_association(association).get(line="i11")
    held.pk, held._state.adding = None, True
    BudgetLine.objects.create(
        association=association, position=99, year=2020, budget_version="forecast:2020-08-31", line="i11",
        label=held.label, category=held.category, statement_line="initiatives", ledger="6:11", amount=150_000_000,
        comment="En tjänst tillsatt senare",
    )  # fmt: skip
    text = page(karin, "/2020/ekonomi/")
    assert '<th scope="col" class="number">Prognos</th>' in text
    assert "En tjänst tillsatt senare" in text
    assert "Prognos 2020-08-31" in page(karin, "/2020/ekonomi/driftredovisning/i11/")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_broken_rule_is_said_in_words(karin: Client, association: Association, language: str) -> None:
    strict = {"start": "2020-01-01", "threshold": 5, "administration_share_of_costs_max": "0.01", "buffer": "90000000"}
    profile: dict[str, Any] = association.profile
    kept = (
        {key: value for key, value in profile["policies"][0].items() if key not in strict}
        if profile["policies"]
        else {}
    )
    association.profile = {**profile, "policies": [{**kept, **strict}]}
    association.save()
    karin.post("/sprak/", {"language": language})
    text = page(karin, "/2020/ekonomi/")
    assert {"sv": "Bruten", "en": "Broken"}[language] in text
    assert {"sv": "Det sparade är mindre än bufferten.", "en": "What is saved is less than the buffer."}[
        language
    ] in text
