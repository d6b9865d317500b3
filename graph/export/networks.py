"""Takes a laid-out network, gives it as a file for Gephi, R, Pajek or UCINET.

GEXF 1.3 and GraphML carry all that bodies and ties say of themselves (``graph.export.attributes``), GEXF also place, colour and
size as on the page. Pajek and UCINET carry names and one value a tie: the Newman weight (the sum of 1/(k-1) over the shared
units, k bodies in each: Newman 2001), in a directed network the number of units in which the one leads the other, in a two-mode
network the number of units. All is UTF-8. The same network gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import networkx as nx

from graph.export.attributes import (
    ONE_MODE,
    arcs,
    clean,
    each_once,
    in_order,
    node_facts,
    ties,
    two_modes,
    unique_names,
)
from graph.visualise import pyvis_network

_REAL = frozenset(("x", "y", "weight", "share", "expected", "p", "q"))
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def network_file(network: nx.Graph, output_format: str, directed: bool = False) -> bytes:
    """Give the bytes of a network as ``graph.network.lay_out`` makes it.

    Args:
        network: bodies (or units, groups, programmes, plans) as nodes, ties as edges.
        output_format: a key of ``WRITERS``.
        directed: arcs from the body that leads to the others in place of ties; for networks of bodies.

    Raises:
        KeyError: if there is no such format.
        ValueError: if a network that is not one of bodies is to be directed.
    """
    if directed and network.graph["by"] not in ONE_MODE:
        raise ValueError(network.graph["by"])
    return WRITERS[output_format](_plain(network, directed))


def _plain(network: nx.Graph, directed: bool) -> nx.Graph:
    """The network with values that every format knows; nodes bear ``name`` for formats without identifiers, and ``viz``."""
    plain = nx.DiGraph() if directed else nx.Graph()
    plain.graph.update(by=network.graph["by"], two_modes=two_modes(network))
    names = unique_names(network)
    nodes = in_order(network)
    called = dict(zip(nodes, each_once(clean(node) for node in nodes), strict=True))
    shown = {node["id"]: node for node in pyvis_network(network).nodes}
    for node in nodes:
        plain.add_node(called[node], **_typed(node_facts(network, node)), name=names[node], viz=_viz(shown[node]))
    for one, two, facts in arcs(network) if directed else ties(network):
        plain.add_edge(called[one], called[two], **_typed(facts))
    return plain


def _typed(facts: dict[str, str | int | float | bool]) -> dict[str, str | int | float | bool]:
    """Numbers that are real even where one is whole: a column of a file has one type."""
    return {key: float(value) if key in _REAL else value for key, value in facts.items()}


def _viz(shown: dict[str, object]) -> dict[str, object]:
    """What GEXF says of a node for the eye; its y goes up, that of a page goes down."""
    colour = str(shown["color"]).removeprefix("#")
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    place = {"x": float(str(shown["x"])), "y": -float(str(shown["y"])) + 0.0, "z": 0.0}
    return {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": float(str(shown["size"])), "position": place}


def _without(plain: nx.Graph, *keys: str) -> nx.Graph:
    """A copy whose nodes lack what a format has no place for."""
    copy = plain.copy()
    copy.graph.clear()
    for _, data in copy.nodes(data=True):
        for key in keys:
            del data[key]
    return copy


def _gexf(plain: nx.Graph) -> bytes:
    """Give GEXF 1.3, which Gephi reads since 0.9.2 and calls current; the day of writing is no property of the network."""
    writer = nx.readwrite.gexf.GEXFWriter(version="1.3")
    writer.xml.set("xmlns:xsi", _XSI)  # networkx 3.6 leaves out the www.
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]
    meta.find("creator").text = "Fengong"
    writer.add_graph(_without(plain, "name"))
    del writer.graph_element.attrib["name"]
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _graphml(plain: nx.Graph) -> bytes:
    """Give GraphML; ``type`` of a two-mode network is what igraph looks for: false for bodies, true for the other mode."""
    flat = _without(plain, "viz")
    for node, data in flat.nodes(data=True):
        place = plain.nodes[node]["viz"]["position"]
        data.update(x=place["x"], y=place["y"])
        if plain.graph["two_modes"]:
            data["type"] = data["mode"] != "body"
    stream = BytesIO()
    nx.write_graphml(flat, stream, named_key_ids=True)
    return stream.getvalue()


def _pajek(plain: nx.Graph) -> bytes:
    """Give a ``.net`` file: vertices with quoted names, edges (arcs) with their value; two-mode as ``*Vertices n n1``.

    Pajek takes a file for UTF-8 only if it begins with a byte-order mark (mrvar2.fdv.si/pajek/Unicode-Pajek.htm); the mark
    stands before a comment, so that readers who do not know it find ``*Vertices`` at the beginning of a line. In a name " is
    ” and a backslash ＼: Pajek has no way to write them. In a network of plans citations are arcs, shared words edges.
    """
    number = {node: at for at, node in enumerate(plain, start=1)}
    modes = f" {_first_mode(plain)}" if plain.graph["two_modes"] else ""
    lines = ["\ufeff% 分工 Fengong", f"*Vertices {len(plain)}{modes}"]
    lines += [f'{number[node]} "{_quoted(name)}"' for node, name in plain.nodes(data="name")]
    edges, directed = _relations(plain)
    lines += ["*Arcs", *(f"{number[a]} {number[b]} {value:g}" for a, b, value in directed)] if directed else []
    lines += (
        ["*Edges", *(f"{number[a]} {number[b]} {value:g}" for a, b, value in edges)] if edges or not directed else []
    )
    return _lines(lines)


def _first_mode(plain: nx.Graph) -> int:
    return sum(mode == "body" for _, mode in plain.nodes(data="mode"))


Ties = list[tuple[str, str, float]]


def _relations(plain: nx.Graph) -> tuple[Ties, Ties]:
    """Ties without and with a way. One of plans may be of both sorts, and a tie of value 0 would be none to most programs."""
    if plain.graph["by"] == "plans":
        shares = [(a, b, share) for a, b, share in plain.edges(data="share") if share]
        cites = [(a, b, 1.0) for a, b, way in plain.edges(data="cites") if way]
        cites += [(b, a, 1.0) for a, b, way in plain.edges(data="cited") if way]
        return shares, cites
    found = list(plain.edges(data="weight"))
    return ([], found) if plain.is_directed() else (found, [])


def _ucinet(plain: nx.Graph) -> bytes:
    """Give a DL file: ``edgelist1`` (each tie of a symmetric network both ways), ``edgelist2`` for bodies × the other mode.

    A network of plans is two matrices, ``shares`` and ``cites``. A name is quoted only where it must be, for igraph takes
    quotation marks for a part of it.
    """
    number = {node: at for at, node in enumerate(plain, start=1)}
    names = [_label(name) for _, name in plain.nodes(data="name")]
    edges, directed = _relations(plain)
    if plain.graph["two_modes"]:
        rows = _first_mode(plain)
        lines = [f"dl nr={rows}, nc={len(plain) - rows}", "format=edgelist2"]
        lines += ["row labels:", *names[:rows], "column labels:", *names[rows:], "data:"]
        return _lines(lines + [f"{number[a]} {number[b] - rows} {value:g}" for a, b, value in edges])
    both = sorted([*edges, *((b, a, value) for a, b, value in edges)], key=lambda tie: (number[tie[0]], number[tie[1]]))
    pages = [[f"{number[a]} {number[b]} {value:g}" for a, b, value in page] for page in (both, directed)]
    if plain.graph["by"] != "plans":
        return _lines(
            [f"dl n={len(plain)}", "format=edgelist1", "labels:", *names, "data:", *pages[plain.is_directed()]]
        )
    head = [f"dl n={len(plain)}, nm=2", "format=edgelist1", "labels:", *names, "matrix labels:", "shares", "cites"]
    return _lines([*head, "data:", *pages[0], "!", *pages[1]])


def _quoted(name: str) -> str:
    return name.replace('"', "”").replace("\\", "＼")


def _label(name: str) -> str:
    text = _quoted(name)
    return f'"{text}"' if any(c in text for c in " ,=:;") else text


def _lines(lines: list[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode()  # both programs are at home on Windows


WRITERS: dict[str, Callable[[nx.Graph], bytes]] = {
    "gexf": _gexf,
    "graphml": _graphml,
    "pajek": _pajek,
    "ucinet": _ucinet,
}
"""The formats of networks and what writes them."""
