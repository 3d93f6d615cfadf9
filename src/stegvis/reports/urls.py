"""The addresses of the pages that join several rooms. They stand after a year: `/2025/`, `/2025/mal/`.

`checked` stands by itself (`/granska/`). `open_to_all` stands after an organisation number instead
(`/oppet/222000-0000/statistik/`); its addresses are permanent.
"""

from django.urls import path, register_converter

from stegvis.core.periods import Period
from stegvis.reports.views import (
    checks,
    checks_compare,
    checks_walk,
    checks_words,
    correcting,
    economy,
    goals,
    initiative,
    initiatives,
    open_pages,
    overview,
    reports,
    reports_history,
    reports_text,
    statistics,
)


class PeriodInAddress:
    """A period in an address: `2025`, `2023-01..2023-08`."""

    regex = r"[0-9]{4}(?:-[0-9]{2}(?:\.\.[0-9]{4}-[0-9]{2})?)?"

    def to_python(self, value: str) -> Period:
        """As a period. Raises ValueError, and so is no address, where there is no such period."""
        return Period.parse(value)

    def to_url(self, value: Period) -> str:
        """As in the address."""
        return str(value)


register_converter(PeriodInAddress, "period")

checked = [
    path("", checks.start, name="checks"),
    path("ny/", checks.receive, name="checks-new"),
    path("ord/", checks_words.words, name="checks-words"),
    path("ord/lagg-till/", checks_words.add, name="checks-words-add"),
    path("ord/spara/", checks_words.save, name="checks-words-save"),
    path("ord/ord.toml", checks_words.file, name="checks-words-file"),
    path("ord/<uuid:id>/ta-tillbaka/", checks_words.restore, name="checks-words-restore"),
    path("kontroller/", checks.guides, name="checks-guides"),
    path("kontroller/<slug:code>/", checks.guide, name="checks-guide"),
    path("<uuid:id>/", checks.one, name="checks-one"),
    path("<uuid:id>/granskning.<slug:kind>", checks.file, name="checks-file"),
    path("<uuid:id>/jamfor/", checks_compare.compare, name="checks-compare"),
    path("<uuid:id>/igen/", checks.again, name="checks-again"),
    path("<uuid:id>/ta-bort/", checks.remove, name="checks-remove"),
    path("<uuid:id>/sida-<int:page>.png", checks_walk.picture, name="checks-picture"),
    path("<uuid:id>/<int:number>/", checks_walk.walk, name="checks-finding"),
    path("<uuid:id>/<int:number>/godta/", checks_walk.accept, name="checks-accept"),
    path("<uuid:id>/<int:number>/angra/", checks_walk.withdraw, name="checks-withdraw"),
]

open_to_all = [
    path("", open_pages.statistics, name="open"),
    path("<period:period>/", open_pages.statistics, name="open-period"),
    path("<period:period>/<slug:name>/", open_pages.table, name="open-table"),
    path("<period:period>/<slug:name>/diagram-<int:width>.svg", open_pages.chart, name="open-chart"),
]

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("oversikt/<slug:name>-<int:width>.svg", overview.chart, name="overview-chart"),
    path("oversikt/uppgifter/<slug:duty>/", overview.mark_duty, name="overview-duty"),
    path("mal/", goals.goals, name="goals"),
    path("mal/<path:code>/", goals.goal, name="goals-one"),
    path("statistik/", statistics.statistics, name="statistics"),
    path("statistik/<slug:name>/", statistics.table, name="statistics-table"),
    path("statistik/<slug:name>.<str:kind>", statistics.download, name="statistics-file"),
    path("statistik/<slug:name>/<slug:kind>-<int:width>.svg", statistics.chart, name="statistics-chart"),
    path("statistik/<slug:name>/versioner/", correcting.every_version, name="statistics-versions"),
    path("statistik/<slug:name>/ratta/", correcting.correct, name="statistics-correct"),
    path("ekonomi/", economy.economy, name="economy"),
    path("ekonomi/budget-<int:width>.svg", economy.chart, name="economy-chart"),
    path("rapporter/", reports.reports, name="reports"),
    path("rapporter/gor/", reports.make, name="reports-make"),
    path("rapporter/las/", reports.read_latest, name="reports-read-latest"),
    path("rapporter/utgava/<int:number>/<str:section>/", reports.read, name="reports-read"),
    path("rapporter/utgava/<int:number>/arsredovisning.<slug:kind>", reports.file, name="reports-file"),
    path("rapporter/granska/<int:number>/", reports.check, name="reports-check"),
    path("rapporter/siffror/", reports_text.figures, name="reports-figures"),
    path("rapporter/text/<path:section>/", reports_text.text, name="reports-text"),
    path("rapporter/spara/<path:section>/", reports_text.save, name="reports-save"),
    path("rapporter/forhandsgranska/<path:section>/", reports_text.preview, name="reports-preview"),
    path("rapporter/versioner/<path:section>/", reports_history.history, name="reports-history"),
    path("insatser/", initiatives.initiatives, name="initiatives"),
    path("insatser/deltagare-<int:width>.svg", initiatives.picture_of, name="initiatives-chart"),
    path("insatser/<str:code>/", initiative.initiative, name="initiatives-one"),
]
