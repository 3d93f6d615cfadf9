"""The addresses of the pages that join several rooms. They stand after a year: `/2025/`, `/2025/mal/`."""

from django.urls import path

from stegvis.reports.views import economy, goals, overview, statistics

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("oversikt/<slug:name>.svg", overview.chart, name="overview-chart"),
    path("oversikt/uppgifter/<slug:duty>/", overview.mark_duty, name="overview-duty"),
    path("mal/", goals.goals, name="goals"),
    path("mal/<str:code>/", goals.goal, name="goals-one"),
    path("statistik/", statistics.statistics, name="statistics"),
    path("statistik/<slug:name>/", statistics.table, name="statistics-table"),
    path("statistik/<slug:name>.<str:kind>", statistics.download, name="statistics-file"),
    path("statistik/<slug:name>/<slug:kind>-<int:width>.svg", statistics.chart, name="statistics-chart"),
    path("ekonomi/", economy.economy, name="economy"),
    path("ekonomi/budget-<int:width>.svg", economy.chart, name="economy-chart"),
]
