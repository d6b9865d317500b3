"""Takes a laid-out network, gives one HTML file: offline, no request, nothing executed that a plan says.

The network is a networkx graph as ``graph.network.lay_out`` gives it. Read here are, of the graph, ``plans``,
``units``, ``by`` and ``threshold``; of a node ``label``, ``full``, ``names``, ``bodies``, ``duties``, ``units``, ``x``,
``y``, ``degree`` and ``strength``; of an edge ``shared``, ``weight``, ``units``, ``forward``, ``backward``
and ``strongest``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING

from graph.assets import read_text
from graph.visualise.palette import CARRIERS, FUNCTION, ROLES, SORTS, sort_of

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

STYLES = ("base.css", "network.css")
SCRIPTS = (
    "common.js",
    "network-state.js",
    "network-draw.js",
    "network-panel.js",
    "network-tables.js",
    "network-main.js",
)
VIS = "templates/lib/vis-9.1.2/vis-network.min"
LEGEND = (*SORTS, FUNCTION)
STEPS = 48
"""Most positions of the weight slider; more distinct weights than that are thinned evenly."""


def network_page(
    network: nx.Graph,
    *,
    title: str,
    title_en: str = "",
    build: str = "",
    home: str | None = None,
    notes: tuple[tuple[str, str], ...] = (),
) -> str:
    """Give the page of a network as HTML text (write it as UTF-8).

    ``build`` is a line about version and build for the footer, ``home`` the address of the index page relative to
    this one, ``notes`` are remarks (Chinese, English) on the network as a whole. Same input, same bytes.
    """
    data = _data(network)
    vis = (_vis("css"), _vis("js")) if network.number_of_nodes() else ("", "")
    style = "\n".join((vis[0], *(asset(f"static/{name}") for name in STYLES)))
    script = wrap(*SCRIPTS, library=vis[1])
    context = {
        "title": title,
        "title_en": title_en,
        "build": build,
        "home": home,
        "notes": notes,
        "by": network.graph["by"],
        "plans": network.graph["plans"],
        "sorts": [LEGEND[i] for i in sorted({node["sort"] for node in data["nodes"]})],  # type: ignore[attr-defined]
        "roles": ROLES,
        "nodes": network.number_of_nodes(),
        "edges": network.number_of_edges(),
        "units": len(network.graph["units"]),
    }
    return render("network.html", context, style=style, script=script, data=data)


def pyvis_network(network: nx.Graph) -> Network:
    """Give the network as pyvis sees it, physics off: the data behind the page, also of use in a notebook.

    It is directed only because pyvis walks all edges at every ``add_edge`` of an undirected one and drops parallels;
    an edge has an arrow where one body leads the other and never the reverse.
    """
    from pyvis.network import Network

    view = Network(directed=True)
    view.toggle_physics(status=False)
    most = max((units for _, units in network.nodes(data="units")), default=1)
    heaviest = max((weight for *_, weight in network.edges(data="weight")), default=1.0)
    for node, data in sorted(network.nodes(data=True)):
        sort = LEGEND[_sort(network, data)]
        view.add_node(
            node,
            label=data["label"],
            title="；".join(data["full"]),
            shape=sort.shape,
            color=sort.colour,
            size=round(5 + 12 * sqrt(data["units"] / most), 1),
            x=data["x"],
            y=data["y"],
        )
    for one, two, data in sorted((*sorted((a, b)), d) for a, b, d in network.edges(data=True)):
        width = round(0.8 + 4.2 * sqrt(data["weight"] / heaviest), 2)
        view.add_edge(one, two, arrows=_arrow(data), width=width, title=str(data["shared"]))
    return view


def render(template: str, context: dict[str, object], *, style: str, script: str, data: object = None) -> str:
    """Fill a template: names are escaped, style and script allowed by their hashes and nothing else at all."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    loader = FunctionLoader(lambda name: asset(f"templates/{name}"))
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    inlined = {"policy": Markup(policy), "style": Markup(style), "script": Markup(script), "data": Markup(embed(data))}
    return environment.get_template(template).render(**context, **inlined)


def embed(data: object) -> str:
    """Give JSON that may stand in an HTML script element: no name can close it or open another."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029\x7f\ufeff"})


def wrap(*scripts: str, library: str = "") -> str:
    """Give our scripts and vis-network in one function: the library fills a module of ours, no global name is made."""
    own = "\n".join(asset(f"static/{name}") for name in scripts)
    before = "(() => {\nconst exports = {}, module = {};\n"
    return f"{before}{library}\n(vis => {{\n'use strict';\n{own}\n}})(exports);\n}})();"


@cache
def asset(path: str) -> str:
    """Give a text file of the package, line feeds only."""
    return read_text("graph", path).replace("\r\n", "\n")


def _hash(text: str) -> str:
    """Give the source of a policy that allows this text; nothing at all where there is none."""
    if not text:
        return "'none'"
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _vis(suffix: str) -> str:
    """vis-network as the pyvis wheel carries it, without the hint at a source map that is not there."""
    name = VIS + ".js" if suffix == "js" else VIS.removesuffix(".min") + ".css"
    return read_text("pyvis", name).replace("\r\n", "\n").replace("//# sourceMappingURL=vis-network.min.js.map", "")


def _arrow(edge: dict[str, int]) -> str:
    if edge["forward"] and not edge["backward"]:
        return "to"
    return "from" if edge["backward"] and not edge["forward"] else ""


def _data(network: nx.Graph) -> dict[str, object]:
    """All that the script of the page reads; nodes, units and plans are called by their places in these lists."""
    nodes, edges, *_ = pyvis_network(network).get_network_data()
    node_at = {node["id"]: index for index, node in enumerate(nodes)}
    unit_at = {iri: index for index, iri in enumerate(network.graph["units"])}
    plan_at = {plan.iri: index for index, plan in enumerate(network.graph["plans"])}
    weights = sorted({weight for *_, weight in network.edges(data="weight")})
    return {
        "by": network.graph["by"],
        "nodes": [_node(network, node, index) for index, node in enumerate(nodes)],
        "edges": [_edge(network, edge, index, node_at, unit_at) for index, edge in enumerate(edges)],
        "units": _units(network, node_at, plan_at),
        "plans": [{"title": plan.title, "number": plan.number or ""} for plan in network.graph["plans"]],
        "roles": ROLES,
        "carriers": CARRIERS,
        "sorts": [[sort.zh, sort.en] for sort in LEGEND],
        "steps": _thin(weights, network.graph["threshold"]),
        "threshold": network.graph["threshold"],
        "heaviest": weights[-1] if weights else 1.0,
    }


def _node(network: nx.Graph, node: dict[str, object], index: int) -> dict[str, object]:
    data = network.nodes[node["id"]]
    words = (data["label"], *data["full"], *data["names"])
    return {
        **node,
        "id": index,
        "full": list(data["full"]),
        "names": [name for name in data["names"] if name != data["label"]],
        "places": 1 if network.graph["by"] == "function" else len(data["bodies"]),
        "sort": _sort(network, data),
        "units": data["units"],
        "degree": data["degree"],
        "strength": data["strength"],
        "search": " ".join(dict.fromkeys((*words, *_pinyin(data["label"])))).lower(),
    }


def _sort(network: nx.Graph, data: Mapping[str, str]) -> int:
    return len(SORTS) if network.graph["by"] == "function" else sort_of(data["body_type"])


def _edge(
    network: nx.Graph, edge: dict[str, object], index: int, node_at: dict[object, int], unit_at: dict[str, int]
) -> dict[str, object]:
    data = network.edges[edge["from"], edge["to"]]
    ends = {"id": index, "from": node_at[edge["from"]], "to": node_at[edge["to"]]}
    counts = {key: data[key] for key in ("shared", "weight", "forward", "backward", "strongest")}
    return {**edge, **ends, **counts, "units": [unit_at[iri] for iri in data["units"]]}


def _units(network: nx.Graph, node_at: dict[object, int], plan_at: dict[str, int]) -> list[dict[str, object]]:
    role_at = {key: index for index, (key, *_) in enumerate(ROLES)}
    carrier_at = {key: index for index, (key, *_) in enumerate(CARRIERS)}
    members: dict[str, list[list[int]]] = {iri: [] for iri in network.graph["units"]}
    for node, duties in sorted(network.nodes(data="duties")):
        for d in duties:
            place = [d.begin, d.end, int(d.in_heading), int(d.restored)]
            members[d.unit].append([node_at[node], role_at.get(d.role, 3), carrier_at.get(d.carrier, 2), *place])
    return [
        {
            "iri": iri,
            "plan": plan_at[unit.plan],
            "type": unit.type,
            "number": unit.number or "",
            "heading": unit.heading or "",
            "text": unit.text,
            "path": list(unit.path),
            "ordinal": unit.ordinal,
            "members": members[iri],
        }
        for iri, unit in network.graph["units"].items()
    ]


def _thin(weights: list[float], threshold: float) -> list[float]:
    """Positions of the slider: 0 (every edge) and the distinct weights, thinned, with that of the first view."""
    if len(weights) > STEPS:
        weights = [weights[index * (len(weights) - 1) // (STEPS - 1)] for index in range(STEPS)]
    return sorted({0.0, threshold, *weights[1:]})


def _pinyin(name: str) -> tuple[str, str]:
    """Give initials and full pinyin, so that ``xkx`` and ``xiankexie`` find 县科协."""
    from pypinyin import lazy_pinyin

    syllables = [syllable for syllable in lazy_pinyin(name) if syllable]
    return "".join(s[0] for s in syllables), "".join(syllables)
