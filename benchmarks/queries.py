"""Takes a graph of many plans, gives a ratio for each named query: its time against a count of all duties, in this run.

The peer is the smallest question about the same graph that touches every duty once; a query in its scope (one body, one
group, one plan) should cost a few of it. Ratios, unlike seconds, can be compared between machines.

    python benchmarks/corpus.py BUILD/graph.nq 1000 OUT.nq
    python benchmarks/queries.py OUT.nq [--whole] [NAME …] [department=…] [group=老年人] [plan=…]

Unless told, the plan is the longest and the body the one with most duties in it; names choose queries; --whole asks all of
the whole graph. A hundred plans take half a minute.
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
LONGEST = """SELECT ?key ?label WHERE {
  { SELECT ?plan ?key WHERE { ?plan a plan:Plan ; plan:key ?key ; plan:provisions ?n } ORDER BY DESC(?n) ?key LIMIT 1 }
  ?load a plan:BodyLoad ; plan:ofPlan ?plan ; plan:ofBody ?body ; plan:units ?units .
  ?body skos:prefLabel ?label
} ORDER BY DESC(?units) ?label LIMIT 1"""
SCOPES = {"body": "department", "group": "group", "plan": "plan"}


def main(arguments: list[str]) -> int:
    """Print a line a query (ratio, seconds, rows), then the middle and the highest ratio; give 0, or 2 without a graph."""
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    store = open_store(Path(arguments[0]))
    given = dict(argument.split("=", 1) for argument in arguments[1:] if "=" in argument)
    names = {argument for argument in arguments[1:] if "=" not in argument and not argument.startswith("--")}
    key, body = map(term_text, run(store, bind(parse_query("longest", LONGEST))).rows[0])
    scoped = {"department": body, "group": "老年人", "plan": key} | given
    peer = bind(parse_query("peer", PEER))
    ratios: list[tuple[float, str]] = []
    for query in library().queries:
        if names and query.name not in names:
            continue
        name = SCOPES.get(query.scope, "")
        taken = name in {parameter.name for parameter in query.parameters} and "--whole" not in arguments
        values = {name: scoped[name]} if taken else {}
        ratios.append((show(query, values, store, bind(query, values), peer), query.name))
    if ratios:
        worst, name = max(ratios)
        print(
            f"{len(ratios)} queries; the middle ratio is {statistics.median(r for r, _ in ratios):.2f}, the highest {worst:.2f} ({name})"
        )
    return 0


def show(query: NamedQuery, values: dict[str, str], store: Store, bound: Bound, peer: Bound) -> float:
    """Time a query and the peer by turns, print and give the ratio of the medians."""
    ours, theirs = zip(*((seconds(store, bound), seconds(store, peer)) for _ in range(RUNS)), strict=True)
    mine, other = statistics.median(ours), statistics.median(theirs)
    asked = " ".join(f"{name}={value}" for name, value in values.items()) or "corpus"
    found = len(run(store, bound).rows)
    print(f"{query.name:28} {mine / other:7.2f}  ({mine:.3f} s / {other:.3f} s CPU, {found} rows)  {asked}", flush=True)
    return float(mine / other)


def seconds(store: Store, bound: Bound) -> float:
    """Run a query and give its CPU time."""
    begin = time.process_time()
    run(store, bound)
    return time.process_time() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
