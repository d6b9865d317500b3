"""Takes a laid-out network, gives what the scripts of its page read: short JSON in which every text stands once.

The network is a networkx graph as ``graph.network.lay_out`` gives it. Read here are, of the graph, ``plans``,
``units``, ``by`` and ``threshold``; of a node ``label``, ``full``, ``names``, ``bodies``, ``duties``, ``units``, ``x``,
``y``, ``degree`` and ``strength``; of an edge ``shared``, ``weight``, ``units``, ``forward``, ``backward``
and ``strongest``. A node that is no body has ``stated``, the units behind it; an edge between plans has ``aligned``,
``reused``, ``compared``, ``pairs``, ``quotes`` and ``basis``. What tells chance from choice is read where it is there: of the graph ``chance``, ``view``,
``sparql``, ``statistics``, ``measures`` and ``mixing``; of a node ``measures``, ``interval``, ``en``, ``functions``,
``mode``, ``surfaces`` and ``community``; of an edge ``expected``, ``p``, ``q``, ``tier``, ``recurs`` and ``kind``.

A value that is the common one (no leader, no tier) is left out of an edge: the scripts know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import TYPE_CHECKING, Any

from graph.visualise.palette import CARRIERS, LEGEND, ROLES, legend_of
from graph.vocabulary import concepts

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

Json = dict[str, Any]


def pyvis_network(network: nx.Graph) -> Network:
    """Give the network as pyvis sees it, physics off: the data behind the page, also of use in a notebook.

    It is directed only because pyvis walks all edges at every ``add_edge`` of an undirected one and drops parallels;
    an edge has an arrow where one body leads the other and never the reverse.
    """
    from pyvis.network import Network

    view = Network(directed=True)
    view.toggle_physics(status=False)
    most = max((units for _, units in network.nodes(data="units", default=0)), default=0) or 1
    heaviest = (
        max((weight for *_, weight in network.edges(data="weight")), default=0.0) or 1.0
    )  # citations weigh nothing
    for node, data in sorted(network.nodes(data=True)):
        sort = LEGEND[legend_of(data, of_functions(network))]
        view.add_node(
            node,
            label=data["label"],
            title="；".join(data.get("full", ())),
            shape=sort.shape,
            color=sort.colour,
            size=round(5 + 12 * sqrt(data.get("units", 0) / most), 1),
            x=data["x"],
            y=data["y"],
        )
    for one, two, data in sorted((*sorted((a, b)), d) for a, b, d in network.edges(data=True)):
        width = round(0.8 + 4.2 * sqrt(data["weight"] / heaviest), 2)
        view.add_edge(one, two, arrows=_arrow(*_leads(network, one, data)), width=width, title=str(data["shared"]))
    return view


def page_data(network: nx.Graph, departments: str | Mapping[str, str] = "", home: str | None = None) -> Json:
    """Give all that the scripts of the page read; nodes, units, plans and texts are called by their places in lists.

    ``departments`` is the address of the page of departments relative to this one, or one for each plan (by its IRI).
    """
    nodes, edges, *_ = pyvis_network(network).get_network_data()
    graph = network.graph
    at = {
        "node": {node["id"]: index for index, node in enumerate(nodes)},
        "unit": {iri: index for index, iri in enumerate(graph["units"])},
        "plan": {plan.iri: index for index, plan in enumerate(graph["plans"])},
        "group": _places(name for unit in graph["units"].values() for name in _of(unit, "groups")),
        "programme": _places(name for unit in graph["units"].values() for name in _of(unit, "programmes")),
        "section": _places(name for unit in graph["units"].values() if (name := _of(unit, "section"))),
        "function": _places(pair for _, pairs in network.nodes(data="functions", default=()) for pair in pairs),
    }
    weights = [weight for *_, weight in network.edges(data="weight")]
    return {
        "by": graph["by"],
        "nodes": [_node(network, node, index, at) for index, node in enumerate(nodes)],
        "edges": [_edge(network, edge, at) for edge in edges],
        "units": _units(network, at),
        "plans": [_plan(plan, departments) for plan in graph["plans"]],
        "home": home or "",
        "roles": ROLES,
        "carriers": CARRIERS,
        "sorts": [[sort.key, sort.zh, sort.en, sort.colour, sort.shape] for sort in LEGEND],
        "kinds": [[kind.notation, kind.zh, kind.en] for kind in concepts("kind")],
        "levels": [[level.notation, level.zh, level.en] for level in concepts("level")],
        "groups": list(at["group"]),
        "programmes": list(at["programme"]),
        "sections": list(at["section"]),
        "functions": [list(pair) for pair in at["function"]],
        "threshold": graph["threshold"],
        "heaviest": max(weights, default=1.0),
        "view": graph.get("view") or "strongest",
        "chance": _fields(graph.get("chance"), ("alpha", "pairs", "nominal", "corrected")),
        "sparql": [list(entry) for entry in graph.get("sparql", ())],
        "statistics": [_fields(entry, (*EXPLAINED, "value")) for entry in graph.get("statistics", ())],
        "measures": [_fields(entry, EXPLAINED) for entry in graph.get("measures", ())],
        "mixing": [list(entry) for entry in graph.get("mixing", ())],
    }


PLACES = frozenset({"id", "from", "to", "x", "y", "plan", "p", "q", "section"})
"""Keys whose 0 says something."""

EXPLAINED = ("key", "zh", "en", "definition_zh", "definition_en", "source")


def of_functions(network: nx.Graph) -> bool:
    """Tell whether the nodes that are no groups, programmes or plans are functions instead of bodies."""
    if network.graph["by"] in ("groups", "programmes"):
        return any("/function/" in node for node, mode in network.nodes(data="mode") if mode == "body")
    return bool(network.graph["by"] == "function")


def _places(names: Iterable[Any]) -> dict[Any, int]:
    return {name: index for index, name in enumerate(sorted(set(names)))}


def _of(unit: object, field: str) -> Any:  # noqa: ANN401 (a text or a tuple of texts)
    return getattr(unit, field, None) or ()


def _fields(entry: object, names: tuple[str, ...]) -> Json | None:
    """Give the fields of an object by their names; ``None`` where there is no object."""
    return None if entry is None else {name: getattr(entry, name) for name in names}


def _short(entry: Json) -> Json:
    """Leave out what is empty, false or zero: the scripts take an absent value for that."""
    return {key: value for key, value in entry.items() if value or key in PLACES}


def _plan(plan: object, departments: str | Mapping[str, str]) -> Json:
    names = ("iri", "key", "title", "number", "place", "region", "level", "year", "period")
    entry = {name: getattr(plan, name, None) or "" for name in names}
    iri = entry.pop("iri")
    page = departments if isinstance(departments, str) else departments.get(iri, "")
    period = list(entry.pop("period"))
    return {
        "title": entry["title"],
        "number": entry["number"],
        **_short({**entry, "period": period, "departments": page}),
    }


def _node(network: nx.Graph, node: Json, index: int, at: Mapping[str, Mapping[Any, int]]) -> Json:
    data = network.nodes[node["id"]]
    full, names = data.get("full", ()), data.get("names", ())
    words = (data["label"], *full, *names, *data.get("surfaces", ()), data.get("en") or "")
    entry = {
        "id": index,
        "label": node["label"],
        "x": node["x"],
        "y": node["y"],
        "sort": legend_of(data, of_functions(network)),
        "full": list(full),
        "names": [name for name in names if name != data["label"]],
        "places": len(data.get("bodies", ())) if network.graph["by"] == "name" else 1,
        "units": data.get("units", 0),
        "degree": data["degree"],
        "strength": data["strength"],
        "community": data.get("community", 0),
        "mode": data.get("mode", "body").removeprefix("body"),
        "en": data.get("en") or "",
        "functions": [at["function"][pair] for pair in data.get("functions", ())],
        "measures": data.get("measures") or {},
        "interval": {key: list(pair) for key, pair in (data.get("interval") or {}).items()},
        "surfaces": list(data.get("surfaces", ())),
        "stated": [at["unit"][iri] for iri in data.get("stated", ()) if iri in at["unit"]],
        "search": " ".join(dict.fromkeys(word for word in (*words, *_pinyin(data["label"])) if word)).lower(),
    }
    return _short(entry)


def _edge(network: nx.Graph, edge: Json, at: Mapping[str, Mapping[Any, int]]) -> Json:
    data = network.edges[edge["from"], edge["to"]]
    ends = [edge["from"], edge["to"]]
    if _turned(network, ends[0]):
        ends.reverse()
    pairs = [[at["unit"][one], at["unit"][two], how, like] for one, two, how, like in data.get("pairs", ())]
    counts = {key: data.get(key, 0) for key in ("aligned", "reused", "compared")}
    entry = {
        "from": at["node"][ends[0]],
        "to": at["node"][ends[1]],
        "weight": data["weight"],
        "forward": data["forward"],
        "backward": data["backward"],
        "strongest": int(data["strongest"]),
        "units": [at["unit"][iri] for iri in data["units"]],
        "expected": data.get("expected") or 0,
        "tier": data.get("tier") or 0,
        "recurs": [at["plan"][iri] for iri in data.get("recurs", ()) if iri in at["plan"]],
        "kind": data.get("kind") or "",
        **counts,
        "pairs": pairs,
        "quotes": list(data.get("quotes", ())),
        "basis": int(data.get("basis") or 0),
    }
    chance = {key: data[key] for key in ("p", "q") if data.get(key) is not None}
    return _short({**entry, **chance})


def _units(network: nx.Graph, at: Mapping[str, Mapping[Any, int]]) -> list[Json]:
    role_at = {key: index for index, (key, *_) in enumerate(ROLES)}
    carrier_at = {key: index for index, (key, *_) in enumerate(CARRIERS)}
    members: dict[str, list[list[int]]] = {iri: [] for iri in network.graph["units"]}
    for node, duties in sorted(network.nodes(data="duties", default=())):
        for d in (duty for duty in duties if duty.unit in members):
            place = [d.begin, d.end, int(d.in_heading), int(d.restored)]
            members[d.unit].append([at["node"][node], role_at.get(d.role, 3), carrier_at.get(d.carrier, 2), *place])
    return [
        _short(
            {
                "iri": iri,
                "plan": at["plan"][unit.plan],
                "type": unit.type,
                "number": unit.number or "",
                "heading": unit.heading or "",
                "text": unit.text,
                "path": list(unit.path),
                "ordinal": unit.ordinal,
                "kind": unit.kind or "",
                "groups": [at["group"][name] for name in _of(unit, "groups")],
                "programmes": [at["programme"][name] for name in _of(unit, "programmes")],
                "section": at["section"].get(_of(unit, "section"), -1),
                "members": members[iri],
            }
        )
        for iri, unit in network.graph["units"].items()
    ]


def _leads(network: nx.Graph, one: str, edge: Mapping[str, int]) -> tuple[int, int]:
    """Give how often the first end leads the second, and the other way; in a two-mode network only bodies lead."""
    ways = (edge["forward"], edge["backward"])
    return ways[::-1] if _turned(network, one) else ways


def _turned(network: nx.Graph, one: str) -> bool:
    """Tell whether an edge begins at a node that is no body: the page names the body first, and it is the body that leads."""
    return network.graph["by"] in ("units", "groups", "programmes") and network.nodes[one].get("mode", "body") != "body"


def _arrow(forward: int, backward: int) -> str:
    if forward and not backward:
        return "to"
    return "from" if backward and not forward else ""


def _pinyin(name: str) -> tuple[str, str]:
    """Give initials and full pinyin, so that ``xkx`` and ``xiankexie`` find 县科协."""
    from pypinyin import lazy_pinyin

    syllables = [syllable for syllable in lazy_pinyin(name) if syllable]
    return "".join(s[0] for s in syllables), "".join(syllables)
