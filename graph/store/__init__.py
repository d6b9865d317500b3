"""Takes quads, gives answers: the graph in an Oxigraph store, the named queries, the results in every format.

``bind(load_query(name), {"plan": "…"})`` → ``run(open_store(path), bound)`` → ``write(result, format, stream)``.
"""

from graph.store.database import GRAPH_FILE, STORE_FOLDER, build_store, load_quads, open_store
from graph.store.evaluate import Result, Term, find_hints, run
from graph.store.guard import check_read_only
from graph.store.queries import (
    Bound,
    Library,
    NamedQuery,
    Parameter,
    ParameterType,
    bind,
    library,
    load_query,
    parse_query,
    prefixes,
)
from graph.store.results import FORMATS, write

__all__ = [
    "FORMATS",
    "GRAPH_FILE",
    "STORE_FOLDER",
    "Bound",
    "Library",
    "NamedQuery",
    "Parameter",
    "ParameterType",
    "Result",
    "Term",
    "bind",
    "build_store",
    "check_read_only",
    "find_hints",
    "library",
    "load_quads",
    "load_query",
    "open_store",
    "parse_query",
    "prefixes",
    "run",
    "write",
]
