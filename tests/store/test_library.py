"""Every query of the library: it is described, it runs, and it answers what it promises."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Store

from graph.store import NamedQuery, ParameterType, bind, library, run
from graph.store.evaluate import term_text
from graph.store.queries import prefixes
from graph.store.terms import ontology_terms
from graph.store.tokens import prefixed_names

QUERIES = library().queries
THEMES = {"tasks", "gaps", "network", "overview", "evidence"}


def rows(store: Store, name: str, **values: str) -> list[dict[str, str]]:
    result = run(store, bind(library().find(name), values))
    return [dict(zip(result.columns, map(term_text, row), strict=True)) for row in result.rows]


def named(query: NamedQuery) -> str:
    return query.name


def test_there_are_enough_of_them() -> None:
    assert len(QUERIES) >= 32
    assert list(library().names) == sorted(set(library().names))


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_header_is_whole(query: NamedQuery) -> None:
    for chinese in (query.title_zh, query.question_zh, *(parameter.zh for parameter in query.parameters)):
        assert re.search("[\u4e00-\u9fff]", chinese), chinese
    for english in (query.title_en, query.question_en, *(parameter.en for parameter in query.parameters)):
        assert english
        assert not re.search("[\u4e00-\u9fff]", english), english
    assert query.theme in THEMES
    assert query.columns
    assert all((p.type is ParameterType.CHOICE) == bool(p.choices) for p in query.parameters)


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_a_query_has_both_notes_or_none(query: NamedQuery) -> None:
    assert bool(query.note_zh) == bool(query.note_en)
    if query.note_zh:
        assert re.search("[\u4e00-\u9fff]", query.note_zh)
        assert re.search("[A-Za-z]{3,} [a-z]+ [a-z]+", query.note_en)
        assert query.note_zh.endswith("。")


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_columns_are_as_the_header_says_and_rows_are_found(query: NamedQuery, specimen_graph: Store) -> None:
    """Or the header says what it means that there are none."""
    result = run(specimen_graph, bind(query))
    assert result.columns == query.columns
    assert result.rows or (query.empty_zh and query.empty_en)


@pytest.mark.real
@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_answers_on_the_real_plans(query: NamedQuery, real_graph: Store) -> None:
    result = run(real_graph, bind(query))
    assert result.columns == query.columns
    assert result.rows or (query.empty_zh and query.empty_en)


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_file_holds_the_defaults_of_its_header(query: NamedQuery) -> None:
    """So the file gives the same answer in any other engine."""

    def squeezed(text: str) -> str:
        return re.sub(r"\{\s*(\S*)\s*\}", r"{\1}", text)

    assert squeezed(bind(query).text) == squeezed(query.text)


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_every_choice_runs(query: NamedQuery, store: Store) -> None:
    for parameter in query.parameters:
        for choice in parameter.choices:
            assert run(store, bind(query, {parameter.name: choice})).columns == query.columns


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_only_known_prefixes_and_terms(query: NamedQuery) -> None:
    names = [token.value for token in prefixed_names(query.text)[0]]
    assert {name.partition(":")[0] for name in names} <= set(prefixes())
    assert {name.removeprefix("plan:") for name in names if name.startswith("plan:")} <= ontology_terms()


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_form_that_the_engine_evaluates_fast(query: NamedQuery) -> None:
    """NOT EXISTS never ends in Oxigraph at 1,000 plans where MINUS takes 0.1 s."""
    assert "EXISTS" not in query.text.upper()
    assert "{" in query.text
    assert "ORDER BY" in query.text or query.text.lstrip("#").count("CONSTRUCT {") == 1


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_order_is_total(query: NamedQuery, store: Store) -> None:
    """The same rows in the same order from a store that was filled in another order."""
    other = Store()
    other.extend(sorted(store, key=str, reverse=True))
    assert run(other, bind(query)).rows == run(store, bind(query)).rows


@pytest.mark.parametrize("query", [q for q in QUERIES if "plan" in {p.name for p in q.parameters}], ids=named)
def test_plan_parameter(query: NamedQuery, store: Store) -> None:
    by_key, by_title, by_file = (
        run(store, bind(query, {"plan": value})).rows for value in ("990101-2022-jia-3", "甲县科普", "jia-2022.txt")
    )
    assert by_key == by_title == by_file
    assert not run(store, bind(query, {"plan": "丙县"})).rows


def test_short_name_matches_in_every_place_full_name_in_one(store: Store) -> None:
    assert {row["department"] for row in rows(store, "my-tasks", department="县科协")} == {"甲县科协", "乙县科协"}
    assert {row["department"] for row in rows(store, "my-tasks", department="乙县科协")} == {"乙县科协"}
    assert {row["surface"] for row in rows(store, "my-tasks", department="县应急局")} == {"县应急局"}


def test_my_tasks(store: Store) -> None:
    found = rows(store, "my-tasks", department="甲县教育局")
    assert [(row["role"], row["carrier"], row["number"]) for row in found] == [
        ("牵头", "责任条款", "（一）"),
        ("牵头", "承继自章节", "1．"),
        ("分工负责", "责任条款", "1．"),
        ("牵头", "承继自章节", "2．"),
    ]
    assert len(rows(store, "my-tasks", department="甲县教育局", inherited="no")) == 2
    assert {row["role"] for row in rows(store, "my-tasks", role="shared", language="en")} == {"shared"}


def test_partners_say_who_leads(store: Store) -> None:
    found = rows(store, "partners", department="甲县科协")
    assert [(row["partner"], row["partnerRole"], row["leads"]) for row in found] == [
        ("甲县教育局", "分工负责", "县教育局"),
        ("甲县科技局", "分工负责", "县教育局"),
    ]


def test_partners_of_a_plan_are_those_of_its_bodies(store: Store) -> None:
    """Both ways into the query (from the body, from the plan) give the same rows."""
    every = rows(store, "partners", plan="jia-2022.txt")
    bodies = sorted({row["department"] for row in every})
    assert len(bodies) > 1
    for name in bodies:
        assert rows(store, "partners", department=name, plan="jia-2022.txt") == [
            r for r in every if r["department"] == name
        ]


def test_my_partners_count_units_and_who_leads(specimen_graph: Store) -> None:
    (found,) = [
        row
        for row in rows(specimen_graph, "my-partners", department="云衡县科协")
        if row["partner"] == "云衡县妇女联合会"
    ]
    assert int(found["units"]) == len(found["evidence"].split()) == len(found["headings"].split("；"))
    shared = rows(specimen_graph, "partners", department="云衡县科协")
    assert {row["unit"] for row in shared if row["partner"] == "云衡县妇女联合会"} == set(found["evidence"].split())
    lead = {r["unit"] for r in rows(specimen_graph, "my-tasks", department="云衡县科协", role="lead")}
    assert int(found["mineLeads"]) == len(lead & set(found["evidence"].split()))


def test_evidence_of_an_iri_of_every_kind(specimen_graph: Store) -> None:
    """A unit, a duty, a mention and a body each lead to the same words as the whole table does."""
    every = rows(specimen_graph, "evidence", plan="云衡")
    for column in ("denotes", "textUnit", "mention"):
        iri = every[0][column]
        found = rows(specimen_graph, "evidence", iri=iri)
        assert found
        assert found == [row for row in rows(specimen_graph, "evidence") if row[column] == iri or iri == row["denotes"]]
    assert not rows(specimen_graph, "evidence", iri=every[0]["denotes"], plan="檀浔")


def test_no_responsibility(store: Store) -> None:
    assert [row["text"] for row in rows(store, "no-responsibility")] == ["各级要加强宣传，营造氛围。"]
    assert rows(store, "no-responsibility", inherited="no")[0]["heading"] == "建设科普基地"


def test_no_lead_counts_an_inherited_lead_unless_told(store: Store) -> None:
    assert [row["heading"] for row in rows(store, "no-lead")] == ["防灾科普"]
    assert [row["heading"] for row in rows(store, "no-lead", inherited="no")] == ["开好科学课", "防灾科普"]
    assert not rows(store, "no-lead", minimum="3")


def test_pairs(store: Store) -> None:
    found = rows(store, "pairs", department="县科技局")
    assert [(row["first"], row["second"], row["weight"]) for row in found] == [
        ("甲县教育局", "甲县科技局", "1"),
        ("甲县科技局", "甲县科协", "1"),
    ]


def test_serves_group_by_concept_or_by_word(store: Store) -> None:
    assert [(r["heading"], r["foundBy"]) for r in rows(store, "serves-group", group="青少年")] == [
        ("青少年行动", "target group"),
        ("开好科学课", "target group"),
    ]
    assert [r["foundBy"] for r in rows(store, "serves-group", group="老年人")] == ["target group", "target group"]
    assert [r["foundBy"] for r in rows(store, "serves-group", group="全县")] == ["text"]
    assert not rows(store, "serves-group", group="飞行员")


def test_division_of_labour_is_in_the_order_of_the_text(store: Store) -> None:
    table = {row["heading"]: row for row in rows(store, "division-of-labour")}
    assert len(table) == 8
    lesson = table["开好科学课"]
    assert lesson["path"] == "一、重点任务 / （一）青少年行动"
    assert lesson["shared"] == "县教育局、县科技局、县科协"
    assert (lesson["lead"], lesson["cooperating"]) == ("县教育局", "相关部门和单位")
    assert table["气象科普"]["lead"] == "县气象局"
    assert table["经费保障"]["responsible"] == "县财政局"
    bare = {row["heading"]: row for row in rows(store, "division-of-labour", inherited="no")}
    assert bare["建设科普基地"]["lead"] == bare["开好科学课"]["lead"] == ""


def test_load(store: Store) -> None:
    row = next(row for row in rows(store, "load") if row["department"] == "甲县教育局")
    assert (row["lead"], row["shared"], row["units"]) == ("1", "1", "2")
    row = next(row for row in rows(store, "load", inherited="yes") if row["department"] == "甲县教育局")
    assert (row["lead"], row["shared"], row["units"]) == ("3", "1", "3")


def test_plans(store: Store) -> None:
    first, second = rows(store, "plans")
    assert (first["provisions"], first["withBody"], first["withoutBody"], first["bodies"]) == ("4", "3", "1", "4")
    assert (first["publisher"], first["start"], first["issued"]) == ("甲县人民政府办公室", "2021", "2022-05-06")
    assert (second["publisher"], second["start"]) == ("", "")


def test_citations(store: Store) -> None:
    found = [(row["citedTitle"], row["identifiedBy"], row["basis"], row["inGraph"]) for row in rows(store, "citations")]
    assert found == [
        ("乙县科普行动计划", "number", "false", "true"),
        ("科普规划", "number", "true", "false"),
        ("科普意见", "title", "false", "false"),
    ]


def test_annex_against_text(store: Store) -> None:
    assert [(row["foundIn"], row["department"]) for row in rows(store, "annex-vs-text")] == [
        ("annex", "乙县气象局"),
        ("annex", "乙县科协"),
        ("text", "乙县应急管理局"),
    ]


def test_restored(store: Store) -> None:
    found = [(row["surface"], row["localName"], row["rule"]) for row in rows(store, "restored")]
    assert found == [("科协", "县科协", "clause.shared.elided"), ("科技局", "县科技局", "clause.shared.elided")]
    assert {row["carrier"] for row in rows(store, "restored", inference="inherited")} == {"承继自章节"}
    assert len(rows(store, "restored", inference="all")) == 8


def test_evidence_quotes_the_text(store: Store) -> None:
    section = "https://w3id.org/fengong/id/990101-2022-jia-3#s2"
    found = rows(store, "evidence", iri=section)
    assert {row["context"] for row in found} == {"办好科技节。（由【县教育局】牵头，相关部门和单位配合）"}
    assert len(found) == 3, "the section and the two provisions that inherit from it"
    for row in rows(store, "evidence"):
        assert f"【{row['surface']}】" in row["context"]


def test_how_responsibility_is_stated(store: Store) -> None:
    found = {(row["plan"][:2], row["carrier"]): row["units"] for row in rows(store, "by-carrier", language="en")}
    assert found[("甲县", "none")] == "1"
    assert found[("甲县", "clause")] == "2"
    assert found[("乙县", "annex")] == "2"
    assert ("乙县", "none") not in found


def test_outline(store: Store) -> None:
    found = rows(store, "sections", plan="jia-2022.txt")
    assert [row["depth"] for row in found] == ["1", "2", "3", "3", "1", "2", "2"]
    assert [row["number"] for row in found][:4] == ["一、", "（一）", "1．", "2．"]
    assert [row["number"] for row in rows(store, "sections", plan="jia-2022.txt", units="sections")] == [
        "一、",
        "（一）",
        "二、",
    ]


def test_lead_and_cooperating_parties_without_identity_left_out(store: Store) -> None:
    assert [(row["leader"], row["follower"]) for row in rows(store, "who-coordinates")] == [("乙县科协", "乙县教育局")]
