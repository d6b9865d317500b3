"""Takes the notebooks, gives proof that they are as they should be; ``--nbmake`` runs them whole on the specimens."""

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == kind]


def test_all_are_here() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["01-first-look", "02-ask-with-sparql", "03-coordination-networks"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_outputs(path: Path) -> None:
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path, "code"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_first_cells_say_how_to_use_own_plans(path: Path) -> None:
    told = "".join(cells(path, "markdown")[0]["source"])
    assert "您的" in told or "自己的" in told
    assert "own" in told
    assert 'BUILD = "' in "".join(cells(path, "code")[0]["source"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_text_is_in_both_languages(path: Path) -> None:
    for cell in cells(path, "markdown"):
        text = "".join(cell["source"])
        assert any("\u4e00" <= character <= "\u9fff" for character in text)
        assert sum(character.isascii() and character.isalpha() for character in text) > 10


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_one_figure(path: Path) -> None:
    assert sum("plt.show()" in "".join(cell["source"]) for cell in cells(path, "code")) == 1


def test_the_test_run_executes_them(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.getoption("--nbmake")
    assert "notebooks" in pytestconfig.getini("testpaths")
