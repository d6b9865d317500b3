"""Takes a network with its records, gives for each tie how far it goes beyond what the workloads alone would bring about.

Where bodies have many duties and provisions long lists, two bodies meet often without anything between them: nearly all
bodies meet the one that coordinates. The null model is the bipartite configuration model of each plan (Saracco et al.
2015, Sci. Rep. 5:10595): all ways to hand out the duties that keep, on average, how many units name each body and how
many bodies each unit names. A body then stands in a unit with probability xy/(1+xy), independently of the others, and
the number of units that two bodies share is a Poisson binomial variable, over plans as within one (Saracco et al. 2017,
New J. Phys. 19:053022). A tie is nominal if so many shared units or more have a probability below ``ALPHA``, corrected
if it passes the step-up procedure of Benjamini and Hochberg (1995) over all pairs that could have met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from graph.network.records import Duty

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ALPHA = 0.05
NEITHER, NOMINAL, CORRECTED = 0, 1, 2
"""Tiers of a tie: no more than chance, more than chance by its own test, and by all tests together."""

_MOST_ROUNDS = 50_000
_CLOSE = 1e-10
_BLOCK = 64
"""Trials whose distribution is worked out in one go; those of blocks are folded."""

Key = tuple[str, str]
"""Two nodes in the order of their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """What the test found: how many pairs could have met, how many ties go beyond chance before and after correction."""

    alpha: float
    pairs: int
    nominal: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Null:
    """The null model of one plan: ``probability[at[body]]`` says for each unit of the plan how likely it names the body."""

    at: Mapping[str, int]
    probability: Array
    unit_at: Mapping[str, int]

    def naming(self, bodies: Sequence[str], units: Sequence[str]) -> Array:
        """Give for each of the units the probability that it names at least one of the bodies."""
        chances: Array = _any(self, bodies)[[self.unit_at[unit] for unit in units]]
        return chances


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two nodes with what they share: units by plan."""

    one: str
    two: str
    shared: Mapping[str, int]


def expected_incidence(incidence: NDArray[np.bool_]) -> Array:
    """Give the probabilities of the bipartite configuration model.

    Args:
        incidence: bodies × units, true where a unit names a body.

    Returns:
        bodies × units: the probability that a unit names a body; rows and columns sum to those of ``incidence``. The
        parameters are found by the fixed-point iteration of Vallarano et al. (2021, Sci. Rep. 11:15227). A body that
        stands in every unit (a unit that names every body) does so with certainty and is set apart beforehand.
    """
    probability = np.zeros(incidence.shape)
    rows, columns = np.arange(incidence.shape[0]), np.arange(incidence.shape[1])
    while rows.size and columns.size:
        part = incidence[np.ix_(rows, columns)]
        full_rows, full_columns = part.all(axis=1), part.all(axis=0)
        fixed_rows, fixed_columns = full_rows | ~part.any(axis=1), full_columns | ~part.any(axis=0)
        if not fixed_rows.any() and not fixed_columns.any():
            probability[np.ix_(rows, columns)] = _solve(part)
            break
        probability[np.ix_(rows[full_rows], columns)] = 1.0
        probability[np.ix_(rows, columns[full_columns])] = 1.0
        rows, columns = rows[~fixed_rows], columns[~fixed_columns]
    return probability


def _solve(part: NDArray[np.bool_]) -> Array:
    """Probabilities where no row or column is empty or full; bodies with one number of duties have one parameter."""
    rows, row_of, row_count = np.unique(part.sum(axis=1), return_inverse=True, return_counts=True)
    columns, column_of, column_count = np.unique(part.sum(axis=0), return_inverse=True, return_counts=True)
    x, y = rows / np.sqrt(part.sum()), columns / np.sqrt(part.sum())
    for _ in range(_MOST_ROUNDS):
        x = rows / (column_count * y / (1 + np.outer(x, y))).sum(axis=1)
        chance = np.outer(x, y) / (1 + np.outer(x, y))
        if np.abs((chance * column_count).sum(axis=1) - rows).max() < _CLOSE and _fits(chance, row_count, columns):
            break
        y = columns / (row_count[:, None] * x[:, None] / (1 + np.outer(x, y))).sum(axis=0)
    found: Array = (np.outer(x, y) / (1 + np.outer(x, y)))[np.ix_(row_of, column_of)]
    return found


def _fits(chance: Array, row_count: NDArray[np.int64], columns: NDArray[np.int64]) -> bool:
    return bool(np.abs((chance * row_count[:, None]).sum(axis=0) - columns).max() < _CLOSE)


def null_models(duties: Iterable[Duty]) -> dict[str, Null]:
    """Give the null model of each plan that the duties belong to."""
    members: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for duty in duties:
        members[duty.plan].add((duty.body, duty.unit))
    models = {}
    for plan, pairs in members.items():
        bodies, units = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
        at, unit_at = ({name: index for index, name in enumerate(names)} for names in (bodies, units))
        incidence = np.zeros((len(bodies), len(units)), dtype=bool)
        for body, unit in pairs:
            incidence[at[body], unit_at[unit]] = True
        models[plan] = Null(at, expected_incidence(incidence), unit_at)
    return models


def meeting(null: Null, one: Iterable[str], two: Iterable[str]) -> Array:
    """Give for each unit of a plan the probability that two different bodies meet in it, one of each node.

    A node stands for one body or for several (a function for all that have it), and one body may stand for both nodes
    (教育和体育局 for 教育 and for 体育): alone it meets nobody.
    """
    both = sorted(set(one) & set(two))
    only_one, only_two = (_any(null, sorted(set(node).difference(both))) for node in (one, two))
    if not both:
        return only_one * only_two
    absent = np.ones_like(only_one)
    single = np.zeros_like(only_one)
    for body in both:
        chance = _row(null, body)
        single = single * (1 - chance) + absent * chance
        absent = absent * (1 - chance)
    apart: Array = absent * (1 - only_one * only_two) + single * (1 - only_one) * (1 - only_two)
    return 1 - apart


def _row(null: Null, body: str) -> Array:
    row: Array = null.probability[null.at[body]] if body in null.at else np.zeros(null.probability.shape[1])
    return row


def _any(null: Null, bodies: Sequence[str]) -> Array:
    missing = np.ones(null.probability.shape[1])
    for body in bodies:
        missing = missing * (1 - _row(null, body))
    return 1 - missing


def against_chance(network: nx.Graph) -> nx.Graph:
    """Give a copy of a one-mode network whose edges say how they stand against chance.

    Edges: ``expected`` shared units under the null model, ``p`` (probability of as many or more), ``q`` (``p`` corrected for all
    pairs that could have met), ``tier``, ``recurs`` (IRIs of the plans in each of which the tie alone is nominal). Graph:
    ``chance``. Numbers are rounded to six places, so that two machines give the same bytes.
    """
    tested = network.copy()
    duties = {duty for _, found in tested.nodes(data="duties") for duty in found}
    nulls = null_models(duties)
    bodies = _bodies_by_plan(tested)
    pairs = _pairs(tested, bodies)
    found, alone = _tails(pairs, nulls, bodies)
    values = _correct(pairs, found)
    for one, two, data in tested.edges(data=True):
        key = (one, two) if (one, two) in found else (two, one)
        data.update(judge(*found[key], values[key]))
        data["recurs"] = tuple(alone[key])
    tested.graph["chance"] = summary(tested, len(pairs))
    return tested


def _bodies_by_plan(network: nx.Graph) -> dict[str, dict[str, tuple[str, ...]]]:
    """Node → plan → the bodies that stand for the node there."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for node, duties in sorted(network.nodes(data="duties")):
        by_plan: dict[str, set[str]] = defaultdict(set)
        for duty in duties:
            by_plan[duty.plan].add(duty.body)
        found[node] = {plan: tuple(sorted(by_plan[plan])) for plan in sorted(by_plan)}
    return found


def _pairs(network: nx.Graph, bodies: Mapping[str, Mapping[str, tuple[str, ...]]]) -> list[_Pair]:
    """All pairs that could have met: both are named in one plan, and not as one and the same body only."""
    units = network.graph["units"]
    names: dict[str, list[str]] = defaultdict(list)
    for node in sorted(network):
        for plan in bodies[node]:
            names[plan].append(node)
    shared: dict[tuple[str, str], dict[str, int]] = {}
    for plan in sorted(names):
        for one, two in combinations(names[plan], 2):
            if len(set(bodies[one][plan]) | set(bodies[two][plan])) > 1:
                shared.setdefault((one, two), {})[plan] = 0
    for one, two, found in network.edges(data="units"):
        for unit in found:
            shared[tuple(sorted((one, two)))][units[unit].plan] += 1
    return [_Pair(one, two, plans) for (one, two), plans in sorted(shared.items())]


def _tails(
    pairs: Sequence[_Pair], nulls: Mapping[str, Null], bodies: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> tuple[dict[Key, tuple[float, float]], dict[Key, list[str]]]:
    """Of each pair that ever meets: expected shared units with the probability of so many or more; plans where it is nominal alone.

    The number of shared units over plans is a sum of independent numbers: their distributions are folded plan by plan, as
    far as the observed count.
    """
    here: dict[str, list[_Pair]] = defaultdict(list)
    below: dict[Key, Array] = {}
    for pair in pairs:
        if count := sum(pair.shared.values()):
            below[pair.one, pair.two] = np.eye(1, count)[0]
            for plan in pair.shared:
                here[plan].append(pair)
    expected, alone = dict.fromkeys(below, 0.0), {key: list[str]() for key in below}
    for plan in sorted(here):
        group = here[plan]
        chances = _meetings(nulls[plan], [(bodies[pair.one][plan], bodies[pair.two][plan]) for pair in group])
        for pair, row, mean in zip(group, distributions(chances), chances.sum(axis=1).tolist(), strict=True):
            key, count = (pair.one, pair.two), pair.shared[plan]
            expected[key] += mean
            below[key] = np.convolve(below[key], row)[: len(below[key])]
            if count and 1 - row[:count].sum() < ALPHA:
                alone[key].append(plan)
    tails = {key: (expected[key], min(1.0, max(0.0, 1 - float(row.sum())))) for key, row in below.items()}
    return tails, alone


def _meetings(null: Null, pairs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> Array:
    """As ``meeting``, a row a pair; where each node is one body, all pairs at once."""
    if all(len(one) == len(two) == 1 for one, two in pairs):
        ones, twos = (null.probability[[null.at[pair[side][0]] for pair in pairs]] for side in (0, 1))
        chances = ones * twos
    else:
        chances = np.array([meeting(null, one, two) for one, two in pairs])
    kept: Array = np.clip(chances, 0.0, 1.0)
    return kept


def distributions(chances: Array) -> Array:
    """Give for each row of probabilities those of 0, 1, 2 … successes: a Poisson binomial distribution, trial by trial.

    The recursion is that of Barlow & Heidtmann (1984, IEEE Trans. Reliab. 33:322); only sums of positive numbers occur in it.
    """
    found = np.zeros((chances.shape[0], chances.shape[1] + 1))
    found[:, 0] = 1.0
    for trial in range(chances.shape[1]):
        chance = chances[:, trial, None]
        found[:, 1 : trial + 2] = found[:, 1 : trial + 2] * (1 - chance) + found[:, : trial + 1] * chance
        found[:, 0] *= 1 - chance[:, 0]
    return found


def poisson_tails(chances: Array, counts: Sequence[int]) -> list[tuple[float, float]]:
    """Give for each row of probabilities the expected number of successes and the probability of ``counts`` or more."""
    chances = np.clip(chances, 0.0, 1.0)
    width = -(-chances.shape[1] // _BLOCK) * _BLOCK
    padded = np.zeros((chances.shape[0], width))
    padded[:, : chances.shape[1]] = chances
    tails = []
    for row, count in zip(padded, counts, strict=True):
        below = np.eye(1, max(1, count))[0]
        for block in distributions(row.reshape(-1, _BLOCK)):
            below = np.convolve(below, block)[: len(below)]
        tails.append(min(1.0, max(0.0, 1 - float(below[:count].sum()))))
    return list(zip(chances.sum(axis=1).tolist(), tails, strict=True))


def _correct(pairs: Sequence[_Pair], found: Mapping[Key, tuple[float, float]]) -> dict[Key, float]:
    """Values corrected for all pairs; those that never meet count with p = 1, else only successes would be counted."""
    tails = [found.get((pair.one, pair.two), (0.0, 1.0))[1] for pair in pairs]
    return {(pair.one, pair.two): value for pair, value in zip(pairs, corrected(tails), strict=True)}


def corrected(tails: Sequence[float]) -> list[float]:
    """Give the values of Benjamini and Hochberg (1995) for probabilities of independent or positively dependent tests."""
    from scipy.stats import false_discovery_control

    return [float(value) for value in false_discovery_control(tails, method="bh")] if tails else []


def judge(expected: float, p: float, q: float) -> dict[str, float | int]:
    """Give what an edge says of itself: ``expected``, ``p``, ``q`` (six places) and ``tier``."""
    tier = CORRECTED if q < ALPHA else NOMINAL if p < ALPHA else NEITHER
    return {"expected": round(expected, 6), "p": round(p, 6), "q": round(q, 6), "tier": tier}


def summary(network: nx.Graph, pairs: int) -> Chance:
    """Give how many ties of a network go beyond chance, of so many pairs."""
    tiers = [tier for *_, tier in network.edges(data="tier")]
    return Chance(alpha=ALPHA, pairs=pairs, nominal=sum(t >= NOMINAL for t in tiers), corrected=tiers.count(CORRECTED))
