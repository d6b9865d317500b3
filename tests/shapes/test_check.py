"""The command ``check``: what it tells, of which documents, in which form, with which exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from graph.check.run import Outcome, check_build, check_store
from graph.check.verdict import MOST, summary
from graph.cli import main
from graph.pipeline import Build
from tests.shapes.faults import NEW_PLAN
from tests.shapes.support import Sample, change, iri, update

Capture = pytest.CaptureFixture[str]


def save(store: Store, path: Path) -> Path:
    store.dump(str(path), RdfFormat.N_QUADS)
    return path


@pytest.fixture(scope="module")
def whole(built: Build) -> Outcome:
    return check_build(built.folder)


def test_specimens_conform(whole: Outcome, built: Build) -> None:
    assert whole.findings == ()
    assert {document.title for document in whole.documents} == {plan.outline.metadata.title for plan in built.plans}
    for document in whole.documents:
        assert document.units > 20
        assert document.mentions >= document.duties > 0
    assert "前后一致" in summary(whole)


@pytest.mark.real
def test_real_plans_conform(root: Path, tmp_path: Path) -> None:
    from graph.collect import find_files
    from graph.pipeline import build

    folder = root.parent / "shared" / "plans"
    if not folder.is_dir():
        pytest.skip(f"没有 {folder}：真实方案不随仓库发布 / the real plans are not in the repository")
    assert check_build(build(find_files([folder]), tmp_path / "build").folder).findings == ()


def test_turtle_without_graphs_and_vocabulary_conforms(sample: Sample, tmp_path: Path) -> None:
    kept = [q for q in sample.quads if "/vocab/" not in str(q.subject) or q.object == iri("plan:Programme")]
    path = tmp_path / "graph.ttl"
    path.write_text("".join(sorted(f"{quad.triple} .\n" for quad in kept)), encoding="utf-8")
    assert check_build(path).findings == ()
    path.write_text(path.read_text(encoding="utf-8").replace("role/lead>", "role/boss>"), encoding="utf-8")
    assert {finding.source for finding in check_build(path).findings} >= {"ResponsibilityRole"}


def test_faults_are_told_by_document(sample: Sample, tmp_path: Path, capsys: Capture) -> None:
    store = sample.store()
    change(store, sample.roles["target"], "plan:deadline", ('"soon"',))
    change(store, sample.roles["people"], "skos:broader", ("target-group:nobody",))
    update(store, NEW_PLAN, {})
    assert main(["check", "--out", str(save(store, tmp_path / "graph.nq"))]) == 1
    told = capsys.readouterr()
    titles = [line for line in told.out.splitlines() if line.startswith(("《", "词表"))]
    assert [title[:5] for title in titles] == ["《空白方案", "《槐渚市儿", "词表 Vo"]
    assert "  错误　期限至多一个" in told.out
    assert "2、优化上下学出行环境：量化指标“定制校车和通学公交专线”" in told.out
    assert "2、优化上下学出行环境: target “定制校车和通学公交专线”" in told.out
    assert "  error: There is at most one deadline" in told.out
    assert "值 value: soon" in told.out
    assert "核对单元 19、责任 46、提及" in told.out
    assert "错误" in told.err


def test_warnings_alone_are_fine(sample: Sample, tmp_path: Path, capsys: Capture) -> None:
    store = sample.store()
    change(store, sample.roles["plan"], "dcterms:publisher", ())
    change(store, sample.roles["notice"], "dcterms:publisher", ())
    part = [f for f in check_store(store).findings if f.source != "orphan-body"]
    assert [(f.source, f.severity) for f in part] == [("PlanPublisherKnown", "warning")]
    for finding in check_store(store).findings:
        if finding.source == "orphan-body":
            update(store, "DELETE WHERE { GRAPH ?g { $body ?p ?o } }", {"body": finding.node})
    assert main(["check", "--out", str(save(store, tmp_path / "graph.nq"))]) == 0
    told = capsys.readouterr()
    assert "提醒　没有读出发文机关" in told.out
    assert "· 方案“槐渚市" in told.out
    assert "提醒 1 处" in told.err


def test_chosen_plans_only(sample: Sample, tmp_path: Path, capsys: Capture) -> None:
    store = sample.store()
    update(store, NEW_PLAN, {})
    path = save(store, tmp_path / "graph.nq")
    assert main(["check", "--out", str(path), "--plan", "儿童友好"]) == 0
    assert "空白方案" not in capsys.readouterr().out
    assert main(["check", "--out", str(path), "--plan", "空.txt"]) == 1
    assert "槐渚" not in capsys.readouterr().out


def test_unknown_plan_is_misuse(sample: Sample, tmp_path: Path, capsys: Capture) -> None:
    path = save(sample.store(), tmp_path / "graph.nq")
    assert main(["check", "--out", str(path), "--plan", "没有的"]) == 2
    assert "没有的" in (told := capsys.readouterr().err)
    assert "huaizhushi-2024" in told


def test_unknown_format_is_misuse(sample: Sample, tmp_path: Path, capsys: Capture) -> None:
    path = save(sample.store(), tmp_path / "graph.nq")
    assert main(["check", "--out", str(path), "--format", "xml"]) == 2
    assert "xml" in capsys.readouterr().err


def test_graph_without_plans_is_misuse(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(b"<x:s> <x:p> <x:o> .\n")
    assert main(["check", "--out", str(path)]) == 2
    assert "没有方案" in capsys.readouterr().err


def test_json_lists_everything(sample: Sample, tmp_path: Path, capsys: Capture) -> None:
    store = sample.store()
    update(store, "DELETE WHERE { GRAPH ?g { ?m plan:confidence ?c } }", {})
    path = save(store, tmp_path / "graph.nq")
    assert main(["check", "--out", str(path), "--format", "json"]) == 1
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    (document,) = told["documents"]
    sorts = [finding["source"] for finding in told["findings"]]
    assert sorts.count("MentionConfidence") == document["mentions"] > MOST
    assert sorts.count("ResponsibilityConfidence") == document["duties"]
    assert told["violations"] == len(sorts)
    assert main(["check", "--out", str(path)]) == 1
    words = capsys.readouterr().out
    assert words.partition("[MentionConfidence]")[2].partition("另有")[0].count("· ") == MOST
    assert f"另有 {document['mentions'] - MOST} 处" in words
