"""Takes a laid-out network, gives a small picture of it: inline SVG without any style, so that a strict policy lets it stand.

A dot is a body in the colour of its sort, its size one of four; lines are those of the first view of the network's page.
Positions are put on a grid of ``WIDTH`` × ``HEIGHT`` steps: at this size nobody sees more, and a thousand pictures fit a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from math import sqrt
from typing import TYPE_CHECKING

from graph.visualise.palette import FUNCTION, SORTS, sort_of

if TYPE_CHECKING:
    import networkx as nx

WIDTH, HEIGHT, MARGIN = 160, 96, 7
SIZES = (4, 6, 9, 13)
MOST_DOTS, MOST_LINES = 150, 240
"""A picture of more than that would be a blot, and no longer small: the bodies with most units and heaviest ties stay."""
Spot = tuple[int, int]


def thumbnail(network: nx.Graph, zh: str, en: str) -> str:
    """Give the picture of a network as SVG text of at most 6 KB; an empty text where the network has no body.

    Args:
        network: as ``graph.network.lay_out`` gives it; of an edge ``tier`` (2, 1, 0) is read where it is given, else
            ``strongest``.
        zh: what the picture shows, for those who do not see it.
        en: the same in English.
    """
    if not network.number_of_nodes():
        return ""
    ranked = sorted(network.nodes(data="units"), key=lambda item: (-item[1], item[0]))
    spots = _spots(network, [node for node, _ in ranked[:MOST_DOTS]])
    lines = "".join(f"M{x} {y}L{u} {v}" for (x, y), (u, v) in _lines(network, spots))
    drawn = f'<path class="ties" d="{lines}"/>' if lines else ""
    return (
        f'<svg class="thumb" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(f"{zh} {en}")}">'
        f"<title>{escape(f'{zh} {en}')}</title>{drawn}{''.join(_dots(network, spots))}</svg>"
    )


def _spots(network: nx.Graph, nodes: list[str]) -> dict[str, Spot]:
    """Places within the frame, the proportions kept."""
    xs, ys = ([network.nodes[node][axis] for node in nodes] for axis in "xy")
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((WIDTH - 2 * MARGIN) / (wide or 1), (HEIGHT - 2 * MARGIN) / (high or 1))
    left, top = (WIDTH - wide * scale) / 2 - min(xs) * scale, (HEIGHT - high * scale) / 2 - min(ys) * scale
    return {n: (round(x * scale + left), round(y * scale + top)) for n, x, y in zip(nodes, xs, ys, strict=True)}


def _lines(network: nx.Graph, spots: dict[str, Spot]) -> list[tuple[Spot, Spot]]:
    """The ties beyond chance where there are any, else each body's strongest; the heaviest first."""
    edges = [(a, b, data) for a, b, data in network.edges(data=True) if a in spots and b in spots]
    beyond = [edge for edge in edges if edge[2].get("tier", 0) >= 1]
    shown = beyond or [edge for edge in edges if edge[2]["strongest"]]
    heaviest = sorted(shown, key=lambda edge: (-edge[2]["weight"], *sorted(edge[:2])))[:MOST_LINES]
    return sorted({tuple(sorted((spots[a], spots[b]))) for a, b, _ in heaviest})  # type: ignore[misc]


def _dots(network: nx.Graph, spots: dict[str, Spot]) -> Iterator[str]:
    """One path for the bodies of one colour and size: a line of no length with round ends is a dot."""
    most = max(network.nodes[node]["units"] for node in spots)
    found: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for node, spot in spots.items():
        data = network.nodes[node]
        size = min(len(SIZES) - 1, int(len(SIZES) * sqrt(data["units"] / most)))
        found[size, _sort(network, data["body_type"])].append(spot)
    for (size, sort), dots in sorted(found.items()):
        colour = (*SORTS, FUNCTION)[sort].colour
        path = "".join(f"M{x} {y}h0" for x, y in sorted(set(dots)))
        yield (f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{SIZES[size]}" stroke-linecap="round"/>')


def _sort(network: nx.Graph, body_type: str) -> int:
    return len(SORTS) if network.graph["by"] == "function" else sort_of(body_type)
