"""Kappa against figures worked out by hand, and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.coding.agreement import NONE, agree

CATEGORIES = ("a", "b", "c")
CODES = st.frozensets(st.sampled_from(CATEGORIES))
CODED = st.dictionaries(st.integers(0, 30).map(str), CODES, min_size=1)


def units(*counts: tuple[str, str, int]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Two coders by how many units got which codes; each letter is a code."""
    pairs = [(one, two) for one, two, count in counts for _ in range(count)]
    return ({str(n): frozenset(p[0]) for n, p in enumerate(pairs)}, {str(n): frozenset(p[1]) for n, p in enumerate(pairs)})  # fmt: skip


def test_two_by_two() -> None:
    """po = 35/50, pe = (25/50)(30/50) + (25/50)(20/50) = 0.5, kappa = 0.4."""
    (row,) = agree(*units(("a", "a", 20), ("a", "", 5), ("", "a", 10), ("", "", 15)), ["a"]).categories
    assert (row.both, row.first, row.second, row.neither) == (20, 5, 10, 15)
    assert row.agreement.observed == pytest.approx(0.7)
    assert row.agreement.expected == pytest.approx(0.5)
    assert row.agreement.kappa == pytest.approx(0.4)


def test_nominal_scale_of_three() -> None:
    """20 units; diagonal 6 + 4 + 4, rows 8, 6, 6, columns 7, 7, 6: po = 0.7, pe = (56 + 42 + 36) / 400, kappa = 73/133."""
    counts = (("a", "a", 6), ("a", "b", 1), ("a", "", 1), ("b", "b", 4), ("b", "a", 1), ("b", "", 1), ("", "", 4), ("", "b", 2))  # fmt: skip
    found = agree(*units(*counts), ["a", "b"])
    assert found.nominal is not None
    assert found.nominal.observed == pytest.approx(0.7)
    assert found.nominal.expected == pytest.approx(134 / 400)
    assert found.nominal.kappa == pytest.approx((0.7 - 0.335) / 0.665)
    assert found.table["a", NONE] == 1
    assert sum(found.table.values()) == found.units == 20


def test_pooled_is_of_the_means_not_the_mean_of_kappas() -> None:
    """Category a: po 0.7, pe 0.5; b: nobody uses it, po = pe = 1. Means 0.85 and 0.75: kappa 0.4, where b alone has none."""
    found = agree(*units(("a", "a", 20), ("a", "", 5), ("", "a", 10), ("", "", 15)), ["a", "b"])
    assert found.categories[1].agreement.kappa is None
    assert found.pooled.kappa == pytest.approx(0.4)


def test_several_codes_have_no_nominal_scale() -> None:
    found = agree(*units(("ab", "a", 1), ("", "", 1)), CATEGORIES)
    assert found.nominal is None
    assert found.table == {}


def test_only_units_that_both_coded_count() -> None:
    found = agree({"1": frozenset("a"), "2": frozenset("a")}, {"2": frozenset("a"), "3": frozenset()}, ["a"])
    assert found.units == 1


def test_nothing_in_common_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="no unit"):
        agree({"1": frozenset()}, {"2": frozenset()}, ["a"])


@given(CODED)
def test_a_coder_agrees_with_herself(codes: dict[str, frozenset[str]]) -> None:
    found = agree(codes, codes, CATEGORIES)
    assert found.pooled.kappa in (None, pytest.approx(1))
    assert all(row.first == row.second == 0 for row in found.categories)


@given(st.dictionaries(st.integers(0, 30).map(str), st.tuples(CODES, CODES), min_size=1))
def test_order_of_coders_does_not_matter_and_kappa_is_at_most_one(pairs: dict[str, tuple[frozenset[str], ...]]) -> None:
    one, two = ({unit: pair[which] for unit, pair in pairs.items()} for which in (0, 1))
    there, back = agree(one, two, CATEGORIES), agree(two, one, CATEGORIES)
    assert there.pooled.kappa == pytest.approx(back.pooled.kappa)
    assert there.pooled.kappa is None or -1 - 1e-9 <= there.pooled.kappa <= 1 + 1e-9
