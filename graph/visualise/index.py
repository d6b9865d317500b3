"""Takes what the build counted, gives the desk: one page that leads to every network, department, group, table and report.

It says of each plan how its text states responsibility and what it leaves unsaid, so that silence is seen before a network
is opened. Lists are drawn by the script as they come into sight: a thousand plans are no heavier to open than ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.visualise.footer import Imprint
from graph.visualise.page import asset, render, wrap
from graph.visualise.palette import CARRIERS, SORTS, sort_of
from graph.visualise.pinyin import spellings

STYLES = ("base.css", "index.css")
SCRIPTS = ("common.js", "index-plans.js", "index-lists.js", "index.js")
LACKS = ("body", "lead", "deadline", "group", "target")
"""What a provision may leave unsaid, in the order in which a plan counts it."""


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
    ``top_bodies`` are local names with the number of units that name them. ``lacking`` counts the provisions without each
    of ``LACKS``. ``departments`` is the address of the page of its bodies, ``picture`` a small picture of its network (SVG).
    ``issues`` counts remarks of the report, ``links`` are further files of the plan. Dates and periods are given as they
    shall be read (``2022-06-03``, ``2021—2025``); ``None`` is *unknown*.
    """

    key: str
    title: str
    network: str | None
    departments: str | None = None
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
    carriers: tuple[tuple[str, int], ...] = ()
    lacking: tuple[int, ...] = ()
    issues: int = 0
    picture: str = ""
    links: tuple[Link, ...] = ()

    @property
    def without_responsibility(self) -> int:
        """Provisions that name nobody, not even a party without identity."""
        return self.provisions - self.with_responsibility - self.vague


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRow:
    """A local name over all plans.

    ``forms`` are its other names, ``~`` standing for the place. Of each plan that names it ``entries`` holds its key, the units
    that it leads, supports, shares and answers for, all of them, those by inheritance alone, and the number of partners.
    """

    name: str
    body_type: str
    forms: tuple[str, ...] = ()
    entries: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group of people over all plans.

    Of each plan ``entries`` holds its key, the units that name the group, the provisions below a heading that does, and the
    number of bodies that answer for either; ``bodies`` are the local names with most of them.
    """

    label: str
    english: str = ""
    entries: tuple[tuple[str, tuple[int, ...]], ...] = ()
    bodies: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildCard:
    """What the index page says of the build: its name and imprint, its files, what was refused."""

    title_zh: str = "分工：条款与责任单位"
    title_en: str = "Fengong: provisions and who answers for them"
    imprint: Imprint = field(default_factory=Imprint)
    networks: tuple[Link, ...] = ()
    files: tuple[Link, ...] = ()
    refused: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def index_page(
    plans: Sequence[PlanCard],
    build: BuildCard,
    departments: Sequence[DepartmentRow] = (),
    groups: Sequence[GroupRow] = (),
) -> str:
    """Give the index page as HTML text (write it as UTF-8); rows stand in the order given. Same input, same bytes."""
    style = "\n".join(asset(f"static/{name}") for name in STYLES)
    context: dict[str, object] = {
        "build": build,
        "plans": len(plans),
        "departments": len(departments),
        "groups": len(groups),
        "provisions": sum(plan.provisions for plan in plans),
        "stated": sum(plan.with_responsibility for plan in plans),
        "vague": sum(plan.vague for plan in plans),
        "unstated": sum(plan.without_responsibility for plan in plans),
        "silent": sum(1 for plan in plans if not plan.bodies),
    }
    at = {plan.key: index for index, plan in enumerate(plans)}
    data = {
        "plans": [_plan(plan) for plan in plans],
        "departments": [_department(row, at) for row in departments],
        "groups": [_group(row, at) for row in groups],
        "carriers": CARRIERS,
        "sorts": [[sort.zh, sort.en, sort.colour] for sort in SORTS],
        "lacks": LACKS,
        "whole": build.networks[0].href if build.networks else "",
    }
    return render("index.html", context, style=style, script=wrap(*SCRIPTS), data=data)


def _plan(plan: PlanCard) -> dict[str, object]:
    told = {
        "key": plan.key,
        "title": plan.title,
        "network": plan.network,
        "departments": plan.departments,
        "number": plan.number,
        "issuer": plan.issuer,
        "issued": plan.issued,
        "period": plan.period,
        "place": plan.place,
        "source": plan.source,
        "provisions": plan.provisions,
        "stated": plan.with_responsibility,
        "vague": plan.vague,
        "bodies": plan.bodies,
        "top": plan.top_bodies,
        "carriers": _carriers(plan),
        "lacking": plan.lacking,
        "issues": plan.issues,
        "picture": plan.picture,
        "links": [[link.href, link.zh, link.en] for link in plan.links],
        "spelling": spellings((plan.place or plan.title).split(" ")[-1]),
    }
    return {key: value for key, value in told.items() if value not in (None, "", (), [])}


def _carriers(plan: PlanCard) -> list[list[int]]:
    order = [key for key, *_ in CARRIERS]
    known = [[order.index(key), count] for key, count in plan.carriers if count and key in order]
    return sorted(known)


def _department(row: DepartmentRow, at: dict[str, int]) -> list[object]:
    entries = [[at[key], *counts] for key, counts in row.entries]
    return [row.name, sort_of(row.body_type), list(row.forms), spellings(row.name), entries]


def _group(row: GroupRow, at: dict[str, int]) -> list[object]:
    entries = [[at[key], *counts] for key, counts in row.entries]
    return [row.label, row.english, spellings(row.label), entries, row.bodies]
