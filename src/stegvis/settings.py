"""The one settings file: safe as it stands, and told what differs by a few variables of the environment.

`STEGVIS_DATA`: the folder of databases, keys and files (`var/`). `STEGVIS_PERSON_ZONE=1`: this machine also holds a person
zone. `STEGVIS_HOSTS`: names the server answers to. `STEGVIS_HTTPS=1`: it is reached by https. `STEGVIS_DEBUG=1`: for developers.
`STEGVIS_PUBLISHER`: who runs it, for the catalogue of open data.
"""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP

SOURCE = Path(__file__).resolve().parent
_ROOT = SOURCE.parents[1] if (SOURCE.parents[1] / "pyproject.toml").exists() else Path.cwd()


def _flag(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "true", "yes"}


def _secret(path: Path) -> str:
    """The secret that set-up made; a passing one where there is none yet (checks, tests, the first set-up itself)."""
    return path.read_text("ascii").strip() if path.exists() else get_random_secret_key()


DATA = Path(os.environ.get("STEGVIS_DATA") or _ROOT / "var").resolve()
DEBUG = _flag("STEGVIS_DEBUG")
HTTPS = _flag("STEGVIS_HTTPS")
#: An association's installation has no person zone unless it is said, or was said when it was set up.
PERSON_ZONE = _flag("STEGVIS_PERSON_ZONE") or (DATA / "person.sqlite3").exists()
#: Keys of sealed fields and of the log's chain, one file a zone, outside the databases (see `associations.sealed`).
KEY_FILES = {"association": DATA / "keys" / "association.json", "person": DATA / "keys" / "person.json"}
#: The invented association's package, where the source tree has one.
DEMONSTRATION = Path(os.environ.get("STEGVIS_DEMONSTRATION") or _ROOT / "demo")
#: What each check of a finished report is, in words, where the source tree has it.
GUIDE = _ROOT / "docs" / "guide" / "kontroller"

SECRET_KEY = _secret(DATA / "secret-key")
ALLOWED_HOSTS = os.environ.get("STEGVIS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "stegvis.urls"
WSGI_APPLICATION = "stegvis.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rooms from below; a room that is not built yet is not there.
_ROOMS = ["associations", "initiatives", "participation", "surveys", "finance", "planning", "governance", "catalogue"]
_ROOMS += ["reports", "exchange", "web"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_tasks_db",
    *(f"stegvis.{room}" for room in _ROOMS if (SOURCE / room / "apps.py").exists()),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "stegvis.web.middleware.language",
    "stegvis.web.middleware.Frame",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "stegvis.web.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "stegvis.web.templatetags.numbers",
                "stegvis.web.templatetags.components",
            ],
        },
    }
]

# Two zones, two databases. Acknowledged is kept: a write is on the disk before anyone is told that it is.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;",
}


def _database(name: str) -> dict[str, object]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / f"{name}.sqlite3", "OPTIONS": dict(_SQLITE)}


DATABASES = {"default": _database("association")}
if PERSON_ZONE:
    DATABASES["person"] = _database("person")
DATABASE_ROUTERS = ["stegvis.associations.router.ZoneRouter"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Open data. Who runs this installation, as the catalogue of all its associations says; the server's name where it is not said.
PUBLISHER = os.environ.get("STEGVIS_PUBLISHER", "")
NINJA_NUM_PROXIES = 1 if HTTPS else 0  # the one in front that speaks https; any other address in the header is hearsay

# Sign-in
AUTH_USER_MODEL = "associations.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATORS + "UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": _VALIDATORS + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATORS + "CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else whoever keeps trying keeps the owner out for ever
AXES_LOCKOUT_CALLABLE = "stegvis.web.views.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# What a browser may do with our pages
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "frame-src": [CSP.SELF],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "stegvis-session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "stegvis-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "stegvis.web.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Files from outside are limited before they are opened. 200 MB unpacked is the reader's own limit.
UPLOAD_LIMIT = 60 * 1024 * 1024
UPLOADS_PER_HOUR = 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
MEDIA_ROOT = DATA / "files"

# Swedish is complete and default, English stands beside it; instants are UTC, and a day is a day in Stockholm.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "stegvis-language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
