"""What is suggested quotes its words, is nothing but words of measures, and stands apart from what plans say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Quad, Store

from graph.coding.suggest import CONFIDENCE, _find, suggest
from graph.errors import InvariantError
from graph.model import Kind, Plan, Suggestion
from graph.pipeline import Build
from graph.rdf.coding import coding
from graph.rdf.names import Names
from graph.store import open_store
from graph.vocabulary import PLAN, concepts


def found(text: str, *taken: tuple[int, int]) -> set[tuple[str, str]]:
    return {(text[begin:end], word.instrument) for begin, end, word in _find(text, taken)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将工作经费列入预算", {("工作经费", "funding"), ("列入预算", "funding")}),
        ("以政府购买服务方式", {("政府购买", "service-outsourcing"), ("购买服务", "service-outsourcing")}),
        ("由县委宣传部通知", set()),
        ("在广场设宣传栏", {("宣传栏", "infrastructure")}),
        ("落实税收优惠", {("税收优惠", "tax-incentive")}),
        ("优先采购本地产品", {("优先采购", "government-procurement")}),
        ("今天下雨", set()),
    ],
)
def test_longest_word_wins(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_name_of_a_body_suggests_nothing() -> None:
    assert found("县人才服务局负责培训", (0, 6)) == {("培训", "talent-training")}


@pytest.fixture(scope="module")
def suggested(plans: dict[str, Plan]) -> list[tuple[Plan, Suggestion]]:
    return [(plan, suggestion) for plan in plans.values() for suggestion in suggest(plan)]


def test_every_suggestion_quotes_its_provision_once_an_instrument(suggested: list[tuple[Plan, Suggestion]]) -> None:
    assert len(suggested) > 100
    assert len({(plan.key, s.unit, s.instrument) for plan, s in suggested}) == len(suggested)
    for plan, s in suggested:
        unit = next(unit for _, unit in plan.outline.provisions() if unit.key == s.unit)
        text = unit.heading if s.in_heading else unit.text
        assert text is not None
        assert text.value[s.begin : s.end] == s.surface != ""
        assert s.confidence == CONFIDENCE[s.rule]
        assert unit.kind is not Kind.PRINCIPLE


def test_title_of_a_document_suggests_nothing(plans: dict[str, Plan], suggested: list[tuple[Plan, Suggestion]]) -> None:
    for plan, s in suggested:
        unit = next(unit for _, unit in plan.outline.provisions() if unit.key == s.unit)
        if not s.in_heading and s.rule != "instrument.target":
            before = unit.text.value[: s.begin]
            assert before.count("《") <= before.count("》"), s.surface


def test_every_rule_is_used(suggested: list[tuple[Plan, Suggestion]]) -> None:
    assert {s.rule for _, s in suggested} == set(CONFIDENCE)


def test_cues_of_two_instruments_differ_and_hints_are_no_cues() -> None:
    words = [(word, c.notation) for c in concepts("instrument") for word in (*c.cues, *c.more.get("hint", ()))]
    assert len({word for word, _ in words}) == len(words)
    for concept in concepts("instrument"):
        shown = {*concept.cues, *concept.more.get("hint", ())}
        for longer in concept.more.get("except", ()):
            assert any(word in longer and word != longer for word in shown), (concept.notation, longer)


@pytest.fixture(scope="module")
def graph(built: Build) -> Store:
    return open_store(built.folder)


def test_coded_layer_stands_apart(graph: Store) -> None:
    """All that is said with the terms of the layer, and all about a suggestion, is in graph/coding and nowhere else."""
    layer = NamedNode("https://w3id.org/fengong/id/graph/coding")
    said = list(graph.quads_for_pattern(None, None, None, layer))
    assert len(said) > 800
    suggestions = {quad.subject for quad in said}
    for term in ("instrument", "codedUnit"):
        quads = list(graph.quads_for_pattern(None, NamedNode(PLAN + term), None))
        assert {quad.graph_name for quad in quads} == {layer}
    for suggestion in suggestions:
        assert {quad.graph_name for quad in graph.quads_for_pattern(suggestion, None, None)} == {layer}
        assert not list(graph.quads_for_pattern(None, None, suggestion))


def test_a_quotation_that_is_none_is_refused(plans: dict[str, Plan]) -> None:
    plan = plans[min(plans)]
    sound = suggest(plan)[0]
    assert all(isinstance(quad, Quad) for quad in coding([plan], {plan.key: [sound]}, Names()))
    with pytest.raises(InvariantError, match="does not quote"):
        list(coding([plan], {plan.key: [replace(sound, surface="无中生有")]}, Names()))
