"""Takes small incidences, checks the null model against simulation and an independent library, and what becomes of ties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import poisson_binom

from graph.network import Function, Records, against_chance, function_network, name_network, plan_network
from graph.network.chance import (
    ALPHA,
    CORRECTED,
    NEITHER,
    NOMINAL,
    Null,
    distributions,
    expected_incidence,
    meeting,
    null_models,
    poisson_tails,
)
from tests.network.conftest import make_records

Build = Callable[[], Records]
Matrix = NDArray[np.bool_]
matrices = st.integers(1, 7).flatmap(
    lambda rows: st.integers(1, 9).flatmap(
        lambda columns: st.lists(st.booleans(), min_size=rows * columns, max_size=rows * columns).map(
            lambda cells: np.array(cells, dtype=bool).reshape(rows, columns)
        )
    )
)


@given(matrices)
def test_margins_are_kept(incidence: Matrix) -> None:
    chance = expected_incidence(incidence)
    assert ((chance >= 0) & (chance <= 1)).all()
    # sequences on the edge of what a table can have are reached only in the limit; a thousandth of a duty is close enough
    assert np.allclose(chance.sum(axis=0), incidence.sum(axis=0), atol=1e-3)
    assert np.allclose(chance.sum(axis=1), incidence.sum(axis=1), atol=1e-3)


def test_rows_and_columns_that_are_full_or_empty_are_certain() -> None:
    incidence = np.array([[1, 1, 1, 1], [1, 0, 1, 0], [1, 0, 0, 1], [0, 0, 0, 0]], dtype=bool)
    chance = expected_incidence(incidence)
    assert chance[0].tolist() == [1, 1, 1, 1]
    assert chance[3].tolist() == [0, 0, 0, 0]
    assert np.allclose(chance[1:3], [[1, 0, 0.5, 0.5], [1, 0, 0.5, 0.5]])


def a_table(seed: int, bodies: int = 9, units: int = 14) -> Matrix:
    random = np.random.default_rng(seed)
    table: Matrix = random.random((bodies, units)) < np.outer(
        np.linspace(0.15, 0.9, bodies), np.linspace(0.5, 1, units)
    )
    return table[table.any(axis=1)][:, table.any(axis=0)]


def records_of(table: Matrix) -> Records:
    """A plan in which unit j names body i where the table is true."""
    units = {
        f"u{column:02}": [("A", f"县{chr(0x4E00 + row)}局", "shared") for row in np.flatnonzero(table[:, column])]
        for column in range(table.shape[1])
    }
    return make_records(units)


def p_values(records: Records) -> dict[tuple[str, str], tuple[int, float]]:
    network = against_chance(plan_network(records, "a"))
    labels = dict(network.nodes(data="label"))
    return {
        (min(labels[a], labels[b]), max(labels[a], labels[b])): (d["shared"], d["p"])
        for a, b, d in network.edges(data=True)
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_tails_are_those_of_simulated_tables(seed: int) -> None:
    """The stochastic degree sequence model, as R's package `backbone` has it: draw tables, count, compare."""
    table = a_table(seed)
    draws = 20_000
    random = np.random.default_rng(7)
    drawn = random.random((draws, *table.shape)) < expected_incidence(table)
    names = sorted(f"县{chr(0x4E00 + row)}局" for row in range(len(table)))
    found = p_values(records_of(table))
    assert len(found) > 20
    for one, two in combinations(range(len(table)), 2):
        if (pair := (names[one], names[two])) not in found:
            continue
        shared, p = found[pair]
        share = ((drawn[:, one] & drawn[:, two]).sum(axis=1) >= shared).mean()
        assert abs(share - p) < 4 * np.sqrt(0.25 / draws)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_model_is_that_of_the_greatest_likelihood(seed: int) -> None:
    """The same model by another way: maximise the likelihood of the table (Saracco et al. 2015, eq. 7) with scipy."""
    table = a_table(seed)
    bodies, units = table.shape

    def surprise(logs: NDArray[np.float64]) -> float:
        both = logs[:bodies, None] + logs[None, bodies:]
        return float(np.logaddexp(0, both).sum() - both[table].sum())

    best = minimize(surprise, np.zeros(bodies + units), method="BFGS", options={"gtol": 1e-8}).x
    both = best[:bodies, None] + best[None, bodies:]
    assert np.allclose(expected_incidence(table), 1 / (1 + np.exp(-both)), atol=1e-4)


def test_a_tie_that_workload_explains_is_none_and_one_beyond_it_is() -> None:
    units = {f"u{i}": [("A", "县科协", "lead"), ("A", f"县{'教农工卫'[i % 4]}局", "cooperating")] for i in range(20)}
    units |= {f"v{i}": [("A", "县气象局", "shared"), ("A", "县水利局", "shared")] for i in range(6)}
    network = against_chance(plan_network(make_records(units), "a"))
    tiers = {
        frozenset((network.nodes[a]["label"], network.nodes[b]["label"])): d["tier"]
        for a, b, d in network.edges(data=True)
    }
    assert tiers[frozenset(("县气象局", "县水利局"))] == CORRECTED
    assert {tier for pair, tier in tiers.items() if "县科协" in pair} == {NEITHER}
    told = network.graph["chance"]
    assert (told.alpha, told.pairs, told.nominal, told.corrected) == (ALPHA, 21, 1, 1)


def test_correction_counts_pairs_that_never_met() -> None:
    units = {f"v{i}": [("A", "县甲局", "shared"), ("A", "县乙局", "shared")] for i in range(3)}
    few = against_chance(plan_network(make_records({**units, "w0": [("A", "县丙局", "responsible")]}), "a"))
    many = against_chance(
        plan_network(make_records({**units, **{f"w{i}": [("A", f"县{i}局", "responsible")] for i in range(9)}}), "a")
    )
    for network in (few, many):
        (edge,) = network.edges(data=True)
        assert edge[2]["q"] == pytest.approx(min(1.0, edge[2]["p"] * network.graph["chance"].pairs), abs=1e-5)


def repeated(times: int, others: int = 5) -> dict[str, list[tuple[str, str, str]]]:
    units: dict[str, list[tuple[str, str, str]]] = {}
    for plan in "AB":
        units |= {f"{plan}{i}": [(plan, "县气象局", "shared"), (plan, "县水利局", "shared")] for i in range(times)}
        units |= {f"{plan}x{i}": [(plan, f"县{i}局", "responsible")] for i in range(others)}
    return units


def test_two_plans_together_say_more_than_each_alone() -> None:
    """Two shared units of seven are worth little in one plan; in each of two they add up."""
    records = make_records(repeated(2))
    alone = against_chance(plan_network(records, "a"))
    both = against_chance(name_network(records))
    (one,), (two,) = ([d for *_, d in network.edges(data=True)] for network in (alone, both))
    assert two["p"] < one["p"]
    assert two["expected"] == pytest.approx(2 * one["expected"], abs=1e-5)
    assert two["recurs"] == (("plan:A", "plan:B") if one["p"] < ALPHA else ())
    assert against_chance(name_network(make_records(repeated(6, 20)))).edges["县气象局", "县水利局"]["recurs"] == (
        "plan:A",
        "plan:B",
    )


def null_of(**chances: float) -> Null:
    names = sorted(chances)
    return Null({n: i for i, n in enumerate(names)}, np.array([[chances[n]] for n in names]), {"u": 0})


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (["a"], ["b"], 0.5 * 0.4),
        (["a", "c"], ["b"], (1 - 0.5 * 0.8) * 0.4),
        (["a"], ["a"], 0.0),
        (["a", "b"], ["b"], 0.5 * 0.4),  # b alone meets nobody, a meets b
        (["a", "b"], ["a", "b"], 0.5 * 0.4),
        (["a", "b"], ["b", "c"], None),
        (["a"], ["absent"], 0.0),
    ],
)
def test_merged_bodies_do_not_meet_themselves(one: list[str], two: list[str], expected: float | None) -> None:
    null = null_of(a=0.5, b=0.4, c=0.2)
    found = float(meeting(null, one, two)[0])
    if expected is None:  # count the eight cases
        expected = 0.0
        for present in [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)]:
            names = {n for n, there in zip("abc", present, strict=True) if there}
            weight = np.prod([p if there else 1 - p for p, there in zip((0.5, 0.4, 0.2), present, strict=True)])
            meets = any(x != y for x in names & set(one) for y in names & set(two))
            expected += float(weight) * meets
    assert found == pytest.approx(expected)


def test_functions_of_one_body_are_not_expected_to_meet(records: Build) -> None:
    """A body of two functions stands for both; alone in a unit it joins nothing, seen or expected."""
    made = replace(
        records(),
        functions={
            "body:A:县甲局": (Function(iri="f", label="教育"), Function(iri="g", label="体育")),
            "body:A:县乙局": (Function(iri="h", label="科技"),),
        },
    )
    network = against_chance(function_network(made, ["plan:A"]))
    assert not network.has_edge("f", "g")
    assert network.edges["f", "h"]["expected"] == network.edges["g", "h"]["expected"]


def test_null_models_are_those_of_each_plan(records: Build) -> None:
    models = null_models(records().duties)
    assert set(models) == {"plan:A", "plan:B"}
    assert models["plan:A"].probability.shape == (4, 3)
    assert models["plan:B"].probability.tolist() == [[1.0], [1.0]]


def test_tier_needs_less_than_alpha(records: Build) -> None:
    network = against_chance(plan_network(records(), "a"))
    for *_, data in network.edges(data=True):
        assert (data["tier"] >= NOMINAL) == (data["p"] < ALPHA)
        assert data["q"] >= data["p"]


def test_empty_network() -> None:
    network = against_chance(plan_network(make_records({"u": [("A", "县甲局", "lead")]}), "c"))
    assert (network.graph["chance"].pairs, network.graph["chance"].nominal) == (0, 0)


@pytest.mark.parametrize("length", [1, 5, 64, 200])
def test_distributions_are_those_of_scipy(length: int) -> None:
    chances = np.random.default_rng(length).random((4, length)) ** 3
    counts = [0, 1, length // 3, length]
    whole = [float(row @ np.arange(length + 1)) for row in distributions(chances)]
    for row, count, mean, (expected, p) in zip(chances, counts, whole, poisson_tails(chances, counts), strict=True):
        assert expected == pytest.approx(row.sum())
        assert mean == pytest.approx(row.sum())
        assert p == pytest.approx(poisson_binom.sf(count - 1, row), abs=1e-12)
