"""Takes a store with its plans, gives the pages of a build: networks, departments, and the desk that links everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model import Issue, Plan

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store

    from graph.export.measured import Cell
    from graph.network import Records
    from graph.visualise import Imprint

FOLDER = "networks"
OVERALL = ("coordination-all", "coordination-functions", "groups", "plans")
"""Pages over all plans: bodies by name, functions, functions × groups of people, plans."""


def write_pages(store: Store, plans: Sequence[Plan], issues: Sequence[Issue], folder: Path) -> Imprint:
    """Write the networks of each plan and over all, the pages of departments, and the desk.

    The imprint of the build is given: every page bears it.
    """
    from graph.desk import make_imprint, read_desk, write_desk
    from graph.network import read_network
    from graph.store import GRAPH_FILE

    records, ledger = read_network(store), read_desk(store)
    imprint = make_imprint(ledger, folder / GRAPH_FILE)
    (folder / FOLDER).mkdir()
    departments = {plan.iri: f"../departments/{plan.page}.html" for plan in ledger.plans.values()}
    pictures = _write_networks(store, records, plans, (imprint, departments), folder / FOLDER)
    write_desk(ledger, plans, issues, (pictures, imprint), folder)
    return imprint


def _write_networks(
    store: Store, records: Records, plans: Sequence[Plan], told: tuple[Imprint, Mapping[str, str]], folder: Path
) -> dict[str, str]:
    """Write all pages of networks and the tables of their measures; give the small pictures of the plans by their keys."""
    from graph.export.measured import MEASURE_COLUMNS, TIE_COLUMNS, measures_rows, ties_rows, to_csv
    from graph.network import plan_network
    from graph.visualise import thumbnail

    pictures: dict[str, str] = {}
    measured: list[tuple[Cell, ...]] = []
    tested: list[tuple[Cell, ...]] = []
    for plan in plans:
        title = plan.outline.metadata.title
        names = (f"{title} · 部门协作网络", "Coordination network")
        iri = next(note.iri for note in records.plans.values() if note.key == plan.key)
        placed = _write(folder / f"coordination-{plan.key}.html", plan_network(records, plan.key), names, told, (iri,))
        pictures[plan.key] = thumbnail(placed, f"{title}：协作网络缩略图", "small picture of the network")
        measured += measures_rows([placed])
        tested += ties_rows([placed])
    for name, columns, rows in (("measures", MEASURE_COLUMNS, measured), ("network-ties", TIE_COLUMNS, tested)):
        (folder.parent / "tables" / f"{name}.csv").write_bytes(to_csv(columns, rows))
    for name, (make, zh, en) in _overall(store, records).items():
        names = (f"{len(plans)} 份方案 · {zh}", f"{en} of {len(plans)} plans")
        _write(folder / f"{name}.html", make(), names, told, ())
    return pictures


def _overall(store: Store, records: Records) -> dict[str, tuple[Callable[[], nx.Graph], str, str]]:
    from graph.network import function_network, lineage_network, name_network, read_rows, subject_network

    all_plans = sorted(records.plans)
    makers: tuple[tuple[Callable[[], nx.Graph], str, str], ...] = (
        (lambda: name_network(records), "部门协作网络", "Coordination network"),
        (lambda: function_network(records), "职能协作网络", "Coordination of functions"),
        (
            lambda: subject_network(records, all_plans, "groups", "function"),
            "职能与人群",
            "Functions and groups of people",
        ),
        (
            lambda: lineage_network(records.plans.values(), *read_rows(store, "citations", "reuse")),
            "援引与沿用",
            "Citations and shared words",
        ),
    )
    return dict(zip(OVERALL, makers, strict=True))


def _write(
    path: Path,
    network: nx.Graph,
    names: tuple[str, str],
    told: tuple[Imprint, Mapping[str, str]],
    plans: Sequence[str],
) -> nx.Graph:
    from graph.network import definitions, lay_out
    from graph.visualise import network_page, sector_of

    imprint, departments = told
    placed = lay_out(network, sector_of)
    placed.graph["sparql"] = definitions(placed, plans)
    zh, en = names
    page = network_page(
        placed,
        title=zh,
        title_en=en,
        build=imprint.build,
        home="../index.html",
        quality=imprint.lines,
        departments=departments,
    )
    path.write_text(page, encoding="utf-8", newline="\n")
    return placed
