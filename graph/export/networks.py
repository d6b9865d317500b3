"""Takes a laid-out network, gives it as a file for Gephi, R, Pajek or UCINET.

GEXF 1.2 and GraphML carry the attributes of bodies and ties; Pajek and UCINET the names, and the Newman weight of each tie
(the sum of 1/(k-1) over the shared units, k bodies in each: Newman 2001). All is UTF-8. The same network gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import networkx as nx

from graph.export.write import NOT_IN_XML

NODES = ("label", "full", "body_type", "units", "degree", "strength", "community", "x", "y")
EDGES = ("weight", "shared", "forward", "backward")
_REAL = frozenset(("strength", "x", "y", "weight"))
"""Attributes that are real numbers even where one is whole: a column of a file has one type."""
_MADE = re.compile(rb' lastmodifieddate="[^"]*"')


def network_file(network: nx.Graph, output_format: str) -> bytes:
    """Give the bytes of a network as ``graph.network.lay_out`` makes it.

    Args:
        network: bodies as nodes, ties as edges.
        output_format: a key of ``WRITERS``.

    Raises:
        KeyError: if there is no such format.
    """
    return WRITERS[output_format](_plain(network))


def _plain(network: nx.Graph) -> nx.Graph:
    """The network with attributes that every format knows: texts and numbers, several names joined."""
    plain = nx.Graph()
    for node, data in sorted(network.nodes(data=True)):
        plain.add_node(_clean(node), **{name: _value(name, data[name]) for name in NODES if name in data})
    for one, two, data in sorted((*sorted((a, b)), d) for a, b, d in network.edges(data=True)):
        plain.add_edge(_clean(one), _clean(two), **{name: _value(name, data[name]) for name in EDGES})
    return plain


def _value(name: str, value: Any) -> str | int | float:  # noqa: ANN401 - attributes of networkx are of any type
    if isinstance(value, tuple | str):
        return "；".join(map(_clean, value)) if isinstance(value, tuple) else _clean(value)
    return float(value) if name in _REAL else int(value)


def _clean(text: str) -> str:
    """A name on one line without characters that XML cannot hold."""
    return NOT_IN_XML.sub("\ufffd", " ".join(text.split()))


def _gexf(plain: nx.Graph) -> bytes:
    stream = BytesIO()
    nx.write_gexf(plain, stream)
    return _MADE.sub(b"", stream.getvalue())  # the day of writing is no property of the network


def _graphml(plain: nx.Graph) -> bytes:
    stream = BytesIO()
    nx.write_graphml(plain, stream, named_key_ids=True)
    return stream.getvalue()


def _pajek(plain: nx.Graph) -> bytes:
    """Give a ``.net`` file: vertices with quoted names (a name's own quotation marks become ”), edges with their weight."""
    number = {node: at for at, node in enumerate(plain, start=1)}
    lines = [f"*Vertices {len(plain)}", *(f'{at} "{_quoted(node)}"' for node, at in number.items()), "*Edges"]
    lines += [f"{number[one]} {number[two]} {weight:g}" for one, two, weight in plain.edges(data="weight")]
    return _lines(lines)


def _ucinet(plain: nx.Graph) -> bytes:
    """Give a DL file of the format ``edgelist1`` with labels: each tie in both directions, for the network is symmetric."""
    number = {node: at for at, node in enumerate(plain, start=1)}
    ties = [(number[one], number[two], weight) for one, two, weight in plain.edges(data="weight")]
    lines = [f"dl n={len(plain)} format=edgelist1", "labels:", *(f'"{_quoted(node)}"' for node in plain), "data:"]
    lines += [f"{one} {two} {weight:g}" for a, b, weight in ties for one, two in ((a, b), (b, a))]
    return _lines(lines)


def _quoted(name: str) -> str:
    return name.replace('"', "”")


def _lines(lines: list[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode()  # both programs are at home on Windows


WRITERS: dict[str, Callable[[nx.Graph], bytes]] = {
    "gexf": _gexf,
    "graphml": _graphml,
    "pajek": _pajek,
    "ucinet": _ucinet,
}
"""The formats of networks and what writes them."""
