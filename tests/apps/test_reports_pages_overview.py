"""The start page: what is due and late today, the chosen year at a glance, and who may tick off."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from stegvis.associations.models import Association, AuditEvent
from stegvis.associations.permissions import Role
from stegvis.core.periods import Period
from stegvis.core.tables import RefusedTable
from stegvis.core.yearly_wheel import Duty, WheelState
from stegvis.finance.models import BudgetLine, LedgerFile
from stegvis.governance import actions
from stegvis.governance.models import DutyDone
from stegvis.render.charts import chart_svg
from stegvis.reports.models import Narrative
from stegvis.reports.views.glance import Glance, cards_of
from stegvis.reports.views.glance_charts import charts_of, shown
from stegvis.reports.views.year_line import line_of
from support.overviews import DESTINATIONS, release, table, tables, with_figures
from support.people import make_association, make_user
from support.reading import words_of
from support.register import withdrawn

pytestmark = pytest.mark.django_db(databases=["default", "person"])
BACKEND = "django.contrib.auth.backends.ModelBackend"
TODAY = date(2021, 3, 3)


@pytest.fixture
def association() -> Association:
    return with_figures()


@pytest.fixture
def karin(client: Client, association: Association) -> Client:
    client.force_login(make_user("Karin", association), backend=BACKEND)
    return client


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


def states(association: Association, today: date = TODAY) -> dict[Duty, WheelState]:
    return {one.item.duty: one.item.state for one in line_of(association, today).items}


class TestTheYearAsALine:
    def test_it_is_the_year_of_today_whatever_year_is_chosen(self, karin: Client) -> None:
        page = words_of(karin.get("/2020/"))
        assert "Året 2021 I dag är det 3 mars 2021. Linjen visar 2021, vilket år du än har valt." in page
        assert "Talen längre ner är för 2020." in page
        assert "vilket år du än har valt" not in words_of(karin.get("/2021/"))

    def test_what_is_late_and_soon_says_who_when_and_whose_year(self, karin: Client) -> None:
        page = words_of(karin.get("/2020/"))
        assert "Sent Rapportera till Uppföljning Finsam gäller 2020 31 januari, kansliet 31 dagar sent" in page
        assert "Snart Fastställ årsredovisningen gäller 2020 31 mars, styrelsen om 28 dagar" in page

    def test_the_accounts_are_done_when_they_are_read_in(self, association: Association) -> None:
        assert states(association)[Duty.CLOSE_ACCOUNTS] is WheelState.DONE
        LedgerFile.objects.in_association(association).delete()
        assert states(association)[Duty.CLOSE_ACCOUNTS] is WheelState.LATE

    def test_leads_are_done_when_every_initiative_of_a_member_has_a_text(self, association: Association) -> None:
        before = line_of(association, TODAY)
        assert states(association)[Duty.LEADS_HAND_IN] is WheelState.LATE
        Narrative.objects.create(
            association=association, section="initiatives/stegen/results", year=2020, content=b"Det gick bra."
        )
        after = next(one for one in line_of(association, TODAY).items if one.item.duty is Duty.LEADS_HAND_IN)
        assert (after.state, after.said) == ("done", "Alla insatser har text för 2020.")
        assert len(before.late) == len(line_of(association, TODAY).late) + 1

    def test_it_says_whose_text_is_missing(self, association: Association) -> None:
        Narrative.objects.create(
            association=association, section="initiatives/natverk/results", year=2020, content=b"x"
        )
        line = {one.item.duty: one for one in line_of(association, TODAY).items}
        assert line[Duty.LEADS_HAND_IN].said == "Text saknas för Stegen."

    @pytest.mark.parametrize(
        ("version", "year", "duties"),
        [
            ("adopted", 2022, {Duty.PLAN_AND_BUDGET, Duty.BUDGET_PROPOSAL}),
            ("forecast:2021-08-31", 2021, {Duty.INTERIM_OUTCOME}),
        ],
    )
    def test_budget_and_forecast_are_done_when_they_are_read_in(
        self, association: Association, version: str, year: int, duties: set[Duty]
    ) -> None:
        before = states(association)
        BudgetLine.objects.create(
            association=association, position=90, year=year, budget_version=version, line="a", label="A",
            category="individual", amount=100,
        )  # fmt: skip
        after = states(association)
        assert {duty for duty in after if after[duty] != before[duty]} == duties
        assert {after[duty] for duty in duties} == {WheelState.DONE}

    def test_a_made_report_is_a_draft_until_it_is_adopted(self, association: Association) -> None:
        from datetime import UTC, datetime

        from stegvis.reports.models import Edition, Report

        report = Report.objects.create(association=association, kind="annual", year=2020)
        edition = Edition.objects.create(
            association=association, report=report, number=1, document="{}", sha256="0" * 64, made_on=datetime.now(UTC)
        )
        item = next(one for one in line_of(association, TODAY).items if one.item.duty is Duty.ANNUAL_REPORT)
        assert (item.state, item.said) == ("soon", "Utkast 1 finns.")
        Edition.objects.in_association(association).filter(pk=edition.pk).update(adopted_on=date(2021, 2, 20))
        assert states(association)[Duty.ANNUAL_REPORT] is WheelState.DONE

    def test_very_much_that_is_late_is_folded_but_never_what_is_soon(self, association: Association) -> None:
        line = line_of(association, date(2021, 11, 21))
        assert len(line.now) == 8
        assert {one.item.duty for one in line.of(WheelState.SOON)} <= {one.item.duty for one in line.now}
        assert {*line.now, *line.also_late} == {*line.late, *line.of(WheelState.SOON)}

    def test_today_stands_in_its_month(self, association: Association) -> None:
        marked = {(one.number, one.today) for one in line_of(association, TODAY).months if one.today}
        assert marked == {(3, 1)}
        assert {one.today for one in line_of(association, date(2021, 3, 31)).months} == {0, 4}


class TestTickingOff:
    def tick(self, client: Client, duty: str = "national_return", **values: str) -> Any:
        return client.post(f"/2020/oversikt/uppgifter/{duty}/", values, follow=True)

    def test_it_is_said_who_ticked_off_and_when_and_can_be_undone(
        self, karin: Client, association: Association
    ) -> None:
        page = words_of(self.tick(karin))
        assert "”Rapportera till Uppföljning Finsam” är avprickat." in page
        assert "Avprickat 3 mars 2021 av Karin." in page
        assert states(association)[Duty.NATIONAL_RETURN] is WheelState.DONE
        assert "är inte längre avprickat" in words_of(self.tick(karin, undo="1"))
        assert states(association)[Duty.NATIONAL_RETURN] is WheelState.LATE
        verbs = list(AuditEvent.objects.order_by("-sequence").values_list("verb", flat=True)[:2])
        assert verbs == ["unmark_duty_done", "mark_duty_done"]

    def test_twice_is_once_and_undoing_nothing_is_nothing(self, karin: Client, association: Association) -> None:
        self.tick(karin)
        self.tick(karin)
        assert DutyDone.objects.in_association(association).count() == 1
        self.tick(karin, undo="1")
        events = AuditEvent.objects.count()
        self.tick(karin, undo="1")
        assert AuditEvent.objects.count() == events

    def test_an_unknown_duty_is_not_there(self, karin: Client) -> None:
        assert self.tick(karin, duty="lunch").status_code == 404

    def test_the_board_reads_and_does_not_tick_off(self, client: Client, association: Association) -> None:
        client.force_login(make_user("Cecilia", association, Role.BOARD), backend=BACKEND)
        page = client.get("/2020/")
        assert page.status_code == 200
        assert "Pricka av" not in words_of(page)
        assert self.tick(client).status_code == 403

    def test_another_associations_ticks_are_their_own(self, karin: Client, association: Association) -> None:
        other = make_association("Samordningsförbundet Södra")
        actions.mark_duty_done(
            by=make_user("Sven", other), association=other, year=2021, duty=Duty.NATIONAL_RETURN, on=TODAY
        )
        assert states(association)[Duty.NATIONAL_RETURN] is WheelState.LATE


class TestTheYearAtAGlance:
    def test_key_figures_say_what_changed_and_lead_to_where_they_come_from(self, karin: Client) -> None:
        response = karin.get("/2020/")
        page = words_of(response)
        assert "Deltagare 150 12 fler än 2019" in page
        assert "Avslut till arbete eller studier 45 % 27 av 60 avslut 19 procentenheter lägre än 2019" in page
        assert "Årets resultat 100 001 kr" in page or "Årets resultat 100 000 kr" in page
        assert "Eget kapital 300 001 kr" in page or "Eget kapital 300 000 kr" in page
        assert "10,0 procentenheter över gränsen 20 %" in page
        assert 'href="/2020/statistik/participants-by-initiative/"' in response.content.decode()

    def test_at_most_six(self, association: Association) -> None:
        assert len(cards_of(Glance(association, 2020))) <= 6

    @pytest.mark.parametrize(
        "destinations", [(9, None, 10, 12, 39), (24, 20, 14, 0, 58)], ids=["a hidden cell", "two others would be told"]
    )
    def test_a_share_that_would_tell_too_much_gives_way_to_the_count(
        self, association: Association, destinations: tuple[int | None, ...]
    ) -> None:
        withdrawn(association, name="exits-by-destination", period="2020")
        release(
            association, 2020, table("exits-by-destination", "exit_destination", DESTINATIONS, destinations, "exits")
        )
        labels = {card.label: card.value for card in cards_of(Glance(association, 2020))}
        assert labels["Avslut under året"] == "60"
        assert not any("%" in value for label, value in labels.items() if "Avslut" in label)

    def test_a_protected_figure_is_two_dots_and_its_change_is_not_told(
        self, karin: Client, association: Association
    ) -> None:
        withdrawn(association, period="2020")
        release(association, 2020, *tables(None, 60, (9, 8, 10, 12, 39)))
        page = words_of(karin.get("/2020/"))
        assert "Deltagare .. Årets" in page.replace("Avslut till arbete eller studier", "Årets")
        assert "fler än 2019" not in page.split("Flest")[0].split("i korthet")[1].split("Årets resultat")[0]

    def test_a_refused_table_shows_no_figure(self, association: Association) -> None:
        withdrawn(association, name="participants-by-initiative")
        release(association, 2020, RefusedTable("participants-by-initiative", "Deltagare", Period.year(2020)))
        cards = {card.label: card.value for card in cards_of(Glance(association, 2020))}
        assert cards["Deltagare"] == ".."
        assert "deltagare" not in charts_of(Glance(association, 2020))

    def test_titles_say_what_one_sees(self, karin: Client) -> None:
        page = words_of(karin.get("/2020/"))
        assert "Färre avslut till studies än 2019" in page
        assert "Fler deltagare i Stegen än 2019" in page

    def test_a_chart_has_its_figures_beside_and_its_words(self, association: Association) -> None:
        glance = Glance(association, 2020)
        drawn = charts_of(glance)
        found = shown(glance, "deltagare", drawn["deltagare"])
        assert found["table"]["rows"][0]["cells"] == [{"text": "Stegen"}, {"text": "140"}, {"text": "128"}]
        assert "Stegen: 2020 140, 2019 128" in str(found["alt"])

    def test_a_hidden_figure_leaves_the_title_open(self, association: Association) -> None:
        withdrawn(association, period="2020")
        release(association, 2020, *tables(None, 60, (9, 8, 10, 12, 39)))
        assert charts_of(Glance(association, 2020))["deltagare"].title == "Deltagare i varje insats, 2020"

    def test_a_picture_has_the_height_that_the_page_keeps_for_it(self, association: Association) -> None:
        glance = Glance(association, 2020)
        for name, chart in charts_of(glance).items():
            component = shown(glance, name, chart)
            for size in (component, component["narrow"]):
                drawn = re.search(r'height="([\d.]+)"', chart_svg(chart, width=size["width"]))
                assert drawn is not None
                assert abs(float(drawn[1]) - size["height"]) < 1

    def test_a_picture_is_fetched_by_its_address(self, karin: Client) -> None:
        source = re.search(r'<img src="(/2020/oversikt/deltagare-720.svg[^"]*)"', karin.get("/2020/").content.decode())
        assert source is not None
        response = karin.get(source[1])
        assert response["Content-Type"] == "image/svg+xml"
        assert response["Cache-Control"] == "private, max-age=31536000, immutable"
        assert b"<svg" in response.content
        assert karin.get("/2020/oversikt/finns-inte-720.svg").status_code == 404
        assert karin.get("/2020/oversikt/deltagare-9.svg").status_code == 404

    def test_english_is_complete(self, karin: Client, association: Association) -> None:
        with translation.override("en"):
            labels = [str(one.label) for one in cards_of(Glance(association, 2020))]
            titles = [str(one.title) for one in line_of(association, TODAY).items]
        assert labels[0] == "Participants"
        assert titles[0] == "Close the year and read in the accounts"


class TestNothingYet:
    def test_a_new_association_sees_what_this_is_for_and_the_one_thing_to_do(self, client: Client) -> None:
        client.force_login(make_user("Karin", make_association()), backend=BACKEND)
        page = words_of(client.get("/2021/"))
        assert "Här börjar förbundets år" in page
        assert "Pricka av" not in page

    def test_a_year_without_figures_says_so(self, karin: Client) -> None:
        assert "Inget är inläst för 2016" in words_of(karin.get("/2016/"))

    def test_whoever_has_no_role_is_let_in_nowhere(self, client: Client) -> None:
        assert client.get("/2020/").status_code == 302
        client.force_login(make_user("Utan"), backend=BACKEND)
        assert client.get("/2020/").status_code == 403
        assert client.get("/2020/oversikt/deltagare-720.svg").status_code == 403
