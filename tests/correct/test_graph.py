"""The record of corrections in the graph: who said what, when; what was taken out stays told and apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph.model import Plan
from graph.rdf import BASE, Names, plan_quads
from graph.rdf.check import check_quads
from graph.rdf.corrections import corrections
from graph.rdf.names import term
from tests.correct.support import Result, Row, correct, find, line, sheet, small

WHO = {"by": "王芳", "date": "2026/11/22", "note": "电话核实"}
GRAPH = NamedNode(f"{BASE}graph/corrections")


def rows_of(subject: Plan) -> list[Row]:
    rows = sheet(subject)
    return [
        find(rows, "科协", "落实经费") | WHO | {"action": "更名", "new value": "县科技局"},
        find(rows, "县融媒体中心") | WHO | {"action": "改角色", "new value": "牵头"},
        find(rows, "县教育局", "→ 2．办展览") | WHO | {"action": "删除"},
        find(rows, "“星火讲堂”") | WHO | {"action": "确认"},
        next(row for row in rows if row["field"].startswith("指标")) | {"action": "确认"},
        line(action="增补", text="请县气象局到场讲解", field="责任", surface="县气象局", new="配合", by="李强"),
    ]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    subject = small()
    return correct(subject, tmp_path_factory.mktemp("graph"), *rows_of(subject))


@pytest.fixture(scope="module")
def record(result: Result) -> list[Quad]:
    assert result[2] == ()
    return list(corrections(result[0], result[1], Names(BASE)))


def values(record: list[Quad], subject: object) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for quad in record:
        if quad.subject == subject:
            assert isinstance(quad.object, NamedNode | Literal)
            found[quad.predicate.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]].append(quad.object.value)
    return found


def activities(record: list[Quad], action: str) -> list[object]:
    return [q.subject for q in record if q.predicate == term("plan:correctionAction") and q.object == Literal(action)]


def test_the_record_stands_in_a_graph_of_its_own(result: Result, record: list[Quad]) -> None:
    assert {quad.graph_name for quad in record} == {GRAPH}
    assert len(record) == len(set(record))
    assert not [quad for quad in record if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]
    check_quads(dict.fromkeys((*plan_quads(result[0]), *record)))
    for quad in record:
        for node in (quad.subject, quad.object):
            assert not isinstance(node, NamedNode) or node.value.isascii()


def test_who_said_what_and_when(record: list[Quad]) -> None:
    (activity,) = activities(record, "rename")
    said = values(record, activity)
    assert said["newValue"] == ["县科技局"]
    assert said["formerValue"] == ["县科协"]
    assert said["date"] == ["2026-11-22"]
    assert said["comment"] == ["电话核实"]
    assert said["used"] == [f"{BASE}plan/lanxixian-2023-lanzhengbanfa-12"]
    (agent,) = said["wasAssociatedWith"]
    assert values(record, NamedNode(agent))["label"] == ["王芳"]
    (other,) = activities(record, "add")
    assert "date" not in values(record, other)


def test_every_confirmed_statement_is_in_the_graph(result: Result, record: list[Quad]) -> None:
    confirmed = {quad.subject for quad in record if quad.predicate == term("plan:confirmed")}
    described = {quad.subject for quad in plan_quads(result[0])}
    assert len(confirmed) == 5
    assert confirmed <= described
    assert confirmed == {quad.subject for quad in record if quad.predicate == term("prov:wasGeneratedBy")}


def test_what_was_taken_out_is_told_in_literals(result: Result, record: list[Quad]) -> None:
    (activity,) = activities(record, "reject")
    (node,) = values(record, activity)["invalidated"]
    said = values(record, NamedNode(node))
    assert said["rejectedSurface"] == said["rejectedValue"] == ["县教育局"]
    assert said["rejectedRole"] == ["lead"]
    assert said["rejectedUnit"] == ["2．办展览"]
    own = {quad.predicate for quad in record if quad.subject == NamedNode(node)} - {term("rdf:type")}
    assert own & {quad.predicate for quad in plan_quads(result[0])} == set()
    assert NamedNode(node) not in {quad.subject for quad in plan_quads(result[0])}


def test_a_record_does_not_depend_on_the_line(tmp_path: Path, record: list[Quad]) -> None:
    subject = small()
    empty = [row | {"action": ""} for row in rows_of(subject)]
    corrected, applied, _ = correct(subject, tmp_path, *empty, *reversed(rows_of(subject)))
    assert set(corrections(corrected, applied, Names(BASE))) == set(record)


def test_sorts_of_activities(record: list[Quad]) -> None:
    kinds = Counter(quad.object for quad in record if quad.predicate == term("rdf:type"))
    assert kinds[term("prov:Activity")] == kinds[term("plan:Correction")] == 6
    assert kinds[term("prov:Agent")] == 2
    assert kinds[term("plan:RejectedStatement")] == 1
