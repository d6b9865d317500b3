"""Takes a graph of many plans, gives a ratio for each named query: its time against a count of all duties, in this run.

The peer is the smallest question about the same graph that touches every duty once; a query in its scope (one body, one
group, one plan) should cost a few of it. Ratios, unlike seconds, can be compared between machines.

    python benchmarks/corpus.py BUILD/graph.nq 1000 OUT.nq
    python benchmarks/queries.py OUT.nq [--whole] [department=县科协] [group=老年人] [plan=…]
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from pyoxigraph import Store

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph.store import Bound, NamedQuery, bind, library, open_store, parse_query, run  # noqa: E402
from graph.store.evaluate import term_text  # noqa: E402

RUNS = 3
PEER = "SELECT (COUNT(?duty) AS ?duties) WHERE { ?unit plan:hasResponsibility ?duty . ?duty plan:organization ?body }"
KEY = "SELECT ?key WHERE { ?plan a plan:Plan ; plan:key ?key } ORDER BY ?key LIMIT 1"
SCOPES = {"body": "department", "group": "group", "plan": "plan"}


def main(arguments: list[str]) -> int:
    """Print a line a query: ratio, seconds, rows; give 0, or 2 without a graph."""
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    store = open_store(Path(arguments[0]))
    given = dict(argument.split("=", 1) for argument in arguments[1:] if "=" in argument)
    key = term_text(run(store, bind(parse_query("key", KEY))).rows[0][0])
    scoped = {"department": "县科协", "group": "老年人", "plan": key} | given
    peer = bind(parse_query("peer", PEER))
    for query in library().queries:
        name = SCOPES.get(query.scope, "")
        values = {name: scoped[name]} if name and "--whole" not in arguments else {}
        show(query, values, store, bind(query, values), peer)
    return 0


def show(query: NamedQuery, values: dict[str, str], store: Store, bound: Bound, peer: Bound) -> None:
    """Time a query and the peer by turns and print the ratio of the medians."""
    ours, theirs = zip(*((seconds(store, bound), seconds(store, peer)) for _ in range(RUNS)), strict=True)
    mine, other = statistics.median(ours), statistics.median(theirs)
    asked = " ".join(f"{name}={value}" for name, value in values.items()) or "corpus"
    found = len(run(store, bound).rows)
    print(f"{query.name:22} {mine / other:7.2f}  ({mine:.3f} s / {other:.3f} s CPU, {found} rows)  {asked}", flush=True)


def seconds(store: Store, bound: Bound) -> float:
    """Run a query and give its CPU time."""
    begin = time.process_time()
    run(store, bound)
    return time.process_time() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
