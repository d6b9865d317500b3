"""Takes laid-out networks of bodies, gives two tables: bodies with all measures and intervals, ties with their tests.

A missing value is an empty cell. ``network`` says of which networks a row is: ``plan`` (bodies of a place), ``name`` (local names
over several plans) or ``function``; ``plan`` is the key of the plan, empty where the network rests on several.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx

from graph.export.attributes import INTERVALS, Value, in_order, node_facts, ties, unique_names
from graph.network import MEASURES

Cell = Value | None
_ENDS = tuple(f"{key}_{end}" for key in INTERVALS for end in ("low", "high"))
MEASURE_COLUMNS = (
    *("network", "plan", "node", "name", "full", "en", "functions", "body_type", "sector", "bodies"),
    *(measure.key for measure in MEASURES),
    *_ENDS,
    "community",
)
"""Columns of ``measures.csv``: ``node`` is the IRI of the body or function, in a network by name the name; the measures are those
of ``graph.network.MEASURES``, ``_low`` and ``_high`` the ends of the interval that holds 90 % of the draws."""
TIE_COLUMNS = (
    *("network", "plan", "one", "two", "one_name", "two_name", "shared", "weight", "one_leads", "two_leads"),
    *("expected", "p", "q", "tier", "recurs"),
)
"""Columns of ``network-ties.csv``: ``one_leads`` counts the units in which the first leads and the second does not, ``expected``, ``p``
and ``q`` are those of ``graph.network.chance``, ``tier`` is 2 beyond chance after correction, 1 before it, 0 neither, ``recurs``
the number of plans in each of which the tie alone is beyond chance."""
_OTHERWISE = {"forward": "one_leads", "backward": "two_leads", "cites": "one_cites", "cited": "two_cites"}


def measures_rows(networks: Iterable[nx.Graph]) -> Iterator[tuple[Cell, ...]]:
    """Give a row (``MEASURE_COLUMNS``) for each body of each network, as ``graph.network.lay_out`` gives them."""
    for network in networks:
        names = unique_names(network)
        for node in in_order(network):
            facts = {**node_facts(network, node), **_which(network), "node": node, "name": names[node]}
            yield tuple(facts.get(column) for column in MEASURE_COLUMNS)


def ties_rows(networks: Iterable[nx.Graph]) -> Iterator[tuple[Cell, ...]]:
    """Give a row (``TIE_COLUMNS``) for each tie of each network."""
    for network in networks:
        names = unique_names(network)
        for one, two, found in ties(network):
            facts = {**in_words(found), **_which(network), "one": one, "two": two}
            facts |= {"one_name": names[one], "two_name": names[two]}
            yield tuple(facts.get(column) for column in TIE_COLUMNS)


def in_words(facts: Mapping[str, Value]) -> dict[str, Value]:
    """Give the facts of a tie as a table calls them, where there is no line that points forward."""
    return {_OTHERWISE.get(key, key): value for key, value in facts.items()}


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Give CSV as the other tables are: RFC 4180, UTF-8 without a byte-order mark, a missing value is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([written(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def written(cell: Cell) -> str | int | float:
    """Give a cell as it stands in a file: truth values in words, six decimal places, nothing for what is missing."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else round(cell, 6)
    return "" if cell is None else cell


def _which(network: nx.Graph) -> dict[str, Value]:
    plans = network.graph["plans"]
    return {"network": network.graph["by"], "plan": plans[0].key if len(plans) == 1 else ""}
