"""Networks as files of other programs: what they read is what was drawn, Chinese and odd names intact."""

from __future__ import annotations

import io
import re
from pathlib import Path

import networkx as nx
import pytest

from graph.cli import main
from graph.export.networks import WRITERS, network_file
from graph.export.write import NETWORK_FORMATS
from graph.network import lay_out, name_network
from graph.pipeline import Build, read_network
from graph.store import open_store

Capture = pytest.CaptureFixture[str]


def test_the_formats_are_those_that_export_offers() -> None:
    assert tuple(WRITERS) == NETWORK_FORMATS


@pytest.fixture(scope="module")
def network(built: Build) -> nx.Graph:
    return lay_out(name_network(read_network(open_store(built.folder))))


def weights(graph: nx.Graph) -> dict[frozenset[str], float]:
    return {frozenset((one, two)): round(float(w), 5) for one, two, w in graph.edges(data="weight")}


@pytest.mark.parametrize(("output_format", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_attributes_survive(output_format: str, read: object, network: nx.Graph) -> None:
    found = read(io.BytesIO(network_file(network, output_format)))  # type: ignore[operator]
    assert set(found) == set(network)
    assert weights(found) == weights(network)
    for node, data in network.nodes(data=True):
        assert found.nodes[node]["label"] == data["label"]
        assert found.nodes[node]["full"] == "；".join(data["full"])
        assert int(found.nodes[node]["units"]) == data["units"]
        assert int(found.nodes[node]["degree"]) == data["degree"]


def test_pajek(network: nx.Graph) -> None:
    text = network_file(network, "pajek").decode()
    found = nx.parse_pajek(text.replace("\r\n", "\n"))
    assert set(found) == set(network)
    assert {pair: round(w, 4) for pair, w in weights(nx.Graph(found)).items()} == {
        pair: float(f"{w:.4f}") for pair, w in weights(network).items()
    }


def test_ucinet(network: nx.Graph) -> None:
    head, _, rest = network_file(network, "ucinet").decode().partition("labels:\r\n")
    labels, _, data = rest.partition("data:\r\n")
    names = re.findall(r'^"(.*)"\r?$', labels, re.MULTILINE)
    assert head == f"dl n={len(network)} format=edgelist1\r\n"
    assert set(names) == set(network)
    ties = [line.split() for line in data.splitlines()]
    assert len(ties) == 2 * network.number_of_edges()
    assert {frozenset((names[int(a) - 1], names[int(b) - 1])) for a, b, _ in ties} == set(weights(network))


@pytest.mark.parametrize("output_format", WRITERS)
def test_same_network_same_bytes_and_no_date(output_format: str, network: nx.Graph) -> None:
    assert network_file(network, output_format) == network_file(network.copy(), output_format)
    assert b"lastmodified" not in network_file(network, output_format)


@pytest.mark.parametrize("output_format", WRITERS)
def test_odd_names_are_text(output_format: str, network: nx.Graph) -> None:
    odd = nx.relabel_nodes(network, {min(network): '县"科协"</node>\x01&\n<b>'})
    data = network_file(odd, output_format).decode()
    assert "</node>\x01" not in data
    if output_format in ("gexf", "graphml"):
        read = nx.read_gexf if output_format == "gexf" else nx.read_graphml
        assert any(node.startswith('县"科协"</node>\ufffd& <b>') for node in read(io.BytesIO(data.encode())))
    else:
        assert '"县”科协”</node>\ufffd& <b>"' in data


def test_commands(built: Build, tmp_path: Path, capsys: Capture) -> None:
    assert main(["export", str(built.folder), "--format", "gexf", "--to", str(tmp_path / "全部.gexf")]) == 0
    assert len(nx.read_gexf(tmp_path / "全部.gexf")) > 50
    key = built.plans[0].key
    words = ["network", "--plan", key, "--by", "function", "--format", "pajek", "--out", str(built.folder)]
    assert main([*words, "--to", str(tmp_path / "职能.net")]) == 0
    assert (tmp_path / "职能.net").read_bytes().startswith(b"*Vertices")
    assert main([*words[:-4], "--format", "dot", "--out", str(built.folder)]) == 2
    assert "gexf" in capsys.readouterr().err
