import pytest

from stegvis.engine import connect


@pytest.fixture(scope="session")
def connection():
    """One engine for all tests of the room: its facts are replaced by each."""
    return connect()
