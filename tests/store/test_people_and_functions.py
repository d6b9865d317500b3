"""The queries about groups, programmes, targets and functions: what they count, and that each claim names its words."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store

from graph.store import bind, library, run
from graph.store.evaluate import term_text

A, B = "https://w3id.org/fengong/id/990101-2022-jia-3#", "https://w3id.org/fengong/id/990202-2021-yi-7#"
MENTION = NamedNode("https://w3id.org/fengong/ontology#Mention")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PROVED = (
    "target-groups", "for-group", "group-departments", "programmes", "programme-spread", "local-programmes", "targets",
    "targets-due", "function-load", "function-pairs", "change-by-function", "vertical-bodies", "body-types",
    "function-centrality", "pairs-above-chance", "without-inference",
)  # fmt: skip


def rows(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    result = run(store, bind(library().find(name), values))
    return [dict(zip(result.columns, map(term_text, row), strict=True)) for row in result.rows]


def columns(found: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in found]


@pytest.mark.parametrize("name", PROVED)
def test_every_claim_names_its_mentions(name: str, store: Store) -> None:
    found = rows(store, name)
    assert found
    for row in found:
        evidence = [iri for column, value in row.items() if "vidence" in column for iri in value.split()]
        assert evidence
        assert len(evidence) == len(set(evidence))
        for iri in evidence:
            assert list(store.quads_for_pattern(NamedNode(iri), TYPE, MENTION, None)), iri


def test_groups_of_a_plan(store: Store) -> None:
    found = rows(store, "target-groups", plan="甲县科普")
    assert columns(found, "group", "wider", "units", "inherited") == [
        ("青少年", "公众", "2", "1"), ("老年人", "公众", "1", "0"), ("高龄老年人", "老年人", "1", "0"),
    ]  # fmt: skip
    english = rows(store, "target-groups", plan="甲县科普", language="en")
    assert {row["group"] for row in english} == {"young people", "older people", "高龄老年人"}


def test_for_group_holds_narrower_groups_and_marks_inherited_ones(store: Store) -> None:
    found = rows(store, "for-group")
    assert columns(found, "heading", "group", "sentences") == [
        ("开好科学课", "老年人", "面向青少年和【老年人】。"),
        ("建设科普基地", "高龄老年人", '服务【高龄老年人】，建成"科普基地"10处, 全县开放。'),
    ]
    assert found[1]["programmes"] == "甲县科普基地"
    assert found[0]["departments"] == (
        "县教育局（牵头，承继）、县教育局（分工负责）、县科协（分工负责）、县科技局（分工负责）、相关部门和单位（配合，承继）"
    )
    youth = rows(store, "for-group", group="青少年")
    assert columns(youth, "heading", "inherited", "sentences") == [
        ("青少年行动", "false", "【青少年】行动"),
        ("开好科学课", "false", "面向【青少年】和老年人。"),
        ("建设科普基地", "true", "【青少年】行动"),
    ]
    assert len(rows(store, "for-group", group="青少年", inherited="no")) == 2


def test_for_group_by_any_name_and_by_a_wider_group(store: Store) -> None:
    assert rows(store, "for-group", group="老年群体") == rows(store, "for-group", group="Older people")
    assert {row["group"] for row in rows(store, "for-group", group="公众")} == {
        "青少年",
        "老年人",
        "高龄老年人",
        "农民",
    }
    assert not rows(store, "for-group", group="高龄老年")


def test_departments_of_a_group(store: Store) -> None:
    found = rows(store, "group-departments", group="青少年")
    assert columns(found, "department", "units", "lead", "headings") == [
        ("甲县教育局", "2", "1", "青少年行动；开好科学课"), ("甲县科协", "1", "0", "开好科学课"), ("甲县科技局", "1", "0", "开好科学课"),
    ]  # fmt: skip
    more = rows(store, "group-departments", group="青少年", inherited="yes")
    assert columns(more, "department", "units")[0] == ("甲县教育局", "3")
    assert more[0]["groupEvidence"].split() == [A + "g1", A + "g2", A + "g5"]


def test_programmes(store: Store) -> None:
    found = rows(store, "programmes")
    assert columns(found, "programme", "type", "national", "departments") == [
        ("甲县科普基地", "", "false", "县教育局"), ("科技节", "节日周月", "false", "县教育局"),
        ("全国科普日", "节日周月", "true", "县应急局、县教育局"), ("科技节", "节日周月", "false", "县应急局、县教育局"),
    ]  # fmt: skip
    for name in ("event-series", "节日周月", "series of events"):
        assert len(rows(store, "programmes", type=name)) == 3
    assert not rows(store, "programmes", type="award")


def test_programmes_that_spread_and_that_stay(store: Store) -> None:
    (spread,) = rows(store, "programme-spread")
    assert (spread["programme"], spread["plans"], spread["first"]) == ("科技节", "2", "2021-12-01")
    assert spread["spread"] == "乙县 2021 → 甲县 2022"
    assert not rows(store, "programme-spread", minimum="3")
    assert columns(rows(store, "local-programmes"), "programme", "place") == [("甲县科普基地", "甲县")]
    every = rows(store, "local-programmes", national="yes")
    assert columns(every, "programme", "known") == [("甲县科普基地", "false"), ("全国科普日", "true")]


def test_targets(store: Store) -> None:
    fields = ("indicator", "comparator", "value", "unit", "deadline", "recurrence", "scope", "departments", "quote")
    assert columns(rows(store, "targets"), *fields) == [
        ("科普基地", "达到", "10", "处", "2025", "", "全县", "县教育局（牵头，承继）", '建成"科普基地"10处, 全县开放'),
        ("科普经费", "不低于", "200000", "元", "", "每年", "", "县财政局（负责）", "科普经费列入预算，每年不少于20万元"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "recurring", "expected"),
    [
        ("2025", "yes", [("deadline", "科普基地"), ("recurring", "科普经费")]),
        ("2025", "no", [("deadline", "科普基地")]),
        ("2021", "yes", [("recurring", "科普经费")]),
        ("2026", "yes", []),
    ],
)
def test_targets_due(year: str, recurring: str, expected: list[tuple[str, str]], store: Store) -> None:
    assert columns(rows(store, "targets-due", year=year, recurring=recurring), "due", "indicator") == expected


def test_a_merged_body_counts_for_each_of_its_functions(store: Store) -> None:
    found = {row["function"]: row for row in rows(store, "function-load", plan="甲县科普")}
    for function in ("教育", "体育"):
        row = found[function]
        assert (row["led"], row["supported"], row["shared"], row["units"], row["bodies"]) == ("1", "0", "1", "2", "1")
    inherited = {row["function"]: row for row in rows(store, "function-load", plan="甲县科普", inherited="yes")}
    assert (inherited["体育"]["led"], inherited["体育"]["units"]) == ("3", "3")


def test_a_merged_body_does_not_meet_itself(store: Store) -> None:
    found = columns(rows(store, "function-pairs", language="en"), "first", "second", "units", "plans")
    assert ("education", "science association", "2", "2") in found
    assert ("science and technology", "sport", "1", "1") in found
    assert not [row for row in found if set(row[:2]) == {"education", "sport"}]
    assert len(rows(store, "function-pairs", minimum="2")) == 1


def test_change_between_two_plans_and_two_periods(store: Store) -> None:
    found = {row["function"]: row for row in rows(store, "change-by-function", earlier="yi-2021.md", later="甲县科普")}
    education = found["教育"]
    assert (education["unitsEarlier"], education["unitsLater"], education["change"]) == ("2", "2", "0")
    assert (education["shareEarlier"], education["shareLater"]) == ("66.7", "66.7")
    assert (found["气象"]["unitsEarlier"], found["气象"]["unitsLater"]) == ("1", "0")
    assert found["科技"]["related"] == "科协"
    split = {row["function"]: row for row in rows(store, "change-by-function", split="2022")}
    assert (split["教育"]["unitsEarlier"], split["教育"]["unitsLater"]) == ("4", "0")


def test_branches_and_types(store: Store) -> None:
    (branch,) = rows(store, "vertical-bodies")
    assert (branch["department"], branch["parent"], branch["parentPlace"]) == ("乙县气象局", "乙市气象局", "乙市")
    assert branch["evidence"] == B + "m3"
    found = rows(store, "body-types", plan="甲县科普")
    assert columns(found, "type", "bodies", "units", "led", "names") == [
        ("政府部门", "2", "2", "1", "甲县教育局、甲县科技局"), ("群团组织", "1", "1", "0", "甲县科协"), ("", "1", "1", "0", "甲县财政局"),
    ]  # fmt: skip
