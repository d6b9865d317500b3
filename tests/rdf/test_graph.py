"""The graph of the specimen plans and of small texts: its terms, its promises, its evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from graph.assets import read_bytes
from graph.errors import InvariantError
from graph.model import Carrier, Plan
from graph.pipeline import Build
from graph.rdf import build_quads, to_nquads, to_turtle
from graph.rdf.check import check_plans, check_quads
from graph.rdf.names import BASE, NAMESPACES, term
from tests.strategies import document, plan

BODY = (
    "一、提升行动\n（县教育局牵头，相关部门配合）\n1．办讲堂。落实《乡村科普办法》要求，每校两场。\n2．办展览。每校一次。（县文旅局、科协按职责分工负责）\n"
    "二、保障措施\n（一）落实经费。列入预算。\n（二）强化宣传。县融媒体中心要开设专栏。\n"
    "\n附件\n任务分工表\n序号\t任务\t牵头单位\t配合单位\n1\t办讲堂\t县科协\t团县委\n2\t整治广告\t县城管局\t县文旅局\n"
)
Facts = dict[str, dict[str, list[str]]]


def facts(quads: tuple[Quad, ...]) -> Facts:
    """Everything said of each node: prefixed predicate → values."""
    short = {iri: prefix for prefix, iri in NAMESPACES.items()}
    found: Facts = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        iri = quad.predicate.value
        base = next((b for b in short if iri.startswith(b)), "")
        found[quad.subject.value][f"{short.get(base, '')}:{iri.removeprefix(base)}"].append(_value(quad.object))
    return found


def _value(node: object) -> str:
    assert isinstance(node, NamedNode | Literal)
    return node.value


@pytest.fixture(scope="module")
def small() -> Plan:
    return plan(document(BODY))


@pytest.fixture(scope="module")
def said(small: Plan) -> Facts:
    return facts(build_quads([small], "0")[0])


@pytest.fixture(scope="module")
def everything(plans: dict[str, Plan]) -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
    return build_quads(list(plans.values()), "0")


def of_type(said: Facts, name: str) -> dict[str, dict[str, list[str]]]:
    wanted = term(f"plan:{name}").value
    return {iri: values for iri, values in said.items() if wanted in values["rdf:type"]}


def one(values: dict[str, list[str]], predicate: str) -> str:
    (value,) = values[predicate]
    return value


def test_no_blank_nodes_and_no_triple_in_two_graphs(everything: tuple[tuple[Quad, ...], tuple[Quad, ...]]) -> None:
    graphs: dict[str, set[str]] = defaultdict(set)
    for quad in (*everything[0], *everything[1]):
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
        graphs[str(quad.triple)].add(str(quad.graph_name))
    assert [triple for triple, found in graphs.items() if len(found) > 1] == []


def test_iris_are_ascii(everything: tuple[tuple[Quad, ...], tuple[Quad, ...]]) -> None:
    for quad in everything[0]:
        for node in (quad.subject, quad.object, quad.graph_name):
            if isinstance(node, NamedNode):
                assert re.fullmatch(r"[!-~]+", node.value)


def test_own_terms_are_declared(everything: tuple[tuple[Quad, ...], tuple[Quad, ...]]) -> None:
    declared = {t.subject for t in parse(read_bytes("ontology", "plan.ttl"), RdfFormat.TURTLE)}
    base = NAMESPACES["plan"]
    quads = (*everything[0], *everything[1])
    used = {quad.predicate for quad in quads} | {quad.object for quad in quads}
    used -= {NamedNode(base)}  # the namespace itself: a void:vocabulary
    assert {n for n in used if isinstance(n, NamedNode) and n.value.startswith(base)} <= declared


CONTRACT = {
    "Plan": "dcterms:title eli:number dcterms:issued dcterms:publisher plan:periodStart plan:periodEnd eli:jurisdiction eli:cites",
    "Jurisdiction": "skos:prefLabel plan:level",
    "Section": "plan:inPlan eli:is_part_of plan:number plan:heading plan:ordinal plan:kind",
    "Provision": "plan:inPlan eli:is_part_of plan:heading plan:text plan:ordinal plan:kind plan:responsibilityStated",
    "Responsibility": "plan:organization plan:role plan:localName plan:surface plan:carrier plan:restored plan:confidence plan:generic",
    "Organization": "skos:prefLabel eli:jurisdiction",
    "Mention": "plan:inText plan:denotes plan:surface plan:begin plan:end plan:sourceBegin plan:sourceEnd plan:rule plan:confidence",
    "AnnexRow": "plan:inPlan plan:ordinal plan:heading plan:text",
    "Document": "dcterms:title",
    "Notice": "eli:has_annex dcterms:title plan:text",
    "CoResponsibility": "plan:between plan:weight plan:sharedProvision",
}


@pytest.mark.parametrize("kind", CONTRACT)
def test_terms_of_the_contract(kind: str, said: Facts) -> None:
    nodes = of_type(said, kind)
    assert nodes
    for iri, values in nodes.items():
        assert set(CONTRACT[kind].split()) <= values.keys(), iri


def test_metadata(said: Facts, small: Plan) -> None:
    (values,) = of_type(said, "Plan").values()
    assert one(values, "dcterms:title") == "澜溪县科普服务行动方案（2023—2025年）"
    assert one(values, "eli:number") == "澜政办发〔2023〕12号"
    assert one(values, "dcterms:issued") == "2023-04-18"
    assert (one(values, "plan:periodStart"), one(values, "plan:periodEnd")) == ("2023", "2025")
    assert one(values, "plan:key") == small.key
    assert one(values, "plan:responsibilityStated") == "true"


def test_silence_is_said(said: Facts) -> None:
    stated = {one(v, "plan:heading"): one(v, "plan:responsibilityStated") for v in of_type(said, "Provision").values()}
    assert stated == {"办讲堂": "true", "办展览": "true", "落实经费": "false", "强化宣传": "true"}
    silent = facts(build_quads([plan(document("一、任务\n（一）办讲堂。每村两场。\n"))], "0")[0])
    assert {one(v, "plan:responsibilityStated") for v in of_type(silent, "Plan").values()} == {"false"}
    assert of_type(silent, "Responsibility") == {}


def duties(said: Facts, heading: str) -> set[tuple[str, str, str, str]]:
    found = set()
    for values in said.values():
        if heading in values["plan:heading"]:
            for iri in values["plan:hasResponsibility"]:
                duty = said[iri]
                role, carrier = (one(duty, p).rsplit("/", 1)[1] for p in ("plan:role", "plan:carrier"))
                found.add((one(duty, "plan:localName"), role, carrier, one(duty, "plan:restored")))
    return found


def test_duties_of_every_carrier_are_told_apart(said: Facts) -> None:
    assert duties(said, "办展览") == {
        ("县文旅局", "shared", "clause", "false"), ("县科协", "shared", "clause", "true"),
        ("县教育局", "lead", "inherited", "false"), ("相关部门", "cooperating", "inherited", "false"),
    }  # fmt: skip
    assert duties(said, "办讲堂") == {
        ("县科协", "lead", "annex", "false"), ("团县委", "cooperating", "annex", "false"),
        ("县教育局", "lead", "inherited", "false"), ("相关部门", "cooperating", "inherited", "false"),
    }  # fmt: skip
    assert duties(said, "强化宣传") == {("县融媒体中心", "responsible", "cue", "false")}


def test_shortcuts_say_what_the_duties_say(said: Facts) -> None:
    shortcut = {"lead": "plan:ledBy", "cooperating": "plan:supportedBy", "shared": "plan:sharedBy"}
    for values in said.values():
        wanted: dict[str, set[str]] = defaultdict(set)
        for iri in values["plan:hasResponsibility"]:
            body = one(said[iri], "plan:organization")
            wanted["plan:responsible"].add(body)
            if name := shortcut.get(one(said[iri], "plan:role").rsplit("/", 1)[1]):
                wanted[name].add(body)
        for name in (*shortcut.values(), "plan:responsible"):
            assert set(values[name]) == wanted[name]


def test_annex_rows_hang_on_their_tasks(said: Facts) -> None:
    rows = {one(v, "plan:heading"): v for v in of_type(said, "AnnexRow").values()}
    assert set(rows) == {"办讲堂", "整治广告"}
    assert one(said[one(rows["办讲堂"], "plan:task")], "plan:heading") == "办讲堂"
    assert "plan:task" not in {k for k, v in rows["整治广告"].items() if v}
    assert {one(said[i], "plan:localName") for i in rows["整治广告"]["plan:hasResponsibility"]} == {
        "县城管局",
        "县文旅局",
    }


def test_every_duty_and_citation_has_its_mention(said: Facts) -> None:
    denoted = {one(v, "plan:denotes") for v in of_type(said, "Mention").values()}
    assert set(of_type(said, "Responsibility")) <= denoted
    assert set(of_type(said, "Document")) <= denoted


def test_mentions_quote_text_and_file(
    everything: tuple[tuple[Quad, ...], tuple[Quad, ...]], plans: dict[str, Plan]
) -> None:
    said = facts(everything[0])
    raw = {plan.source.name: plan.source.raw for plan in plans.values()}
    mentions = of_type(said, "Mention")
    assert len(mentions) > 500
    for values in mentions.values():
        unit = said[one(values, "plan:inText")]
        where = "plan:heading" if values["plan:inHeading"] else "plan:text" if unit["plan:text"] else "plan:preamble"
        begin, end = int(one(values, "plan:begin")), int(one(values, "plan:end"))
        surface = one(values, "plan:surface")
        assert one(unit, where)[begin:end] == surface
        home = unit if unit["plan:sourceFile"] else said[one(unit, "plan:inPlan")]
        source = raw[one(home, "plan:sourceFile")]
        quoted = source[int(one(values, "plan:sourceBegin")) : int(one(values, "plan:sourceEnd"))]
        assert _without_gaps(source, quoted, values) == "".join(surface.split())


def _without_gaps(source: str, quoted: str, values: dict[str, list[str]]) -> str:
    for gap in values["plan:sourceGap"]:
        begin, end = map(int, gap.split("-"))
        quoted = quoted.replace(source[begin:end], "", 1)
    return "".join(quoted.split())


def test_named_graphs(small: Plan) -> None:
    quads, beside = build_quads([small], "0")
    said = {_value(q.graph_name).removeprefix(f"{BASE}graph/") for q in quads}
    assert said == {small.key, f"{small.key}/evidence", "entities", "derived"}
    assert {_value(q.graph_name).removeprefix(f"{BASE}graph/") for q in beside} == {"vocabulary", "dataset"}


def test_iris_do_not_depend_on_what_else_is_read(plans: dict[str, Plan]) -> None:
    def own(quads: tuple[Quad, ...], key: str) -> set[str]:
        return {str(q) for q in quads if f"/graph/{key}" in str(q.graph_name)}

    every = build_quads(list(plans.values()), "0")[0]
    for each in plans.values():
        assert own(build_quads([each], "0")[0], each.key) == own(every, each.key)


def test_base_changes_every_data_iri(small: Plan) -> None:
    quads = build_quads([small], "0", "https://example.org/data/")[0]
    assert not [q for q in quads if BASE in str(q)]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_files_say_the_same_to_rdflib(built: Build) -> None:
    nquads = rdflib.Dataset()
    nquads.parse(built.folder / "graph.nq", format="nquads")
    said = {(s, p, o) for s, p, o, g in nquads.quads() if not str(g).endswith(("/vocabulary", "/dataset", "/coding"))}
    turtle = rdflib.Graph().parse(built.folder / "graph.ttl", format="turtle")
    assert set(turtle) == said
    assert len(nquads) == len((built.folder / "graph.nq").read_bytes().splitlines())


def test_writers_sort_and_drop_doubles(small: Plan) -> None:
    quads = build_quads([small], "0")[0]
    assert to_nquads(quads) == to_nquads((*reversed(quads), *quads))
    assert to_turtle(quads) == to_turtle(tuple(reversed(quads)))
    lines = to_nquads(quads).decode().splitlines()
    assert lines == sorted(set(lines))


def test_pairs_count_shared_units(said: Facts) -> None:
    weights = Counter[frozenset[str]]()
    for values in of_type(said, "CoResponsibility").values():
        names = frozenset(min(said[iri]["skos:altLabel"], key=len) for iri in values["plan:between"])
        weights[names] += int(one(values, "plan:weight"))
        assert len(values["plan:sharedProvision"]) == int(one(values, "plan:weight"))
    assert weights == {
        frozenset({"县文旅局", "县科协"}): 1, frozenset({"县科协", "团县委"}): 1, frozenset({"县城管局", "县文旅局"}): 1
    }  # fmt: skip


NODE = NamedNode("https://example.org/a")


def test_blank_node_is_refused() -> None:
    with pytest.raises(InvariantError, match="空白节点"):
        check_quads([Quad(BlankNode("b"), NODE, NODE, NODE)])


def test_triple_in_two_graphs_is_refused() -> None:
    with pytest.raises(InvariantError, match="两个命名图"):
        check_quads([Quad(NODE, NODE, NODE, NODE), Quad(NODE, NODE, NODE, NamedNode("https://example.org/b"))])


def test_duty_without_evidence_is_refused() -> None:
    with pytest.raises(InvariantError, match="没有出处"):
        check_quads([Quad(NODE, term("plan:hasResponsibility"), NODE, NODE)])


def test_quotation_that_does_not_hold_is_refused(small: Plan) -> None:
    wrong = tuple(replace(d, begin=0, end=1) if d.carrier is Carrier.CUE else d for d in small.responsibilities)
    with pytest.raises(InvariantError, match="不是"):
        build_quads([replace(small, responsibilities=wrong)], "0")


def test_inference_that_does_not_say_so_is_refused(small: Plan) -> None:
    wrong = tuple(replace(d, rule="clause.lead") for d in small.responsibilities)
    with pytest.raises(InvariantError, match="不符"):
        check_plans([replace(small, responsibilities=wrong)])
