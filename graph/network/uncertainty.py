"""Takes a one-mode network with its units, gives for each body the interval in which a measure lies if provisions are drawn anew.

A ranking rests on a few dozen provisions: another drafter would have written some more, others less. The bootstrap draws as
many units from each plan as it has, with replacement (Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13:
percentile interval), and measures again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SEED = 20220610
DRAWS = 400
COVERED = 0.90
MEASURED = ("units", "strength")
"""What has an interval here. Degree has none: a draw leaves out a third of the units and with them partners, so that the
bootstrap is biased. The others need whole networks drawn anew: see ``redrawn``."""


def with_intervals(network: nx.Graph, draws: int = DRAWS) -> nx.Graph:
    """Give a copy of a measured network whose nodes bear ``interval``: key of ``MEASURED`` → (low, high).

    Args:
        network: as ``measure`` gives it; nodes bear ``duties``, edges ``units``, the graph ``units``.
        draws: how often the units are drawn; 90 % of the values lie between the two ends.
    """
    done = network.copy()
    nodes, units = sorted(done), sorted(done.graph["units"])
    if not nodes:
        return done
    counts = _draw(done, units, draws)
    unit_at = {unit: index for index, unit in enumerate(units)}
    node_at = {node: index for index, node in enumerate(nodes)}
    drawn = {
        "units": _stated(done, nodes, unit_at) @ counts,
        "strength": _strengths(done, node_at, unit_at) @ counts,
    }
    tail = (1 - COVERED) / 2
    ends = {key: np.quantile(values, (tail, 1 - tail), axis=1) for key, values in drawn.items()}
    for node, index in node_at.items():
        done.nodes[node]["interval"] = {
            key: (round(float(low[index]), 3), round(float(high[index]), 3)) for key, (low, high) in ends.items()
        }
    return done


def redrawn(network: nx.Graph, draws: int) -> Iterator[nx.Graph]:
    """Give ``draws`` networks over the same bodies whose ``weight`` is that of units drawn anew; ties without one are gone.

    Any measure of networkx may be taken on each, and its quantiles are an interval.
    """
    units = sorted(network.graph["units"])
    edges = [(*sorted((one, two)), found) for one, two, found in network.edges(data="units")]
    unit_at, edge_at = {unit: at for at, unit in enumerate(units)}, {edge[:2]: at for at, edge in enumerate(edges)}
    members = _members(network)
    cells = {(edge_at[e[:2]], unit_at[unit]): 1 / (len(members[unit]) - 1) for e in edges for unit in e[2]}
    weights = _sparse(cells, (len(edges), len(units))) @ _draw(network, units, draws)
    for draw in range(draws):
        drawn = nx.Graph()
        drawn.add_nodes_from(sorted(network))
        kept = ((*edge[:2], float(w)) for edge, w in zip(edges, weights[:, draw], strict=True) if w > 0)
        drawn.add_weighted_edges_from(kept)
        yield drawn


def _draw(network: nx.Graph, units: list[str], draws: int) -> Array:
    """How often each unit is drawn: units × draws; each plan keeps its number of units."""
    random = np.random.default_rng(SEED)
    strata: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        strata[network.graph["units"][unit].plan].append(index)
    counts = np.zeros((len(units), draws))
    for plan in sorted(strata):
        rows = strata[plan]
        counts[rows] = random.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=draws).T
    return counts


def _stated(network: nx.Graph, nodes: list[str], unit_at: dict[str, int]) -> csr_array:
    cells = {(index, unit_at[duty.unit]) for index, node in enumerate(nodes) for duty in network.nodes[node]["duties"]}
    return _sparse(dict.fromkeys(cells, 1.0), (len(nodes), len(unit_at)))


def _strengths(network: nx.Graph, node_at: dict[str, int], unit_at: dict[str, int]) -> csr_array:
    """What each unit adds to the strength of each node: 1/(k-1) for every tie that rests on it."""
    members = _members(network)
    cells: dict[tuple[int, int], float] = defaultdict(float)
    for one, two, units in network.edges(data="units"):
        for unit in units:
            for end in (one, two):
                cells[node_at[end], unit_at[unit]] += 1 / (len(members[unit]) - 1)
    return _sparse(cells, (len(node_at), len(unit_at)))


def _members(network: nx.Graph) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for node, duties in network.nodes(data="duties"):
        for duty in duties:
            members[duty.unit].add(node)
    return members


def _sparse(cells: dict[tuple[int, int], float], shape: tuple[int, int]) -> csr_array:
    rows, columns = ([cell[side] for cell in cells] for side in (0, 1))
    return csr_array((list(cells.values()), (rows, columns)), shape=shape)
