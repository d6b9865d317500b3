"""Takes nothing, gives three units of two invented plans, small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.network import Duty, PlanNote, Records, Unit

Build = Callable[..., Records]


@pytest.fixture
def records() -> Build:
    """Plan A: u1 names 甲 (leads), 乙, 丙; u2 names 甲, 乙; u3 names 丁 alone. Plan B, elsewhere: v1 names 甲, 乙."""
    stated = {
        "u1": [("A", "县甲局", "lead"), ("A", "县乙局", "cooperating"), ("A", "县丙局", "cooperating")],
        "u2": [("A", "县甲局", "shared"), ("A", "县乙局", "shared")],
        "u3": [("A", "县丁局", "responsible")],
        "v1": [("B", "县乙局", "lead"), ("B", "县甲局", "cooperating")],
    }
    return lambda: make_records(stated)


def make_records(stated: dict[str, list[tuple[str, str, str]]]) -> Records:
    plans = {f"plan:{k}": PlanNote(iri=f"plan:{k}", key=k.lower(), title=f"方案{k}", number=None) for k in "ABC"}
    units: dict[str, Unit] = {}
    duties: list[Duty] = []
    for ordinal, (unit, members) in enumerate(stated.items()):
        text = "、".join(name for _, name, _ in members)
        plan = f"plan:{members[0][0]}"
        units[unit] = Unit(
            iri=unit,
            plan=plan,
            type="provision",
            number=None,
            heading=None,
            text=text,
            path=(),
            kind=None,
            ordinal=ordinal,
        )
        for place, name, role in members:
            begin = text.index(name)
            duties.append(
                Duty(
                    plan=plan, unit=unit, body=f"body:{place}:{name}", label=place + name, name=name, role=role,
                    carrier="clause", begin=begin, end=begin + len(name),
                )
            )  # fmt: skip
    return Records(plans=plans, units=units, duties=tuple(duties))
