"""Takes the queries of ``ontology/queries/tables`` and a store, gives tables: columns with types, keys and meanings, rows.

A table is a query whose header has, beside what every query has, its key and a line for each column::

    # key: responsibility
    # column unit iri! -> units: plan:hasResponsibility | 载明责任的单元 | the unit that states it
    # column role concept(role)!: plan:role
    # column type string!: | 类别 | sort [one of section, provision]

``!`` means that no row lacks it, ``-> units`` that its values are keys of that table, the term is where the ontology
defines it; words given here stand in place of its definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, RdfFormat, Store, parse

from graph.assets import list_files, read_bytes, read_text
from graph.errors import BadQuery
from graph.store import NamedQuery, Term, bind, parse_query, prefixes, run
from graph.vocabulary import concepts

FOLDER = "queries/tables"
TYPES = ("string", "iri", "integer", "number", "boolean", "year", "date")
_VOCABULARY = "https://w3id.org/fengong/vocab/"
_KEY = re.compile(r"^# key: (.+)$", re.MULTILINE)
_COLUMN = re.compile(
    r"^# column (?P<name>[a-z][a-z0-9_]{0,31}) (?P<type>[a-z]+)(?:\((?P<scheme>[a-z-]+)\))?(?P<required>!)?"
    r"(?: -> (?P<table>[a-z_]+))?: *(?P<term>[a-zA-Z-]+:[a-zA-Z]+)?"
    r"(?: *\| (?P<zh>[^|\n]+) \| (?P<en>[^\[\n]+?))?(?: \[one of (?P<choices>[^\]]+)\])?$",
    re.MULTILINE,
)

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its type, whether every row has it, the table whose key it holds, what it means and where that is said.

    A ``concept`` is given by its notation in ``scheme``; ``choices`` are all values that there can be.
    """

    name: str
    type: str
    required: bool
    scheme: str = ""
    table: str = ""
    term: str = ""
    label_zh: str = ""
    label_en: str = ""
    zh: str = ""
    en: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the query that gives its rows, its columns, the columns that tell its rows apart."""

    query: NamedQuery
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of its query."""
        return self.query.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a table, sorted by its key, as lexical forms; ``doubles`` counts those left out for a key that was there."""

    table: Table
    values: tuple[tuple[str | None, ...], ...]
    doubles: int = 0


@cache
def tables() -> tuple[Table, ...]:
    """Give all tables, sorted by name; raises ``BadQuery`` where a header has a fault."""
    paths = sorted(list_files("ontology", FOLDER, ".rq"))
    found = tuple(_table(path.rsplit("/", 1)[1].removesuffix(".rq"), read_text("ontology", path)) for path in paths)
    keys = {table.name: table.key for table in found}
    for table in found:
        for column in table.columns:
            if column.table and len(keys.get(column.table, ())) != 1:
                raise _fault(table.name, f"{column.name} -> {column.table}")
    return found


def fill(table: Table, store: Store) -> Rows:
    """Give the rows of a table in a store; raises as a query does."""
    result = run(store, bind(table.query))
    if result.columns != tuple(column.name for column in table.columns):
        raise _fault(table.name, " ".join(result.columns))
    at = [result.columns.index(name) for name in table.key]
    read = [_reader(column) for column in table.columns]
    rows = sorted(
        (tuple(reader(cell) for reader, cell in zip(read, row, strict=True)) for row in result.rows),
        key=lambda row: (tuple(row[i] or "" for i in at), tuple(cell or "" for cell in row)),
    )
    kept = list(_each_once(rows, at))
    return Rows(table=table, values=tuple(kept), doubles=len(rows) - len(kept))


def value_of(column: Column, text: str | None) -> Cell:
    """Give the value of a cell in the type of its column; a date stays text."""
    if text is None:
        return None
    match column.type:
        case "integer" | "year":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return text in ("true", "1")
        case _:
            return text


def _each_once(rows: Iterable[tuple[str | None, ...]], at: list[int]) -> Iterator[tuple[str | None, ...]]:
    last: list[str | None] | None = None
    for row in rows:
        key = [row[i] for i in at]
        if key != last:
            yield row
        last = key


class _Reader:
    """Makes the lexical form of a term; a concept is told by its notation."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def __call__(self, term: Term | None) -> str | None:
        if term is None:
            return None
        text: str = term.value if hasattr(term, "value") else str(term)
        return text.removeprefix(self.prefix) if self.prefix else text


def _reader(column: Column) -> _Reader:
    return _Reader(f"{_VOCABULARY}{column.scheme}/" if column.scheme else "")


def _table(name: str, text: str) -> Table:
    key = _KEY.search(text)
    lines = [line for line in text.splitlines() if line.startswith("# column ")]
    matches = [_COLUMN.fullmatch(line) for line in lines]
    for line, match in zip(lines, matches, strict=True):
        if match is None or (match["type"] not in TYPES and not (match["type"] == "concept" and match["scheme"])):
            raise _fault(name, line)
    columns = tuple(_column(match) for match in matches if match)
    if key is None or not set(names := tuple(key[1].split(", "))) <= {column.name for column in columns}:
        raise _fault(name, "# key:")
    return Table(query=parse_query(name, text), columns=columns, key=names)


def _column(match: re.Match[str]) -> Column:
    said = match.groupdict(default="")
    term = terms().get(said["term"], {})
    choices = tuple(said["choices"].split(", ")) if said["choices"] else ()
    if said["scheme"]:
        choices = tuple(concept.notation for concept in concepts(said["scheme"]))
    return Column(
        name=said["name"],
        type=said["type"],
        required=bool(said["required"]),
        scheme=said["scheme"],
        table=said["table"],
        term=said["term"],
        label_zh=term.get("label@zh", said["zh"]),
        label_en=term.get("label@en", said["en"]),
        zh=said["zh"] or term.get("definition@zh", ""),
        en=said["en"] or term.get("definition@en", ""),
        choices=choices,
    )


@cache
def terms() -> dict[str, dict[str, str]]:
    """Give the labels and definitions of the ontology by prefixed name: ``plan:role`` → ``label@zh``, ``definition@en``, …"""
    space = prefixes()["plan"]
    found: dict[str, dict[str, str]] = {}
    for triple in parse(read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE):
        subject, value = str(getattr(triple.subject, "value", "")), triple.object
        name = re.split(r"[#/]", triple.predicate.value)[-1]
        if isinstance(value, Literal) and name in ("label", "definition") and subject.startswith(space):
            found.setdefault(f"plan:{subject.removeprefix(space)}", {})[f"{name}@{value.language}"] = value.value
    return found


def _fault(name: str, what: str) -> BadQuery:
    return BadQuery(
        f"数据表 {name}.rq 的头部有误：{what}。写法见 graph/export/tables.py。",
        f"table {name}.rq: its header has a fault: {what}. graph/export/tables.py tells how to write it.",
    )
