"""Networks as files of other programs: what they read is what was drawn, Chinese and odd names intact."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import Store

from graph.cli import main
from graph.drawing import Choice, make_network
from graph.export.attributes import arcs, clean, each_once, in_order, node_facts, tie_facts, ties, unique_names
from graph.export.networks import WRITERS, network_file
from graph.export.write import NETWORK_FORMATS
from graph.pipeline import Build
from graph.store import open_store
from graph.visualise import pyvis_network

Capture = pytest.CaptureFixture[str]
CHOICES = {
    "name": Choice(),
    "body": Choice(by="body"),
    "function": Choice(by="function"),
    "units": Choice(beside="provisions"),
    "groups": Choice(beside="groups"),
    "programmes": Choice(beside="programmes", by="function"),
    "plans": Choice(by="plan"),
}
BODIES, TWO_MODES = ("name", "body", "function"), ("units", "groups", "programmes")
READERS: dict[str, Callable[[io.BytesIO], nx.Graph]] = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}
HOSTILE = ('县"科协"</node>\x01&\n<b>', "\u202e县教育局\u2066", "=县\\财政局,、 A", "县\x00妇联", "县\ufffd妇联")


@pytest.fixture(scope="module")
def store(built: Build) -> Store:
    return open_store(built.folder)


@pytest.fixture(scope="module")
def networks(store: Store) -> dict[str, nx.Graph]:
    return {name: make_network(store, [], choice)[0] for name, choice in CHOICES.items()}


@pytest.fixture(scope="module")
def hostile(networks: dict[str, nx.Graph]) -> nx.Graph:
    """A network by name whose first names are what a hostile document might write."""
    network = networks["name"]
    odd = nx.relabel_nodes(network, dict(zip(sorted(network), HOSTILE, strict=False)))
    for name in HOSTILE:
        odd.nodes[name]["label"], odd.nodes[name]["full"] = name, (name,)
    return odd


def test_the_formats_are_those_that_export_offers() -> None:
    assert (*WRITERS, "matrix") == NETWORK_FORMATS


def pairs(graph: nx.Graph, key: str = "weight") -> dict[frozenset[str], float]:
    return {
        frozenset((one, two)): round(float(value), 5) for one, two, value in graph.edges(data=key) if value is not None
    }


@pytest.mark.parametrize("output_format", READERS)
@pytest.mark.parametrize("name", CHOICES)
def test_xml_says_what_nodes_and_ties_say(name: str, output_format: str, networks: dict[str, nx.Graph]) -> None:
    network = networks[name]
    found = READERS[output_format](io.BytesIO(network_file(network, output_format)))
    assert set(found) == set(network)
    assert {frozenset(edge) for edge in found.edges()} == {frozenset(edge) for edge in network.edges()}
    for node in network:
        facts = node_facts(network, node)
        assert {key: found.nodes[node].get(key) for key in facts} == facts
    for one, two in found.edges():
        source, target = (one, two) if in_order(network).index(one) < in_order(network).index(two) else (two, one)
        facts = tie_facts(network, source, target)
        assert {key: found.edges[one, two].get(key) for key in facts} == facts


def test_what_a_body_and_a_tie_say(networks: dict[str, nx.Graph]) -> None:
    network = networks["name"]
    facts = node_facts(network, "县科协")
    data = network.nodes["县科协"]
    assert facts["bodies"] == len(data["bodies"]) > 1
    assert facts["full"] == "；".join(data["full"])
    assert facts["sector"] == "mass"
    assert {key: facts[key] for key in ("betweenness", "eigenvector", "constraint", "core", "bridging")} == {
        key: data["measures"][key] for key in ("betweenness", "eigenvector", "constraint", "core", "bridging")
    }
    assert (facts["units_low"], facts["units_high"]) == data["interval"]["units"]
    assert facts["community"] == data["community"]
    alone = next(node for node, found in network.nodes(data=True) if found["measures"]["eigenvector"] is None)
    assert "eigenvector" not in node_facts(network, alone)
    one, two, edge = next((a, b, d) for a, b, d in ties(network) if d["recurs"])
    assert edge["recurs"] == len(network.edges[one, two]["recurs"])
    assert (edge["p"], edge["q"], edge["tier"]) == tuple(network.edges[one, two][key] for key in ("p", "q", "tier"))


def test_missing_values_are_left_out(networks: dict[str, nx.Graph]) -> None:
    for name in CHOICES:
        text = network_file(networks[name], "graphml").decode() + network_file(networks[name], "gexf").decode()
        assert "None" not in text
        assert 'value=""' not in text


@pytest.mark.parametrize("name", CHOICES)
def test_gexf_looks_as_the_page(name: str, networks: dict[str, nx.Graph]) -> None:
    data = network_file(networks[name], "gexf")
    assert b'xmlns="http://gexf.net/1.3"' in data
    found = nx.read_gexf(io.BytesIO(data))
    for shown in pyvis_network(networks[name]).nodes:
        viz = found.nodes[shown["id"]]["viz"]
        colour = viz["color"]
        assert f"#{colour['r']:02X}{colour['g']:02X}{colour['b']:02X}" == shown["color"].upper()
        assert viz["size"] == shown["size"]
        assert (viz["position"]["x"], -viz["position"]["y"]) == (shown["x"], shown["y"])


@pytest.mark.parametrize("name", TWO_MODES)
def test_igraph_finds_the_modes(name: str, networks: dict[str, nx.Graph]) -> None:
    found = nx.read_graphml(io.BytesIO(network_file(networks[name], "graphml")))
    assert all(data["type"] == (data["mode"] != "body") for _, data in found.nodes(data=True))
    assert all(found.nodes[a]["type"] != found.nodes[b]["type"] for a, b in found.edges())


@pytest.mark.parametrize("name", [*BODIES, *TWO_MODES])
def test_pajek(name: str, networks: dict[str, nx.Graph]) -> None:
    network = networks[name]
    data = network_file(network, "pajek")
    assert data.startswith(b"\xef\xbb\xbf%")
    head, _, rest = data.decode().replace("\r\n", "\n").partition("\n")[2].partition("\n")
    bodies = sum(mode == "body" for _, mode in network.nodes(data="mode"))
    assert head == f"*Vertices {len(network)}" + (f" {bodies}" if name in TWO_MODES else "")
    found = nx.parse_pajek(f"% x\n*Vertices {len(network)}\n{rest}")
    names = unique_names(network)
    assert list(found) == list(names.values())
    wanted = {frozenset((names[a], names[b])): round(float(f"{w:g}"), 5) for a, b, w in network.edges(data="weight")}
    assert pairs(nx.Graph(found)) == wanted
    if name in TWO_MODES:
        assert {int(found.nodes[node]["id"]) <= bodies for edge in found.edges() for node in edge} == {True, False}


def test_networkx_reads_pajek_behind_its_mark(networks: dict[str, nx.Graph], tmp_path: Path) -> None:
    (tmp_path / "x.net").write_bytes(network_file(networks["name"], "pajek"))
    assert set(nx.read_pajek(tmp_path / "x.net")) == set(networks["name"])


def led(network: nx.Graph) -> dict[tuple[str, str], int]:
    """Who leads whom in how many units, counted from the duties."""
    leads: dict[str, set[str]] = {}
    named: dict[str, set[str]] = {}
    for node, duties in network.nodes(data="duties"):
        for duty in duties:
            named.setdefault(duty.unit, set()).add(node)
            if duty.role == "lead":
                leads.setdefault(duty.unit, set()).add(node)
    found: dict[tuple[str, str], int] = {}
    for unit, first in leads.items():
        for one in first:
            for two in named[unit] - first:
                if network.has_edge(one, two) and unit in network.edges[one, two]["units"]:
                    found[one, two] = found.get((one, two), 0) + 1
    return found


@pytest.mark.parametrize("name", BODIES)
def test_arcs_say_who_leads(name: str, networks: dict[str, nx.Graph]) -> None:
    network = networks[name]
    wanted = led(network)
    assert len(wanted) > 20
    assert {(one, two): facts["weight"] for one, two, facts in arcs(network)} == wanted
    names = unique_names(network)
    called = {(names[one], names[two]): leads for (one, two), leads in wanted.items()}
    for output_format, read in READERS.items():
        found = read(io.BytesIO(network_file(network, output_format, directed=True)))
        assert found.is_directed()
        assert set(found) == set(network)
        assert {(a, b): w for a, b, w in found.edges(data="weight")} == wanted
    text = network_file(network, "pajek", directed=True).decode()
    assert "*Edges" not in text
    net = nx.parse_pajek(text.replace("\r\n", "\n"))
    assert {(a, b): w for a, b, w in net.edges(data="weight")} == called
    rows, labels = dl(network_file(network, "ucinet", directed=True), "labels")
    assert {(labels[int(a) - 1], labels[int(b) - 1]): float(w) for a, b, w in rows[0]} == called


@pytest.mark.parametrize("name", [*TWO_MODES, "plans"])
def test_only_bodies_lead(name: str, networks: dict[str, nx.Graph]) -> None:
    with pytest.raises(ValueError, match=networks[name].graph["by"]):
        network_file(networks[name], "gexf", directed=True)


def dl(data: bytes, *titles: str) -> tuple[list[list[list[str]]], list[str]]:
    """The matrices of a DL file as rows of words, and the labels below the titles."""
    text = data.decode().replace("\r\n", "\n")
    head, _, body = text.partition("\ndata:\n")
    labels: list[str] = []
    for title in titles:
        block = head.partition(f"\n{title}:\n")[2]
        labels += [line.strip('"') for line in re.split(r"\n[a-z ]*labels:", block)[0].splitlines()]
    return [[line.split() for line in page.splitlines()] for page in body.split("!\n")], labels


@pytest.mark.parametrize("name", BODIES)
def test_ucinet(name: str, networks: dict[str, nx.Graph]) -> None:
    network = networks[name]
    data = network_file(network, "ucinet")
    assert data.startswith(f"dl n={len(network)}\r\nformat=edgelist1\r\nlabels:\r\n".encode())
    (rows,), labels = dl(data, "labels")
    names = unique_names(network)
    assert labels == list(names.values())
    found = {(labels[int(a) - 1], labels[int(b) - 1]): float(w) for a, b, w in rows}
    wanted = {(names[a], names[b]): float(f"{w:g}") for a, b, w in network.edges(data="weight")}
    assert found == wanted | {(two, one): weight for (one, two), weight in wanted.items()}


@pytest.mark.parametrize("name", TWO_MODES)
def test_ucinet_of_two_modes(name: str, networks: dict[str, nx.Graph]) -> None:
    network = networks[name]
    data = network_file(network, "ucinet")
    bodies = sum(mode == "body" for _, mode in network.nodes(data="mode"))
    assert data.startswith(
        f"dl nr={bodies}, nc={len(network) - bodies}\r\nformat=edgelist2\r\nrow labels:\r\n".encode()
    )
    (rows,), labels = dl(data, "row labels", "column labels")
    assert labels == list(unique_names(network).values())
    back = {called: node for node, called in unique_names(network).items()}
    found = {(back[labels[int(a) - 1]], back[labels[int(b) - 1 + bodies]]): float(w) for a, b, w in rows}
    assert found == {(one, two): facts["weight"] for one, two, facts in ties(network)}


def test_plans_cite_and_share(networks: dict[str, nx.Graph]) -> None:
    """A tie that only cites has no share: as a tie of weight 0 Gephi, Pajek and UCINET would drop it."""
    network = networks["plans"]
    names = unique_names(network)
    edges = [(names[a], names[b], data) for a, b, data in network.edges(data=True)]
    shares = {frozenset((a, b)): float(f"{d['weight']:g}") for a, b, d in edges if d["aligned"]}
    smaller = [(min(a, b), max(a, b), d) for a, b, d in network.edges(data=True)]
    cites = {
        (names[b], names[a]) for a, b, d in smaller if d["forward"]
    }  # the way of the words: from the one that is cited
    cites |= {(names[a], names[b]) for a, b, d in smaller if d["backward"]}
    assert shares
    assert cites
    assert not {one for one, _ in cites} & {
        names[node] for node in network if network.nodes[node]["mode"] == "document"
    }
    text = network_file(network, "pajek").decode().replace("\r\n", "\n")
    labels = re.findall(r'^\d+ "(.*)"$', text, re.MULTILINE)
    arc_lines, _, edge_lines = text.partition("*Arcs\n")[2].partition("*Edges\n")
    found = [(labels[int(a) - 1], labels[int(b) - 1]) for a, b, _ in map(str.split, arc_lines.splitlines())]
    assert sorted(found) == sorted(cites)
    rows = [line.split() for line in edge_lines.splitlines()]
    assert {frozenset((labels[int(a) - 1], labels[int(b) - 1])): float(w) for a, b, w in rows} == shares
    (shared, cited), called = dl(network_file(network, "ucinet"), "labels")
    assert {(called[int(a) - 1], called[int(b) - 1]) for a, b, _ in cited} == cites
    assert {frozenset((called[int(a) - 1], called[int(b) - 1])): float(w) for a, b, w in shared} == shares
    xml = nx.read_gexf(io.BytesIO(network_file(network, "gexf")))
    assert all("weight" not in data for *_, data in xml.edges(data=True))
    assert {data["kind"] for *_, data in xml.edges(data=True)} >= {"cites", "shares"}


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("output_format", WRITERS)
def test_same_network_same_bytes_and_no_date(output_format: str, name: str, networks: dict[str, nx.Graph]) -> None:
    network = networks[name]
    turned = nx.Graph(**network.graph)
    turned.add_nodes_from(sorted(network.nodes(data=True), key=lambda node: node[0], reverse=True))
    turned.add_edges_from((two, one, data) for one, two, data in reversed(list(network.edges(data=True))))
    data = network_file(network, output_format)
    assert network_file(turned, output_format) == data
    assert b"lastmodified" not in data


@pytest.mark.parametrize("output_format", READERS)
def test_hostile_names_are_text_in_xml(output_format: str, hostile: nx.Graph) -> None:
    data = network_file(hostile, output_format)
    assert b"</node>\x01" not in data
    found = READERS[output_format](io.BytesIO(data))
    assert len(found) == len(hostile)
    labels = [label for _, label in found.nodes(data="label")]
    assert {'县"科协"</node>\ufffd& <b>', "\u202e县教育局\u2066", "=县\\财政局,、 A"} <= set(labels)
    assert labels.count("县\ufffd妇联") == 2  # two names that became one are two nodes
    assert {"县\ufffd妇联", "县\ufffd妇联 [2]"} <= set(found)


@pytest.mark.parametrize("output_format", ["pajek", "ucinet"])
@pytest.mark.parametrize("directed", [False, True])
def test_hostile_names_are_cleaned_in_text(output_format: str, directed: bool, hostile: nx.Graph) -> None:
    text = network_file(hostile, output_format, directed).decode()
    for name in (
        '"县”科协”</node>\ufffd& <b>"',
        "\u202e县教育局\u2066",
        '"=县＼财政局,、 A"',
        "县\ufffd妇联",
        '县\ufffd妇联 [2]"',
    ):
        assert name in text
    assert not re.search(r"[^\r\n\t -\U0010ffff]", text)
    if output_format == "pajek":
        assert len(nx.parse_pajek(text.replace("\r\n", "\n"))) == len(hostile)
    else:
        assert len(dl(text.encode(), "labels")[1]) == len(hostile)


def test_names_are_unique(networks: dict[str, nx.Graph]) -> None:
    for network in networks.values():
        names = unique_names(network)
        assert len(set(names.values())) == len(network)
        assert list(names) == in_order(network)
    assert each_once(["a", "a [2]", "a", "a"]) == ["a", "a [2]", "a [3]", "a [4]"]
    two = [name for name in unique_names(networks["body"]).values() if name.endswith("县财政局")]
    assert len(two) > 1  # of several counties: called by their full names
    assert clean(" 县\n\u2028科协\x0b ") == "县 科协"


def test_commands(built: Build, tmp_path: Path, capsys: Capture) -> None:
    assert main(["export", str(built.folder), "--format", "gexf", "--to", str(tmp_path / "全部.gexf")]) == 0
    assert len(nx.read_gexf(tmp_path / "全部.gexf")) > 50
    words = ["network", "--plan", "云衡", "--by", "function", "--format", "pajek", "--out", str(built.folder)]
    assert main([*words, "--to", str(tmp_path / "职能.net")]) == 0
    assert "*Edges" in (tmp_path / "职能.net").read_text(encoding="utf-8-sig")
    assert main([*words, "--directed", "--to", str(tmp_path / "牵头.net")]) == 0
    assert "*Arcs" in (tmp_path / "牵头.net").read_text(encoding="utf-8-sig")
    assert main([*words[:-4], "--format", "dot", "--out", str(built.folder)]) == 2
    assert "gexf" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["--directed"], "--directed 用于文件", "--directed is for files"),
        (["--directed", "--by", "plan", "--format", "gexf"], "不能与 --by plan", "not with --by plan"),
        (["--directed", "--with", "groups", "--format", "gexf"], "不能与 --by plan、--with", "or --with"),
    ],
)
def test_what_cannot_be_directed_is_told(words: list[str], zh: str, en: str, built: Build, capsys: Capture) -> None:
    assert main(["network", *words, "--out", str(built.folder)]) == 2
    told = capsys.readouterr().err
    assert zh in told
    assert en in told
