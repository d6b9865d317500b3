"""Takes a one-mode network, gives the measures of its bodies and of the whole, each with definition and source.

Distances for shortest paths are 1/weight: a strong tie is a short way (Newman 2001, Phys. Rev. E 64, 016132). All measures
are of every tie, not of the backbone alone; values are rounded to six places so that two machines give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import networkx as nx

SEED = 20220610
MOST_STEPS = 2_000_000
"""Beyond so many steps (bodies × ties) betweenness and constraint are left out, for they would take more than some seconds; the page says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure of a body: its key, names, definition and source."""

    key: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """A figure on the network as a whole; ``value`` is ``None`` where it is not defined."""

    key: str
    value: float | None
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    source: str


MEASURES = (
    Measure(
        key="units",
        zh="条款数",
        en="Provisions",
        definition_zh="写明该单位职责的条款、章节、附表行的个数。",
        definition_en="Provisions, sections and annex rows that name the body.",
        source="Borgatti & Everett 1997, Social Networks 19:243",
    ),
    Measure(
        key="degree",
        zh="伙伴数",
        en="Degree",
        definition_zh="与该单位在同一条款中承担责任的单位数。",
        definition_en="Bodies that answer with it for at least one provision.",
        source="Freeman 1978, Social Networks 1:215",
    ),
    Measure(
        key="strength",
        zh="加权度",
        en="Weighted degree",
        definition_zh="各条联系的强度之和；等于该单位与他人共担的条款数。",
        definition_en="Sum of the weights of its ties, which is the number of provisions that it shares with anyone.",
        source="Newman 2001, Phys. Rev. E 64:016132",
    ),
    Measure(
        key="betweenness",
        zh="中介中心性",
        en="Betweenness",
        definition_zh="其他两个单位之间的最短路径经过该单位的比例（距离为强度的倒数）。",
        definition_en="Share of the shortest paths between two others that pass through it (distance is 1/weight).",
        source="Freeman 1977, Sociometry 40:35; Brandes 2001",
    ),
    Measure(
        key="eigenvector",
        zh="特征向量中心性",
        en="Eigenvector",
        definition_zh="与重要单位联系越强，自身越重要（按强度加权，在最大连通部分内计算）。",
        definition_en="Important through strong ties to important bodies (weighted, within the largest component).",
        source="Bonacich 1987, Am. J. Sociol. 92:1170",
    ),
    Measure(
        key="constraint",
        zh="结构约束",
        en="Constraint",
        definition_zh="伙伴彼此相连的程度；越低，越处在结构洞的位置。",
        definition_en="How far its partners are tied to one another; the lower, the more structural holes it spans.",
        source="Burt 1992, Structural Holes",
    ),
    Measure(
        key="core",
        zh="k 核",
        en="k-core",
        definition_zh="最大的 k：该单位属于每个成员至少有 k 个伙伴的子网络。",
        definition_en="The largest k such that it belongs to a part where everyone has at least k partners.",
        source="Seidman 1983, Social Networks 5:269",
    ),
    Measure(
        key="bridging",
        zh="跨类联系",
        en="Bridging (E–I)",
        definition_zh="与其他类别（党委、政府、群团……）的联系强度减去与本类的，除以总和：1 全部跨类，−1 全在本类。",
        definition_en="Weight of ties to other sorts of bodies (Party, government, mass …) minus that within its own, over the sum: 1 all across, −1 all within.",
        source="Krackhardt & Stern 1988, Soc. Psychol. Q. 51:123",
    ),
)


def measure(network: nx.Graph, sector: Callable[[str], str]) -> nx.Graph:
    """Give a copy of a one-mode network with measures.

    Args:
        network: as ``project`` makes it; edges bear ``weight``.
        sector: body type → the sort of body among which bridges are looked for.

    Returns:
        Nodes: ``measures`` (key of ``MEASURES`` → value, ``None`` where not defined), ``degree``, ``strength``, ``community``
        (0 is the largest). Graph: ``measures``, ``statistics``, ``mixing`` (sort, sort, ties, weight).
    """
    done = network.copy()
    for *_, data in done.edges(data=True):
        data["distance"] = 1 / data["weight"]
    sectors = {node: sector(data["body_type"]) for node, data in done.nodes(data=True)}
    values = _values(done, sectors)
    communities = _communities(done)
    for node, data in done.nodes(data=True):
        data["measures"] = {m.key: _rounded(values[m.key].get(node)) for m in MEASURES if m.key in values}
        data["degree"] = done.degree(node)
        data["strength"] = round(done.degree(node, weight="weight"), 6)
        data["community"] = communities[node]
    done.graph["measures"] = tuple(m for m in MEASURES if m.key in values)
    done.graph["statistics"] = _statistics(done, sectors, communities)
    done.graph["mixing"] = _mixing(done, sectors)
    for *_, data in done.edges(data=True):
        del data["distance"]
    return done


def _rounded(value: float | None) -> float | None:
    return None if value is None or value != value else round(float(value), 6)


def _values(network: nx.Graph, sectors: Mapping[str, str]) -> dict[str, Mapping[str, float | None]]:
    values: dict[str, Mapping[str, float | None]] = {
        "units": dict(network.nodes(data="units")),
        "degree": dict(network.degree()),
        "strength": dict(network.degree(weight="weight")),
        "eigenvector": _eigenvector(network),
        "core": nx.core_number(network),
    }
    if network and _steps(network) <= MOST_STEPS:
        values["betweenness"] = nx.betweenness_centrality(network, weight="distance")
        values["constraint"] = nx.constraint(network, weight="weight")
    if len(set(sectors.values())) > 1:
        values["bridging"] = {node: _external(network, node, sectors) for node in network}
    return values


def _steps(network: nx.Graph) -> int:
    """What shortest paths cost: bodies × ties of each component, for no path leaves it."""
    parts = (network.subgraph(part) for part in nx.connected_components(network))
    return sum(len(part) * part.number_of_edges() for part in parts)


def _eigenvector(network: nx.Graph) -> dict[str, float | None]:
    """Entries of the leading eigenvector (of length one) of the weights; bodies outside the largest component have none."""
    found: dict[str, float | None] = dict.fromkeys(network)
    parts = sorted(nx.connected_components(network), key=lambda part: (-len(part), min(part)))
    if not parts or len(parts[0]) < 2:
        return found
    largest = network.subgraph(sorted(parts[0]))
    found.update(nx.eigenvector_centrality(largest, weight="weight", max_iter=100_000, tol=1e-12))
    return found


def _external(network: nx.Graph, node: str, sectors: Mapping[str, str]) -> float | None:
    weights = [(sectors[other] != sectors[node], data["weight"]) for other, data in network[node].items()]
    whole = sum(weight for _, weight in weights)
    return sum(weight if across else -weight for across, weight in weights) / whole if whole else None


def _communities(network: nx.Graph) -> dict[str, int]:
    if not network.number_of_edges():
        return dict.fromkeys(sorted(network), 0)
    found = nx.community.louvain_communities(network, weight="weight", seed=SEED)
    ranked = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
    return {node: rank for rank, group in enumerate(ranked) for node in group}


def _statistics(network: nx.Graph, sectors: Mapping[str, str], communities: Mapping[str, int]) -> tuple[Statistic, ...]:
    size, edges = len(network), network.number_of_edges()
    parts = [{n for n, c in communities.items() if c == rank} for rank in sorted(set(communities.values()))]
    modularity = nx.community.modularity(network, parts, weight="weight") if edges else None
    across = sum(w for a, b, w in network.edges(data="weight") if sectors[a] != sectors[b])
    whole = sum(w for *_, w in network.edges(data="weight"))
    return (
        _density(nx.density(network) if size > 1 else None),
        _centralisation(network),
        _assortativity(network, sectors),
        Statistic(
            key="external",
            value=_rounded((2 * across - whole) / whole if whole else None),
            zh="跨类指数",
            en="E–I index",
            definition_zh="跨类联系的强度减去类内联系的强度，除以总和：1 全部跨类，−1 全在类内。",
            definition_en="Weight of ties across sorts of bodies minus that within, over the sum: 1 all across, −1 all within.",
            source="Krackhardt & Stern 1988, Soc. Psychol. Q. 51:123",
        ),
        Statistic(
            key="modularity",
            value=_rounded(modularity),
            zh="模块度",
            en="Modularity",
            definition_zh="社群（Louvain 法，固定种子）之内的联系强度比随机多出的份额；低于 0.3 时分群不明显。",
            definition_en="Weight within communities (Louvain, seeded) beyond that of chance; below 0.3 the division is weak.",
            source="Newman & Girvan 2004, Phys. Rev. E 69:026113; Blondel et al. 2008",
        ),
    )


def _density(value: float | None) -> Statistic:
    return Statistic(
        key="density",
        value=_rounded(value),
        zh="密度",
        en="Density",
        definition_zh="有联系的单位对占全部单位对的比例。",
        definition_en="Share of all pairs of bodies that are tied.",
        source="Wasserman & Faust 1994, Social Network Analysis, 4.1.3",
    )


def _centralisation(network: nx.Graph) -> Statistic:
    """Freeman's formula for degrees: the gaps to the best connected body, over those of a star of the same size."""
    size = len(network)
    degrees = [degree for _, degree in network.degree()]
    gaps = sum(max(degrees) - degree for degree in degrees) if degrees else 0
    return Statistic(
        key="centralisation",
        value=_rounded(gaps / ((size - 1) * (size - 2)) if size > 2 else None),
        zh="中心势",
        en="Centralisation",
        definition_zh="网络围绕一个单位的程度：1 为星形，0 为各单位伙伴数相同。",
        definition_en="How far the network turns around one body: 1 is a star, 0 all have as many partners.",
        source="Freeman 1978, Social Networks 1:215",
    )


def _assortativity(network: nx.Graph, sectors: Mapping[str, str]) -> Statistic:
    """Newman's coefficient; not defined where all ends of ties are of one sort."""
    labelled = nx.Graph(network.edges())
    nx.set_node_attributes(labelled, dict(sectors), "sector")
    several = len({sectors[node] for node in labelled}) > 1
    return Statistic(
        key="assortativity",
        value=_rounded(nx.attribute_assortativity_coefficient(labelled, "sector") if several else None),
        zh="同类相联",
        en="Assortativity",
        definition_zh="同类单位（党委、政府、群团……）更常相连的程度：1 只在类内，0 与类别无关，负值更常跨类。",
        definition_en="How far ties keep to one sort of body (Party, government, mass …): 1 only within, 0 regardless, below 0 rather across.",
        source="Newman 2003, Phys. Rev. E 67:026126",
    )


def _mixing(network: nx.Graph, sectors: Mapping[str, str]) -> tuple[tuple[str, str, int, float], ...]:
    ties: Counter[tuple[str, str]] = Counter()
    weights: Counter[tuple[str, str]] = Counter()
    for one, two, weight in network.edges(data="weight"):
        pair = tuple(sorted((sectors[one], sectors[two])))
        ties[pair[0], pair[1]] += 1
        weights[pair[0], pair[1]] += weight
    return tuple((one, two, ties[one, two], round(weights[one, two], 6)) for one, two in sorted(ties))
