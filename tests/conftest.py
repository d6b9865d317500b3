"""Takes nothing, gives what all tests share: Hypothesis profiles, folders, a build of the specimen plans."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graph.collect import find_files
from graph.model import Plan
from graph.pipeline import Build, build, read_plan

ROOT = Path(__file__).resolve().parent.parent
_SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much)

settings.register_profile("here", max_examples=60, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "here"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def specimens() -> Path:
    """The folder of the specimen plans."""
    return ROOT / "plans"


@pytest.fixture(scope="session")
def plans(specimens: Path) -> dict[str, Plan]:
    """The specimen plans by the stem of their file."""
    return {file.path.stem: read_plan(file) for file in find_files([specimens])}


@pytest.fixture(scope="session")
def built(specimens: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A build of the specimen plans; read it, do not write to it."""
    return build(find_files([specimens]), tmp_path_factory.mktemp("specimens") / "build")
