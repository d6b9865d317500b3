"""Networks as data frames, as a page in a cell, as files."""

from __future__ import annotations

import shutil
from pathlib import Path

import networkx as nx
import pandas
import pytest
from pyoxigraph import Store

from graph.coordination import Network
from graph.errors import BadParameter
from graph.frames import Graph

PLANS = Path(__file__).parent.parent / "plans"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("coordination")
    return Graph.build(shutil.copy(PLANS / "yunheng-2022.txt", folder), folder / "build")


@pytest.fixture(scope="module")
def network(graph: Graph) -> Network:
    return graph.network("云衡", by="body")


def test_a_row_a_body(network: Network) -> None:
    nodes = network.nodes
    assert list(nodes.index) == sorted(network.graph)
    assert str(nodes["degree"].dtype) == "Int64"
    assert nodes["degree"].sum() == 2 * len(network.edges)
    assert (nodes["units_low"] <= nodes["units_high"]).all()
    assert {"betweenness", "constraint", "community", "functions"} <= set(nodes)
    assert set(network.definitions["key"]) <= set(nodes)


def test_a_row_a_tie(network: Network) -> None:
    edges = network.edges
    assert edges["shared"].tolist() == edges["units"].map(len).tolist()
    assert edges["tier"].gt(0).sum() == (edges["p"] < 0.05).sum() == network.graph.graph["chance"].nominal
    tie = edges.iloc[0]
    assert network.graph.edges[tie["source"], tie["target"]]["weight"] == tie["weight"]
    assert network.nodes.loc[tie["source"], "label"] == tie["one"]


def test_whole_network(network: Network) -> None:
    found = network.statistics.set_index("key")["value"]
    assert found["density"] == pytest.approx(nx.density(network.graph), abs=1e-6)


def test_two_modes_have_the_body_first(graph: Graph) -> None:
    network = graph.network("云衡", by="body", beside="provisions")
    modes = network.nodes["mode"]
    assert set(network.edges["source"].map(modes)) == {"body"}
    assert set(network.edges["target"].map(modes)) == {"unit"}
    assert network.statistics.empty


def test_intervals_hold_what_is_measured_on_redrawn_networks(network: Network) -> None:
    found = network.intervals(lambda drawn: dict(drawn.degree(weight="weight")), draws=80)
    stated = network.nodes.loc[found.index]
    assert found["value"].tolist() == pytest.approx(stated["strength"].tolist(), abs=1e-5)
    assert (found["low"] <= found["high"]).all()
    middle = (found["low"] + found["high"]) / 2
    assert middle.corr((stated["strength_low"] + stated["strength_high"]) / 2) > 0.98


def test_duties_can_be_left_out(graph: Graph, network: Network) -> None:
    kept = graph.network("云衡", by="body", keep=lambda duty: not duty.restored)
    assert 0 < len(kept.nodes) < len(network.nodes)
    assert not any(duty.restored for _, duties in kept.graph.nodes(data="duties") for duty in duties)
    nothing = graph.network("云衡", by="body", keep=lambda _: False)
    assert nothing.nodes.empty
    assert list(nothing.edges) == list(network.edges)


def test_files(network: Network, tmp_path: Path) -> None:
    read = nx.read_gexf(network.save(tmp_path / "n.gexf"))
    assert read.number_of_edges() == len(network.edges)
    network.save(tmp_path / "n.csv")
    ties = pandas.read_csv(tmp_path / "n-edges.csv", encoding="utf-8-sig", index_col=0)
    assert ties["one"].tolist() == network.edges["one"].tolist()
    assert ties["units"].str.split().map(len).tolist() == network.edges["shared"].tolist()
    for ending in ("graphml", "net", "dl", "html"):
        assert network.save(tmp_path / f"n.{ending}").stat().st_size > 1000
    with pytest.raises(BadParameter, match="gexf"):
        network.save(tmp_path / "n.xyz")


def test_page_in_a_cell(network: Network) -> None:
    frame = network._repr_html_()
    assert frame.startswith("<iframe srcdoc=")
    assert "云衡县全民科学素质提升行动实施方案" in frame


def test_what_is_not_known() -> None:
    with pytest.raises(BadParameter, match="by"):
        Graph(Store()).network(by="colour")
