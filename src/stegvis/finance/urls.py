"""The addresses of the money, below `/2025/ekonomi/`; the start page joins several rooms and lives in `reports`."""

from django.urls import path

from stegvis.finance.views import files, lines, statements, vouchers

urlpatterns = [
    path("nyckeltal/", statements.ratios_page, name="economy-ratios"),
    path("verifikationer/", vouchers.vouchers, name="economy-vouchers"),
    path("verifikationer/<path:number>/", vouchers.voucher, name="economy-voucher"),
    path("<slug:name>.<slug:kind>", files.file, name="economy-file"),
    path("<slug:slug>/", statements.statement, name="economy-statement"),
    path("<slug:slug>/<path:line>/", lines.line, name="economy-line"),
]
