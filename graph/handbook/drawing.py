"""Takes the ontology's labels and counts, gives the schema on one screen: a drawing in SVG."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup, escape

from graph.handbook.terms import Text

WIDTH, HEIGHT = 1140, 545
_W, _H = 210, 58
_COLUMNS, _TOP, _MIDDLE, _STACK = (2, 304, 606, 904), 2, 140, (280, 368, 456)


class Box(NamedTuple):
    """A class or vocabulary: its name (``plan:Plan``, ``role:``), its place, the property by which it is reached and from where."""

    name: str
    x: int
    y: int
    by: str = ""
    of: str = ""


class Arrow(NamedTuple):
    """A property between two boxes, by their names."""

    start: str
    end: str
    name: str


BOXES = (
    Box("plan:Document", _COLUMNS[0], _TOP),
    Box("plan:Section", _COLUMNS[1], _TOP),
    Box("plan:Mention", _COLUMNS[2], _TOP),
    Box("plan:CoResponsibility", _COLUMNS[3], _TOP),
    Box("plan:Plan", _COLUMNS[0], _MIDDLE),
    Box("plan:Provision", _COLUMNS[1], _MIDDLE),
    Box("plan:Responsibility", _COLUMNS[2], _MIDDLE),
    Box("plan:Organization", _COLUMNS[3], _MIDDLE),
    Box("plan:Jurisdiction", _COLUMNS[0] + 24, _STACK[0], "eli:jurisdiction", "plan:Plan"),
    Box("level:", _COLUMNS[0] + 48, _STACK[1], "plan:level", "plan:Jurisdiction"),
    Box("plan:TargetGroup", _COLUMNS[1] + 24, _STACK[0], "plan:targetGroup", "plan:Provision"),
    Box("plan:Programme", _COLUMNS[1] + 24, _STACK[1], "plan:programme", "plan:Provision"),
    Box("plan:Target", _COLUMNS[1] + 24, _STACK[2], "plan:setsTarget", "plan:Provision"),
    Box("role:", _COLUMNS[2] + 24, _STACK[0], "plan:role", "plan:Responsibility"),
    Box("carrier:", _COLUMNS[2] + 24, _STACK[1], "plan:carrier", "plan:Responsibility"),
    Box("function:", _COLUMNS[3] + 24, _STACK[0], "plan:function", "plan:Organization"),
    Box("body-type:", _COLUMNS[3] + 24, _STACK[1], "plan:bodyType", "plan:Organization"),
)
ARROWS = (
    Arrow("plan:Plan", "plan:Document", "eli:cites"),
    Arrow("plan:Provision", "plan:Plan", "plan:inPlan"),
    Arrow("plan:Provision", "plan:Section", "eli:is_part_of"),
    Arrow("plan:Provision", "plan:Responsibility", "plan:hasResponsibility"),
    Arrow("plan:Responsibility", "plan:Organization", "plan:organization"),
    Arrow("plan:Mention", "plan:Responsibility", "plan:denotes"),
    Arrow("plan:CoResponsibility", "plan:Organization", "plan:between"),
)


def schema_drawing(labels: Mapping[str, Text], counts: Mapping[str, int]) -> Markup:
    """Give the drawing; ``labels`` and ``counts`` go by the names of ``BOXES`` and may lack some."""
    places = {box.name: box for box in BOXES}
    parts = [
        f'<svg class="schema" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="图谱结构 The schema of the graph">',
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z"/></marker></defs>',
        *(_arrow(places[arrow.start], places[arrow.end], arrow.name) for arrow in ARROWS),
        *(_stub(box, places[box.of]) for box in BOXES if box.of),
        *(_box(box, labels.get(box.name, Text()), counts.get(box.name)) for box in BOXES),
        "</svg>",
    ]
    return Markup("".join(parts))


def link_of(name: str) -> str:
    """Give the page that tells of a class (``plan:Plan``) or vocabulary (``role:``)."""
    prefix, _, local = name.partition(":")
    return f"ontology.html#{local}" if local else f"vocab/{prefix}.html"


def _box(box: Box, label: Text, count: int | None) -> str:
    kind = "vocabulary" if box.name.endswith(":") else "class"
    zh, en = escape(label.zh or box.name), escape(label.en or box.name)
    told = "" if count is None else f'<text class="n" x="{_W - 10}" y="{_H - 11}" text-anchor="end">{count:,}</text>'
    caption = f'<text class="by" x="0" y="-8">{escape(box.by)} →</text>' if box.by else ""
    return (
        f'<a href="{link_of(box.name)}"><g class="{kind}" transform="translate({box.x} {box.y})">{caption}'
        f'<rect width="{_W}" height="{_H}" rx="7"/>'
        f'<text class="l" x="12" y="25" lang="zh">{zh}</text><text class="l" x="12" y="25" lang="en">{en}</text>'
        f'<text class="i" x="12" y="{_H - 11}">{escape(box.name)}</text>{told}</g></a>'
    )


def _arrow(start: Box, end: Box, name: str) -> str:
    if start.y == end.y:
        forward = start.x < end.x
        x1, x2 = (start.x + _W, end.x) if forward else (start.x, end.x + _W)
        y = start.y + _H // 2
        return (
            f'<path class="line" marker-end="url(#head)" d="M{x1} {y}H{x2}"/>'
            f'<text class="by" x="{(x1 + x2) / 2:g}" y="{start.y - 8}" text-anchor="middle">{escape(name)}</text>'
        )
    x = start.x + _W // 2
    y1, y2 = (start.y + _H, end.y) if start.y < end.y else (start.y, end.y + _H)
    return (
        f'<path class="line" marker-end="url(#head)" d="M{x} {y1}V{y2}"/>'
        f'<text class="by" x="{x + 8}" y="{min(start.y, end.y) + _H + 26}">{escape(name)}</text>'
    )


def _stub(box: Box, above: Box) -> str:
    x = box.x - 14
    return f'<path class="line" marker-end="url(#head)" d="M{x} {above.y + _H}V{box.y + _H // 2}H{box.x}"/>'
