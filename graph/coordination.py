"""Takes a laid-out network, gives it as data frames, as a page in a notebook and as files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter
from graph.frames import pandas_module

if TYPE_CHECKING:
    import networkx as nx
    from pandas import DataFrame

    from graph.network import PlanNote

DRAWS = 200
WHOLE = ("units", "degree", "core", "community", "plans")
"""Columns of whole numbers."""
TIES = (
    "one",
    "two",
    "shared",
    "weight",
    "expected",
    "p",
    "q",
    "tier",
    "recurs",
    "forward",
    "backward",
    "units",
    "source",
    "target",
)
"""Columns of ties."""
ENDS = (0.05, 0.95)
"""Quantiles between which 90 % of redrawn values lie."""


@dataclass(frozen=True, slots=True)
class Network:
    """A coordination network as ``Graph.network`` gives it; ``graph`` is the networkx graph behind the frames.

    ``notes`` are remarks (Chinese, English) on what was left out. As the last value of a notebook cell it is the interactive page.
    """

    graph: nx.Graph
    plans: tuple[PlanNote, ...]
    title: str = ""
    title_en: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def nodes(self) -> DataFrame:
        """A row a node, by its name in ``graph``: ``label``, ``mode``, ``type`` (of body), ``units``, ``degree``, ``strength``, every
        measure that it has, ``KEY_low`` and ``KEY_high`` for measures with an interval, ``community``, ``functions``, ``plans``.
        """
        rows = {node: _node(data) for node, data in sorted(self.graph.nodes(data=True))}
        frame = pandas_module().DataFrame.from_dict(rows, orient="index")
        whole = [key for key in WHOLE if key in frame]
        return frame.astype(dict.fromkeys(whole, "Int64")).rename_axis("node")

    @property
    def edges(self) -> DataFrame:
        """A row a tie: ``one`` and ``two`` (labels; of a two-mode network the body first), ``shared`` units, ``weight``, ``expected``
        shared units by chance, ``p``, ``q``, ``tier``, ``recurs`` (in how many plans the tie alone goes beyond chance), ``forward``
        and ``backward`` (in how many units one leads the other), ``units`` (IRIs), ``source`` and ``target`` (names in ``graph``).
        """
        called = dict(self.graph.nodes(data="label"))
        modes = dict(self.graph.nodes(data="mode", default="body"))
        ends = (
            (*sorted((a, b), key=lambda n: (modes[n] != "body", n)), data) for a, b, data in self.graph.edges(data=True)
        )
        found = sorted(ends, key=lambda edge: edge[:2])
        rows = [
            {
                "one": called[a],
                "two": called[b],
                **data,
                "recurs": len(data.get("recurs", ())),
                "source": a,
                "target": b,
            }
            for a, b, data in found
        ]
        return pandas_module().DataFrame(rows, columns=list(TIES))

    @property
    def statistics(self) -> DataFrame:
        """A row a figure on the whole network, with its definition and source."""
        rows = [
            {
                "key": s.key,
                "value": s.value,
                "name": f"{s.zh} {s.en}",
                "definition": s.definition_en,
                "source": s.source,
            }
            for s in self.graph.graph.get("statistics", ())
        ]
        return pandas_module().DataFrame(rows)

    @property
    def definitions(self) -> DataFrame:
        """A row a measure of a body: key, name in two languages, definitions, source."""
        rows = [
            {"key": m.key, "name": f"{m.zh} {m.en}", "zh": m.definition_zh, "en": m.definition_en, "source": m.source}
            for m in self.graph.graph.get("measures", ())
        ]
        return pandas_module().DataFrame(rows)

    def intervals(self, measure: Callable[[nx.Graph], Mapping[Hashable, float]], draws: int = DRAWS) -> DataFrame:
        """Give ``value``, ``low`` and ``high`` of a measure for each body of a one-mode network: 90 % of the values where units are drawn anew.

        ``measure`` takes a graph with ``weight`` and gives a value a node, as functions of networkx do.
        """
        from graph.network import redrawn

        pandas = pandas_module()
        drawn = pandas.DataFrame([dict(measure(graph)) for graph in redrawn(self.graph, draws)])
        low, high = (drawn.quantile(end) for end in ENDS)
        frame = pandas.DataFrame({"value": pandas.Series(dict(measure(self.graph))), "low": low, "high": high})
        frame.insert(0, "label", [self.graph.nodes[node]["label"] for node in frame.index])
        return frame.sort_values(["value", "label"], ascending=[False, True])

    def save(self, path: str | Path) -> Path:
        """Write the network as its ending says: ``html``, ``gexf`` (Gephi), ``graphml`` (R, igraph), ``net`` (Pajek), ``dl`` (UCINET), or ``csv``.

        Of ``csv`` there are two: NAME-nodes.csv and NAME-edges.csv; the folder of ``path`` must be there.

        Raises:
            BadParameter: if the ending is another one.
        """
        from graph.export.networks import WRITERS, network_file

        target = Path(path)
        ending = {"net": "pajek", "dl": "ucinet"}.get(target.suffix[1:], target.suffix[1:])
        if ending == "csv":
            for name, frame in (
                ("nodes", self.nodes),
                ("edges", self.edges.assign(units=self.edges["units"].map(" ".join))),
            ):
                frame.to_csv(target.with_name(f"{target.stem}-{name}.csv"), encoding="utf-8-sig")
        elif ending == "html":
            target.write_text(self.html(), encoding="utf-8", newline="\n")
        elif ending in WRITERS:
            target.write_bytes(network_file(self.graph, ending))
        else:
            raise BadParameter(
                f"{target.name}：网络文件的扩展名只有 html、gexf、graphml、net、dl、csv。",
                f"{target.name}: a network is written as html, gexf, graphml, net, dl or csv.",
            )
        return target

    def html(self) -> str:
        """Give the page: one file that needs no internet."""
        from graph.visualise import network_page

        return network_page(self.graph, title=self.title, title_en=self.title_en, home=None, notes=self.notes)

    def _repr_html_(self) -> str:
        from graph.visualise import sandboxed

        return sandboxed(self.html())


def _node(data: Mapping[str, Any]) -> dict[str, object]:
    ends: dict[str, object] = {}
    for key, (low, high) in data.get("interval", {}).items():
        ends |= {f"{key}_low": low, f"{key}_high": high}
    return {
        "label": data["label"],
        "mode": data.get("mode", "body"),
        "type": data.get("body_type", ""),
        **{key: data.get(key) for key in ("units", "degree", "strength")},
        **data.get("measures", {}),
        **ends,
        "community": data.get("community", 0),
        "functions": "、".join(zh for zh, _ in data.get("functions", ())),
        "plans": len({duty.plan for duty in data.get("duties", ())}),
    }
