"""Takes plans with clear, generic and silent provisions, checks what the desk says; every figure agrees with the library."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from graph.assets import read_text
from graph.collect import Found
from graph.desk import build_card, department_rows, group_rows, make_imprint, plan_card, read_desk, read_measured
from graph.model import Plan, Role
from graph.network import as_rows
from graph.pipeline import Build, read_plan
from graph.report import write_report
from graph.store import bind, library, open_store, run
from graph.visualise import PlanCard
from graph.visualise.index import LACKS
from graph.visualise.ledger import Ledger

PLAN = """岚汀县全民科学素质行动实施方案（2021—2025年）

一、重点任务

1．办好科学课堂。每所小学每周开一节科学课。（责任单位：县科协、县妇联）

2．办好展览。每年秋天办一场巡回展览。（责任单位：县科协、县妇联）

3．办好讲座。每季度请一位专家讲课。（责任单位：有关部门和单位）

4．办好比赛。每年春天比一次。
"""
Table = list[dict[str, str]]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    path = tmp_path / "岚汀.txt"
    path.write_text(PLAN, encoding="utf-8")
    return read_plan(Found(path=path, name=path.name))


@pytest.fixture
def card(plan: Plan) -> PlanCard:
    return plan_card(plan, ())


@pytest.fixture(scope="module")
def store(built: Build) -> Store:
    return open_store(built.folder)


@pytest.fixture(scope="module")
def ledger(store: Store) -> Ledger:
    return read_desk(store)


def asked(store: Store, name: str, **values: str) -> Table:
    """The answer of a query of the library."""
    result = run(store, bind(library().find(name), values))
    return [{c: getattr(v, "value", "") for c, v in zip(result.columns, row, strict=True)} for row in result.rows]


def select(store: Store, text: str) -> QuerySolutions:
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return found


def test_generic_parties_are_told_from_bodies_and_from_silence(card: PlanCard) -> None:
    assert (card.provisions, card.with_responsibility, card.vague, card.without_responsibility) == (4, 2, 1, 1)
    assert dict(zip(LACKS, card.lacking, strict=True))["body"] == 2


def test_top_bodies_count_units_not_roles(plan: Plan) -> None:
    leads = [replace(duty, role=Role.LEAD) for duty in plan.responsibilities if duty.name == "县科协"]
    assert {duty.role for duty in plan.responsibilities} != {Role.LEAD}
    twice = replace(plan, responsibilities=(*plan.responsibilities, *leads))
    assert plan_card(twice, ()).top_bodies == (("县妇联", 2), ("县科协", 2))


def test_report_page_is_linked_and_the_markdown_kept(plan: Plan) -> None:
    links = [link.href for link in build_card([plan], ()).files]
    assert links.index("report.html") < links.index("report.md")


def test_report_says_the_same_in_plain_lists(plan: Plan, tmp_path: Path) -> None:
    write_report([plan], (), 1, tmp_path)
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "条款 4 条：2 条写明责任单位，1 条只有泛指（有关部门等），1 条未写明。" in text
    assert "### 没有写明责任单位的条款" in text
    assert "- 一、重点任务 / 4．办好比赛" in text
    assert "<details>" not in text


def test_what_is_lacking_agrees_with_specificity(built: Build, store: Store) -> None:
    shares = {row["plan"]: row for row in asked(store, "specificity")}
    columns = dict(zip(LACKS, ("body", "lead", "deadline", "group", "number"), strict=True))
    assert len(built.plans) > 5
    for plan in built.plans:
        card, said = plan_card(plan, ()), shares[plan.outline.metadata.title]
        assert card.provisions == int(said["provisions"])
        for lack, count in zip(LACKS, card.lacking, strict=True):
            share = 100 * (card.provisions - count) / card.provisions
            assert share == pytest.approx(float(said[columns[lack]]), abs=0.051), (plan.key, lack)


def test_silent_provisions_agree_with_no_responsibility(built: Build, store: Store) -> None:
    silent = asked(store, "no-responsibility")
    cards = {plan.outline.metadata.title: plan_card(plan, ()) for plan in built.plans}
    for title, card in cards.items():
        rows = [row for row in silent if row["plan"] == title]
        assert len(rows) == card.vague + card.without_responsibility
        assert sum(bool(row["generic"]) for row in rows) == card.vague


def test_departments_agree_with_load(store: Store, ledger: Ledger) -> None:
    named = {duty.body: duty.generic for duty in ledger.duties}
    titles = {plan.key: plan.title for plan in ledger.plans.values()}
    expected: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    columns = ("lead", "cooperating", "shared", "responsible", "units")
    stated: dict[tuple[str, str], int] = {}
    for row in asked(store, "load"):
        if not named[row["body"]]:
            stated[row["plan"], row["body"]] = int(row["units"])
            for at, column in enumerate(columns):
                expected[row["plan"]][at] += int(row[column])
    for row in asked(store, "load", inherited="yes"):
        if not named[row["body"]]:
            expected[row["plan"]][5] += int(row["units"]) - stated.get((row["plan"], row["body"]), 0)
    found: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for department in department_rows(ledger):
        for key, counts in department.entries:
            for at, count in enumerate(counts[:6]):
                found[titles[key]][at] += count
    assert found == expected
    assert any(counts[5] for counts in found.values()), "inherited duties are among them"


def test_partners_agree_with_my_partners(store: Store, ledger: Ledger) -> None:
    from graph.visualise.work import pages, place_of, works

    (part,) = (part for part in pages(ledger).values() if place_of(part) == "云衡县")
    work = next(work for work in works(part) if work.name == "县科协")
    rows = asked(store, "my-partners", department="县科协", plan=next(iter(part.plans.values())).key)
    said = {row["partnerBody"]: tuple(int(row[c]) for c in ("units", "mineLeads", "partnerLeads")) for row in rows}
    assert len(said) > 5
    assert {p.body: (p.shared, p.leads, p.led) for p in work.partners if p.shared} == said


BOTH = """PREFIX plan: <https://w3id.org/fengong/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?title ?label (COUNT(DISTINCT ?unit) AS ?units) WHERE {
  ?unit plan:targetGroup ?group ; plan:inheritedTargetGroup ?group ; plan:inPlan ?plan . ?plan dcterms:title ?title .
  ?group skos:prefLabel ?label FILTER(LANG(?label) = "zh")
} GROUP BY ?title ?label"""


def test_groups_agree_with_target_groups(store: Store, ledger: Ledger) -> None:
    titles = {plan.key: plan.title for plan in ledger.plans.values()}
    expected = {
        (row["plan"], row["group"]): [int(row["units"]), int(row["inherited"])] for row in asked(store, "target-groups")
    }
    # a provision that names the group itself and stands below a heading that does counts once here: as naming it
    for row in as_rows(select(store, BOTH)):
        expected[row["title"] or "", row["label"] or ""][1] -= int(row["units"] or 0)
    found = {(titles[key], row.label): list(counts[:2]) for row in group_rows(ledger) for key, counts in row.entries}
    assert found == expected
    assert any(above for _, above in found.values())


def test_imprint_agrees_with_the_description_of_the_data(built: Build, ledger: Ledger) -> None:
    imprint = make_imprint(ledger, built.folder / "graph.nq")
    assert imprint.data == hashlib.sha256((built.folder / "graph.nq").read_bytes()).hexdigest()[:12]
    provisions = [key for plan in built.plans for _, key in plan.outline.provisions()]
    assert (imprint.plans, imprint.provisions) == (len(built.plans), len(provisions))
    assert imprint.names == sum(len(plan.responsibilities) for plan in built.plans)
    assert imprint.named == sum(plan_card(plan, ()).with_responsibility for plan in built.plans)
    assert 0 < imprint.inferred < imprint.names
    for page in ("index.html", "report.html", "departments/yunhengxian.html"):
        assert imprint.data in (built.folder / page).read_text(encoding="utf-8"), page


def test_measured_quality_is_that_of_the_readme(root: Path) -> None:
    measured = [one.f1 for one in read_measured()]
    row = next(
        line for line in (root / "README.md").read_text(encoding="utf-8").splitlines() if "at first sight" in line
    )
    assert measured == re.findall(r"\d\.\d\d", row)
    assert len(measured) == 4


def test_pages_read_one_by_one_are_those_read_at_once(store: Store, ledger: Ledger) -> None:
    some = sorted(ledger.plans)[:2]
    chosen = read_desk(store, some)
    assert sorted(chosen.plans) == some
    assert chosen.units == {iri: unit for iri, unit in ledger.units.items() if unit.plan in some}
    assert chosen.duties == tuple(duty for duty in ledger.duties if ledger.units[duty.unit].plan in some)


def test_queries_give_the_columns_that_they_promise(store: Store) -> None:
    from graph.assets import list_files

    files = list_files("ontology", "queries/desk", ".rq")
    assert len(files) == 7
    for path in files:
        text = read_text("ontology", path)
        promised = re.search(r"^# columns: (.+)$", text, re.MULTILINE)
        assert promised
        assert [variable.value for variable in select(store, text).variables] == promised[1].split(", "), path
