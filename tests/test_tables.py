"""The tables for R, Stata and pandas: they say what the graph says, and their package tells truly what they are."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph.cli import main
from graph.errors import BadQuery
from graph.export.tables import Table, _table, tables
from graph.pipeline import Build
from graph.store import open_store, prefixes
from graph.vocabulary import concepts

STATA_RESERVED = {"byte", "double", "float", "if", "in", "int", "long", "str", "using", "with"}  # [U] 11.3
LINKS = {"body_functions", "plan_publishers", "target_group_broader", "unit_programmes", "unit_target_groups"}
THINGS = {"plans", "units", "responsibilities", "bodies", "targets", "target_groups", "programmes", "citations"}
ASKED = LINKS | THINGS | {"mentions", "ties", "places", "documents"}
CLASSES = {
    "plans": "plan:Plan",
    "responsibilities": "plan:Responsibility",
    "bodies": "plan:Organization",
    "targets": "plan:Target",
    "target_groups": "plan:TargetGroup",
    "programmes": "plan:Programme",
    "mentions": "plan:Mention",
    "ties": "plan:CoResponsibility",
    "places": "plan:Jurisdiction",
}
STATEMENTS = {
    "citations": "?s eli:cites ?o",
    "plan_publishers": "?s a plan:Plan ; dcterms:publisher ?o",
    "body_functions": "?s a plan:Organization ; plan:function ?o",
    "target_group_broader": "?s a plan:TargetGroup ; skos:broader ?o",
    "unit_programmes": "?s plan:programme ?o",
    "unit_target_groups": "{ ?s plan:targetGroup ?o } UNION { ?s plan:inheritedTargetGroup ?o }",
    "units": "VALUES ?o { plan:Section plan:Provision plan:AnnexRow } ?s a ?o",
    "documents": "{ SELECT DISTINCT ?s { ?o eli:cites ?s } }",
}


@pytest.fixture(scope="module")
def graph(built: Build) -> Store:
    return open_store(built.folder)


@pytest.fixture(scope="module")
def folders(built: Build, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("tables")
    for name in ("csv", "parquet"):
        assert main(["export", str(built.folder), "-f", name, "--to", str(root / name)]) == 0
    return {name: root / name for name in ("csv", "parquet")}


@pytest.fixture(scope="module")
def frames(folders: dict[str, Path]) -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in folders["parquet"].glob("*.parquet")}


def rows(graph: Store, text: str) -> Iterator[tuple[str, ...]]:
    found = graph.query(text, prefixes=prefixes(), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    for row in found:
        yield tuple(cell.value if isinstance(cell, NamedNode | Literal) else "" for cell in row)


def counts(graph: Store, text: str) -> dict[str, int]:
    return {re.split(r"[/#]", name)[-1]: int(number) for name, number in rows(graph, text)}


# what the tables are


def test_every_table_is_there(folders: dict[str, Path]) -> None:
    assert sorted(ASKED) == [table.name for table in tables()]
    for name, folder in folders.items():
        wanted = {f"{table}.{name}" for table in ASKED} | {"datapackage.json", "codebook.md"}
        assert {path.name for path in folder.iterdir()} == wanted


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_columns_have_names_that_stata_takes_and_meanings_in_two_languages(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    for column in table.columns:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", column.name)
        assert column.name not in STATA_RESERVED
        for text in (column.label_zh, column.zh):
            assert re.search(r"[\u4e00-\u9fff]", text), column.name
        for text in (column.label_en, column.en):
            assert re.match(r"[A-Za-z]", text), column.name
    for text in (table.query.title_zh, table.query.title_en, table.query.question_zh, table.query.question_en):
        assert text


@pytest.mark.parametrize(
    "line",
    [
        "# column Plan iri!: | 甲 | a",
        "# column plan money: | 甲 | a",
        "# column plan concept: | 甲 | a",
        "# column a_name_that_is_longer_than_stata_takes iri: | 甲 | a",
        "# column plan iri | 甲 | a",
    ],
)
def test_column_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(BadQuery, match=re.escape(line)):
        _table("x", f"# key: plan\n{line}\nSELECT ?plan {{ ?plan a plan:Plan }}")


def test_key_that_is_no_column_is_refused() -> None:
    with pytest.raises(BadQuery, match="key"):
        _table("x", "# key: unit\n# column plan iri!: | 甲 | a\nSELECT ?plan { ?plan a plan:Plan }")


# what they say


@pytest.mark.parametrize("name", CLASSES)
def test_every_member_of_a_class_is_a_row(name: str, graph: Store, frames: dict[str, pd.DataFrame]) -> None:
    wanted = {iri for (iri,) in rows(graph, f"SELECT DISTINCT ?s {{ ?s a {CLASSES[name]} }}")}
    key = next(table.key[0] for table in tables() if table.name == name)
    assert set(frames[name][key]) == wanted
    assert len(frames[name]) == len(wanted) > 0


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_is_a_row(name: str, graph: Store, frames: dict[str, pd.DataFrame]) -> None:
    ((number,),) = rows(graph, f"SELECT (COUNT(*) AS ?n) {{ {STATEMENTS[name]} }}")
    assert len(frames[name]) == int(number) > 0


def test_types_of_columns(frames: dict[str, pd.DataFrame]) -> None:
    kinds = {
        "integer": "i",
        "number": "f",
        "boolean": "b",
    }
    for table in tables():
        for column in table.columns:
            dtype = frames[table.name][column.name].dtype
            full = frames[table.name][column.name].notna().all()
            if column.type in kinds and full and len(frames[table.name]):
                assert dtype.kind == kinds[column.type], (table.name, column.name)
            elif column.type == "concept":
                assert dtype.name == "category"
            elif column.type in ("string", "iri"):
                assert pd.api.types.is_string_dtype(dtype) or not frames[table.name][column.name].notna().any()
            if column.required:
                assert full, (table.name, column.name)
    years = frames["plans"]["period_start"].dropna()
    assert set(years.astype(int)) <= set(range(2000, 2031))
    assert frames["plans"]["issued"].map(lambda day: day.year).between(2000, 2030).all()


def test_join_by_iri_counts_as_the_graph_does(graph: Store, frames: dict[str, pd.DataFrame]) -> None:
    duties = frames["responsibilities"]
    stated = duties[duties["carrier"] != "inherited"]
    joined = stated.merge(frames["units"], on="unit", suffixes=("", "_of_unit")).merge(frames["bodies"], on="body")
    assert len(joined) == len(stated)
    text = """SELECT ?role (COUNT(*) AS ?n) { ?u plan:hasResponsibility ?r . ?u plan:kind ?k .
      ?r plan:role ?role ; plan:carrier ?c FILTER(?c != carrier:inherited) } GROUP BY ?role"""
    with_kind = joined[joined["kind"].notna()]
    assert with_kind.groupby("role", observed=True).size().to_dict() == counts(graph, text)


def test_functions_of_leads_count_as_the_graph_does(graph: Store, frames: dict[str, pd.DataFrame]) -> None:
    leads = frames["responsibilities"].query("role == 'lead'").merge(frames["body_functions"], on="body")
    text = "SELECT ?f (COUNT(*) AS ?n) { ?r plan:role role:lead ; plan:organization/plan:function ?f } GROUP BY ?f"
    assert leads.groupby("function", observed=True).size().to_dict() == counts(graph, text)


def test_targets_and_groups_count_as_the_graph_does(graph: Store, frames: dict[str, pd.DataFrame]) -> None:
    due = frames["targets"].dropna(subset=["deadline"])
    text = "SELECT ?d (COUNT(*) AS ?n) { ?t a plan:Target ; plan:deadline ?d } GROUP BY ?d"
    assert {str(int(y)): n for y, n in due.groupby("deadline").size().items()} == counts(graph, text)
    for_groups = frames["unit_target_groups"].merge(frames["units"], on="unit").query("type == 'provision'")
    text = "SELECT ?k (COUNT(*) AS ?n) { ?u a plan:Provision ; plan:kind ?k ; plan:targetGroup ?g } GROUP BY ?k"
    stated = for_groups[~for_groups["inherited"]]
    assert stated.groupby("kind", observed=True).size().to_dict() == counts(graph, text)


def test_mentions_quote_the_text_of_their_units(frames: dict[str, pd.DataFrame]) -> None:
    joined = frames["mentions"].merge(frames["units"], on="unit")
    assert len(joined) > 1000
    for row in joined.itertuples():
        whole = row.heading if row.in_heading else row.text
        assert whole[row.text_begin : row.text_end] == row.surface
    sorts = joined["denotes_type"].unique()
    assert set(sorts) == {"responsibility", "target_group", "programme", "target", "document"}
    assert set(frames["mentions"].query("denotes_type == 'target'")["denotes"]) == set(frames["targets"]["target"])


def test_csv_and_parquet_say_the_same(folders: dict[str, Path], frames: dict[str, pd.DataFrame]) -> None:
    for table in tables():
        text = pd.read_csv(folders["csv"] / f"{table.name}.csv", dtype=str, keep_default_na=False, na_values=[""])
        frame = frames[table.name]
        assert list(text.columns) == list(frame.columns) == [column.name for column in table.columns]
        for column in table.columns:
            left, right = text[column.name], frame[column.name]
            assert (left.isna() == right.isna()).all()
            if column.type in ("integer", "number", "year"):
                assert (left.dropna().astype(float) == right.dropna().astype(float)).all()
            elif column.type == "boolean":
                assert ((left.dropna() == "true") == right.dropna().astype(bool)).all()
            else:
                assert (left.dropna() == right.dropna().astype(str)).all(), (table.name, column.name)


def test_csv_as_programs_read_it(folders: dict[str, Path]) -> None:
    data = (folders["csv"] / "plans.csv").read_bytes()
    assert data.startswith(b"plan,plan_key,title,")  # no byte-order mark before the first name
    assert b"\r\n" in data
    frame = pd.read_csv(folders["csv"] / "responsibilities.csv")
    assert {name: frame[name].dtype.kind for name in ("confidence", "restored", "generic")} == {
        "confidence": "f", "restored": "b", "generic": "b"
    }  # fmt: skip


# the package


def faults(folder: Path) -> list[tuple[Any, ...]]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [tuple(row) for row in report.flatten(["type", "note"])]


@pytest.mark.parametrize("name", ["csv", "parquet"])
@pytest.mark.filterwarnings("ignore")
def test_package_is_valid(name: str, folders: dict[str, Path]) -> None:
    assert faults(folders[name]) == []


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change a table and tell its new size and digest, so that only what it says is at fault."""
    import hashlib

    data = (folder / name).read_bytes().replace(old.encode(), new.encode(), 1)
    (folder / name).write_bytes(data)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = [one for one in package["resources"] if one["path"] == name]
    resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("responsibilities.csv", ",lead,", ",boss,", "constraint-error"),
        ("responsibilities.csv", "/id/body/", "/id/nobody/", "foreign-key"),
        ("units.csv", "/id/section/", "/id/nowhere/", "foreign-key"),
        ("plans.csv", ",true,", ",perhaps,", "type-error"),
    ],
)
def test_package_shows_a_fault(
    table: str, old: str, new: str, fault: str, folders: dict[str, Path], tmp_path: Path
) -> None:
    shutil.copytree(folders["csv"], tmp_path / "csv")
    change(tmp_path / "csv", table, old, new)
    assert fault in {kind for kind, _ in faults(tmp_path / "csv")}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_package_knows_its_files(name: str, folders: dict[str, Path], tmp_path: Path) -> None:
    shutil.copytree(folders[name], tmp_path / name)
    with (tmp_path / name / f"bodies.{name}").open("ab") as stream:
        stream.write(b"\r\n")
    assert {"hash-count", "byte-count"} & {kind for kind, _ in faults(tmp_path / name)}


def test_package_tells_licence_sources_and_what_is_not_ours(folders: dict[str, Path], specimens: Path) -> None:
    package = json.loads((folders["csv"] / "datapackage.json").read_text(encoding="utf-8"))
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert {source["title"] for source in package["sources"]} == {path.name for path in specimens.iterdir()}
    assert "不属于本项目" in package["description"]
    assert "not ours" in package["description"]
    assert package["id"].startswith("sha256:")


def test_every_link_is_told(folders: dict[str, Path]) -> None:
    package = json.loads((folders["csv"] / "datapackage.json").read_text(encoding="utf-8"))
    told = {
        (resource["name"], link["fields"][0], link["reference"]["resource"] or resource["name"])
        for resource in package["resources"]
        for link in resource["schema"].get("foreignKeys", [])
    }
    assert told == {(t.name, column.name, column.table) for t in tables() for column in t.columns if column.table}
    assert ("responsibilities", "body", "bodies") in told
    assert ("units", "parent", "units") in told


# the codebook


def test_codebook_tells_every_column_and_value(folders: dict[str, Path], frames: dict[str, pd.DataFrame]) -> None:
    book = (folders["csv"] / "codebook.md").read_text(encoding="utf-8")
    for table in tables():
        part = book.partition(f"\n## {table.name}\n")[2].partition("\n## ")[0]
        assert f"{len(frames[table.name])} 行" in part
        for column in table.columns:
            (line,) = [line for line in part.splitlines() if line.startswith(f"| `{column.name}` |")]
            assert column.zh.replace("|", "\\|") in line
            assert column.en.replace("|", "\\|") in line
            if column.scheme:
                values = book.partition(f'<a id="values-{column.scheme}">')[2].partition("\n## ")[0]
                known = {c.notation: c for c in concepts(column.scheme)}
                for value in frames[table.name][column.name].dropna().unique():
                    assert f"| `{value}` | {known[value].zh} | {known[value].en} |" in values
    assert 'encoding("UTF-8")' in book
    assert "read_parquet" in (folders["parquet"] / "codebook.md").read_text(encoding="utf-8")


def test_codebook_tables_are_whole(folders: dict[str, Path]) -> None:
    """Each row of a Markdown table has as many cells as its head."""
    width = 0
    for line in (folders["csv"] / "codebook.md").read_text(encoding="utf-8").splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert cells in (0, width) or not width
        width = cells


# the folder


def test_same_graph_gives_same_bytes(folders: dict[str, Path], built: Build, tmp_path: Path) -> None:
    for name, folder in folders.items():
        assert main(["export", str(built.folder), "-f", name, "--to", str(tmp_path / name)]) == 0
        for path in folder.iterdir():
            assert (tmp_path / name / path.name).read_bytes() == path.read_bytes()


def test_only_a_folder_of_ours_is_replaced(built: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x", encoding="utf-8")
    assert main(["export", str(built.folder), "-f", "csv", "--to", str(tmp_path / "mine")]) == 2
    assert "未作改动" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
    for name in ("csv", "parquet"):
        assert main(["export", str(built.folder), "-f", name, "--to", str(tmp_path / "new")]) == 0
    assert not list((tmp_path / "new").glob("*.csv"))


def test_two_rows_of_one_key_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, body = prefixes()["plan"], "https://e.org/b"
    lines = [
        f"<{body}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{plan}Organization> .",
        f'<{body}> <{plan}generic> "false"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
        *(f'<{body}> <{prefixes()["skos"]}prefLabel> "{name}"@zh .' for name in ("甲", "乙")),
    ]
    (tmp_path / "g.nq").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["export", str(tmp_path / "g.nq"), "-f", "csv", "--to", str(tmp_path / "t")]) == 0
    assert "bodies 有 1 行的主键" in capsys.readouterr().err
    assert len(pd.read_csv(tmp_path / "t" / "bodies.csv")) == 1


def test_tables_of_the_build_are_not_replaced(built: Build, capsys: pytest.CaptureFixture[str]) -> None:
    """Those answer questions for the eye and have names of their own; some are the same word."""
    before = {path.name: path.read_bytes() for path in (built.folder / "tables").iterdir()}
    assert main(["export", str(built.folder), "-f", "csv", "--to", str(built.folder / "tables")]) == 2
    assert {path.name: path.read_bytes() for path in (built.folder / "tables").iterdir()} == before
    heads = {name: data.splitlines()[0] for name, data in before.items() if name.endswith(".csv")}
    for table in tables():
        assert heads.get(f"{table.name}.csv") != ",".join(column.name for column in table.columns).encode()
