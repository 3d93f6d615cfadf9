"""The one settings file."""

SECRET_KEY = "x"  # noqa: S105
INSTALLED_APPS: list[str] = []
USE_TZ = True
