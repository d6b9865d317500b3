"""The quality queries: each finds the fault that it is for, nothing else, and nothing in graphs that hold."""

from __future__ import annotations

import pytest

from graph.check.run import ask_quality, quality_queries, remedy
from graph.check.whereabouts import Whereabouts
from graph.store import NamedQuery, bind, run
from tests.shapes.faults import QUERIES
from tests.shapes.support import Sample, update

LIBRARY = {query.name: query for query in quality_queries()}


def test_every_query_is_made_to_fail() -> None:
    assert set(QUERIES) == set(LIBRARY)


@pytest.mark.parametrize("query", LIBRARY.values(), ids=lambda query: query.name)
def test_query_says_what_it_is_for_and_what_to_do(query: NamedQuery) -> None:
    words = (query.title_zh, query.title_en, query.question_zh, query.question_en, *remedy(query).values())
    assert all(words)
    assert len(words) == 6
    assert set(remedy(query)) == {"zh", "en"}
    assert query.theme == "quality"
    assert query.columns == ("value", "node")
    assert not any(text in query.text for text in ("NOT EXISTS", "SERVICE", "DELETE", "INSERT"))


@pytest.mark.parametrize("query", LIBRARY.values(), ids=lambda query: query.name)
def test_sample_holds(query: NamedQuery, sample: Sample) -> None:
    result = run(sample.store(), bind(query))
    assert result.columns == query.columns
    assert result.rows == ()


@pytest.mark.parametrize("name", QUERIES)
def test_planted_fault_is_found(name: str, sample: Sample) -> None:
    at, text = QUERIES[name]
    store = sample.store()
    update(store, text, sample.roles)
    findings = ask_quality(store, Whereabouts(store), LIBRARY[name])
    assert sample.roles.get(at, at) in {finding.node for finding in findings}
    for finding in findings:
        assert finding.source == name
        assert LIBRARY[name].title_zh in finding.zh
        assert LIBRARY[name].title_en in finding.en
        assert finding.place_zh


@pytest.mark.parametrize(
    ("name", "role", "words"),
    [
        ("silent-yet-responsible", "provision", "2、优化上下学出行环境"),
        ("stated-yet-silent", "silent", "第一条"),
        ("shortcut-without-responsibility", "silent", "第一条"),
        ("responsibility-without-shortcut", "duty", "2、优化上下学出行环境：责任“市公安局”"),
        ("mention-beyond-text", "naming", "2、优化上下学出行环境：提及“"),
        ("target-without-mention", "target", "2、优化上下学出行环境：量化指标“定制校车和通学公交专线”"),
        ("one-ordinal-twice", "silent", "第一条"),
        ("circle-of-concepts", "people", "词表 target-group.ttl 词条“孤独症儿童”"),
        ("basis-not-cited", "plan", "方案“槐渚市儿童友好城市建设实施方案"),
    ],
)
def test_finding_leads_to_the_place(name: str, role: str, words: str, sample: Sample) -> None:
    store = sample.store()
    update(store, QUERIES[name][1], sample.roles)
    findings = {f.node: f for f in ask_quality(store, Whereabouts(store), LIBRARY[name])}
    assert words in findings[sample.roles[role]].place_zh
