"""Takes what the build counted, gives the desk: one page that links every network, table and report.

It says of each plan how its text states responsibility, so that silence is seen before a network is opened.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from graph.visualise.page import asset, render, wrap
from graph.visualise.palette import CARRIERS

STYLES = ("base.css", "index.css")
SCRIPTS = ("common.js", "index.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A file of the build: its address relative to the index page, and what to call it."""

    href: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCard:
    """What the index page says of a plan.

    Of the ``provisions``, ``with_responsibility`` name a body that can be told and ``vague`` only a party without
    identity (有关部门). ``carriers`` counts responsibilities by where they are written (clause, annex, cue, inherited),
    ``top_bodies`` are local names with the number of units that name them, ``all_bodies`` the local names
    of all, the most often named first, ``other_names`` their names with the place in them, each with the local one.
    ``issues`` counts remarks of the report, ``links`` are further
    files of the plan. Dates and periods are given as they shall be read (``2022-06-03``, ``2021—2025``); ``None`` is
    *unknown*.
    """

    key: str
    title: str
    network: str | None
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    period: str | None = None
    place: str | None = None
    source: str | None = None
    provisions: int = 0
    with_responsibility: int = 0
    vague: int = 0
    bodies: int = 0
    top_bodies: tuple[tuple[str, int], ...] = ()
    all_bodies: tuple[str, ...] = ()
    other_names: tuple[tuple[str, str], ...] = ()
    carriers: tuple[tuple[str, int], ...] = ()
    issues: int = 0
    links: tuple[Link, ...] = ()

    @property
    def without_responsibility(self) -> int:
        """Provisions that name nobody, not even a party without identity."""
        return self.provisions - self.with_responsibility - self.vague


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildCard:
    """What the index page says of the build: its name and version, its files, what was refused."""

    title_zh: str = "分工：条款与责任单位"
    title_en: str = "Fengong: provisions and who answers for them"
    version: str = ""
    networks: tuple[Link, ...] = ()
    files: tuple[Link, ...] = ()
    refused: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def index_page(plans: Sequence[PlanCard], build: BuildCard) -> str:
    """Give the index page as HTML text (write it as UTF-8); cards stand in the order given. Same input, same bytes."""
    style = "\n".join(asset(f"static/{name}") for name in STYLES)
    names = {key: (zh, en) for key, zh, en in CARRIERS}
    cards = [_card(plan, names) for plan in plans]
    context: dict[str, object] = {
        "build": build,
        "cards": cards,
        "provisions": sum(plan.provisions for plan in plans),
        "stated": sum(plan.with_responsibility for plan in plans),
        "vague": sum(plan.vague for plan in plans),
        "unstated": sum(plan.without_responsibility for plan in plans),
        "silent": sum(1 for plan in plans if not plan.bodies),
    }
    return render("index.html", context, style=style, script=wrap(*SCRIPTS), data={})


def _card(plan: PlanCard, names: dict[str, tuple[str, str]]) -> dict[str, object]:
    bodies = {name: [name] for name in (*(name for name, _ in plan.top_bodies), *plan.all_bodies)}
    for other, name in plan.other_names:
        bodies.setdefault(name, [name]).append(other)
    return {
        "plan": plan,
        "stated": _stated(plan, names),
        "statements": sum(count for _, count in plan.carriers),
        "search": _search(plan),
        "bodies": json.dumps(list(bodies.values()), ensure_ascii=False),
    }


def _stated(plan: PlanCard, names: dict[str, tuple[str, str]]) -> list[tuple[str, str, str, int]]:
    counts = [(key, *names.get(key, (key, key)), count) for key, count in plan.carriers if count]
    order = list(names)
    return sorted(counts, key=lambda row: (order.index(row[0]) if row[0] in order else len(order), row[0]))


def _search(plan: PlanCard) -> str:
    words = (plan.title, plan.number, plan.issuer, plan.place, plan.period, plan.issued, plan.key, plan.source)
    return " ".join(word for word in words if word).lower()
