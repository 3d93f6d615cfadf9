"""The addresses of bringing in: `/las-in/`."""

from django.urls import path

from stegvis.exchange import views

urlpatterns = [
    path("", views.start, name="import"),
    path("paketet/", views.contents, name="import-contents"),
    path("<uuid:id>/", views.one, name="import-one"),
    path("<uuid:id>/fynd.csv", views.findings, name="import-findings"),
    path("<uuid:id>/bekrafta/", views.confirm, name="import-confirm"),
    path("<uuid:id>/ta-bort/", views.withdraw, name="import-withdraw"),
]
