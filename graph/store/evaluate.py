"""Takes a store and a bound query, gives the result.

The default graph of every query is the union of all graphs; every prefix of ``ontology/prefixes.ttl`` is known. What
the engine reports is translated: which line, which column, and what was probably meant (``faults``).
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from graph.errors import BadQuery, StoreError
from graph.store.faults import find_fault
from graph.store.guard import check_read_only
from graph.store.marks import bad_query
from graph.store.queries import Bound, bind, did_you_mean, parse_query, prefixes
from graph.store.terms import unused_terms, unused_values

Term = NamedNode | BlankNode | Literal | Triple
GRAPH_COLUMNS = ("subject", "predicate", "object")

_KNOWN_VALUES = {
    "department": "SELECT ?v { ?b a plan:Organization { ?b skos:prefLabel ?v } UNION { ?b skos:altLabel ?v } }",
    "plan": "SELECT ?v ?t { ?p a plan:Plan { ?p plan:key ?v } UNION { ?p plan:sourceFile ?v } UNION { ?p dcterms:title ?v, ?t } }",
    "group": "SELECT ?v { ?g a plan:TargetGroup { ?g skos:prefLabel ?v } UNION { ?g skos:altLabel ?v } }",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a query answers: rows of terms (``None`` is unbound), a truth value (ASK), or triples (``is_graph``)."""

    bound: Bound
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    is_graph: bool = False


def run(store: Store, bound: Bound) -> Result:
    """Give the answer to a bound query.

    Raises ``NotReadOnly`` (update, SERVICE), ``BadQuery`` (a fault in the text), ``StoreError`` (a damaged store).
    """
    check_read_only(bound.text)
    try:
        answer = store.query(bound.text, prefixes=prefixes(), use_default_graph_as_union=True)
        return _collect(bound, answer)
    except SyntaxError as error:
        raise bad_query(bound.query.name, bound.text, find_fault(bound.text, str(error))) from error
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) or "corruption" in str(error).lower():
            raise StoreError(
                f"读取图谱时出错：{error}。数据库可能已损坏，请重新生成（make graph）。",
                f"the graph cannot be read: {error}. The store may be damaged; build it again (make graph).",
            ) from error
        raise BadQuery(
            f"查询 {bound.query.name} 无法执行：{error}。", f"query {bound.query.name} cannot be run: {error}."
        ) from error


def find_hints(store: Store, bound: Bound) -> tuple[tuple[str, str], ...]:
    """Say, in Chinese and English, why a query may have found nothing: unknown names and terms, with the nearest."""
    hints = [_value_hint(store, name, value) for name, value in bound.values if value and name in _KNOWN_VALUES]
    return (*filter(None, hints), *unused_terms(store, bound.text), *unused_values(store, bound.text))


def term_text(term: Term | None) -> str:
    """Give an IRI or the lexical form of a literal; nothing for unbound."""
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _collect(bound: Bound, answer: QuerySolutions | QueryTriples | QueryBoolean) -> Result:
    if isinstance(answer, QueryBoolean):
        return Result(bound=bound, columns=("boolean",), boolean=bool(answer))
    if isinstance(answer, QueryTriples):
        triples: set[tuple[Term | None, ...]] = {(triple.subject, triple.predicate, triple.object) for triple in answer}
        return Result(bound=bound, columns=GRAPH_COLUMNS, rows=tuple(sorted(triples, key=_sort_key)), is_graph=True)
    columns = tuple(variable.value for variable in answer.variables)
    return Result(bound=bound, columns=columns, rows=tuple(tuple(solution) for solution in answer))


def _sort_key(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    return tuple(str(term) for term in row)


def _value_hint(store: Store, name: str, value: str) -> tuple[str, str] | None:
    """Give what to say of a value that the graph lacks; a plan is meant by its key, its file or any part of its title."""
    found = run(store, bind(parse_query(name, _KNOWN_VALUES[name]))).rows
    known = sorted({term_text(row[0]) for row in found})
    titles = {term_text(term) for row in found for term in row[1:]}
    if value in known or any(value in title for title in titles):
        return None
    zh, en = did_you_mean(value, known)
    return f"图谱中没有 {name}“{value}”{zh}。", f"the graph has no {name} {value!r}{en}."
