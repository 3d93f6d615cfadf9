"""The addresses of the pages that join several rooms. They stand after a year: `/2025/`, `/2025/mal/`."""

from django.urls import path

from stegvis.reports.views import (
    correcting,
    economy,
    goals,
    initiative,
    initiatives,
    overview,
    reports,
    reports_history,
    reports_text,
    statistics,
)

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
    path("rapporter/siffror/", reports_text.figures, name="reports-figures"),
    path("rapporter/text/<path:section>/", reports_text.text, name="reports-text"),
    path("rapporter/spara/<path:section>/", reports_text.save, name="reports-save"),
    path("rapporter/forhandsgranska/<path:section>/", reports_text.preview, name="reports-preview"),
    path("rapporter/versioner/<path:section>/", reports_history.history, name="reports-history"),
    path("insatser/", initiatives.initiatives, name="initiatives"),
    path("insatser/deltagare-<int:width>.svg", initiatives.picture_of, name="initiatives-chart"),
    path("insatser/<str:code>/", initiative.initiative, name="initiatives-one"),
]
