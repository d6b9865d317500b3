"""Takes a store and the text of a query, gives the names in the text that neither the store nor the ontology knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from graph import assets
from graph.store.faults import projection
from graph.store.marks import Fault, bad_query
from graph.store.queries import Bound, did_you_mean, prefixes
from graph.store.tokens import Token, prefixed_names, tokens

_VOCABULARY = "/vocab/"
_IN_SCHEME = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")


def check_terms(store: Store, bound: Bound) -> None:
    """Pass a query whose names of our own namespaces exist: in the ontology, its vocabularies or the store.

    Such a name can only be a slip, and the engine would answer it with silence. Raises ``BadQuery`` with its place.
    """
    for token, iri in _absent(store, bound.text):
        known = _known(store, token.value.partition(":")[0])
        if iri.startswith(_own()) and known and token.value.partition(":")[2] not in known:
            zh, en = _guess(token, known)
            fault = Fault(
                token.start,
                len(token.value),
                f"没有 {token.value} 这个词{zh}",
                f"there is no {token.value}{en}",
            )
            raise bad_query(bound.query.name, bound.text, fault)


def unused_terms(store: Store, text: str) -> tuple[tuple[str, str], ...]:
    """Say, in Chinese and English, which names of a text the store does not use at all, with the nearest it uses."""
    hints: dict[str, tuple[str, str]] = {}
    for token, _ in _absent(store, text):
        zh, en = _guess(token, _known(store, token.value.partition(":")[0]))
        hints[token.value] = (f"图谱没有用到 {token.value}{zh}。", f"the graph does not use {token.value}{en}.")
    return tuple(hints.values())


def unfilled_columns(text: str) -> tuple[tuple[str, str], ...]:
    """Say, in Chinese and English, which variables of SELECT nothing in the query gives a value to."""
    found = [token.value for token in tokens(text) if token.kind == "variable"]
    return tuple(
        (
            f"变量 {token.value} 在查询里只出现一次，这一列是空的。",
            f"the variable {token.value} stands nowhere else in the query: its column is empty.",
        )
        for depth, token in projection(tuple(tokens(text)))
        if depth == 0 and token.kind == "variable" and found.count(token.value) == 1
    )


def unused_values(store: Store, text: str) -> tuple[tuple[str, str], ...]:
    """Say, in Chinese and English, which texts of a query no such property has in the store, and where they stand."""
    found = (*tokens(text), Token("", "", len(text)))
    hints: list[tuple[str, str]] = []
    for predicate, token, after in zip(found, found[1:], found[2:], strict=False):
        if token.kind != "string" or predicate.kind != "name":
            continue
        language = after.value[1:] if after.kind == "language" else None
        hints += _value_hint(store, predicate.value, token.value.strip("\"'"), language)
    return tuple(hints)


def _value_hint(store: Store, predicate: str, text: str, language: str | None) -> Iterator[tuple[str, str]]:
    wanted = Literal(text, language=language) if language else Literal(text)
    prefix, _, local = predicate.partition(":")
    if prefix not in prefixes() or _has(store, prefixes()[prefix] + local, wanted):
        return
    others = [Literal(text), Literal(text, language="zh"), Literal(text, language="en")]
    for other in others:
        if other != wanted and _has(store, prefixes()[prefix] + local, other):
            yield (
                f"应写 {other}：{predicate} 的值带语言。",
                f"write {other}: the values of {predicate} have a language.",
            )
            return
    uses = {
        f"{_short(quad.predicate.value)} {other}"
        for other in others
        for quad in islice(store.quads_for_pattern(None, None, other), 999)
    }
    if uses:
        yield (
            f"{predicate} 没有这个值；图谱中有：{'，'.join(sorted(uses))}。",
            f"{predicate} has no such value; the graph has: {', '.join(sorted(uses))}.",
        )
    else:
        yield f"图谱中没有文字“{text}”。", f"the graph does not have the text {text!r}."


def _has(store: Store, predicate: str, value: Literal) -> bool:
    return next(store.quads_for_pattern(None, NamedNode(predicate), value), None) is not None


def _short(iri: str) -> str:
    return next((f"{p}:{iri.removeprefix(n)}" for p, n in prefixes().items() if p and iri.startswith(n)), iri)


def _absent(store: Store, text: str) -> Iterator[tuple[Token, str]]:
    """The prefixed names with a known prefix whose IRI stands nowhere in the store, and the IRI."""
    used, declared = prefixed_names(text)
    for token in used:
        prefix, _, local = token.value.partition(":")
        if prefix in declared or prefix not in prefixes() or not local or prefix == "xsd":
            continue
        node = NamedNode(prefixes()[prefix] + local.replace("\\", ""))
        found = (
            store.quads_for_pattern(node, None, None),
            store.quads_for_pattern(None, node, None),
            store.quads_for_pattern(None, None, node),
        )
        if not any(next(quads, None) for quads in found):
            yield token, node.value


def _guess(token: Token, known: frozenset[str]) -> tuple[str, str]:
    prefix, _, local = token.value.partition(":")
    return did_you_mean(local, sorted(known), mark=f"{prefix}:")


def _known(store: Store, prefix: str) -> frozenset[str]:
    """The local names of a namespace: terms of the ontology, concepts in the store, properties that the store uses."""
    namespace = prefixes()[prefix]
    if prefix == "plan":
        return ontology_terms()
    if _VOCABULARY in namespace:
        found = (quad.subject for quad in store.quads_for_pattern(None, _IN_SCHEME, None, None))
    else:
        text = "SELECT DISTINCT ?p { ?s ?p ?o }"
        found = (row[0] for row in store.query(text, use_default_graph_as_union=True))  # type: ignore[union-attr]
    iris = (node.value for node in found if isinstance(node, NamedNode))
    return frozenset(iri.removeprefix(namespace) for iri in iris if iri.startswith(namespace))


def _own() -> str:
    return prefixes()["plan"].partition("ontology#")[0]


@cache
def ontology_terms() -> frozenset[str]:
    """Give the local names of all terms of ``ontology/plan.ttl``."""
    namespace = prefixes()["plan"]
    subjects = (triple.subject for triple in parse(assets.read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE))
    iris = (subject.value for subject in subjects if isinstance(subject, NamedNode))
    return frozenset(iri.removeprefix(namespace) for iri in iris if iri.startswith(namespace))
