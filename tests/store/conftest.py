"""Takes the small graph beside this file, gives it as a store."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.store import open_store

FIXTURE = Path(__file__).with_name("fixture.trig")


@pytest.fixture(scope="session")
def store() -> Store:
    return open_store(FIXTURE)
