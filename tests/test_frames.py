"""Answers as data frames, figures with Chinese."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas
import pytest
from pyoxigraph import Store

from graph.errors import BadQuery, FengongError, StoreError, UnknownQuery
from graph.figures import use_chinese_font
from graph.frames import Graph, in_chinese

PLANS = Path(__file__).parent.parent / "plans"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("frames")
    return Graph.build(shutil.copy(PLANS / "yunheng-2022.txt", folder), folder / "build")


def test_columns_have_types(graph: Graph) -> None:
    plans = graph.ask("plans")
    assert plans["issued"].dt.year.tolist() == [2022]
    assert str(plans["start"].dtype) == "Int64"
    assert plans["stated"].tolist() == [True]
    assert plans["number"].tolist() == ["云政发〔2022〕23号"]
    targets = graph.ask("targets")
    assert targets["value"].dtype == "float64"
    assert targets["value"].gt(0).all()


def test_own_query(graph: Graph) -> None:
    frame = graph.sparql("SELECT (COUNT(*) AS ?n) { ?p a plan:Provision }")
    assert frame["n"].tolist() == [len(graph.sparql("SELECT ?p { ?p a plan:Provision }"))]
    assert graph.sparql("ASK { ?p a plan:Plan }")["boolean"].tolist() == [True]


def test_what_is_unbound_stays_empty() -> None:
    frame = Graph(Store()).sparql("SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (UNDEF 2.5) (3 1) } }")
    assert str(frame["a"].dtype) == "Int64"
    assert frame["a"].isna().tolist() == [False, True, False]
    assert frame["b"].dtype == "float64"
    mixed = Graph(Store()).sparql('SELECT ?a { VALUES ?a { 1 "x" } }')
    assert sorted(mixed["a"]) == ["1", "x"]


def test_no_rows_have_columns_all_the_same(graph: Graph) -> None:
    assert list(graph.sparql("SELECT ?s ?o { ?s plan:ledBy ?o FILTER(false) }").columns) == ["s", "o"]


def test_chinese_heads(graph: Graph) -> None:
    heads = in_chinese(graph.ask("targets", plan="云衡")).columns
    assert {"指标", "数值", "计量单位"} <= set(heads)
    assert list(in_chinese(pandas.DataFrame({"x": [1]})).columns) == ["x"]


def test_errors(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownQuery, match="my-tasks"):
        graph.ask("my-task")
    with pytest.raises(BadQuery, match="plan:Provision"):
        graph.sparql("SELECT * { ?s a plan:Provison }")
    with pytest.raises(StoreError):
        Graph.open(tmp_path / "nothing")


def test_without_pandas(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(FengongError, match="notebook"):
        graph.ask("plans")


def test_a_font_with_chinese_is_found() -> None:
    label = use_chinese_font()
    assert label("县科协") == "县科协"
    from matplotlib import rcParams

    assert rcParams["font.family"][0] != "sans-serif"


def test_without_a_font_labels_become_pinyin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("graph.figures._has_chinese", lambda _: False)
    assert use_chinese_font()("县科协") == "xian ke xie"
    told = capsys.readouterr().err
    assert "拼音" in told
    assert "pinyin" in told
