"""Takes plans and what their citations mean, gives the statements that follow: which higher document a plan carries out,
which titles are one document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from pyoxigraph import NamedNode, Quad

from graph.keys import bare_title
from graph.model import Citation, Level, Plan
from graph.rdf.names import Names, term

_RANK = {level: rank for rank, level in enumerate(Level)}
Links = Mapping[str, Mapping[Citation, Plan]]


def lineage(plans: Sequence[Plan], links: Links, names: Names) -> Iterator[Quad]:
    """Give the chain nation → province → city → county as far as the plans themselves state it.

    A plan carries out (``eli:implements``) a document on which it says that it is based if that comes from a place above
    its own. Two nodes are one document (``plan:sameDocument``) if their titles are the same: one plan gives the number
    of a document, another only its title.
    """
    graph = names.graph("derived")
    titles: dict[str, set[NamedNode]] = defaultdict(set)
    for plan in plans:
        titles[bare_title(plan.outline.metadata.title)].add(names.plan(plan))
        for citation in plan.outline.citations:
            meant = links.get(plan.key, {}).get(citation)
            document = names.plan(meant) if meant else names.document(citation)
            titles[bare_title(citation.title)].add(document)
            if citation.basis and _is_above(plan, citation, meant):
                yield Quad(names.plan(plan), term("eli:implements"), document, graph)
    for same in titles.values():
        for first, second in combinations(sorted(same, key=str), 2):
            yield Quad(first, term("plan:sameDocument"), second, graph)


def _is_above(plan: Plan, citation: Citation, meant: Plan | None) -> bool:
    place = meant.place if meant else plan.cited_places.get(citation)
    own = plan.place
    if place is None or own is None or place.level is None or own.level is None:
        return False
    return _RANK[place.level] < _RANK[own.level]
