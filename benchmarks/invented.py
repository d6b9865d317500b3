"""Takes a number of bodies and a seed, gives records of invented plans: what a network of that size looks like.

Each plan names some 28 bodies in 30 provisions. Lists are as in plans that exist: mostly two to six bodies, now and then a
dozen; a few bodies are in nearly every list, most in two or three; a fifth of the lists has a leader. A tenth of the names
(``COMMON``) stands in every plan, so that the network by name is one piece; by body it falls into one for each plan.
"""

from __future__ import annotations

import random

from graph.network import Duty, PlanNote, Records, Unit

BASE = "https://example.org/"
BODIES_A_PLAN, UNITS_A_PLAN = 28, 30
COMMON = ("县科协", "县财政局", "各镇人民政府")
OFFICES = (
    "教体局", "科技局", "工信局", "民政局", "司法局", "人社局", "自然资源局", "住建局", "交通局", "水利局", "农业农村局", "商务局", "文旅局", "卫健局",
    "应急局", "审计局", "市场监管局", "统计局", "林业局", "气象局", "总工会", "妇联", "残联", "供销社", "融媒体中心", "图书馆", "团委", "党校",
)  # fmt: skip
TASK = "组织开展第{}项活动，做好宣传、培训和总结，每年不少于两次"


def invented(bodies: int, seed: int = 20220610) -> Records:
    """Give records whose network by name has so many nodes."""
    dice = random.Random(seed)
    own = BODIES_A_PLAN - len(COMMON)
    left, plans, units, duties = bodies - len(COMMON), {}, {}, []
    for number in range(-(-left // own)):
        place = f"某{number + 1}县"
        names = [f"{place}{office}" for office in dice.sample(OFFICES, min(own, left))] + list(COMMON)
        left -= own
        iri = f"{BASE}plan/{number:04}"
        plans[iri] = PlanNote(
            iri=iri, key=f"p{number:04}", title=f"{place}某工作实施方案", number=None, place=place, year=2022
        )
        for unit, found in _units(iri, names, dice):
            units[unit.iri] = unit
            duties += found
    return Records(plans=plans, units=units, duties=tuple(duties))


def _units(plan: str, names: list[str], dice: random.Random) -> list[tuple[Unit, list[Duty]]]:
    """The provisions of a plan; every name stands in one at least."""
    popularity = [1 / (1 + rank) ** 0.7 for rank in range(len(names))]
    order = dice.sample(names, len(names))
    lists = []
    for _ in range(UNITS_A_PLAN):
        size = dice.choices((1, 2, 3, 4, 5, 6, 12), (2, 5, 6, 6, 4, 3, 1))[0]
        lists.append(sorted(set(dice.choices(order, popularity, k=size))))
    for name in sorted(set(names).difference(*lists)):
        dice.choice(lists).append(name)
    return [_unit(plan, number, members, dice.random() < 0.2) for number, members in enumerate(lists, start=1)]


def _unit(plan: str, number: int, members: list[str], led: bool) -> tuple[Unit, list[Duty]]:
    iri, text = f"{plan}/{number:02}", TASK.format(number) + f"（{'、'.join(members)}）。"
    path = (f"（{number // 6 + 1}）行动",)
    unit = Unit(
        iri=iri, plan=plan, type="provision", number=f"{number}．", heading=f"任务{number}", text=text, path=path,
        kind="action", ordinal=number, section=path[0],
    )  # fmt: skip
    duties = []
    for rank, name in enumerate(members):
        role = ("lead" if rank == 0 else "cooperating") if led else "shared"
        begin = text.index(name)
        place, end = f"{plan}/body/{name}", begin + len(name)
        duties.append(
            Duty(
                plan=plan,
                unit=iri,
                body=place,
                label=name,
                name=name,
                role=role,
                carrier="clause",
                begin=begin,
                end=end,
                body_type="department",
            )
        )
    return unit, duties
