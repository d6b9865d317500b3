"""A wrong query is told at its place, with what was probably meant, in Chinese and English."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graph.errors import BadQuery
from graph.store import NamedQuery, bind, find_hints, library, parse_query, run
from graph.store.faults import _FINDERS, find_fault
from graph.store.terms import check_terms, unfilled_columns
from graph.store.tokens import tokens

# text with the place between ⟦ and ⟧, and what the message says there
FAULTS = [
    ("SELECT * { ?s a ⟦paln:⟧Provision }", "unknown prefix paln: (did you mean plan:?)"),
    ("⟦SELEC⟧ ?s { ?s ?p ?o }", "did you mean SELECT"),
    ("SELECT ?s ⟦WERE⟧ { ?s ?p ?o }", "did you mean WHERE"),
    ("SELECT ?s\n{ ?s ?p ?o .\n  ⟦FILTR⟧(?o > 3) }", "did you mean FILTER"),
    ("SELECT ?s { ?s ?p ?o FILTER ⟦?o⟧ > 3 }", "FILTER stands in brackets"),
    ("SELECT ?s { ?s a plan:Plan ⟦?s⟧ plan:key ?k }", "may be missing before this"),
    ("SELECT ?s { ?s plan:key ⟦}⟧", "triple before this is incomplete"),
    ("SELECT ?s⟦,⟧ ?k { ?s plan:key ?k }", "no commas"),
    ("SELECT ⟦COUNT⟧(?s) AS ?n { ?s plan:key ?k }", "(COUNT(?x) AS ?n)"),
    ("SELECT (COUNT(?s) ⟦?n⟧) { ?s plan:key ?k }", "(COUNT(?x) AS ?n)"),
    ("SELECT ?s { ?s plan:key ?k } LIMIT 3 ⟦ORDER⟧ BY ?s", "the order is GROUP BY"),
    ("SELECT ⟦?p⟧ (COUNT(?u) AS ?n) { ?u plan:inPlan ?p }", "neither in GROUP BY"),
    ("SELECT ⟦？⟧县 { ?s ?p ?o }", "write ? instead"),
    ("SELECT ?s { ?s plan:key “甲” ⟦", "instead of"),
    ('SELECT ?s { ?s plan:key ⟦"⟧甲 }', "not closed"),
    ("SELECT ?s ⟦{⟧ ?s plan:key ?k", "is not closed"),
    ("SELECT ?s { ?s plan:key ?k } ⟦}⟧", "has no partner"),
    ("SELECT ?s { ?s plan:key ?k ⟦AND⟧ ?s a plan:Plan }", "did you mean &&"),
    ('SELECT ?s { ?s rdfs:label "甲"@zh⟦_CN⟧ }', "hyphen: @zh-CN"),
    ("SELECT ?s { ?s plan:key ?k BIND(2 AS ⟦?k⟧) }", "needs a new variable"),
]


@pytest.mark.parametrize(("marked", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_faults(marked: str, said: str, store: Store) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    before = marked.partition("⟦")[0]
    with pytest.raises(BadQuery) as caught:
        run(store, bind(parse_query("mine", text)))
    assert said in caught.value.en
    if "⟧" not in marked:
        return  # several places are as good
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert f"line {line}, column {column}:" in caught.value.en
    assert f"第 {line} 行第 {column} 列" in caught.value.zh
    shown, mark = caught.value.zh.splitlines()[-2:]
    assert shown.endswith(text.splitlines()[line - 1])
    assert mark.strip(" 　").strip("^") == ""


def test_the_mark_stands_below_the_place_though_chinese_is_wide(store: Store) -> None:
    with pytest.raises(BadQuery) as caught:
        run(store, bind(parse_query("mine", 'SELECT ?县 { ?县 rdfs:label "县科协" FILTR(true) }')))
    shown, mark = caught.value.zh.splitlines()[-2:]
    width = sum(2 if ord(character) > 0x2E7F else 1 for character in shown.partition("FILTR")[0])
    assert sum(2 if character == "　" else 1 for character in mark.partition("^")[0]) == width
    assert mark.count("^") == len("FILTR")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { { SELECT ?s { ?s plan:key ?k } ORDER BY ?k LIMIT 3 } ⟦}⟧ }",
        "SELECT ?s { ?s plan:key ?k FILTER plan:f(?k) FILTER xsd:boolean(?k) } ⟦}⟧",
        "SELECT ?s { { BIND(1 AS ?k) } UNION { BIND(2 AS ?k) } ?s plan:key ?k } ⟦}⟧",
        "SELECT ?s (COUNT(?k) AS ?n) { ?s plan:key ?k } GROUP BY ?s HAVING (?n > 1) ORDER BY ?s LIMIT 3 ⟦}⟧",
    ],
)
def test_what_is_right_is_not_blamed_for_a_fault_elsewhere(text: str) -> None:
    place = text.index("⟦")
    plain = text.replace("⟦", "").replace("⟧", "")
    assert find_fault(plain, "error at 1:1: expected SELECT").start in (place, plain.rindex("}"))
    for finder in _FINDERS:
        assert [fault.en for fault in finder(plain, tuple(tokens(plain))) if "no partner" not in fault.en] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * { ?s a plan:Provison }", "did you mean plan:Provision"),
        ("SELECT * { ?s plan:Heading ?x }", "did you mean plan:heading"),
        ("SELECT * { ?s plan:role role:led }", "did you mean role:lead"),
    ],
)
def test_our_own_terms_are_checked(text: str, said: str, specimen_graph: Store) -> None:
    with pytest.raises(BadQuery) as caught:
        check_terms(specimen_graph, bind(parse_query("mine", text)))
    assert said in caught.value.en
    assert "line 1, column" in caught.value.en


@pytest.mark.parametrize("query", library().queries, ids=lambda query: query.name)
def test_the_library_names_nothing_that_does_not_exist(query: NamedQuery, specimen_graph: Store) -> None:
    check_terms(specimen_graph, bind(query))


def test_a_store_without_vocabulary_accepts_every_concept(store: Store) -> None:
    check_terms(Store(), bind(parse_query("mine", "SELECT * { ?s plan:role role:led }")))
    check_terms(store, bind(parse_query("mine", "PREFIX plan: <https://example.org/> ASK { ?s a plan:Anything }")))


def test_terms_of_others_are_only_hinted_at(specimen_graph: Store) -> None:
    bound = bind(parse_query("mine", "SELECT * { ?s skos:preLabel ?o }"))
    check_terms(specimen_graph, bound)
    assert "did you mean skos:prefLabel" in find_hints(specimen_graph, bound)[0][1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('SELECT * { ?u plan:ledBy ?b . ?b skos:prefLabel "县科协" }', '"县科协"@zh'),
        ('SELECT * { ?b skos:prefLabel "县科协"@zh }', "skos:altLabel"),
        ('SELECT * { ?r plan:role "lead" }', "skos:notation"),
        ('SELECT * { ?b skos:prefLabel "从未有过"@zh }', "从未有过"),
    ],
)
def test_values_that_nothing_has_are_told(text: str, said: str, specimen_graph: Store) -> None:
    hints = find_hints(specimen_graph, bind(parse_query("mine", text)))
    assert any(said in zh and said in en for zh, en in hints), hints


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("SELECT ?heding { ?s plan:heading ?heading }", ["?heding"]),
        ("SELECT ?s (COUNT(?x) AS ?n) { ?s plan:heading ?h } GROUP BY ?s", []),
        ("SELECT ?h { { SELECT ?h { ?s plan:heading ?h } } }", []),
        ("SELECT * { ?s plan:heading ?h }", []),
    ],
)
def test_a_column_that_nothing_fills_is_told(text: str, lost: list[str]) -> None:
    assert [name for name in ("?heding",) if any(name in zh for zh, _ in unfilled_columns(text))] == lost


def test_an_edited_query_means_what_it_says(specimen_graph: Store) -> None:
    text = library().find("target-groups").text.replace('?plan { "" }', '?plan { "云衡" }')
    assert text != library().find("target-groups").text
    edited = run(specimen_graph, bind(parse_query("mine", text)))
    named = run(specimen_graph, bind(library().find("target-groups"), {"plan": "云衡"}))
    assert edited.rows == named.rows
