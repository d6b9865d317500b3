"""Takes a store, gives the rows and records that networks are made of, by the queries of ``ontology/queries/network``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from graph.assets import read_text
from graph.network.records import Records, Row, as_rows, read_records


class Engine(Protocol):
    """What answers SPARQL; pyoxigraph's ``Store`` is one."""

    def query(self, query: str, *, use_default_graph_as_union: bool) -> Any:  # noqa: ANN401 - as the engine's own
        """Give the answer; to SELECT it is one of ``Solutions``."""


def read_network(store: Engine) -> Records:
    """Give the records of all plans in a store."""
    return read_records(*read_rows(store, "coordination", "outline", "functions", "plans", "subjects"))


def read_rows(store: Engine, *names: str) -> list[Iterator[Row]]:
    """Give the rows that queries of ``ontology/queries/network`` answer, in the order of their names."""
    texts = (read_text("ontology", f"queries/network/{name}.rq") for name in names)
    return [as_rows(store.query(text, use_default_graph_as_union=True)) for text in texts]
