"""An installation without person zone in a process of its own, as the real settings make it: what it answers, as JSON."""

import json
import os
import sys
from pathlib import Path
from typing import Any

PAGES = (
    "/2020/", "/2020/mal/", "/2020/statistik/", "/2020/statistik/exits-by-reason/", "/2020/ekonomi/", "/2020/ekonomi/nyckeltal/",
    "/2020/ekonomi/resultatrakning/", "/2020/ekonomi/balansrakning/", "/2020/ekonomi/verifikationer/",
    "/2020/ekonomi/resultatrakning.csv", "/2020/insatser/", "/2020/insatser/stegen/", "/2020/rapporter/",
    "/2020/rapporter/text/events/", "/las-in/", "/las-in/paketet/", "/installningar/", "/installningar/logg/",
    "/installningar/paket.zip", "/sok/?q=stegen",
)  # fmt: skip


def main(folder: Path) -> dict[str, Any]:
    """Set it up, bring the package in, and ask for its pages."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "stegvis.settings"
    django.setup()
    from django.conf import settings

    from stegvis.web.first_run import prepare

    prepare()
    return {
        "databases": list(settings.DATABASES), "debug": settings.DEBUG, **_ask(folder),
        "files": sorted(path.name for path in settings.DATA.glob("*.sqlite3")),
        "person_key": settings.KEY_FILES["person"].exists(), **_persons(),
    }  # fmt: skip


def _ask(folder: Path) -> dict[str, Any]:
    from django.test import Client
    from django.utils import timezone

    from stegvis.associations.models import Association, Membership, User
    from stegvis.associations.permissions import Operator
    from stegvis.exchange.actions import import_package
    from stegvis.files.package import read_package

    package = read_package(folder).package
    assert package is not None
    found = import_package(by=Operator("test"), package=package).association_id
    user = User(email="karin@exempel.se", name="Karin")
    user.set_password("korrekt häst batteri")
    user.save()
    Membership.objects.create(
        user=user, association=Association.objects.get(pk=found), role="office", starts=timezone.localdate()
    )
    client = Client(headers={"host": "localhost"})
    by_http = client.get("/logga-in/")
    client.get("/logga-in/", secure=True)
    signed = client.post("/logga-in/", {"email": user.email, "password": "korrekt häst batteri"}, secure=True)
    lost = client.get("/finns-inte/", secure=True)
    return {
        "by_http": [by_http.status_code, by_http["Location"]], "hsts": signed["Strict-Transport-Security"],
        "cookies": {name: cookie.OutputString() for name, cookie in client.cookies.items()},
        "pages": {page: client.get(page, secure=True).status_code for page in PAGES},
        "not_found": [lost.status_code, lost.content.decode()],
        "person_zone": client.get("/vara-siffror/", secure=True).status_code,
        "unknown_host": Client(headers={"host": "ont.example"}).get("/logga-in/", secure=True).status_code,
    }  # fmt: skip


def _persons() -> dict[str, Any]:
    from django.db import connection

    from stegvis.participation.models import Participation

    tables = [name for name in connection.introspection.table_names() if name.startswith("participation")]
    try:
        Participation.objects.in_association("01a20059-9900-7602-859a-fc3a53500569").count()
    except Exception as error:
        return {"asked_for_persons": type(error).__name__, "tables_of_persons": tables}
    return {"asked_for_persons": "answered", "tables_of_persons": tables}


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(main(Path(sys.argv[1]))) + "\n")
