"""Cited documents: whose they are, and which plan of the corpus they mean."""

from __future__ import annotations

from itertools import count

import pytest

from graph.model import Citation, Level, Plan
from graph.rdf import Making, build_quads, join_quads, plan_quads
from graph.rdf.names import Names, term
from graph.resolve import link_citations
from graph.resolve.documents import code_of, place_of
from tests.resolve.samples import CHANGLE
from tests.strategies import plan

_numbers = count(1)


def written(title: str, issuer: str, number: str, basis: str, name: str = "") -> Plan:
    """A small plan with a head, a basis and one provision."""
    text = (
        f"{number}\n\n{title}\n\n根据{basis}，结合实际，制定本方案。\n\n一、主要任务\n\n（一）加强协作。开展青少年灯谜活动。"
        f"（县科协牵头，县教育局配合）\n\n{issuer}\n2022年5月1日\n"
    )
    return plan(text, name or f"方案{next(_numbers)}.txt")


def cite(title: str, **more: object) -> Citation:
    values: dict[str, object] = {"title": title, "number": None, "basis": False} | more
    return Citation(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("citation", "name", "level"),
    [
        (cite("纲要", number="国发〔2021〕9号"), "中国", Level.NATION),
        (cite("实施意见", number="鲁政发〔2021〕5号"), "山东省", Level.PROVINCE),
        (cite("实施意见", number="皖政办〔2021〕5号"), "安徽省", Level.PROVINCE),
        (cite("山东省灯谜发展规划", place="山东省"), "山东省", Level.PROVINCE),
        (cite("潍坊市灯谜发展规划", place="潍坊市"), "潍坊市", Level.CITY),
        (cite("中华人民共和国灯谜法"), "中国", Level.NATION),
        (cite("关于灯谜的意见", issuer="国务院"), "中国", Level.NATION),
        (cite("关于灯谜的意见", issuer="省政府办公厅"), "山东省", Level.PROVINCE),
        (cite("关于灯谜的意见", issuer="市委"), "潍坊市", Level.CITY),
        (cite("关于灯谜的意见", issuer="县政府"), "昌乐县", Level.COUNTY),
    ],
)  # fmt: skip
def test_place_of_a_document(citation: Citation, name: str, level: Level) -> None:
    place = place_of(citation, CHANGLE, 2022, "方案.txt")
    assert place is not None
    assert (place.name, place.level) == (name, level)


@pytest.mark.parametrize(
    "citation", [cite("灯谜管理办法"), cite("意见", issuer="区政府"), cite("意见", number="乐灯发〔2021〕5号")]
)
def test_without_a_sign_no_place_is_guessed(citation: Citation) -> None:
    assert place_of(citation, CHANGLE, 2022, "方案.txt") is None


def test_the_longest_code_decides() -> None:
    assert code_of("国科发〔2021〕1号") == "nation"
    assert code_of("内政发〔2021〕1号") == "150000"
    assert code_of("乐政字〔2022〕10号") is None


CITY = ("潍坊市灯谜普及实施方案（2021—2025年）", "潍坊市人民政府办公室", "潍政办字〔2021〕77号")


@pytest.mark.parametrize(
    "basis",
    [
        "《潍坊市灯谜普及实施方案（2021—2025年）》",
        "《潍坊市人民政府办公室关于印发潍坊市灯谜普及实施方案（2021-2025年）的通知》",
        "《全市灯谜方案》（潍政办字〔2021〕77号）",
        "市政府办公室《灯谜普及实施方案（2021—2025年）》",
    ],
)
def test_citation_means_a_plan_of_the_corpus(basis: str) -> None:
    city = written(*CITY, "《山东省灯谜普及规划》")
    county = written("昌乐县灯谜普及行动方案", "昌乐县人民政府办公室", "乐政办字〔2022〕8号", basis)
    links, issues = link_citations([city, county])
    assert [other.key for other in links[county.key].values()] == [city.key]
    assert not issues


def test_a_plan_of_another_place_is_not_meant() -> None:
    other = written("诸城市灯谜普及实施方案", "诸城市人民政府办公室", "诸政办字〔2021〕7号", "《山东省灯谜普及规划》")
    county = written("昌乐县灯谜普及行动方案", "昌乐县人民政府办公室", "乐政办字〔2022〕8号", "《灯谜普及实施方案》")
    links, _ = link_citations([other, county])
    assert not links[county.key]


def test_linked_plan_stands_in_the_graph_and_the_chain() -> None:
    city = written(*CITY, "《山东省灯谜普及规划》")
    county = written("昌乐县灯谜普及行动方案", "昌乐县人民政府办公室", "乐政办字〔2022〕8号", f"《{CITY[0]}》")
    links, _ = link_citations([city, county])
    plans = [city, county]
    facts = [plan_quads(p, linked=links[p.key]) for p in plans]
    said, _ = join_quads(plans, facts, Making(version="0"), links=links)
    names = Names()
    assert any(
        (q.subject, q.predicate, q.object) == (names.plan(county), term("eli:implements"), names.plan(city))
        for q in said
    )
    assert any((q.predicate, q.object) == (term("plan:denotes"), names.plan(city)) for q in said)


def test_alone_the_cited_plan_is_a_stub() -> None:
    county = written(
        "昌乐县灯谜普及行动方案", "昌乐县人民政府办公室", "乐政办字〔2022〕8号", f"《{CITY[0]}》（{CITY[2]}）"
    )
    said, _ = build_quads([county], "0")
    stubs = {str(q.subject) for q in said if q.object == term("plan:Document")}
    assert stubs == {"<https://w3id.org/fengong/id/document/2021-weizhengbanzi-77>"}
    assert any(q.predicate == term("eli:jurisdiction") and str(q.subject) in stubs for q in said)


def test_two_plans_that_may_be_meant_are_told() -> None:
    one = written("昌乐县灯谜方案", "昌乐县人民政府", "乐政字〔2020〕1号", "《甲》", "甲.txt")
    two = written("昌乐县灯谜方案", "昌乐县人民政府", "乐政字〔2021〕1号", "《甲》", "乙.txt")
    three = written("昌乐县灯谜细则", "昌乐县人民政府", "乐政字〔2022〕1号", "《昌乐县灯谜方案》", "丙.txt")
    links, issues = link_citations([one, two, three])
    assert not links[three.key]
    assert [(issue.rule, issue.source) for issue in issues] == [("citation.ambiguous", "丙.txt")]
    assert "甲.txt" in issues[0].zh
    assert "乙.txt" in issues[0].zh
