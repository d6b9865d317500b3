"""Takes a store and a query, gives the first rows of its answer as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from graph.handbook.terms import Text, short
from graph.store import Bound, bind, parse_query, run
from graph.store.evaluate import Term, term_text
from graph.store.labels import column_label

ROWS = 8
_LONG = 72


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; ``whole`` is the full text where it was cut."""

    text: str
    whole: str = ""
    is_iri: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The first rows of an answer with the heads of its columns; ``total`` counts all rows."""

    heads: tuple[tuple[str, Text], ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def answer(store: Store, bound: Bound, rows: int = ROWS) -> Answer:
    """Give the answer of a bound query; raises ``QueryError`` as ``run`` does."""
    result = run(store, bound)
    if result.boolean is not None:
        shown: tuple[tuple[Cell, ...], ...] = ((Cell("true 是" if result.boolean else "false 否"),),)
        return Answer((("boolean", Text("是否", "boolean")),), shown, 1)
    name = bound.query.name
    known = bound.query.columns  # a query of one's own has none: its variables are its heads
    heads = tuple((c, Text(*column_label(name, c)) if c in known else Text(c, c)) for c in result.columns)
    cells = tuple(tuple(map(_cell, row)) for row in result.rows[:rows])
    return Answer(heads, cells, len(result.rows))


def answer_text(store: Store, text: str, rows: int = ROWS) -> Answer:
    """Give the answer of a query of the cookbook."""
    return answer(store, bind(parse_query("cookbook", text)), rows)


def _cell(term: Term | None) -> Cell:
    text = term_text(term)
    if isinstance(term, NamedNode):
        return Cell(short(text) if "/id/" not in text else "…/" + text.partition("/id/")[2], text, is_iri=True)
    if len(text) > _LONG:
        return Cell(text[:_LONG] + "…", text)
    return Cell(text)
