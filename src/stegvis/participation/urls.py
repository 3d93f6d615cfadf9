"""The addresses of the person zone: `/vara-siffror/`. There are none where the installation has no person zone."""

from django.urls import path

from stegvis.participation.views import drafts, published, steps, work

urlpatterns = [
    path("", drafts.figures, name="figures"),
    path("nytt/", drafts.new, name="figures-new"),
    path("publicerat/<str:period>/<slug:name>/", published.table, name="figures-published"),
    path("arbete/<uuid:id>/", work.job, name="figures-job"),
    path("<uuid:id>/", drafts.draft, name="figures-draft"),
    path("<uuid:id>/tabeller/", steps.tables, name="figures-tables"),
    path("<uuid:id>/intyg/", steps.certify, name="figures-certify"),
    path("<uuid:id>/form/", steps.coarsen, name="figures-coarsen"),
    path("<uuid:id>/granska/", steps.check, name="figures-check"),
    path("<uuid:id>/beslut/", steps.decide, name="figures-decide"),
    path("<uuid:id>/kvitto/", published.receipt, name="figures-receipt"),
    path("<uuid:id>/ta-bort/", drafts.delete, name="figures-delete"),
]
