"""The settings of the tests: both zones, a folder of their own, and passwords hashed as quickly as argon2 allows."""

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
