"""Takes a small graph that follows the contract, checks what the network queries count."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from graph.assets import read_text
from graph.network import Records, as_rows, name_network, plan_network, read_records
from graph.store import bind, parse_query, run
from graph.store.evaluate import term_text

GRAPH = """
@prefix plan: <https://w3id.org/fengong/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix role: <https://w3id.org/fengong/vocab/role/> .
@prefix carrier: <https://w3id.org/fengong/vocab/carrier/> .
@prefix kind: <https://w3id.org/fengong/vocab/kind/> .
@prefix : <https://w3id.org/fengong/id/> .

:p { :p a plan:Plan ; plan:key "p" ; dcterms:title "某县方案"@zh ; eli:number "某政发〔2022〕1号" .
  :q a plan:Plan ; plan:key "q" ; dcterms:title "不写责任的方案"@zh .
  :s a plan:Section ; plan:inPlan :p ; eli:is_part_of :p ; plan:number "三、" ; plan:heading "任务"@zh ;
     plan:text "由县甲局牵头，县乙局配合。"@zh ;
     plan:ordinal 1 ; plan:hasResponsibility :r1 , :r2 .
  :t a plan:Provision ; plan:inPlan :p ; eli:is_part_of :s ; plan:number "1．" ; plan:heading "办展览"@zh ;
     plan:text "（县甲局、丙局、相关单位负责）"@zh ;
     plan:ordinal 2 ; plan:kind kind:action ; plan:hasResponsibility :r3 , :r4 , :r5 , :r6 .
  :x a plan:AnnexRow ; plan:inPlan :p ; plan:ordinal 3 ; plan:task :s ; plan:heading "任务"@zh ;
     plan:text "任务 县丙局 县乙局"@zh .
  :s plan:hasResponsibility :r7 , :r8 .
  :r1 plan:organization :a ; plan:role role:lead ; plan:localName "县甲局" ; plan:carrier carrier:clause .
  :r2 plan:organization :b ; plan:role role:cooperating ; plan:localName "县乙局" ;
     plan:carrier carrier:clause ; plan:restored false .
  :r3 plan:organization :a ; plan:role role:shared ; plan:localName "县甲局" ; plan:carrier carrier:clause ;
     plan:generic false .
  :r4 plan:organization :c ; plan:role role:shared ; plan:localName "县丙局" ; plan:carrier carrier:clause ;
     plan:restored true .
  :r5 plan:organization :g ; plan:role role:shared ; plan:localName "相关单位" ; plan:carrier carrier:clause ;
     plan:generic true .
  :r6 plan:organization :b ; plan:role role:cooperating ; plan:localName "县乙局" ;
     plan:carrier carrier:inherited .
  :r7 plan:organization :c ; plan:role role:lead ; plan:localName "县丙局" ; plan:carrier carrier:annex .
  :r8 plan:organization :b ; plan:role role:responsible ; plan:localName "县乙局" ; plan:carrier carrier:annex .
  :a skos:prefLabel "某县甲局"@zh . :b skos:prefLabel "某县乙局"@zh . :c skos:prefLabel "某县丙局"@zh . }
:pe { :m1 plan:denotes :r1 ; plan:inText :s ; plan:begin 1 ; plan:end 4 . :m2 plan:denotes :r2 ;
     plan:inText :s ; plan:begin 7 ; plan:end 10 .
  :m3 plan:denotes :r3 ; plan:inText :t ; plan:begin 1 ; plan:end 4 . :m4 plan:denotes :r4 ; plan:inText :t ;
     plan:begin 5 ; plan:end 7 .
  :m5 plan:denotes :r5 ; plan:inText :t ; plan:begin 8 ; plan:end 12 . :m6 plan:denotes :r6 ; plan:inText :s ;
     plan:begin 7 ; plan:end 10 .
  :m7 plan:denotes :r7 ; plan:inText :x ; plan:begin 3 ; plan:end 6 . :m8 plan:denotes :r8 ; plan:inText :x ;
     plan:begin 7 ; plan:end 10 . }
"""

ID = "https://w3id.org/fengong/id/"


def read() -> Records:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TRIG)
    coordination, outline = (
        as_rows(store.query(read_text("ontology", f"queries/network/{name}.rq"), use_default_graph_as_union=True))  # type: ignore[arg-type]
        for name in ("coordination", "outline")
    )
    return read_records(coordination, outline)


def test_what_counts_and_what_does_not() -> None:
    network = plan_network(read(), "p")
    labels = {network.nodes[node]["label"] for node in network}
    assert labels == {"县甲局", "县乙局", "县丙局"}
    edges = {frozenset(e[:2]): (e[2]["shared"], e[2]["weight"]) for e in network.edges(data=True)}
    assert edges == {
        frozenset({ID + "a", ID + "b"}): (1, 1.0),
        frozenset({ID + "a", ID + "c"}): (1, 1.0),
        frozenset({ID + "b", ID + "c"}): (1, 1.0),
    }


def test_units_know_their_place() -> None:
    records = read()
    assert records.units[ID + "t"].path == ("三、任务",)
    assert records.units[ID + "x"].type == "annexrow"
    assert records.units[ID + "t"].kind == "action"


def test_offsets_quote_the_name_as_written() -> None:
    records = read()
    written = {records.units[d.unit].text[d.begin : d.end] for d in records.duties}
    assert written == {"县甲局", "县乙局", "县丙局", "丙局"}
    assert {d.restored for d in records.duties if d.unit == ID + "t"} == {True, False}


def test_plan_without_duty_is_known_and_empty() -> None:
    records = read()
    assert records.plans[ID + "q"].title == "不写责任的方案"
    assert len(plan_network(records, "q")) == 0
    assert [p.key for p in name_network(records).graph["plans"]] == ["p", "q"]


def test_columns_are_as_the_header_says() -> None:
    store = Store()
    for name in ("coordination", "outline", "functions", "plans", "subjects", "group-names", "target-group"):
        text = read_text("ontology", f"queries/network/{name}.rq")
        promised = next(line for line in text.splitlines() if line.startswith("# columns: "))
        answer = store.query(text)
        assert [v.value for v in answer.variables] == promised.removeprefix("# columns: ").split(", ")  # type: ignore[union-attr]


GROUPS = """
@prefix plan: <https://w3id.org/fengong/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://w3id.org/fengong/id/> .
:g0 a plan:TargetGroup ; skos:prefLabel "公众"@zh , "the public"@en .
:g1 a plan:TargetGroup ; skos:broader :g0 ; skos:prefLabel "农民"@zh ; skos:altLabel "农民群众"@zh .
:g2 a plan:TargetGroup ; skos:broader :g1 ; skos:prefLabel "新农人"@zh .
:g3 a plan:TargetGroup ; skos:broader :g2 ; skos:prefLabel "返乡新农人"@zh .
:g4 a plan:TargetGroup ; skos:broader :g3 , :g0 ; skos:prefLabel "返乡青年新农人"@zh .
:g5 a plan:TargetGroup ; skos:broader :g4 ; skos:prefLabel "返乡女青年新农人"@zh .
:s plan:targetGroup :g1 . :t plan:inheritedTargetGroup :g1 ; plan:targetGroup :g4 . :v plan:targetGroup :g5 .
:x plan:task :s . :y plan:task :t . :z plan:heading "别的" .
:b a plan:Organization ; plan:function :f , :k . :f skos:prefLabel "教育"@zh , "education"@en . :type plan:function :f .
"""


def ask(name: str, group: str = "") -> list[tuple[str, ...]]:
    store = Store()
    store.load(GROUPS.encode(), format=RdfFormat.TURTLE)
    query = parse_query(name, read_text("ontology", f"queries/network/{name}.rq"))
    found = run(store, bind(query, {"group": group} if group else {}))
    return [tuple(term_text(term).removeprefix(ID) for term in row) for row in found.rows]


@pytest.mark.parametrize(
    ("group", "units"),
    [
        ("农民", {"s", "t", "v", "x", "y"}),
        ("农民群众", {"s", "t", "v", "x", "y"}),
        ("The Public", {"s", "t", "v", "x", "y"}),
        ("新农人", {"t", "v", "y"}),
        ("返乡女青年新农人", {"v"}),
        ("老年人", set()),
    ],
)
def test_units_for_a_group_hold_narrower_and_inherited_ones(group: str, units: set[str]) -> None:
    assert {unit for unit, _ in ask("target-group", group)} == units


def test_names_of_groups() -> None:
    assert ("农民群众",) in ask("group-names")
    assert ("the public",) in ask("group-names")


def test_functions_are_those_of_bodies_not_of_the_vocabulary() -> None:
    assert ask("functions") == [("b", "f", "教育", "education"), ("b", "k", "", "")]


def test_subjects_say_what_is_inherited() -> None:
    found = {(unit, group, inherited) for unit, group, sort, _, inherited in ask("subjects") if sort == "group"}
    assert {("s", "g1", "false"), ("t", "g1", "true"), ("x", "g1", "true"), ("y", "g4", "true")} <= found
    assert not any(unit == "z" for unit, *_ in found)


def test_region_is_the_province_that_holds_the_place() -> None:
    store = Store()
    store.load(PLACES.encode(), format=RdfFormat.TURTLE)
    found = run(store, bind(parse_query("plans", read_text("ontology", "queries/network/plans.rq")))).rows
    rows = [tuple(term_text(term).rsplit("/", 1)[-1] for term in row) for row in found]
    assert rows == [
        ("p", "甲县", "county", "乙省", "2022", "2021", "2025"),
        ("q", "乙省", "province", "乙省", "", "", ""),
        ("r", "", "", "", "2016", "", ""),
    ]


PLACES = """
@prefix plan: <https://w3id.org/fengong/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix level: <https://w3id.org/fengong/vocab/level/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://w3id.org/fengong/id/> .
:p a plan:Plan ; plan:key "p" ; eli:jurisdiction :county ; dcterms:issued "2022-06-03"^^xsd:date ;
   plan:periodStart "2021"^^xsd:gYear ; plan:periodEnd "2025"^^xsd:gYear .
:q a plan:Plan ; plan:key "q" ; eli:jurisdiction :province .
:r a plan:Plan ; plan:key "r" ; dcterms:issued "2016-08-15"^^xsd:date .
:cited a plan:Plan .
:county skos:prefLabel "甲县"@zh ; plan:level level:county ; plan:within :city .
:city skos:prefLabel "丙市"@zh ; plan:level level:city ; plan:within :province .
:province skos:prefLabel "乙省"@zh ; plan:level level:province .
"""
