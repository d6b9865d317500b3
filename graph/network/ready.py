"""Takes a network, gives it ready to be shown or exported: tested against chance, measured, in fixed places."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx

from graph.network.chance import against_chance
from graph.network.layout import place
from graph.network.measures import measure
from graph.network.uncertainty import with_intervals

ONE_MODE = ("plan", "name", "function")


def lay_out(network: nx.Graph, sector: Callable[[str], str] = str) -> nx.Graph:
    """Give a copy of a network with all that ``against_chance``, ``measure``, ``with_intervals`` and ``place`` say of it.

    A two-mode network and one of plans get places only: their nodes are not of one kind, so that measures of one-mode
    networks would mean nothing (Borgatti & Everett 1997), and they were tested when they were made.

    Args:
        network: as any function of this stage makes it.
        sector: body type → the sort of body (Party, government, mass organisation …) that bridges lie between.
    """
    if network.graph["by"] not in ONE_MODE:
        return place(network)
    return place(with_intervals(measure(against_chance(network), sector)))
