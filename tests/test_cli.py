"""The command line: what each command says, where, and with which exit status; nothing of the user's is lost."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.cli import COMMANDS, main, printable
from graph.pipeline import Build
from tests.strategies import document

BODY = "一、任务\n（一）办讲堂。每村两场。（县科协牵头，县教育局配合）\n（二）办展览。每乡一次。（县文旅局、科协按职责分工负责）\n"
Capture = pytest.CaptureFixture[str]


def write(path: Path, text: str = document(BODY)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(*words: object) -> int:
    return main([str(word) for word in words])


# build


def test_build_makes_every_file(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "plans" / "甲.txt")
    assert run("build", tmp_path / "plans", "--out", tmp_path / "build") == 0
    made = {p.relative_to(tmp_path / "build").as_posix() for p in (tmp_path / "build").rglob("*") if p.is_file()}
    assert {
        "graph.nq", "graph.ttl", "index.html", "report.md", "report.json", "tables/分工表.xlsx",
        "tables/division-of-labour.csv", "networks/coordination-all.html",
    } <= made  # fmt: skip
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 份方案" in err
    assert "1 plans" in err


def test_build_is_the_default_command(tmp_path: Path) -> None:
    write(tmp_path / "甲.txt")
    assert run(tmp_path / "甲.txt", "--out", tmp_path / "build") == 0
    assert run("--out", tmp_path / "build2", tmp_path / "甲.txt") == 0
    assert (tmp_path / "build" / "graph.nq").read_bytes() == (tmp_path / "build2" / "graph.nq").read_bytes()


BAD = {
    "空.txt": (b"", "文件为空", "empty"),
    "乱.txt": (bytes(range(128, 256)) * 9, "不是 UTF-8", "not UTF-8"),
    "扫描.pdf": (b"%PDF-1.4\n", "PDF", "PDF"),
    "压缩.docx": (b"PK\x03\x04\x00", "压缩结构损坏", "zip structure"),
    "老文件.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "--convert-to docx", "--convert-to docx"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_never_stops_the_others(name: str, tmp_path: Path, capsys: Capture) -> None:
    data, zh, en = BAD[name]
    write(tmp_path / "plans" / "好.txt")
    (tmp_path / "plans" / name).write_bytes(data)
    assert run(tmp_path / "plans", "--out", tmp_path / "build") == 1
    err = capsys.readouterr().err
    assert name in err
    assert zh in err
    assert en in err
    report = json.loads((tmp_path / "build" / "report.json").read_text(encoding="utf-8"))
    assert [d["source"] for d in report["documents"]] == ["好.txt"]
    assert [i["source"] for i in report["issues"] if i["severity"] == "error"] == [name]
    assert name in (tmp_path / "build" / "report.md").read_text(encoding="utf-8")


def test_file_without_permission(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "好.txt")
    write(tmp_path / "密.txt").chmod(0)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        """The superuser may read everything, so the refusal is played."""
        if path.name == "密.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert run(tmp_path, "--out", tmp_path / "build") == 1
    assert "密.txt" in capsys.readouterr().err


def test_only_bad_files(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    assert run(tmp_path, "--out", tmp_path / "build") == 2
    assert "空.txt" in capsys.readouterr().err
    assert not (tmp_path / "build").exists()


def test_folder_without_plans(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    assert run("build", tmp_path / "plans", "--out", tmp_path / "build") == 2
    err = capsys.readouterr().err
    assert "没有找到方案" in err
    assert "no plans" in err


def test_missing_path(tmp_path: Path, capsys: Capture) -> None:
    assert run("build", tmp_path / "没有", "--out", tmp_path / "build") == 2
    assert "没有这个文件或文件夹" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_output_that_is_no_build_stays_as_it_is(kind: str, tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "甲.txt")
    out = tmp_path / "mine"
    precious = write(out / "论文.txt" if kind == "folder" else out, "毕业论文")
    before = sorted(tmp_path.rglob("*"))
    assert run(tmp_path / "甲.txt", "--out", out) == 2
    err = capsys.readouterr().err
    assert "未作改动" in err
    assert "nothing was changed" in err
    assert precious.read_text(encoding="utf-8") == "毕业论文"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_build_is_replaced_and_a_failed_one_leaves_it(tmp_path: Path) -> None:
    write(tmp_path / "甲.txt")
    out = tmp_path / "build"
    assert run(tmp_path / "甲.txt", "--out", out) == 0
    first = (out / "graph.nq").read_bytes()
    (tmp_path / "空.txt").write_bytes(b"")
    assert run(tmp_path / "空.txt", "--out", out) == 2
    assert (out / "graph.nq").read_bytes() == first
    write(tmp_path / "甲.txt", document(BODY).replace("讲堂", "夜校"))
    assert run(tmp_path / "甲.txt", "--out", out) == 0
    assert (out / "graph.nq").read_bytes() != first
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build", "甲.txt", "空.txt"]


@pytest.mark.parametrize(
    "name",
    ["方案 一.txt", "-x.txt", "--out.txt", "'\"`$(x).txt", "<script>alert(1)</script>".replace("/", "") + ".txt", "a&b;c|d.txt", "\x1b[31m红.txt",
     "换\n行.txt", "表情🎉.txt", "百分%20号#?.txt", "方案.TXT", "b" * 200 + ".txt", "|竖|.md", "**粗**.md"],
)  # fmt: skip
def test_hostile_file_name(name: str, tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "plans" / name)
    (tmp_path / "plans" / f"空{name}").write_bytes(b"")
    assert run("build", tmp_path / "plans", "--out", tmp_path / "build") == 1
    assert "\x1b" not in capsys.readouterr().err
    report = json.loads((tmp_path / "build" / "report.json").read_text(encoding="utf-8"))
    assert [d["source"] for d in report["documents"]] == [name]
    assert "<script>alert" not in (tmp_path / "build" / "index.html").read_text(encoding="utf-8")
    assert run("check", "--out", tmp_path / "build") == 0


def test_same_document_twice_is_said_once(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "plans" / "甲.txt")
    write(tmp_path / "plans" / "乙.txt")
    assert run(tmp_path / "plans", "--out", tmp_path / "build") == 0
    assert "同一文件" in capsys.readouterr().err


@pytest.mark.parametrize("base", ["ftp://x/", "https://x/<y>", "不是网址"])
def test_bad_base(base: str, tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "甲.txt")
    assert run("build", tmp_path / "甲.txt", "--base", base, "--out", tmp_path / "build") == 2
    assert "--base" in capsys.readouterr().err


# help and misuse


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(command: str, capsys: Capture) -> None:
    assert run(*([command] if command else []), "--help") == 0
    out = capsys.readouterr().out
    assert "Usage" in out
    assert any("\u4e00" <= c <= "\u9fff" for c in out)


def test_version(capsys: Capture) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("fengong ")


@pytest.mark.parametrize(
    "words",
    [["--nonsense"], ["query", "--nonsense"], ["build"], ["network", "--by"], ["explain"], ["build", "x", "--out"]],
)
def test_misuse(words: list[str], capsys: Capture) -> None:
    assert run(*words) == 2
    assert "--help" in capsys.readouterr().err


# query


@pytest.mark.parametrize("output_format", ["table", "csv", "json"])
def test_query_in_every_format(output_format: str, built: Build, capsys: Capture) -> None:
    assert run("query", "plans", "--out", built.folder, "--format", output_format) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for plan in built.plans:
        assert plan.outline.metadata.title in out
    if output_format == "csv":
        assert len(list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))) == 1 + len(built.plans)
    if output_format == "json":
        assert len(json.loads(out)["results"]["bindings"]) == len(built.plans)


def test_query_to_a_file(built: Build, tmp_path: Path, capsys: Capture) -> None:
    assert run("query", "division-of-labour", "--out", built.folder, "-f", "xlsx", "--to", tmp_path / "表.xlsx") == 0
    assert (tmp_path / "表.xlsx").read_bytes().startswith(b"PK")
    assert capsys.readouterr().out == ""


def test_query_with_a_parameter(built: Build, capsys: Capture) -> None:
    assert run("query", "my-tasks", "-p", "department=县科协", "--out", built.folder, "-f", "csv") == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) > 3


def test_query_from_a_file_and_from_stdin(
    built: Build, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "PREFIX plan: <https://w3id.org/fengong/ontology#> SELECT (COUNT(?p) AS ?n) { ?p a plan:Provision }"
    path = write(tmp_path / "我的.rq", text)
    assert run("query", path, "--out", built.folder, "-f", "csv") == 0
    from_file = capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert run("query", "-", "--out", built.folder, "-f", "csv") == 0
    provisions = sum(1 for plan in built.plans for _ in plan.outline.provisions())
    assert capsys.readouterr().out == from_file
    assert str(provisions) in from_file


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["query", "plnas"], ["plans", "did you mean"]),
        (["query", "my-task"], ["my-tasks"]),
        (["query", "my-tasks", "-p", "departmnt=县科协"], ["department", "Parameters"]),
        (["query", "my-tasks", "-p", "县科协"], ["名=值", "name=value"]),
        (["query", "plans", "-f", "yaml"], ["yaml", "csv"]),
        (["export", "-f", "yaml"], ["yaml", "ttl"]),
    ],
)
def test_wrong_word_is_refused_with_what_there_is(
    words: list[str], told: list[str], built: Build, capsys: Capture
) -> None:
    place = [built.folder] if words[0] == "export" else ["--out", built.folder]
    assert (
        run(words[0], *(place if words[0] == "export" else []), *words[1:], *(place if words[0] != "export" else []))
        == 2
    )
    out, err = capsys.readouterr()
    assert out == ""
    for word in told:
        assert word in err


@pytest.mark.parametrize(
    "text", ["SELECT * {", "DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"]
)
def test_query_that_is_refused(text: str, built: Build, tmp_path: Path, capsys: Capture) -> None:
    assert run("query", write(tmp_path / "坏.rq", text), "--out", built.folder) == 2
    assert capsys.readouterr().out == ""


def test_list_and_show(capsys: Capture) -> None:
    assert run("query", "--list") == 0
    listed = capsys.readouterr().out
    assert "my-tasks" in listed
    assert run("query", "my-tasks", "--show") == 0
    assert "SELECT" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["query plans", "check", "export", "network", "explain https://example.org/x"])
def test_no_build(command: str, tmp_path: Path, capsys: Capture) -> None:
    name, *rest = command.split()
    place = [tmp_path / "没有"] if name == "export" else [*rest, "--out", tmp_path / "没有"]
    assert run(name, *place) == 2
    assert "没有" in capsys.readouterr().err


# network, export, check, explain


def test_network_of_one_plan(built: Build, tmp_path: Path, capsys: Capture) -> None:
    plan = built.plans[0]
    page = tmp_path / "网.html"
    assert run("network", "--plan", plan.key, "--by", "body", "--out", built.folder, "--to", page) == 0
    assert plan.outline.metadata.title in page.read_text(encoding="utf-8")
    assert "网.html" in capsys.readouterr().err


def test_network_by_function_for_a_group(built: Build, tmp_path: Path) -> None:
    page = tmp_path / "网.html"
    words = ("--by", "function", "--target-group", "老年人", "--out", built.folder, "--to", page)
    assert run("network", *words) == 0
    text = page.read_text(encoding="utf-8")
    for told in ("面向老年人的职能协作网络", "每个点是一项职能", "只计面向“老年人”及其下位人群", "Find a function"):
        assert told in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--plan", "没有的方案"], "没有这份方案"),
        (["--by", "colour"], "--by colour"),
        (["--target-group", "老年"], "是否指 老年人"),
        (["--target-group", "烈士子女"], "没有可画的网络"),
    ],
)
def test_network_of_what_is_not_there(
    words: list[str], told: str, built: Build, tmp_path: Path, capsys: Capture
) -> None:
    assert run("network", *words, "--out", built.folder, "--to", tmp_path / "x.html") == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "x.html").exists()


def test_export_is_the_whole_graph(built: Build, tmp_path: Path) -> None:
    assert run("export", built.folder, "--format", "nq", "--to", tmp_path / "all.nq") == 0
    assert (tmp_path / "all.nq").read_bytes() == (built.folder / "graph.nq").read_bytes()


@pytest.mark.parametrize("output_format", ["ttl", "trig", "jsonld", "xml"])
def test_export_in_other_formats(output_format: str, built: Build, tmp_path: Path) -> None:
    from pyoxigraph import RdfFormat, parse

    formats = {"ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML}
    target = tmp_path / "graph"
    assert run("export", built.folder, "--format", output_format, "--to", target) == 0
    wanted = {str(q.triple) for q in parse((built.folder / "graph.nq").read_bytes(), RdfFormat.N_QUADS)}
    assert {str(q.triple) for q in parse(target.read_bytes(), formats[output_format])} == wanted


def test_check_holds(built: Build, capsys: Capture) -> None:
    assert run("check", "--out", built.folder) == 0
    assert "consistent" in capsys.readouterr().err


def test_check_finds_a_false_quotation(built: Build, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "build"
    write(tmp_path / "甲.txt")
    run(tmp_path / "甲.txt", "--out", out)
    graph = (out / "graph.nq").read_text(encoding="utf-8")
    changed = tmp_path / "changed.nq"
    changed.write_text(graph.replace("（县科协牵头，", "（县妇联牵头，"), encoding="utf-8")
    capsys.readouterr()
    assert run("check", "--out", changed) == 1
    assert "引文" in capsys.readouterr().err


def test_explain_shows_sentence_rule_and_place(built: Build, capsys: Capture) -> None:
    duty = next(d for d in built.plans[-1].responsibilities if d.restored)
    iri = f"https://w3id.org/fengong/id/provision/{built.plans[-1].key}/{duty.unit}"
    assert run("explain", iri, "--out", built.folder) == 0
    out = capsys.readouterr().out
    assert duty.name in out
    assert f"【{duty.surface}】" in out
    assert duty.rule in out


def test_explain_what_is_not_there(built: Build, capsys: Capture) -> None:
    assert run("explain", "https://example.org/x", "--out", built.folder) == 2
    assert "没有关于" in capsys.readouterr().err


@pytest.mark.parametrize("iri", ["没有空格 的", "<x>", "x y"])
def test_explain_what_is_no_iri(iri: str, built: Build, capsys: Capture) -> None:
    assert run("explain", iri, "--out", built.folder) == 2
    assert iri in capsys.readouterr().err


def test_printable() -> None:
    assert printable("红\x1b[31m\r\x07方案\n") == "红\\x1b[31m\\x0d\\x07方案\n"


def test_closed_pipe_is_no_error(built: Build, root: Path) -> None:
    command = [sys.executable, "build_graph.py", "export", str(built.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        error = process.stderr.read()
    assert b"Traceback" not in error
    assert process.returncode in (0, 120, 141)
