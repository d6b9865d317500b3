"""The folder ``ontology/`` as the store reads it: its files are found, its README is true, reading it is cheap."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pyoxigraph import Store

from graph.assets import list_files, read_text
from graph.store import bind, parse_query, run


def test_example_for_editors_runs(store: Store) -> None:
    text = read_text("ontology", "README.md").partition("```sparql\n")[2].partition("```")[0]
    query = parse_query("example", text)
    result = run(store, bind(query, {"department": "甲县教育局"}))
    assert result.columns == query.columns
    assert len(result.rows) == 1


def test_assets_stay_in_their_package() -> None:
    assert "queries/examples/plans.rq" in list_files("ontology", "queries", ".rq")
    assert list_files("ontology", "nowhere") == ()
    with pytest.raises(ValueError, match="leads out"):
        read_text("ontology", "../pyproject.toml")


def test_store_loads_nothing_heavy() -> None:
    code = "import sys, graph.store; print(sorted({'rdflib', 'rich', 'xlsxwriter', 'spacy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
