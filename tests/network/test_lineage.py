"""Takes rows of citations and shared words, checks the network of plans."""

from __future__ import annotations

from graph.network import PlanNote, lay_out, lineage_network

Row = dict[str, str | None]
PLANS = [
    PlanNote(iri=f"plan/{k}", key=k, title=f"{k}县实施方案", number=None, place=f"{k}县", year=2022) for k in "abc"
]
CITED = (
    "plan", "cited", "same", "title", "number", "basis", "surface",
    "unit", "unitNumber", "heading", "text", "ordinal", "begin", "end",
)  # fmt: skip
SHARED = ("one", "two", "compared", "aligned", "reused", "first", "second", "relation", "similarity")
SIDES = tuple(f"{side}{what}" for side in ("first", "second") for what in ("Number", "Heading", "Text", "Ordinal"))


def cites(plan: str, cited: str, **more: str) -> Row:
    return {**dict.fromkeys(CITED), "plan": plan, "cited": cited, "title": cited, "basis": "false", **more}


def shares(one: str, two: str, first: str | None, second: str | None, **more: str) -> Row:
    counts = {"compared": "40", "aligned": "10", "reused": "4", "relation": "x/relation/adapted", "similarity": "0.8"}
    row = {**dict.fromkeys((*SHARED, *SIDES)), "one": one, "two": two, "first": first, "second": second}
    return {**row, **counts, **more}


def test_arrow_shows_who_cites() -> None:
    rows = [
        cites("plan/b", "plan/a", basis="true", surface="a县实施方案", unit="plan/b/1", heading="总则", text="……"),
        cites("plan/b", "plan/a", surface="《方案》"),
    ]
    network = lineage_network(PLANS, rows, [])
    edge = network.edges["plan/a", "plan/b"]
    assert (edge["kind"], edge["forward"], edge["backward"], edge["basis"]) == ("cites", 1, 0, True)
    assert edge["quotes"] == ["a县实施方案", "《方案》"]
    assert edge["units"] == ("plan/b/1",)
    assert network.graph["units"]["plan/b/1"].heading == "总则"
    assert network.degree("plan/c") == 0


def test_a_document_outside_is_one_node_under_all_its_titles() -> None:
    rows = [cites("plan/a", "doc/1", same="doc/2"), cites("plan/b", "doc/2", same="doc/2", number="国发〔2021〕9号")]
    network = lineage_network(PLANS, rows, [])
    assert network.nodes["doc/2"]["mode"] == "document"
    assert network.degree("doc/2") == 2
    assert "doc/1" not in network


def test_shared_words_are_a_share_of_what_was_compared() -> None:
    rows = [
        shares("plan/a", "plan/b", "a/1", "b/1", firstHeading="办展览"),
        shares("plan/a", "plan/b", "a/2", "b/1"),
        shares("plan/a", "plan/c", None, None, aligned="0"),
    ]
    network = lineage_network(PLANS, [cites("plan/b", "plan/a")], rows)
    edge = network.edges["plan/a", "plan/b"]
    assert (edge["kind"], edge["weight"], edge["shared"], edge["reused"]) == ("both", 0.25, 10, 4)
    assert edge["units"] == ("a/1", "b/1", "a/2")
    assert edge["pairs"][0] == ("a/1", "b/1", "adapted", 0.8)
    assert not network.has_edge("plan/a", "plan/c")
    assert network.graph["units"]["a/1"].plan == "plan/a"


def test_only_the_chosen_plans_and_what_they_cite() -> None:
    rows = [cites("plan/a", "doc/1"), cites("plan/c", "doc/9"), cites("plan/a", "plan/a")]
    network = lineage_network(PLANS[:2], rows, [shares("plan/a", "plan/c", "a/1", "c/1")])
    assert set(network) == {"plan/a", "plan/b", "doc/1"}
    placed = lay_out(network)
    assert placed.graph["view"] == "all"
    assert all("x" in data for _, data in placed.nodes(data=True))
