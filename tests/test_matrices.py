"""Matrices and tables of networks: read back as R and pandas read them, they say what the network says and fit one another."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from pyoxigraph import Store

from graph.cli import main
from graph.drawing import Choice, make_network
from graph.errors import BadParameter
from graph.export import matrices as module
from graph.export.attributes import ties, unique_names
from graph.export.matrices import matrices, write_matrices
from graph.export.measured import MEASURE_COLUMNS, TIE_COLUMNS, measures_rows, ties_rows, to_csv
from graph.network import MEASURES, lay_out, name_network, plan_network, read_network
from graph.pipeline import Build
from graph.store import open_store

CHOICES = {
    "name": Choice(),
    "body": Choice(by="body"),
    "function": Choice(by="function"),
    "units": Choice(beside="provisions"),
    "groups": Choice(beside="groups"),
    "plans": Choice(by="plan"),
}
BODIES = ("name", "body", "function")


@pytest.fixture(scope="module")
def store(built: Build) -> Store:
    return open_store(built.folder)


@pytest.fixture(scope="module")
def networks(store: Store) -> dict[str, nx.Graph]:
    return {
        name: make_network(store, ["云衡"] if name != "plans" else [], choice)[0] for name, choice in CHOICES.items()
    }


@pytest.fixture(scope="module")
def folders(networks: dict[str, nx.Graph], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("matrices")
    for name, network in networks.items():
        write_matrices(network, folder / name)
    return {name: folder / name for name in networks}


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", index_col=0, keep_default_na=False, na_values=[""])


def workbook(path: Path) -> dict[str, list[list[str]]]:
    """The sheets of a workbook as rows of texts, empty cells left out."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with ZipFile(path) as book:
        shared = ["".join(item.itertext()) for item in fromstring(book.read("xl/sharedStrings.xml"))]
        names = [sheet.get("name", "") for sheet in fromstring(book.read("xl/workbook.xml")).iter(f"{space}sheet")]
        sheets = {name: fromstring(book.read(f"xl/worksheets/sheet{at}.xml")) for at, name in enumerate(names, start=1)}
    return {
        name: [
            [shared[int(text)] if cell.get("t") == "s" else text for cell in row if (text := "".join(cell.itertext()))]
            for row in sheet.iter(f"{space}row")
        ]
        for name, sheet in sheets.items()
    }


def value(cell: str) -> str | float:
    """A cell as a number where it is one: Excel writes 8.05 with all the digits of a double."""
    try:
        return round(float(cell), 9)
    except ValueError:
        return cell


@pytest.mark.parametrize(
    ("name", "files"),
    [
        *((name, "shared weight leads incidence incidence-roles bodies units ties") for name in BODIES),
        ("units", "incidence incidence-roles bodies units ties"),
        ("groups", "shared leads bodies groups units ties"),
        ("plans", "shared weight cites plans units ties"),
    ],
)
def test_what_is_in_a_folder(name: str, files: str, folders: dict[str, Path]) -> None:
    found = {path.name for path in folders[name].iterdir()}
    assert found == {*(f"{file}.csv" for file in files.split()), "README.txt", "network.rq", "matrices.xlsx"}
    text = (folders[name] / "README.txt").read_text(encoding="utf-8")
    assert all(file in text for file in found - {"README.txt"})
    described = {
        line for line in text.partition("列 Columns")[2].splitlines() if line and not line.startswith((" ", "-"))
    }
    assert {"p", "tier"} <= described or name in ("units", "plans")


@pytest.mark.parametrize("name", CHOICES)
def test_csv_is_plain_utf8(name: str, folders: dict[str, Path]) -> None:
    for path in folders[name].glob("*.csv"):
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
        assert len({len(row) for row in rows}) == 1
        assert len({row[0] for row in rows}) == len(rows) or path.stem == "ties"
        assert data.count(b"\n") == data.count(b"\r\n") == len(rows)


@pytest.mark.parametrize("name", CHOICES)
def test_one_order_in_all(name: str, folders: dict[str, Path]) -> None:
    folder = folders[name]
    nodes = list(read(folder, "plans" if name == "plans" else "bodies").index)
    units = list(read(folder, "units").index)
    other = list(read(folder, "groups").index) if name == "groups" else nodes
    for square in ("shared", "weight", "leads", "cites"):
        if (folder / f"{square}.csv").exists():
            frame = read(folder, square)
            assert (list(frame.index), list(frame.columns)) == (nodes, other)
    for across in ("incidence", "incidence-roles"):
        if (folder / f"{across}.csv").exists():
            frame = read(folder, across)
            assert (list(frame.index), list(frame.columns)) == (nodes, units)


@pytest.mark.parametrize("name", BODIES)
def test_matrices_of_bodies_fit_one_another(name: str, folders: dict[str, Path], networks: dict[str, nx.Graph]) -> None:
    """The square matrices are products of the incidence; functions of one body are the exception, for it does not tie them."""
    folder, network = folders[name], networks[name]
    shared, weight, leads = (read(folder, key).to_numpy(float) for key in ("shared", "weight", "leads"))
    incidence = read(folder, "incidence").to_numpy(float)
    names = {called: node for node, called in unique_names(network).items()}
    order = [names[called] for called in read(folder, "shared").index]
    assert np.array_equal(shared, nx.to_numpy_array(network, order, weight="shared"))
    assert np.allclose(weight, nx.to_numpy_array(network, order, weight="weight"))
    assert np.array_equal(np.diag(shared), np.zeros(len(order)))
    assert list(incidence.sum(axis=1)) == [network.nodes[node]["units"] for node in order]
    roles = read(folder, "incidence-roles").fillna("")
    assert np.array_equal(roles.to_numpy() != "", incidence == 1)
    product = incidence @ incidence.T
    np.fill_diagonal(product, 0)
    first = roles.map(lambda cell: "lead" in cell.split("+")).to_numpy(float)
    led = first @ (incidence - first).T
    assert leads.sum() > 10
    if name == "function":
        assert (shared <= product).all()
        assert (leads <= led).all()
        assert (shared < product).any()
    else:
        assert np.array_equal(shared, product)
        assert np.array_equal(leads, led)


def test_two_modes(folders: dict[str, Path], networks: dict[str, nx.Graph]) -> None:
    frame, leads = read(folders["groups"], "shared"), read(folders["groups"], "leads")
    network = networks["groups"]
    names = unique_names(network)
    listed = {(names[one], names[two]): facts for one, two, facts in ties(network)}
    assert {(row, column) for row in frame.index for column in frame.columns if frame.loc[row, column]} == set(listed)
    assert all(
        frame.loc[cell] == facts["shared"] and leads.loc[cell] == facts["leads"] for cell, facts in listed.items()
    )
    units = read(folders["units"], "incidence")
    assert units.to_numpy().sum() == networks["units"].number_of_edges()
    assert set(units.to_numpy().ravel()) == {0, 1}


def test_plans(folders: dict[str, Path], networks: dict[str, nx.Graph]) -> None:
    cites, weight = (read(folders["plans"], name).to_numpy(float) for name in ("cites", "weight"))
    edges = networks["plans"].edges(data=True)
    assert cites.sum() == sum(d["forward"] + d["backward"] for *_, d in edges)
    assert np.allclose(weight.sum(), 2 * sum(d["weight"] for *_, d in edges))
    assert np.array_equal(weight, weight.T)
    documents = read(folders["plans"], "plans")["iri"].str.contains("/document/").to_numpy()
    assert documents.any()
    assert not cites[documents].any()  # a document that is not in the graph cites nothing that we know


def test_tables_beside(folders: dict[str, Path], networks: dict[str, nx.Graph]) -> None:
    network = networks["body"]
    bodies, units, listed = (read(folders["body"], name) for name in ("bodies", "units", "ties"))
    assert {"full", "functions", "sector", "betweenness", "units_low", "units_high", "community"} <= set(bodies.columns)
    for called, row in bodies.iterrows():
        data = network.nodes[row["iri"]]
        assert row["betweenness"] == data["measures"]["betweenness"]
        assert (row["units_low"], row["units_high"]) == data["interval"]["units"]
        assert called in (data["label"], *data["full"])
    texts = {unit.iri: " ".join(unit.text.split()) for unit in network.graph["units"].values()}
    assert dict(zip(units["iri"], units["text"], strict=True)) == texts
    ordinals = [network.graph["units"][iri].ordinal for iri in units["iri"]]
    assert ordinals == sorted(ordinals)
    assert len(listed) == network.number_of_edges()
    assert {"shared", "weight", "one_leads", "two_leads", "expected", "p", "q", "tier", "recurs"} <= set(listed.columns)


def test_the_workbook_says_the_same(folders: dict[str, Path]) -> None:
    sheets = workbook(folders["body"] / "matrices.xlsx")
    assert list(sheets) == ["shared", "weight", "leads", "incidence", "incidence-roles", "bodies", "units", "ties"]
    for name, rows in sheets.items():
        with (folders["body"] / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            wanted = [[value(cell) for cell in row if cell] for row in csv.reader(file)]
        assert [[value(cell) for cell in row] for row in rows] == wanted


def test_hostile_names(networks: dict[str, nx.Graph], tmp_path: Path) -> None:
    """Cells are what the text says: R and pandas want it as it is; Excel gets them as text in the workbook."""
    odd = ("=1+1", '县"科协",\n甲', "\u202e县教育局", "县\x00妇联", "县\ufffd妇联")
    network = nx.relabel_nodes(networks["name"], dict(zip(sorted(networks["name"]), odd, strict=False)))
    for name in odd:
        network.nodes[name]["label"] = name
    write_matrices(network, tmp_path / "odd")
    frame = read(tmp_path / "odd", "shared")
    assert len(frame) == len(network)
    wanted = {"=1+1", '县"科协", 甲', "\u202e县教育局", "县\ufffd妇联", "县\ufffd妇联 [2]"}
    assert wanted <= set(frame.index)
    assert wanted <= set(frame.columns)
    with ZipFile(tmp_path / "odd" / "matrices.xlsx") as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist())


def test_same_bytes_and_only_ours_is_replaced(
    networks: dict[str, nx.Graph], folders: dict[str, Path], tmp_path: Path
) -> None:
    write_matrices(networks["groups"], tmp_path / "x")
    write_matrices(networks["body"], tmp_path / "x")  # another network takes the place of the first
    for path in folders["body"].iterdir():
        assert (tmp_path / "x" / path.name).read_bytes() == path.read_bytes()
    assert len(list((tmp_path / "x").iterdir())) == len(list(folders["body"].iterdir()))


def test_what_is_too_large_is_told(
    networks: dict[str, nx.Graph], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_COLUMNS", 40)
    write_matrices(networks["units"], tmp_path / "wide")
    assert "incidence" in workbook(tmp_path / "wide" / "matrices.xlsx")
    monkeypatch.setattr(module, "_MOST_COLUMNS", 20)
    write_matrices(networks["units"], tmp_path / "wide")
    assert "incidence" not in workbook(tmp_path / "wide" / "matrices.xlsx")
    assert "incidence 超过 Excel" in (tmp_path / "wide" / "README.txt").read_text(encoding="utf-8")
    monkeypatch.setattr(module, "MOST_CELLS", 10)
    with pytest.raises(BadParameter, match="矩阵 shared") as told:
        matrices(networks["name"])
    assert "graphml" in told.value.en


def test_commands(built: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "build-copy"
    assert main(["export", str(built.folder), "--format", "matrix"]) == 2
    assert "--to 文件夹" in capsys.readouterr().err
    assert main(["export", str(built.folder), "--format", "matrix", "--to", str(folder)]) == 0
    assert len(read(folder, "bodies")) > 100
    words = ["network", "--plan", "云衡", "--by", "body", "--format", "matrix", "--out", str(built.folder)]
    assert main([*words, "--to", str(folder)]) == 0
    assert len(read(folder, "bodies")) < 100
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    assert main([*words, "--to", str(tmp_path / "mine")]) == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_tables_of_a_build(store: Store, built: Build, tmp_path: Path) -> None:
    records = read_network(store)
    every = [*(lay_out(plan_network(records, plan.key)) for plan in built.plans), lay_out(name_network(records))]
    (tmp_path / "measures.csv").write_bytes(to_csv(MEASURE_COLUMNS, measures_rows(every)))
    (tmp_path / "ties.csv").write_bytes(to_csv(TIE_COLUMNS, ties_rows(every)))
    assert list(pd.read_csv(built.folder / "tables" / "measures.csv").columns) == list(MEASURE_COLUMNS)
    assert len(pd.read_csv(built.folder / "tables" / "network-ties.csv")) == sum(
        n.number_of_edges() for n in every[:-1]
    )
    measured = pd.read_csv(tmp_path / "measures.csv")
    assert len(measured) == len(list(measures_rows(every)))
    assert tuple(measured.columns) == MEASURE_COLUMNS
    assert {measure.key for measure in MEASURES} < set(MEASURE_COLUMNS)
    assert list(measured.groupby(["network", "plan"], dropna=False).size()) == [
        len(every[-1]),
        *(len(network) for network in sorted(every[:-1], key=lambda network: network.graph["plans"][0].key)),
    ]
    body = measured[measured["node"].str.endswith("/yunhengxian/kexue-jishu-xiehui", na=False)]
    for row in body.to_dict("records"):
        network = next(n for n in every if n.graph["plans"][0].key == row["plan"] and n.graph["by"] == "plan")
        data = network.nodes[row["node"]]
        assert row["eigenvector"] == data["measures"]["eigenvector"]
        assert (row["strength_low"], row["strength_high"]) == data["interval"]["strength"]
    tied = pd.read_csv(tmp_path / "ties.csv")
    assert tuple(tied.columns) == TIE_COLUMNS
    assert len(tied) == sum(network.number_of_edges() for network in every)
    whole = tied[tied["network"] == "name"]
    assert whole["recurs"].max() > 1
    assert (tied[tied["tier"] == 2]["q"] < 0.05).all()
    assert whole["plan"].isna().all()
    one = whole.iloc[0]
    assert (one["one"], one["two"]) == (one["one_name"], one["two_name"])
    assert every[-1].edges[one["one"], one["two"]]["forward"] == one["one_leads"]
