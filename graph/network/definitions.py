"""Takes a network, gives the SPARQL that says what its lines are: text that a researcher can run and an expert can change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import networkx as nx

from graph.assets import read_text

_FILES = {
    "plan": ("ties-by-body", "coordination"),
    "name": ("ties-by-name", "coordination"),
    "function": ("ties-by-function", "coordination"),
    "units": ("coordination",),
    "groups": ("ties-to-groups", "coordination"),
    "programmes": ("ties-to-programmes", "coordination"),
    "plans": ("citations", "reuse"),
}
"""Kind of network (its ``by``) → the queries that define it, the lines first, then what they rest on."""
_ANY, _PLANS = "{ UNDEF }", "VALUES ?plan { UNDEF }"
_NAMED, _DEALING = "?duty plan:localName ?node .", "?duty plan:organization/plan:function ?node ."


class Definition(NamedTuple):
    """A query behind a picture: its name in ``ontology/queries/network``, its titles, and its text as run for the picture."""

    key: str
    zh: str
    en: str
    text: str


def definitions(network: nx.Graph, plans: Sequence[str] = (), *, narrowed: bool = False) -> tuple[Definition, ...]:
    """Give the queries behind a network.

    Args:
        network: its ``by`` says which; nodes of a two-mode network with ``mode`` body may be functions.
        plans: IRIs of the plans it is about; none means all in the graph.
        narrowed: whether it rests on some units of these plans only; the queries then name them.
    """
    named = [node for node, mode in network.nodes(data="mode") if mode == "body"]
    functions = network.graph["by"] in ("groups", "programmes") and any("/function/" in node for node in named)
    found = []
    for name in _FILES[network.graph["by"]]:
        text = read_text("ontology", f"queries/network/{name}.rq")
        head = dict(line[2:].split(": ", 1) for line in text.splitlines() if line.startswith("# title-"))
        if narrowed:
            text = text.replace(_PLANS, f"{_PLANS}\n  VALUES ?unit {_set(network.graph['units'])}")
        if plans:
            text = text.replace(_ANY, _set(plans))
        if functions:
            text = text.replace(_NAMED, _DEALING)
        found.append(Definition(key=name, zh=head["title-zh"], en=head["title-en"], text=text))
    return tuple(found)


def _set(iris: Iterable[str]) -> str:
    return f"{{ {' '.join(f'<{iri}>' for iri in sorted(iris))} }}"
