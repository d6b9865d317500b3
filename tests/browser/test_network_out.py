"""Takes the files that leave the network page, checks that they say what its tables show."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.network import Records, lay_out, plan_network
from graph.visualise import network_page
from tests.browser.leaving import HOSTILE, TITLE, Open, Write, as_tables, column, fetch, rows

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def hostile_page(county: Records, write: Write) -> Path:
    placed = plan_network(county, "cx-2022")
    for at, (_, node) in enumerate(sorted(placed.nodes(data=True))):
        node["label"] = f"{HOSTILE}{at}"
    placed.graph["units"] = {iri: replace(unit, heading=HOSTILE) for iri, unit in placed.graph["units"].items()}
    title = f'a/b\\c:*?"<>|{HOSTILE}. . '
    return write("hostile-out.html", network_page(lay_out(placed), title=title, build=HOSTILE))


FRAGMENTS = ["", "#e=all", "#e=all&r=lead&r=cooperating&i=1"]


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_tables_in_csv(opened: Open, out_page: Path, fragment: str) -> None:
    """18: nodes.csv and edges.csv hold the rows of the tables, with the words that Gephi knows."""
    page = opened(out_page, fragment=fragment)
    name, content = fetch(page, "nodes")
    bodies = rows(content)
    lines = rows(fetch(page, "edges")[1])
    shown_bodies, shown_lines = as_tables(page)
    assert name == f"{TITLE}-nodes.csv"
    assert {r["Label"]: (int(r["职责数 units"]), int(r["连线数 degree"])) for r in bodies} == shown_bodies
    assert {
        (r["甲 a"], r["乙 b"]): (int(r["共同条款 shared"]), round(float(r["Weight"]), 3)) for r in lines
    } == shown_lines
    label = {r["Id"]: r["Label"] for r in bodies}
    assert all((label[r["Source"]], label[r["Target"]]) == (r["甲 a"], r["乙 b"]) for r in lines)
    assert len({r["Id"] for r in bodies}) == len(bodies) > 10
    assert all(len(r["条款 provisions"].split("；")) == int(r["共同条款 shared"]) for r in lines)


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_gexf_is_what_networkx_reads(opened: Open, out_page: Path, fragment: str) -> None:
    """18: the GEXF holds the same bodies and lines, with types, places and colours."""
    page = opened(out_page, fragment=fragment)
    name, content = fetch(page, "gexf")
    read = nx.read_gexf(io.BytesIO(content), version="1.3")
    shown_bodies, shown_lines = as_tables(page)
    assert name == f"{TITLE}-network.gexf"
    assert {d["label"]: (d["units"], d["degree"]) for _, d in read.nodes(data=True)} == shown_bodies
    ends = {frozenset((read.nodes[a]["label"], read.nodes[b]["label"])): d for a, b, d in read.edges(data=True)}
    assert {k: (d["shared"], round(d["weight"], 3)) for k, d in ends.items()} == {
        frozenset(pair): numbers for pair, numbers in shown_lines.items()
    }
    assert all(isinstance(d["strength"], float) and d["sort"] for _, d in read.nodes(data=True))
    seen = [d["viz"] for _, d in read.nodes(data=True)]
    assert len({(v["position"]["x"], v["position"]["y"]) for v in seen}) == len(seen)
    assert len({tuple(v["color"].values()) for v in seen}) > 3
    assert all(v["size"] > 0 for v in seen)
    assert b"lastmodifieddate" not in content


def test_provisions_quote_what_they_say(opened: Open, out_page: Path, county: Records) -> None:
    """18: a row for each body of each provision, with the sentence that charges it and the IRI."""
    page = opened(out_page)
    name, content = fetch(page, "provisions")
    found = rows(content)
    assert name == f"{TITLE}-provisions.csv"
    assert {(r["IRI"], r["单位 body"]) for r in found} == {(d.unit, d.name) for d in county.duties}
    for row in found:
        assert row["单位 body"] in row["原文 sentence"]
        assert row["原文 sentence"] == county.units[row["IRI"]].text, "a sentence and the bracket that closes it"
        assert row["责任方式 role"] in ("牵头", "配合", "按职责分工", "负责")
    assert {r["单位 body"] for r in found if r["推断 inferred"] == "是"} == {"县妇联"}


def test_provisions_of_what_is_chosen(opened: Open, out_page: Path) -> None:
    """18: what the panel lists can be taken along alone."""
    page = opened(out_page, fragment="#s=县气象局")
    name, content = fetch(page, "selected")
    assert name == f"{TITLE}-provisions-县气象局.csv"
    found = rows(content)
    assert len(found) == page.locator("#panel .unit").count() == 6
    assert {r["单位 body"] for r in found} == {"县气象局"}
    page.keyboard.press("Escape")
    page.click("#out > summary")
    assert page.locator("[data-out=selected]").is_hidden()


def test_files_of_hostile_names(opened: Open, hostile_page: Path) -> None:
    """26: no cell is a formula, no name breaks a quotation or XML, every file name is legal on Windows."""
    page = opened(hostile_page)
    name, content = fetch(page, "nodes")
    assert not set(name) & set('<>:"/\\|?*\u202e\u0001')
    assert name.endswith("-nodes.csv")
    bodies = rows(content)
    assert {r["Label"] for r in bodies} == {f"'{HOSTILE}{at}" for at in range(len(bodies))}
    assert all(float(r["横坐标 x"]) or True for r in bodies), "numbers keep their sign"
    for row in rows(fetch(page, "provisions")[1]):
        assert row["标题 heading"] == f"'{HOSTILE}"
    read = nx.read_gexf(io.BytesIO(fetch(page, "gexf")[1]), version="1.3")
    assert {d["label"] for _, d in read.nodes(data=True)} == {
        HOSTILE.replace("\u0001", "") + str(at) for at in range(len(bodies))
    }
    fetch(page, "png")
    assert page.locator("img").count() == 0


def test_files_tell_chance_from_choice(opened: Open, rich_page: Path) -> None:
    """18: measures with their intervals, p and q stand in the files as in the tables; pale ties are told apart."""
    page = opened(rich_page, fragment="#s=县科协")
    bodies, lines = rows(fetch(page, "nodes")[1]), rows(fetch(page, "edges")[1])
    read = nx.read_gexf(io.BytesIO(fetch(page, "gexf")[1]), version="1.3")
    inside = [r for r in lines if r["属于所选联系 in_set"] == "是"]
    assert len(inside) == 9
    assert {(r["p p"], r["q q"]) for r in inside} == {("0.001", "0.02"), ("0.03", "0.4")}
    outside = [r for r in lines if r not in inside]
    assert outside
    assert all("县科协" in (r["甲 a"], r["乙 b"]) for r in outside)
    page.click("[data-view=tables]")
    assert len(column(page, 1, "单位甲")) == len(lines) == read.number_of_edges()
    for row in bodies:
        low, high = float(row["中介中心性下限 betweenness_low"]), float(row["中介中心性上限 betweenness_high"])
        assert low <= float(row["中介中心性 betweenness"]) <= high
    assert {r["结构洞约束 constraint"] for r in bodies} == {"", "0.5"}
    assert {d.get("constraint") for _, d in read.nodes(data=True)} == {None, 0.5}
    assert {type(d["betweenness"]) for _, d in read.nodes(data=True)} == {float}


def test_leading_bodies_point_in_files(opened: Open, rich_page: Path) -> None:
    """18: where lines lead from the leading body, an edge of the file does too, both ways where both lead."""
    page = opened(rich_page, fragment="#e=lead")
    lines = rows(fetch(page, "edges")[1])
    read = nx.read_gexf(io.BytesIO(fetch(page, "gexf")[1]), version="1.3")
    page.click("[data-view=tables]")
    names = zip(column(page, 1, "单位甲"), column(page, 1, "单位乙"), strict=True)
    counts = zip(column(page, 1, "甲牵头"), column(page, 1, "乙牵头"), strict=True)
    shown = {}
    for (one, two), (forward, backward) in zip(names, counts, strict=True):
        shown.update({(a, b): int(led) for a, b, led in ((one, two, forward), (two, one, backward)) if int(led)})
    assert {(r["甲 a"], r["乙 b"]): int(r["牵头的条款 shared"]) for r in lines} == shown
    assert {r["Type"] for r in lines} == {"Directed"}
    assert read.is_directed()
    label = dict(read.nodes(data="label"))
    assert {(label[a], label[b]): d["shared"] for a, b, d in read.edges(data=True)} == shown


def test_files_follow_the_facets(opened: Open, rich_page: Path) -> None:
    """18: what a filter leaves out is in no file."""
    page = opened(rich_page, fragment="#a=农民科学素质提升&e=all")
    assert {r["所在章节 path"] for r in rows(fetch(page, "provisions")[1])} == {"三、重点任务 › （二）农民科学素质提升"}
    bodies, lines = as_tables(page)
    page.click("[data-view=graph]")
    assert {r["Label"] for r in rows(fetch(page, "nodes")[1])} == set(bodies)
    assert len(rows(fetch(page, "edges")[1])) == len(lines) > 5
