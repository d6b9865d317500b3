"""Takes a laid-out network, gives what its nodes and ties say of themselves as plain values, and names for them that are unique.

All files for other programs say the same with the same words, whatever their format. What is not known is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import networkx as nx

from graph.export.write import NOT_IN_XML
from graph.network import PlanNote, Unit
from graph.visualise import sector_of

Value = str | int | float | bool
BODY = "body"
ONE_MODE = ("plan", "name", "function")
"""Networks of bodies, as ``by`` of a network calls them: by body of a place, by local name, by function."""
INTERVALS = ("units", "strength")
"""Measures of which a node bears the ends of an interval."""
_WHOLE = frozenset(("units", "degree", "core"))
"""Measures that count: whole numbers, whatever they were computed as."""
_CODE = 3
"""An IRI of a unit ends with its sort, the key of its plan, its number: so many pieces tell it from all others."""


def clean(text: str) -> str:
    """Give a name on one line, without characters that XML cannot hold (each becomes U+FFFD)."""
    return NOT_IN_XML.sub("\ufffd", " ".join(text.split()))


def each_once(names: Iterable[str]) -> list[str]:
    """Give the names in their order, one that was there before with its number: 县科协, 县科协 [2]."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        free = next(n for at in range(1, len(taken) + 2) if (n := name if at == 1 else f"{name} [{at}]") not in taken)
        taken.add(free)
        found.append(free)
    return found


def in_order(network: nx.Graph) -> list[str]:
    """Give the nodes in the order of all files: bodies (plans) first, units, groups and programmes of a two-mode network after."""
    first = (BODY, "plan")
    return sorted(network, key=lambda node: (network.nodes[node]["mode"] not in first, node))


def two_modes(network: nx.Graph) -> bool:
    """Say whether the network has nodes of two modes, with ties between the modes only."""
    return network.graph["by"] not in (*ONE_MODE, "plans")


def unique_names(network: nx.Graph) -> dict[str, str]:
    """Give each node a name for people that no other node bears, in the order of ``in_order``.

    That is its label; where two share it (县科协 of two counties), the full name; for a unit its code, as ``unit_code`` makes it.
    """
    labels = Counter(label for _, label in network.nodes(data="label"))
    nodes = in_order(network)
    return dict(zip(nodes, each_once(_name(network, node, labels) for node in nodes), strict=True))


def _name(network: nx.Graph, node: str, labels: Mapping[str, int]) -> str:
    data = network.nodes[node]
    if data["mode"] == "unit":
        return unit_code(node)
    full = data["full"][0] if data["full"] else data["label"]
    return clean(data["label"] if labels[data["label"]] == 1 else full) or clean(node)


def unit_code(iri: str) -> str:
    """Give what tells a unit from all others without the base of the data: provision/yunhengxian-2022-yunzhengfa-23/3.2.3."""
    return clean("/".join(iri.split("/")[-_CODE:]))


def node_facts(network: nx.Graph, node: str) -> dict[str, Value]:
    """Give what a node says of itself; texts are clean, several names are joined by ；, what is not defined is left out."""
    data = network.nodes[node]
    said: dict[str, Any] = {
        "label": data["label"],
        "mode": data["mode"],
        "full": "；".join(data["full"]),
        "en": data["en"],
        "functions": "；".join(zh for zh, _ in data["functions"]),
        "body_type": data["body_type"] if data["mode"] == BODY else "",
        "sector": sector_of(data["body_type"]) if data["mode"] == BODY else "",
        "bodies": len(data["bodies"]) or None,
        **_measures(network, data),
        **_place(network, node),
    }
    return _said(said)


def _measures(network: nx.Graph, data: Mapping[str, Any]) -> dict[str, float | int | None]:
    found = {"units": data["units"], "degree": data["degree"], "strength": data["strength"], **data.get("measures", {})}
    values = {key: int(value) if key in _WHOLE and value is not None else value for key, value in found.items()}
    for key, (low, high) in data.get("interval", {}).items():
        values |= {f"{key}_low": low, f"{key}_high": high}
    return values | ({"community": data["community"]} if network.graph["by"] in ONE_MODE else {})


def _place(network: nx.Graph, node: str) -> dict[str, Any]:
    """What a unit or a plan that is a node says beside its label: where it stands."""
    plans = {plan.iri: plan for plan in network.graph["plans"]}
    if node in plans:
        return plan_facts(plans[node])
    unit = network.graph["units"].get(node)
    return {} if unit is None else unit_facts(unit, plans)


def plan_facts(plan: PlanNote) -> dict[str, Any]:
    """Give what a plan says of itself."""
    start, end = plan.period or (None, None)
    said = {"number": plan.number, "place": plan.place, "region": plan.region, "level": plan.level, "year": plan.year}
    return {**said, "period_start": start, "period_end": end}


def unit_facts(unit: Unit, plans: Mapping[str, PlanNote]) -> dict[str, Any]:
    """Give what a unit says of itself, without its text."""
    return {
        "sort": unit.type,
        "plan": plans[unit.plan].key if unit.plan in plans else unit.plan,
        "number": unit.number,
        "heading": unit.heading,
        "section": unit.section,
        "kind": unit.kind,
        "groups": "；".join(unit.groups),
        "programmes": "；".join(unit.programmes),
    }


def tie_facts(network: nx.Graph, one: str, two: str) -> dict[str, Value]:
    """Give what the tie from ``one`` to ``two`` says of itself, what is not defined left out.

    Ties of bodies: ``weight`` (Newman), ``shared``, ``forward`` (units in which ``one`` leads and ``two`` does not), ``backward``,
    ``expected``, ``p``, ``q``, ``tier``, ``recurs`` (in how many plans). Of two modes: ``leads`` (units in which the body leads) in
    place of both, ``roles``. Of plans: ``share`` in place of ``weight``, ``cites`` (1 where ``one`` cites ``two``), ``cited`` (the
    reverse), ``kind``, ``aligned``, ``reused``, ``compared``.
    """
    data = network.edges[one, two]
    tested = {key: data.get(key) for key in ("expected", "p", "q", "tier")}
    recurs = {"recurs": len(data["recurs"])} if "tier" in data and not two_modes(network) else {}
    if two_modes(network):
        roles = "；".join(data.get("roles", ()))
        return _said(
            {"weight": data["weight"], "shared": data["shared"], "leads": data["forward"], "roles": roles, **tested}
        )
    ways = (data["forward"], data["backward"])
    ahead, back = ways if one < two else ways[::-1]
    if network.graph["by"] == "plans":  # words go forward from the one that is cited
        related = {key: data[key] for key in ("kind", "basis", "aligned", "reused", "compared")}
        share = data["weight"] if data["compared"] else None
        return _said({"share": share, "cites": back, "cited": ahead, **related})
    counted = {"shared": data["shared"], "forward": ahead, "backward": back}
    return _said({"weight": data["weight"], **counted, **tested, **recurs})


def ties(network: nx.Graph) -> Iterator[tuple[str, str, dict[str, Value]]]:
    """Give all ties in the order of ``in_order``, the body before what it is tied to."""
    at = {node: index for index, node in enumerate(in_order(network))}
    for one, two in sorted(
        (sorted(edge, key=at.__getitem__) for edge in network.edges()), key=lambda e: [at[e[0]], at[e[1]]]
    ):
        yield one, two, tie_facts(network, one, two)


def arcs(network: nx.Graph) -> Iterator[tuple[str, str, dict[str, Value]]]:
    """Give who leads whom in a network of bodies: ``weight`` is the number of units in which the first leads and the other does not.

    Two bodies of which neither leads the other are not joined. What the test against chance said is of the tie, whatever its way.
    """
    for one, two, facts in ties(network):
        rest = {key: value for key, value in facts.items() if key not in ("weight", "forward", "backward")}
        for source, target, leads in ((one, two, facts["forward"]), (two, one, facts["backward"])):
            if leads:
                yield source, target, {"weight": float(leads), **rest}


def _said(values: Mapping[str, Any]) -> dict[str, Value]:
    kept = {key: clean(value) if isinstance(value, str) else value for key, value in values.items()}
    return {key: value for key, value in kept.items() if value is not None and value != ""}
