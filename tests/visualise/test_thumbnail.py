"""Takes networks, checks the small picture: small, accessible, without any style, the same for the same input."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from graph.visualise import thumbnail
from graph.visualise.thumbnail import HEIGHT, MARGIN, WIDTH

SVG = "{http://www.w3.org/2000/svg}"


def network(size: int, **edge: Any) -> nx.Graph:
    graph = nx.cycle_graph(size) if size > 2 else nx.path_graph(size)
    graph = nx.relabel_nodes(graph, {n: f"b{n:04}" for n in graph})
    graph.graph["by"] = "plan"
    for at, (_, data) in enumerate(sorted(graph.nodes(data=True))):
        data.update(
            x=at * 37.5 % 900,
            y=at * 91.0 % 500,
            units=1 + at % 20,
            body_type="branch" if at % 2 else "government-department",
        )
    for *_, data in graph.edges(data=True):
        data.update({"weight": 1.0, "strongest": True, **edge})
    return graph


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@pytest.mark.parametrize("size", [1, 2, 30, 2000])
def test_small_whole_and_inside_the_frame(size: int) -> None:
    picture = thumbnail(network(size), "某县", "a county")
    assert len(picture.encode()) <= 6 * 1024
    assert "style=" not in picture
    root = drawn(picture)
    assert root.findtext(f"{SVG}title") == "某县 a county"
    assert root.get("role") == "img"
    for path in root.iter(f"{SVG}path"):
        for part in (path.get("d") or "").replace("h0", "").replace("L", "M").split("M")[1:]:
            x, y = map(int, part.split())
            assert MARGIN <= x <= WIDTH - MARGIN
            assert MARGIN <= y <= HEIGHT - MARGIN


def test_dots_tell_sort_and_size() -> None:
    root = drawn(thumbnail(network(30), "某县", "a county"))
    dots = [path for path in root.iter(f"{SVG}path") if path.get("stroke")]
    assert sum((dot.get("d") or "").count("h0") for dot in dots) == 30
    assert len({dot.get("stroke") for dot in dots}) == 2
    assert len({dot.get("stroke-width") for dot in dots}) > 1


def lines(graph: nx.Graph) -> int:
    ties = drawn(thumbnail(graph, "某县", "a county")).find(f"{SVG}path[@class='ties']")
    return 0 if ties is None else (ties.get("d") or "").count("L")


def test_lines_are_those_of_the_first_view() -> None:
    assert lines(network(10)) == 10
    assert lines(network(10, strongest=False)) == 0
    graph = network(10)
    graph.edges["b0000", "b0001"]["tier"] = 1
    assert lines(graph) == 1, "where ties beyond chance are known, only these"


def test_no_body_no_picture() -> None:
    assert thumbnail(nx.Graph(by="plan"), "某县", "a county") == ""


def test_hostile_title_stays_text_and_bytes_do_not_change() -> None:
    bad = "</title><script>alert(1)</script>\"'"
    assert drawn(thumbnail(network(3), bad, "x")).findtext(f"{SVG}title") == f"{bad} x"
    assert thumbnail(network(40), "甲", "a") == thumbnail(network(40), "甲", "a")
