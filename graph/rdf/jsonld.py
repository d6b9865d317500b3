"""Takes the quads of a graph and a JSON-LD context, gives compact JSON-LD: one line a node, named graphs kept.

The context is ``ontology/context.jsonld``; without that file the prefixes stand in for it. Only a flat form is written,
a node with its values, so that a graph of any size can be streamed; what a term of the context asks for (JSON-LD 1.1,
section 4.2: ``@type``, ``@language``, ``@container``) is followed where the value fits it, else the value is written in full.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, BinaryIO, TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from graph.assets import list_files, read_text
from graph.rdf.names import NAMESPACES

CONTEXT = "context.jsonld"
_XSD = NAMESPACES["xsd"]
_TYPE = f"{NAMESPACES['rdf']}type"
_PREFIX_ENDS = tuple(":/?#[]@")
"""A term ends in one of these to serve as a prefix (JSON-LD 1.1, section 4.1.5)."""

_T = TypeVar("_T")
Json = str | int | bool | dict[str, Any] | list[Any]


@dataclass(frozen=True, slots=True)
class _Term:
    """What a context says of one term."""

    name: str
    type: str = ""
    language: str = ""
    containers: frozenset[str] = frozenset()

    @property
    def plain(self) -> bool:
        return not (self.type or self.language or self.containers)


@dataclass(slots=True)
class Compactor:
    """Makes nodes of quads by a context; ``terms`` are by IRI, in the order of the context."""

    context: dict[str, Any]
    prefixes: dict[str, str] = field(default_factory=dict)
    terms: dict[str, list[_Term]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in self.context.items():
            iri = value if isinstance(value, str) else value.get("@id", "") if isinstance(value, dict) else ""
            if not iri or name.startswith("@"):
                continue
            if iri.startswith("@"):
                self.aliases.setdefault(iri, name)
                continue
            said = value if isinstance(value, dict) else {}
            if (isinstance(value, str) or said.get("@prefix")) and iri.endswith(_PREFIX_ENDS):
                self.prefixes[name] = iri
        for name, value in self.context.items():
            said = value if isinstance(value, dict) else {"@id": value} if isinstance(value, str) else {}
            iri = self.expand(str(said.get("@id", "")))
            if not iri or name.startswith("@") or iri.startswith("@") or name in self.prefixes or "@reverse" in said:
                continue
            held = said.get("@container", [])
            containers = frozenset([held] if isinstance(held, str) else held)
            if containers <= {"@set", "@language"}:
                kind = self.expand(said.get("@type") or "")
                self.terms.setdefault(iri, []).append(_Term(name, kind, said.get("@language") or "", containers))

    def expand(self, name: str) -> str:
        """Give the IRI of a compact one (``plan:heading``)."""
        prefix, colon, local = name.partition(":")
        return self.prefixes[prefix] + local if colon and prefix in self.prefixes else name

    def short(self, iri: str) -> str:
        """Give an IRI as prefix and rest, by the longest namespace that begins it; else the IRI."""
        fits = [(len(space), name) for name, space in self.prefixes.items() if iri.startswith(space)]
        if not fits:
            return iri
        length, name = max(fits)
        rest = iri[length:]
        return iri if rest.startswith("//") else f"{name}:{rest}"

    def word(self, iri: str) -> str:
        """Give the name of a class or property: a plain term of the context, else prefix and rest."""
        return next((term.name for term in self.terms.get(iri, ()) if term.plain), self.short(iri))

    def node(self, subject: str, quads: Iterable[Quad]) -> dict[str, Json]:
        """Give the node object of the quads of one subject."""
        made: dict[str, Json] = {}
        types: list[str] = []
        for predicate, group in groupby(quads, key=lambda quad: quad.predicate.value):
            values = [quad.object for quad in group]
            if predicate == _TYPE:
                types += [self.word(value.value) for value in values if isinstance(value, NamedNode)]
            else:
                self._put(made, predicate, values)
        typed = {self._keyword("@type"): _one_or_more(types)} if types else {}
        return {self._keyword("@id"): self.short(subject), **typed, **made}

    def _bare(self, predicate: str) -> str:
        """A name of a property that asks nothing of its values; ``plan:heading`` may be a term that does."""
        short = self.short(predicate)
        return predicate if short in self.context else short

    def _put(self, made: dict[str, Json], predicate: str, values: list[Any]) -> None:
        """Put values under the terms that fit them; what fits none goes under the predicate itself."""
        known = self.terms.get(predicate, [])
        found: dict[str, list[Any]] = {}
        maps: dict[str, dict[str, list[str]]] = {}
        sets = set()
        for value in values:
            term = next((t for t in known if _fits(t, value)), None) or next((t for t in known if t.plain), None)
            if term is None:
                found.setdefault(self._bare(predicate), []).append(self._full(value))
                continue
            if "@language" in term.containers:
                maps.setdefault(term.name, {}).setdefault(value.language, []).append(value.value)
                continue
            if "@set" in term.containers:
                sets.add(term.name)
            found.setdefault(term.name, []).append(self._coerced(term, value))
        for name, listed in found.items():
            made[name] = listed if name in sets else _one_or_more(listed)
        for name, by_language in maps.items():
            made[name] = {tag: _one_or_more(texts) for tag, texts in sorted(by_language.items())}

    def _coerced(self, term: _Term, value: NamedNode | Literal) -> Json:
        if isinstance(value, NamedNode):
            return self._full(value) if not term.type else self.short(value.value)
        if term.language or term.type:
            return _native(value) if term.type else value.value
        return self._full(value)

    def _full(self, value: NamedNode | Literal) -> Json:
        if isinstance(value, NamedNode):
            return {self._keyword("@id"): self.short(value.value)}
        if value.language:
            return {self._keyword("@value"): value.value, self._keyword("@language"): value.language}
        datatype = value.datatype.value
        if datatype == f"{_XSD}string":
            return value.value if "@language" not in self.context else {self._keyword("@value"): value.value}
        native = _native(value)
        if not isinstance(native, str):
            return native
        return {self._keyword("@value"): native, self._keyword("@type"): self.word(datatype)}

    def _keyword(self, word: str) -> str:
        return self.aliases.get(word, word)


def _fits(term: _Term, value: NamedNode | Literal) -> bool:
    """Whether a value is what the term asks for, so that it can be written short."""
    if isinstance(value, NamedNode):
        return term.type in ("@id", "@vocab")
    if value.language:
        return "@language" in term.containers or term.language == value.language
    return bool(term.type) and term.type == value.datatype.value


def _native(value: Literal) -> str | int | bool:
    """Give a whole number or truth value as JSON has it, if it comes back as it was; else the characters."""
    text, datatype = value.value, value.datatype.value
    if datatype == f"{_XSD}boolean" and text in ("true", "false"):
        return text == "true"
    if datatype == f"{_XSD}integer" and len(text) < 16 and text.lstrip("-").isdecimal() and str(int(text)) == text:
        return int(text)
    return text


def _one_or_more(values: list[_T]) -> _T | list[_T]:
    return values[0] if len(values) == 1 else values


def read_context(base: str = "") -> dict[str, Any]:
    """Give the context to write by: that of the ontology, else the prefixes; ``data:`` is the base of the data IRIs."""
    if CONTEXT in list_files("ontology", "", CONTEXT):
        context = dict(json.loads(read_text("ontology", CONTEXT))["@context"])
    else:
        context = {"@version": 1.1, **dict(sorted(NAMESPACES.items()))}
    if base and "data" not in context:
        context["data"] = base
    return context


def write_jsonld(
    graphs: Iterable[tuple[str, Iterable[Quad]]], stream: BinaryIO, context: Mapping[str, Any] | None = None
) -> None:
    """Write named graphs to ``stream``, each with its nodes in the order given.

    Args:
        graphs: the IRI of each graph (empty for the default graph) and its quads, those of a subject and of a predicate
            side by side.
        stream: takes UTF-8.
        context: by which to write, ``read_context()`` by default.
    """
    compactor = Compactor(dict(context) if context is not None else read_context())
    head = ",\n".join(f"  {_dump(name)}: {_dump(value)}" for name, value in compactor.context.items())
    stream.write(f'{{"@context": {{\n{head}\n}},\n"@graph": ['.encode())
    comma = "\n"
    for name, quads in graphs:
        before, after = ("", "") if not name else (f'{{"@id": {_dump(compactor.short(name))}, "@graph": [\n', "\n]}")
        stream.write(f"{comma}{before}".encode())
        inner = ""
        for line in _lines(compactor, quads):
            stream.write(f"{inner}{line}".encode())
            inner = ",\n"
        stream.write(after.encode())
        comma = ",\n"
    stream.write(b"\n]}\n")


def _lines(compactor: Compactor, quads: Iterable[Quad]) -> Iterator[str]:
    for subject, group in groupby(quads, key=lambda quad: str(quad.subject)):
        yield _dump(compactor.node(subject[1:-1], group))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
