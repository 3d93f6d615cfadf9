"""What every test stands on: the keys of both zones, made once in the tests' own folder."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def _keys_of_both_zones() -> None:
    from django.conf import settings

    from stegvis.associations.sealed import make_keys

    for path in settings.KEY_FILES.values():
        make_keys(path)
