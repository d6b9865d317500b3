"""Who may import whom, what is imported at all, and how long files and functions may be: read from the syntax trees."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "graph"
FILES = {
    ".".join(("graph", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
STAGES = ("read", "structure", "extract", "resolve", "correct", "align", "rdf", "store", "network", "visualise")
# Each module of the ground floor with those of ours on which it may stand.
FOUNDATION = {
    "model": set(),
    "errors": set(),
    "assets": set(),
    "numbering": set(),
    "keys": {"model", "numbering"},
    "vocabulary": {"model", "errors", "assets"},
}
STAGE_MAY = set(FOUNDATION)
MORE = {"network": {"store"}, "visualise": {"store"}}
TOP = {
    "coordination",
    "pipeline",
    "cli",
    "asking",
    "check",
    "claims",
    "coding",
    "desk",
    "drawing",
    "evaluate",
    "export",
    "frames",
    "handbook",
    "listing",
    "pages",
    "plain",
    "proof",
    "report",
}
ONLY_IN = {
    "spacy": {"extract"},
    "pyvis": {"visualise"},
    "pyshacl": {"rdf"},
    "pyoxigraph": {"rdf", "store", "vocabulary", *TOP},
}
HEAVY = (
    "spacy",
    "rdflib",
    "pyshacl",
    "networkx",
    "pyvis",
    "pyoxigraph",
    "scipy",
    "numpy",
    "pypinyin",
    "id_validator",
    "xlsxwriter",
    "lxml",
)
MOST_LINES, MOST_FUNCTION = 400, 60


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


def imports(module: str, top_only: bool = False) -> Iterator[str]:
    """The full names that a module imports; with ``top_only`` those that are bound when it is loaded."""
    body = [node for node in tree(module).body if not _for_types_only(node)] if top_only else [tree(module)]
    for part in body:
        for node in [part] if top_only else ast.walk(part):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}: relative import"
                yield from (_target(node.module or "", alias.name) for alias in node.names)


def _for_types_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _target(module: str, name: str) -> str:
    return f"{module}.{name}" if f"{module}.{name}" in FILES else module


def part(name: str) -> str:
    """The stage or top-level module that a full name belongs to; the face of the package has none."""
    pieces = name.split(".")
    return pieces[1] if len(pieces) > 1 else ""


def ours(module: str) -> set[str]:
    """The parts of ours that a module imports, its own and the face of the package left out."""
    return {part(name) for name in imports(module) if name.split(".")[0] == "graph"} - {part(module), ""}


@pytest.mark.parametrize("module", FILES)
def test_imports(module: str) -> None:
    own = part(module)
    if own in FOUNDATION:
        assert ours(module) <= FOUNDATION[own]
    elif own in STAGES:
        assert ours(module) <= STAGE_MAY | MORE.get(own, set())
    elif own not in TOP:  # helpers of the top: they see the ground floor only
        assert ours(module) <= set(FOUNDATION)


def test_every_stage_is_there() -> None:
    assert {part(module) for module in FILES} >= {*STAGES, *FOUNDATION, "pipeline", "cli"}


@pytest.mark.parametrize("package", ONLY_IN)
def test_packages_that_few_may_import(package: str) -> None:
    users = {part(m) for m in FILES if any(name.split(".")[0] == package for name in imports(m))}
    assert users <= ONLY_IN[package]


def test_nothing_imports_the_command_line() -> None:
    assert [m for m in FILES if "cli" in ours(m)] == []


def test_no_import_runs_in_a_circle() -> None:
    above: list[str] = []
    done: set[str] = set()

    def visit(module: str) -> None:
        assert module not in above, " → ".join([*above, module])
        if module in done:
            return
        above.append(module)
        for name in sorted(set(imports(module, top_only=True))):
            if name in FILES and name not in (module, "graph"):
                visit(name)
        above.pop()
        done.add(module)

    for module in FILES:
        visit(module)


def loaded(code: str) -> set[str]:
    """The heavy packages that are in memory after ``code``."""
    program = f"{code}\nimport sys\nprint(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    "code",
    [
        "import graph",
        "import graph.model, graph.errors, graph.numbering, graph.assets, graph.vocabulary",
        "import graph.cli",
    ],
)
def test_import_is_light(code: str) -> None:
    assert loaded(code) == set()


@pytest.mark.parametrize("words", ["['--help']", "['build', '--help']", "['query', '--help']", "['--version']"])
def test_help_is_light(words: str) -> None:
    code = f"import io, contextlib, graph.cli\nwith contextlib.redirect_stdout(io.StringIO()): graph.cli.main({words})"
    assert loaded(code) == set()


@pytest.mark.parametrize("module", FILES)
def test_house_budget(module: str) -> None:
    text = FILES[module].read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= MOST_FUNCTION, node.name


@pytest.mark.parametrize("module", FILES)
def test_module_says_what_it_takes_and_gives(module: str) -> None:
    first = (ast.get_docstring(tree(module)) or "").splitlines()[0]
    assert first.startswith("Takes ")
    assert "gives" in first
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_functions_are_short() -> None:
    nodes = (node for module in FILES for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef))
    lengths = sorted((node.end_lineno or 0) - node.lineno + 1 for node in nodes)
    assert lengths[len(lengths) // 2] <= 12
