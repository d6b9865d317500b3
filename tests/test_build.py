"""A build gives the same bytes anywhere, and its files agree with each other."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from graph.collect import Found, find_files
from graph.errors import FengongError
from graph.model import Carrier, Severity
from graph.pages import OVERALL
from graph.pipeline import Build, build, read_plans
from graph.rdf import build_quads, to_nquads
from tests.strategies import document, plan, plan_like

PLACES = {
    "here": {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    "elsewhere": {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "LANG": "zh_CN.GB18030"},
    "old office": {"PYTHONHASHSEED": "99", "LC_ALL": "POSIX", "TZ": "America/St_Johns"},
}


def silent(zh: str, en: str) -> None:
    """Show no progress."""


def digests(folder: Path) -> dict[str, str]:
    """The digest of every file of a build but those of the store, which a database lays out as it likes."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and "store" not in p.relative_to(folder).parts)
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def run(root: Path, plans: Path, out: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, str(root / "build_graph.py"), str(plans), "--out", str(out)]
    done = subprocess.run(
        command, cwd=out.parent, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
        encoding="utf-8", errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_same_bytes_everywhere(built: Build, specimens: Path, root: Path, tmp_path: Path) -> None:
    wanted = digests(built.folder)
    assert {"graph.nq", "graph.ttl", "report.md", "index.html", "tables/分工表.xlsx"} <= wanted.keys()
    for place, environment in PLACES.items():
        folder = tmp_path / place
        shutil.copytree(specimens, folder / "copies")
        run(root, folder / "copies", folder / "build", environment)
        assert digests(folder / "build") == wanted, place


def test_order_of_files_makes_no_difference(specimens: Path) -> None:
    files = find_files([specimens])
    one, two = (read_plans(order, silent)[0] for order in (files, files[::-1]))
    assert one == two


def test_folder_and_its_files_are_the_same(specimens: Path) -> None:
    named = find_files(sorted(specimens.iterdir(), reverse=True))
    assert [f.name for f in named] == [f.name for f in find_files([specimens])]
    assert find_files([specimens, specimens]) == find_files([specimens])


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(plan_like)
def test_writing_twice_gives_the_same_bytes(text: str) -> None:
    one, two = (to_nquads(build_quads([plan(document(text))], "0")[0]) for _ in range(2))
    assert one == two


def test_report_counts_what_is_there(built: Build) -> None:
    report = json.loads((built.folder / "report.json").read_text(encoding="utf-8"))
    assert report["statements"] == built.triples == len((built.folder / "graph.nq").read_bytes().splitlines())
    by_key = {d["key"]: d for d in report["documents"]}
    for each in built.plans:
        provisions = list(each.outline.provisions())
        answered = {d.unit for d in each.responsibilities}
        found = by_key[each.key]
        assert found["provisions"] == len(provisions)
        assert found["without_responsibility"] == [p.key for _, p in provisions if p.key not in answered]
        assert found["annex_rows"] == len(each.outline.annex)
    assert len(by_key) == len(built.plans)


def test_table_holds_every_stated_duty(built: Build) -> None:
    with (built.folder / "tables" / "division-of-labour.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    text = "\n".join(",".join(row.values()) for row in rows)
    for each in built.plans:
        for duty in each.responsibilities:
            if duty.carrier is Carrier.CLAUSE and not duty.generic:
                assert duty.name in text


def test_pages_need_no_network(built: Build) -> None:
    pages = [built.folder / "index.html", *(built.folder / "networks").glob("*.html")]
    assert len(pages) == len(built.plans) + 1 + len(OVERALL)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert 'src="http' not in text
        assert 'href="http' not in text.replace('href="https://w3id.org', "")


def test_same_key_with_another_text_is_a_warning(tmp_path: Path) -> None:
    body = "一、任务\n（一）办讲堂。每村两场。（县科协负责）\n（二）办展览。每乡一次。\n"
    for name, text in (("甲.txt", document(body)), ("乙.txt", document(body).replace("讲堂", "夜校"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    plans, issues = read_plans(find_files([tmp_path]), silent)
    assert [p.source.name for p in plans] == ["乙.txt"]
    (found,) = [i for i in issues if i.rule == "plan.duplicate"]
    assert found.severity is Severity.WARNING
    assert found.source == "甲.txt"
    assert "内容不同" in found.zh


HOSTILE = {
    "brackets": "（" * 5000,
    "names": "（" + "县教育局、" * 2000 + "负责）",
    "one sentence": "县科协要" * 2000 + "。",
    "verbs": "成立" * 4000,
    "by": "由县科协" * 2000,
    "numbers": "1．" * 4000,
    "titles": "《" * 4000 + "》" * 4000,
    "bars": "| a " * 4000 + "|\n|---|\n" + "| b " * 4000,
    "tabs": ("甲\t" * 500 + "\n") * 5,
    "conjunctions": "县教育局和" * 2000,
    "clauses": "县科协负责\n" * 2000,
    "spaces": " " * 20000 + "县",
    "labels": "责任单位：" * 2000,
    "digits": "1" * 9000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_time(name: str) -> None:
    for text in (HOSTILE[name], document(f"一、任务\n（一）{HOSTILE[name]}\n")):
        assert plan(text).key  # a pattern that backtracks without end would hang here


def test_nothing_to_build_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    with pytest.raises(FengongError, match="没有一份文件可以构建"):
        build([Found(tmp_path / "空.txt", "空.txt")], tmp_path / "build")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["空.txt"]
