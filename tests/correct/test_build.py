"""Corrections as an analyst makes them: export the sheet, fill it in beside the plans, build again, ask the graph."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from graph.cli import main
from graph.network import read_network
from graph.store import open_store

PREFIXES = "PREFIX plan: <https://w3id.org/fengong/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> "
Sheet = list[list[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, specimens: Path) -> Path:
    """A folder of plans, built once, with the exported sheet beside it."""
    root = tmp_path_factory.mktemp("corrections")
    (root / "plans").mkdir()
    shutil.copy(specimens / "yunheng-2022.txt", root / "plans")
    assert main([str(root / "plans"), "--out", str(root / "build"), "-q"]) == 0
    assert main(["export", str(root / "build"), "--corrections", "--to", str(root / "sheet.csv")]) == 0
    return root


def rows(folder: Path) -> Sheet:
    return list(csv.reader(io.StringIO((folder / "sheet.csv").read_text(encoding="utf-8-sig"))))


def rebuild(folder: Path, sheet: Sheet, name: str) -> Path:
    """The build with a filled sheet beside the plans."""
    plans = folder / name
    shutil.copytree(folder / "plans", plans)
    with (plans / "corrections.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(sheet)
    assert main([str(plans), "--out", str(folder / f"build-{name}"), "-q"]) == 0
    return folder / f"build-{name}"


def ask(build: Path, query: str) -> list[list[str | None]]:
    found = open_store(build).query(PREFIXES + query, use_default_graph_as_union=True)
    return [[getattr(value, "value", None) for value in row] for row in found]  # type: ignore[union-attr]


def find(sheet: Sheet, surface: str, field: str, unit: str) -> list[str]:
    return next(row for row in sheet if row[5] == surface and field in row[4] and unit in row[2])


def test_the_sheet_has_a_row_for_each_statement(folder: Path) -> None:
    head, *body = rows(folder)
    assert head[0] == "操作 action"
    fields = {row[4].split()[-1] for row in body}
    assert fields == {"responsibility", "target_group", "programme", "target"}
    assert all(row[0] == "" for row in body)


def test_corrections_are_replayed_and_told_apart(folder: Path) -> None:
    sheet = rows(folder)
    unit = "培育科技创新后备人才"
    role = find(sheet, "县教育和体育局", "responsibility", unit)
    role[0], role[8], role[9], role[10] = "改角色", "配合", "李四", "2026-11-22"
    gone = find(sheet, "“萌芽计划”", "programme", unit)
    gone[0], gone[9] = "删除", "李四"
    kept = find(sheet, "学生", "target_group", unit)
    kept[0], kept[9] = "accept", "李四"
    build = rebuild(folder, sheet, "filled")
    where = f'?u plan:heading "{unit}"@zh . '
    assert ask(build, f'SELECT ?r WHERE {{ {where} ?u plan:hasResponsibility ?d . ?d plan:localName "县教育和体育局" ; plan:role ?r }}') == [
        ["https://w3id.org/fengong/vocab/role/cooperating"]
    ]  # fmt: skip
    assert not ask(
        build,
        f'SELECT ?m WHERE {{ {where} ?u plan:programme ?p . ?m plan:denotes ?p ; plan:about ?u ; plan:surface "“萌芽计划”" }}',
    )
    assert ask(build, "SELECT ?s WHERE { ?x a plan:RejectedStatement ; plan:rejectedSurface ?s }") == [["“萌芽计划”"]]
    confirmed = ask(build, "SELECT ?s WHERE { ?m plan:confirmed true ; plan:surface ?s } ORDER BY ?s")
    assert ["学生"] in confirmed
    assert ask(
        build, "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a plan:Correction ; prov:wasAssociatedWith ?a }"
    ) == [["3"]]
    assert main(["check", "--out", str(build)]) == 0
    assert read_network(open_store(build)).duties


def test_a_sheet_that_says_nothing_changes_nothing(folder: Path) -> None:
    build = rebuild(folder, rows(folder), "empty")
    assert (build / "graph.nq").read_bytes() == (folder / "build" / "graph.nq").read_bytes()


def test_an_orphan_is_told_and_the_rest_built(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = rows(folder)
    sheet[3][0], sheet[3][3], sheet[3][5] = "删除", "文中没有的一句话。", "没有的词"
    rebuild(folder, sheet, "orphan")
    told = capsys.readouterr().err
    assert "corrections.csv" in told
    assert "4" in told


def test_a_malformed_file_stops_the_build(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plans = folder / "malformed"
    shutil.copytree(folder / "plans", plans)
    (plans / "corrections.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    assert main([str(plans), "--out", str(folder / "build-malformed"), "-q"]) == 2
    assert "corrections.csv" in capsys.readouterr().err
    assert not (folder / "build-malformed").exists()


def test_export_without_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path), "--corrections"]) == 2
    assert "请先构建" in capsys.readouterr().err
