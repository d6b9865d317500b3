"""Takes a build and a choice, checks which network comes of it, and that its SPARQL says the same as its lines."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import QuerySolutions, Store

from graph.drawing import Choice, draw, make_network
from graph.errors import BadParameter
from graph.pipeline import Build
from graph.store import open_store


@pytest.fixture(scope="module")
def store(built: Build) -> Store:
    return open_store(built.folder)


def answer(store: Store, text: str) -> list[tuple[str, ...]]:
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [tuple(term.value for term in row) for row in found]


def lines(network: nx.Graph) -> dict[tuple[str, str], tuple[int, float, int, int]]:
    return {
        (min(a, b), max(a, b)): (d["shared"], d["weight"], d["forward"], d["backward"])
        for a, b, d in network.edges(data=True)
    }


WHOLE = Choice()
NARROWED = [Choice(section="青少年"), Choice(kind="action"), Choice(group="老年人"), Choice(years="2021-2025")]


@pytest.mark.parametrize("plans", [[], ["云衡"], ["云衡", "檀浔"]])
@pytest.mark.parametrize("by", ["body", "name", "function"])
@pytest.mark.parametrize("choice", [WHOLE, *NARROWED])
def test_sparql_says_what_the_lines_say(store: Store, choice: Choice, by: str, plans: Sequence[str]) -> None:
    network, _ = make_network(store, plans, replace(choice, by=by))
    ties = next(d for d in network.graph["sparql"] if d.key.startswith("ties-"))
    told = {
        (a, b): (int(shared), float(weight), int(one), int(two))
        for a, b, shared, weight, one, two in answer(store, ties.text)
    }
    seen = lines(network)
    assert len(seen) > 5
    assert told.keys() == seen.keys()
    for pair, numbers in seen.items():
        assert told[pair] == pytest.approx(numbers, abs=1e-5), pair


@pytest.mark.parametrize("by", ["name", "function"])
@pytest.mark.parametrize("beside", ["groups", "programmes"])
def test_sparql_of_two_modes(store: Store, beside: str, by: str) -> None:
    network, _ = make_network(store, ["云衡"], Choice(by=by, beside=beside))
    told = {
        (node, f"{beside}:{label}"): (int(shared), int(leads))
        for node, label, shared, leads in answer(store, network.graph["sparql"][0].text)
    }
    seen = {
        (a, b) if network.nodes[a]["mode"] == "body" else (b, a): (d["shared"], d["forward"])
        for a, b, d in network.edges(data=True)
    }
    assert len(seen) > 3
    assert told == seen


def test_rows_behind_a_network_are_of_its_plans(store: Store) -> None:
    network, (note,) = make_network(store, ["云衡"], Choice())
    text = next(d for d in network.graph["sparql"] if d.key == "coordination").text
    head, _, body = text.partition("SELECT DISTINCT ?plan")
    rows = answer(store, f"{head}SELECT DISTINCT ?plan\nWHERE{body.partition('WHERE')[2].rpartition('ORDER BY')[0]}")
    assert {row[0] for row in rows} == {note.iri}


def test_plans_and_what_they_cite(store: Store) -> None:
    network, notes = make_network(store, [], Choice(by="plan"))
    assert {note.iri for note in notes} <= set(network)
    assert {"cites", "shares"} <= {kind for *_, kind in network.edges(data="kind")}
    assert [d.key for d in network.graph["sparql"]] == ["citations", "reuse"]


def test_drawn_page_says_what_a_citation_needs(built: Build, tmp_path: Path) -> None:
    assert draw(["云衡"], Choice(), built.folder, tmp_path / "x.html") == 0
    digest = hashlib.sha256((built.folder / "graph.nq").read_bytes()).hexdigest()[:12]
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert digest in page
    assert "F1" in page


def test_narrowing_by_section_and_years(store: Store) -> None:
    whole, plans = make_network(store, [], Choice())
    young, _ = make_network(store, [], Choice(section="青少年"))
    assert 0 < len(young.graph["units"]) < len(whole.graph["units"])
    assert all("青少年" in unit.section for unit in young.graph["units"].values())
    later, some = make_network(store, [], Choice(years="2021-2025"))
    assert 0 < len(some) < len(plans)
    assert all(note.period is None or note.period[1] >= 2021 for note in some)
    assert later.number_of_nodes() < whole.number_of_nodes()


@pytest.mark.parametrize(
    ("choice", "zh", "en"),
    [
        (Choice(by="colour"), "--by colour：只有 body", "choose from body"),
        (Choice(beside="colours"), "--with colours：只有", "choose from provisions"),
        (Choice(by="plan", kind="action"), "不能与", "cannot be joined"),
        (Choice(section="星际航行"), "没有标题含这些字的章节", "no section with these words"),
        (Choice(years="明年"), "请写成 2021-2025", "write 2021-2025"),
        (Choice(years="1911"), "没有这些年份的方案", "no plan of these years"),
        (Choice(kind="everything"), "只有", "choose from"),
    ],
)
def test_what_cannot_be_drawn_is_told(built: Build, tmp_path: Path, choice: Choice, zh: str, en: str) -> None:
    with pytest.raises(BadParameter) as told:
        draw([], choice, built.folder, tmp_path / "x.html")
    assert zh in told.value.zh
    assert en in told.value.en
    assert not (tmp_path / "x.html").exists()


def test_nothing_left_names_the_options(built: Build, tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="--kind schedule --section 青少年：所选"):
        draw(["云衡"], Choice(kind="schedule", section="青少年"), built.folder, tmp_path / "x.html")
