"""Takes a part of a specimen graph, gives copies of it with a planted fault."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from graph.store import prefixes

HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
BASE = "https://w3id.org/fengong/id/"


def term(name: str) -> NamedNode | Literal:
    """A term written as in Turtle."""
    (triple,) = parse(f"{HEADER}<x:s> <x:p> {name} .".encode(), RdfFormat.TURTLE)
    assert isinstance(triple.object, NamedNode | Literal)
    return triple.object


def iri(name: str) -> NamedNode:
    value = term(name)
    assert isinstance(value, NamedNode)
    return value


def rows(store: Store, text: str) -> list[tuple[str, ...]]:
    """The rows of a SELECT over all graphs, as text."""
    found = store.query(text, prefixes=prefixes(), use_default_graph_as_union=True)
    return [tuple(getattr(value, "value", "") for value in row) for row in found]  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Sample:
    """A small graph that holds: quads of one specimen plan, and a node for each role that a fault may change."""

    quads: tuple[Quad, ...]
    roles: dict[str, str]
    words: dict[str, tuple[str, ...]]  # what must be read where a role is at fault: number, heading, name

    def store(self) -> Store:
        store = Store()
        store.extend(self.quads)
        return store


def change(store: Store, node: str, predicate: str, values: tuple[str, ...], keep: bool = False) -> None:
    """Give a node other values (none: take the property away), in the graph where it is described."""
    subject, property_ = NamedNode(node), iri(predicate)
    old = list(store.quads_for_pattern(subject, property_, None))
    described = sorted(store.quads_for_pattern(subject, None, None), key=str)
    assert described, node
    graph = (old or described)[0].graph_name
    for quad in old:
        if not keep:
            store.remove(quad)
    for value in values:
        store.add(Quad(subject, property_, term(value), graph))


def update(store: Store, text: str, roles: dict[str, str]) -> None:
    """Run an update in which ``$role`` stands for the node of a role."""
    for role in sorted(roles, key=len, reverse=True):
        text = text.replace(f"${role}", f"<{roles[role]}>")
    assert "$" not in text, text
    before = {str(quad) for quad in store}
    store.update(text, prefixes=prefixes())
    assert {str(quad) for quad in store} != before, f"the update changes nothing: {text}"
