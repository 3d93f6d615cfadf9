"""What every test stands on: what properties are tried on, the order of the tests, and the keys of both zones.

The same is tried every time, in any place, so that what passed here passes there; and nobody is timed. To look for what nobody
has thought of yet: `pytest --hypothesis-profile=search`.
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("search", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("search"), derandomize=True)
settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, which are those of pages in a browser, so that no worker is left alone with one of them."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session", autouse=True)
def _keys_of_both_zones() -> None:
    from django.conf import settings

    from stegvis.associations.sealed import make_keys

    for path in settings.KEY_FILES.values():
        make_keys(path)


@pytest.fixture(autouse=True)
def _nothing_is_remembered_of_the_test_before() -> None:
    """What the application counts for a while, such as how often somebody asked."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def _register_is_emptied_after_a_test_that_commits(request: pytest.FixtureRequest) -> Iterator[None]:
    """The database refuses to empty the register, so a test that commits opens it for the clearing that comes after it."""
    mark = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (mark is not None and mark.kwargs.get("transaction", False))
    if not commits:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    from support.register import emptied

    emptied()
