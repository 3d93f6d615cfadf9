"""The frame's own addresses."""

from django.urls import path

from stegvis.web import log_page, settings_page, views

urlpatterns = [
    path("", views.start, name="start"),
    path("logga-in/", views.sign_in, name="sign-in"),
    path("logga-ut/", views.sign_out, name="sign-out"),
    path("losenord/", views.password, name="password"),
    path("sprak/", views.choose_language, name="language"),
    path("forbund/", views.choose_association, name="association"),
    path("sok/", views.search, name="search"),
    path("arbeten/<uuid:id>/", views.job, name="job"),
    path("arbeten/<uuid:id>/igen/", views.retry_job, name="job-retry"),
    path("installningar/", settings_page.settings, name="settings"),
    path("installningar/paket.zip", settings_page.package, name="settings-package"),
    path("installningar/oppna-data/", settings_page.open_or_close, name="settings-open"),
    path("installningar/logg/", log_page.log, name="settings-log"),
]
