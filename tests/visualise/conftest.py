"""Takes names, gives a laid-out network as the page expects it, whatever the names hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import networkx as nx
import pytest

Build = Callable[..., nx.Graph]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    unit: str
    role: str
    carrier: str
    begin: int
    end: int
    in_heading: bool = False
    restored: bool = False


@pytest.fixture
def build() -> Build:
    """A network of the given names, all in one unit of one plan; the first leads the second."""
    return make_network


def make_network(*names: str, title: str = "某方案", by: str = "plan") -> nx.Graph:
    graph = nx.Graph(by=by, threshold=0.0)
    text = "、".join(names)
    unit = SimpleNamespace(
        iri="u1",
        plan="p1",
        type="provision",
        number="1．",
        heading="办一场展览",
        text=text,
        path=(title,),
        kind=None,
        ordinal=1,
    )
    graph.graph["plans"] = (SimpleNamespace(iri="p1", key="p", title=title, number="某政发〔2022〕1号"),)
    graph.graph["units"] = {"u1": unit} if names else {}
    for index, name in enumerate(names):
        begin = text.index(name)
        duty = Duty(
            unit="u1", role="cooperating" if index else "lead", carrier="clause", begin=begin, end=begin + len(name)
        )
        graph.add_node(
            f"b{index}", label=name, full=("某县" + name,), names=(name,), bodies=(f"b{index}",), duties=(duty,), body_type="government-department",
            units=1, x=index * 100.0, y=0.0, degree=len(names) - 1, strength=1.0, community=0,
        )  # fmt: skip
    for one in range(len(names)):
        for two in range(one + 1, len(names)):
            weight = round(1 / (len(names) - 1), 6)
            graph.add_edge(
                f"b{one}",
                f"b{two}",
                shared=1,
                weight=weight,
                units=("u1",),
                forward=int(not one),
                backward=0,
                strongest=True,
            )
    return graph
