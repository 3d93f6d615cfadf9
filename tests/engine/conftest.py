import pytest

from stegvis.engine import connect


@pytest.fixture(scope="session")
def connection():
    """One engine for all tests of the room: its facts are replaced by each."""
    return connect()


@pytest.fixture(autouse=True)
def _own_log(tmp_path_factory, monkeypatch):
    """Working tables are logged beside the tests, not in the log of whoever runs them."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
