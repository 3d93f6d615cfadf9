"""The settings of the tests: both zones, a folder of their own, and passwords hashed as quickly as argon2 allows.

The databases are files, as in the application: one in memory would be one connection that the test, the server's threads and a
page that asks again all use at once.
"""

import os
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="stegvis-tests-"))
os.environ["STEGVIS_DATA"] = str(FOLDER)
os.environ["STEGVIS_PERSON_ZONE"] = "1"

from stegvis.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["support.hashing.QuickArgon2"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
for _name, _database in DATABASES.items():  # noqa: F405
    _database["TEST"] = {"NAME": str(FOLDER / f"{_name}.sqlite3")}
    _database["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
