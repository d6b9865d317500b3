"""Takes the small graph beside this file and the plans of the specimens, gives each as a store."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.pipeline import Build
from graph.store import open_store

FIXTURE = Path(__file__).with_name("fixture.trig")


@pytest.fixture(scope="session")
def store() -> Store:
    """Two invented plans, small enough to count by hand."""
    return open_store(FIXTURE)


@pytest.fixture(scope="session")
def specimen_graph(built: Build) -> Store:
    """The graph of the specimen plans."""
    return open_store(built.folder)


@pytest.fixture(scope="session")
def real_graph(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Store:
    """The graph of the real plans beside the repository."""
    from graph.collect import find_files
    from graph.pipeline import build

    folder = root.parent / "shared" / "plans"
    if not folder.is_dir():
        pytest.skip(f"no real plans in {folder}")
    return open_store(build(find_files([folder]), tmp_path_factory.mktemp("real") / "build").folder)
