"""Takes plans or a build folder and questions, gives answers as pandas data frames: for notebooks and scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, Store

from graph.errors import FengongError
from graph.store import Bound, Term, bind, library, open_store, parse_query, run
from graph.store.evaluate import term_text
from graph.store.labels import column_label
from graph.store.terms import check_terms

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from graph.coordination import Network
    from graph.network import Duty

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPES = {
    "integer": "Int64",
    "gYear": "Int64",
    "decimal": "float64",
    "double": "float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
"""What a column becomes whose terms all have one of these datatypes (XSD 1.1, part 2); everything else is text."""
_NUMBERS = {"integer", "decimal", "double"}
"""Datatypes that may stand in one column of numbers."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph that answers in data frames.

    >>> graph = Graph.build("plans", "build")                   # or Graph.open("build")
    >>> graph.ask("my-tasks", department="县科协", role="lead")
    >>> graph.sparql("SELECT ?title { ?plan a plan:Plan ; dcterms:title ?title }")
    >>> graph.network("云衡").edges.query("q < 0.05")
    """

    store: Store

    @classmethod
    def open(cls, build: str | Path) -> Graph:
        """Open a build folder, a store or a file of the graph; raises ``StoreError``."""
        return cls(open_store(Path(build)))

    @classmethod
    def build(cls, plans: str | Path | Sequence[str | Path], out: str | Path) -> Graph:
        """Read plans (files or folders), build the graph in the folder ``out`` and open it.

        Raises:
            FengongError: if a file or folder is missing, or nothing could be read.
        """
        from graph.collect import find_files
        from graph.pipeline import build

        paths = [plans] if isinstance(plans, str | Path) else list(plans)
        build(find_files([Path(path) for path in paths]), Path(out))
        return cls.open(out)

    def ask(self, query: str, **parameters: object) -> DataFrame:
        """Give the answer of a named query (``fengong query --list``).

        Args:
            query: its name or title.
            parameters: values by the name of the parameter.

        Raises:
            QueryError: if there is no such query or parameter, or a value does not fit.
        """
        return self._frame(bind(library().find(query), {name: str(value) for name, value in parameters.items()}))

    def sparql(self, text: str) -> DataFrame:
        """Give the answer of a query of your own; all prefixes of ``ontology/prefixes.ttl`` are known.

        Raises:
            QueryError: if the text has a fault, with its place, or names a term of ours that does not exist.
        """
        bound = bind(parse_query("SPARQL", text))
        check_terms(self.store, bound)
        return self._frame(bound)

    def network(
        self,
        *plans: str,
        by: str = "name",
        beside: str | None = None,
        kind: str | None = None,
        group: str | None = None,
        section: str | None = None,
        years: str | None = None,
        keep: Callable[[Duty], bool] | None = None,
    ) -> Network:
        """Give a coordination network with tests, measures and places.

        Args:
            plans: keys, IRIs or parts of titles; none means all.
            by: what a node is: ``name`` (local name of a body), ``body`` (of one place), ``function``, or ``plan`` for how plans relate.
            beside: ``provisions``, ``groups`` or ``programmes`` makes it a two-mode network.
            kind: only provisions of this kind (``project`` …).
            group: only units for this group of people or a narrower one.
            section: only units below a heading with these words.
            years: only plans whose period, else year of issue, meets this span (2021-2025).
            keep: which duties count, such as ``lambda duty: not duty.restored``.

        Raises:
            BadParameter: if a plan, group or value is unknown, or nothing is left to draw.
        """
        from graph.coordination import Network
        from graph.drawing import Choice, make_network, remarks, titles

        choice = Choice(by=by, beside=beside, kind=kind, group=group, section=section, years=years)
        network, notes = make_network(self.store, plans, choice, keep)
        named = titles([note.title for note in notes], choice)
        return Network(network, notes, *named, notes=remarks(choice, network.graph))

    def _frame(self, bound: Bound) -> DataFrame:
        pandas = pandas_module()
        result = run(self.store, bound)
        if result.boolean is not None:
            return pandas.DataFrame({"boolean": [result.boolean]})
        columns = {name: _series([row[i] for row in result.rows]) for i, name in enumerate(result.columns)}
        frame = pandas.DataFrame(columns)
        frame.attrs["query"] = bound.query.name
        return frame


def in_chinese(frame: DataFrame) -> DataFrame:
    """Give the frame with Chinese heads, as ``fengong ask`` shows them."""
    query = str(frame.attrs.get("query", ""))
    return frame.rename(columns={name: column_label(query, str(name))[0] for name in frame.columns})


def _series(terms: Sequence[Term | None]) -> Series[Any]:
    """One column: its type is that of its terms, where they have one in common."""
    pandas = pandas_module()
    kinds = {_kind(term) for term in terms if term is not None}
    texts = [None if term is None else term_text(term) for term in terms]
    if kinds and kinds <= _NUMBERS:
        return pandas.to_numeric(pandas.Series(texts, dtype="object")).astype(
            "Int64" if kinds == {"integer"} else "float64"
        )
    if len(kinds) != 1 or "" in kinds:
        return pandas.Series(texts, dtype="object")
    (kind,) = kinds
    if kind == "boolean":
        return pandas.Series([None if text is None else text in ("true", "1") for text in texts], dtype="boolean")
    if kind == "date":
        return pandas.to_datetime(pandas.Series(texts, dtype="object")).astype(_TYPES[kind])
    return pandas.to_numeric(pandas.Series(texts, dtype="object")).astype(_TYPES[kind])


def _kind(term: Term) -> str:
    name = term.datatype.value.removeprefix(_XSD) if isinstance(term, Literal) else ""
    return name if name in _TYPES else ""


def pandas_module() -> Any:  # noqa: ANN401 - the module itself, absent in a small installation
    """Give pandas; raises ``FengongError`` where it is not installed."""
    try:
        import pandas
    except ImportError as error:
        raise FengongError(
            "数据框需要 pandas：pip install 'fengong[notebook]'。",
            "data frames need pandas: pip install 'fengong[notebook]'.",
        ) from error
    return pandas
