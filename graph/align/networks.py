"""Takes two plans, gives how alike the networks of their functions are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from itertools import combinations, product

from graph.model import Body, Carrier, Plan

Pairs = Set[tuple[str, str]]
_STATED = (Carrier.CLAUSE, Carrier.ANNEX)


def function_pairs(plan: Plan) -> Pairs | None:
    """Give the pairs of functions that meet in a unit, as the query ``function-pairs`` counts them.

    A merged body does not meet itself; duties inherited and parties without identity are left out. None if no clause and
    no annex of the plan says who is responsible: the bodies that sentences name by the way are not its network.
    """
    if not any(duty.carrier in _STATED for duty in plan.responsibilities):
        return None
    units: dict[str, dict[str, Body]] = defaultdict(dict)
    for duty in plan.responsibilities:
        if duty.carrier is not Carrier.INHERITED and not duty.generic:
            body = plan.bodies[duty.name]
            units[duty.unit][body.key] = body
    met = (pair for bodies in units.values() for pair in combinations(bodies.values(), 2))
    pairs = (two for one, other in met for two in product(one.functions, other.functions))
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def jaccard(first: Pairs | None, second: Pairs | None) -> float | None:
    """Give the share of all pairs that both have (Jaccard 1901); None if a network is unknown or both are empty."""
    if first is None or second is None or not (first or second):
        return None
    return round(len(first & second) / len(first | second), 3)
