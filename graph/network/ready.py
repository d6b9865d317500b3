"""Takes a one-mode network, gives it ready to be shown or exported: tested against chance, measured, in fixed places."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx

from graph.network.chance import against_chance
from graph.network.layout import place
from graph.network.measures import measure
from graph.network.uncertainty import with_intervals


def lay_out(network: nx.Graph, sector: Callable[[str], str] = str) -> nx.Graph:
    """Give a copy of a network with all that ``against_chance``, ``measure``, ``with_intervals`` and ``place`` say of it.

    Args:
        network: as ``body_network``, ``name_network`` or ``function_network`` make it.
        sector: body type → the sort of body (Party, government, mass organisation …) that bridges lie between.
    """
    return place(with_intervals(measure(against_chance(network), sector)))
