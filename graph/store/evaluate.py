"""Takes a store and a bound query, gives the result.

The default graph of every query is the union of all graphs; every prefix of ``ontology/prefixes.ttl`` is known. What
the engine reports is translated: which line, which column, and what was probably meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from graph import assets
from graph.errors import BadQuery, StoreError
from graph.store.guard import check_read_only, used_names, used_prefixes
from graph.store.queries import Bound, did_you_mean, prefixes

Term = NamedNode | BlankNode | Literal | Triple
GRAPH_COLUMNS = ("subject", "predicate", "object")

_POSITION = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?:expected (?:one of )?)?(?P<rest>.*)", re.DOTALL)
_NOISE = re.compile(r"\[[^\]]*\]|'\\u\{[^}]*\}'\.\.=?'[^']*'|\|")
_KNOWN_VALUES = {
    "department": "SELECT ?v { ?b a plan:Organization { ?b skos:prefLabel ?v } UNION { ?b skos:altLabel ?v } }",
    "plan": "SELECT ?v { { ?p plan:key ?v } UNION { ?p plan:sourceFile ?v } }",
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
        raise _explain(bound, error) from error
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
    known = _ontology_terms()
    for name in used_names(bound.text, "plan"):
        if name and name not in known:
            zh, en = did_you_mean(name, known)
            hints.append((f"本体中没有 plan:{name}{zh}。", f"the ontology has no plan:{name}{en}."))
    return tuple(hint for hint in hints if hint)


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


def _explain(bound: Bound, error: SyntaxError) -> BadQuery:
    """Turn the engine's message into line, column, the line with a mark, and a guess."""
    missing = used_prefixes(bound.text)[0] - set(prefixes())
    match = _POSITION.match(str(error))
    line, column = (int(match["line"]), int(match["column"])) if match else (1, 1)
    text = (bound.text.splitlines() or [""])[min(line, len(bound.text.splitlines()) or 1) - 1]
    if missing:
        prefix = min(missing)
        zh, en = did_you_mean(prefix, [known for known in prefixes() if known])
        reason = (f"未知的前缀 {prefix}:{zh}", f"unknown prefix {prefix}:{en}")
    else:
        reason = _reason(match["rest"] if match else str(error))
    mark = "".join("　" if ord(character) > 0x2E7F else " " for character in text[: column - 1]) + "^"
    return BadQuery(
        f"查询 {bound.query.name} 第 {line} 行第 {column} 列：{reason[0]}\n  {text}\n  {mark}",
        f"query {bound.query.name}, line {line}, column {column}: {reason[1]}",
    )


def _reason(message: str) -> tuple[str, str]:
    """Give the engine's sentence if it has one, else what it expected, without its lists of character classes."""
    words = [word.strip() for word in _NOISE.sub("", " ".join(message.split())).split(",")]
    if sentences := [word for word in words if word.count(" ") > 1]:
        return f"语法错误：{sentences[0]}", f"syntax error: {sentences[0]}"
    expected = ", ".join(dict.fromkeys(word for word in words if word)) or "SPARQL"
    return f"语法错误，此处可用：{expected}", f"syntax error, expected here: {expected}"


def _value_hint(store: Store, name: str, value: str) -> tuple[str, str] | None:
    found = store.query(_KNOWN_VALUES[name], prefixes=prefixes(), use_default_graph_as_union=True)
    known = sorted({str(row[0].value) for row in found})  # type: ignore[union-attr]
    if any(value == label or (name == "plan" and value in label) for label in known):
        return None
    zh, en = did_you_mean(value, known)
    return f"图谱中没有 {name}“{value}”{zh}。", f"the graph has no {name} {value!r}{en}."


def _ontology_terms() -> set[str]:
    """Give the local names of all terms of ``ontology/plan.ttl``."""
    namespace = prefixes()["plan"]
    subjects = (triple.subject for triple in parse(assets.read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE))
    iris = (subject.value for subject in subjects if isinstance(subject, NamedNode))
    return {iri.removeprefix(namespace) for iri in iris if iri.startswith(namespace)}
