"""Which units of two plans correspond: copies are found across places, what is unlike is not, a third plan changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.align import align, relation_of, shared_run
from graph.align.choose import NEAREST, model_of, pairs_to_compare
from graph.align.grams import Grams, alike, similarities, whole
from graph.model import Citation, Level, Place, Plan, Relation
from graph.rdf import Making, build_quads, join_quads, plan_quads
from tests.align.texts import BUS, FLOOD, LAB, LAB_ADAPTED, LAB_ELSEWHERE, WELL, found, made, only

HERE = made("澜溪县", LAB, WELL)
THERE = made("松陵市", LAB_ELSEWHERE, FLOOD, BUS, tier="市")
LIKE = made("禾丰县", LAB_ADAPTED, FLOOD)
OTHER = made("白石区", BUS, tier="区")


def dated(plan: Plan, place: Place, issued: date | None) -> Plan:
    metadata = replace(plan.outline.metadata, issued=issued)
    return replace(plan, place=place, outline=replace(plan.outline, metadata=metadata))


def test_a_copy_with_other_bodies_in_another_place_is_found() -> None:
    comparison = only(align([HERE, THERE], {}))
    assert comparison.plans == (HERE.key, THERE.key)
    alignments = found(comparison)
    assert set(alignments) == {("1.1", "1.1")}
    copy = alignments["1.1", "1.1"]
    assert (copy.similarity, copy.relation) == (1, Relation.COPIED)
    assert copy.quote is not None
    assert "配齐望远镜、星图和活动月历" in copy.quote.text
    assert "科协" not in copy.quote.text
    assert (comparison.units, comparison.aligned, comparison.reused) == (5, 2, 2)


def test_reworded_text_is_adapted_and_another_task_is_not_aligned() -> None:
    alignments = found(only(align([HERE, LIKE], {})))
    assert {units: one.relation for units, one in alignments.items()} == {("1.1", "1.1"): Relation.ADAPTED}


def test_plans_without_common_words_are_not_compared() -> None:
    assert align([HERE, OTHER], {}).comparisons == ()


def test_quotes_stand_in_both_texts() -> None:
    texts = {p.key: {u.key: u.text.value for _, u in p.outline.provisions()} for p in (HERE, THERE, LIKE)}
    quotes = 0
    for comparison in align([HERE, THERE, LIKE], {}).comparisons:
        for one in comparison.alignments:
            if one.quote:
                quotes += 1
                for plan, unit, begin in zip(comparison.plans, one.units, one.quote.begins, strict=True):
                    assert texts[plan][unit][begin : begin + len(one.quote.text)] == one.quote.text
    assert quotes >= 3


def test_a_third_plan_changes_nothing() -> None:
    alone = only(align([HERE, THERE], {}))
    assert alone in align([HERE, THERE, LIKE, OTHER], {}).comparisons


def test_order_of_the_plans_does_not_matter() -> None:
    plans = [HERE, THERE, LIKE, OTHER]
    assert align(plans[::-1], {}) == align(plans, {})


@given(st.lists(st.text("科普展览学校村镇水电山洪公交", min_size=20, max_size=60), min_size=2, max_size=6))
@settings(max_examples=30)
def test_similarity_is_symmetric_and_between_nothing_and_one(texts: list[str]) -> None:
    first, second = Grams(texts[: len(texts) // 2]), Grams(texts[len(texts) // 2 :])
    there, back = similarities(first, second), similarities(second, first)
    assert (there == back.T).all()
    assert (there >= 0).all()
    assert (there <= 1).all()
    assert (similarities(first, first).diagonal() == 1).all()


def test_pairs_of_plans_by_blocks_are_those_of_one_product() -> None:
    grams = [Grams([u.value for u in (p.text for _, p in plan.outline.provisions())]) for plan in (HERE, THERE, LIKE)]
    every = alike(grams, 0)
    assert [(i, j) for i, j, _ in every] == [(0, 1), (0, 2), (1, 2)]
    for i, j, similarity in every:
        assert similarity == whole(grams[i], grams[j])
    assert [pair for pair in every if pair[2] >= 0.3] == alike(grams, 0.3)


@pytest.mark.parametrize(
    ("similarity", "mutual", "relation"),
    [
        (0.75, False, Relation.COPIED),
        (0.749, True, Relation.ADAPTED),
        (0.34, False, Relation.ADAPTED),
        (0.339, True, Relation.RELATED),
        (0.339, False, Relation.LOCAL),
        (0.159, True, Relation.LOCAL),
    ],
)
def test_classes(similarity: float, mutual: bool, relation: Relation) -> None:
    assert relation_of(similarity, mutual=mutual) is relation


def test_shared_run_has_no_marks_at_its_ends_and_is_long_enough() -> None:
    run = shared_run("甲。每年办一次科技节，", "乙，每年办一次科技节。")
    assert run is not None
    assert (run.text, run.begins) == ("每年办一次科技节", (2, 2))
    assert shared_run("每年办一次", "每年办一次") is None
    assert shared_run("\x00" * 20, "\x00" * 20) is None


def test_large_corpus_keeps_the_nearest_and_those_above() -> None:
    plans = [replace(HERE, key=f"p{i:03}", place=Place(name=f"第{i}县", code=str(i), level=None)) for i in range(40)]
    city = Place(name="某市", code="c", level=Level.CITY)
    plans[0] = replace(plans[0], place=city)
    plans[39] = replace(plans[39], place=Place(name="末县", code="z", level=Level.COUNTY, within=(city,)))
    near = [(i, j, 1 - (j - i) / 100) for i in range(40) for j in range(i + 1, 40)]
    chosen = pairs_to_compare(plans, near, {})
    assert (0, 39) in chosen, "the place above is always compared"
    assert (0, 38) not in chosen
    assert len(chosen) <= 40 * NEAREST + 1


def test_one_document_in_two_files_is_not_compared() -> None:
    place = Place(name="澜溪县", code="990101", level=Level.COUNTY)
    first, second = replace(HERE, key="a", place=place), replace(HERE, key="b", place=place)
    assert pairs_to_compare([first, second], [(0, 1, 1.0)], {}) == []


def test_the_model_is_told_by_citation_or_by_place_and_date() -> None:
    city = Place(name="松陵市", code="c", level=Level.CITY)
    county = Place(name="澜溪县", code="d", level=Level.COUNTY, within=(city,))
    above, below = dated(THERE, city, date(2022, 1, 1)), dated(HERE, county, date(2022, 6, 1))
    assert model_of(above, below, {}) == model_of(below, above, {}) == above.key
    assert model_of(dated(THERE, city, None), below, {}) is None, "without a date nothing is claimed"
    assert model_of(dated(THERE, city, date(2023, 1, 1)), below, {}) is None, "the place above came later"
    assert model_of(HERE, LIKE, {}) is None, "a date alone tells nothing of neighbours"
    cites = {LIKE.key: {Citation(title="方案", number=None, basis=True): HERE}}
    assert model_of(HERE, LIKE, cites) == HERE.key


def test_quads_are_the_same_in_any_order_without_blank_nodes_and_name_the_model() -> None:
    city = Place(name="松陵市", code=None, level=Level.CITY)
    county = Place(name="澜溪县", code=None, level=Level.COUNTY, within=(city,))
    plans = [dated(HERE, county, date(2022, 6, 1)), dated(THERE, city, date(2022, 1, 1))]

    def stated(order: list[Plan]) -> list[str]:
        facts = [plan_quads(plan) for plan in order]
        return sorted(map(str, join_quads(order, facts, Making(version="0"), matching=align(order, {}))[0]))

    said = stated(plans)
    assert said == stated(plans[::-1])
    assert not any("_:" in line for line in said)
    (derived,) = [line for line in said if "prov#wasDerivedFrom" in line and "/graph/derived" in line]
    assert derived.index(HERE.key) < derived.index(THERE.key), "the county's provision comes from the city's"
    before = {str(quad) for quad in build_quads(plans, "0")[0]}
    added = [line for line in said if line not in before]
    assert added
    assert all("/graph/derived" in line for line in added)


def test_one_plan_alone_has_comparable_units_and_no_comparison() -> None:
    matching = align([HERE], {})
    assert matching.comparable == {HERE.key: ("1.1", "1.2")}
    assert matching.comparisons == ()
