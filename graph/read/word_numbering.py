"""Takes the numbering part of a Word document, gives the number that Word shows before each paragraph.

The file does not hold the numbers (一、, （二）, 3.), only how to count: ECMA-376, part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from graph.read.lines import is_invisible
from graph.read.ordinals import write_ordinal
from graph.read.word_xml import attribute, child, children, descendants, local, number

_PLACE = re.compile("%([1-9])")
_SYMBOL_FONT = re.compile("(?i)wingdings|webdings|symbol|marlett")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one depth of a list is counted and written; ``text`` is a pattern such as （%1） or %1.%2."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    gap: str = ""
    figures: bool = False
    restart: int | None = None
    paragraph_style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """An instance of a list: its definition, and what it changes of it."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document in the order in which they come."""

    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, _List] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def depth_of(self, list_id: str, style: str | None) -> int:
        """Give the depth that a list binds to a paragraph style, 0 where it binds none."""
        found = self.lists.get(list_id)
        levels = self.abstracts.get(found.abstract, {}) if found else {}
        return next((depth for depth, level in levels.items() if style and level.paragraph_style == style), 0)

    def next(self, list_id: str, depth: int) -> str:
        """Count one paragraph on, and give its number as written; empty if it has none."""
        found = self.lists.get(list_id)
        if found is None:
            return ""
        levels = self.abstracts.get(found.abstract, {}) | found.levels
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(found.abstract, {})
        if (list_id, depth) not in self.begun and depth in found.starts:
            counts[depth] = found.starts[depth] - 1
        self.begun.add((list_id, depth))
        for above in range(depth):
            counts.setdefault(above, levels.get(above, Level()).start)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth and _restarts(levels.get(d), depth)]:
            del counts[deeper]
        return _written(level, levels, counts)


def _restarts(level: Level | None, after: int) -> bool:
    """Whether a depth begins anew after a paragraph of the depth ``after``."""
    return level is None or level.restart is None or after < level.restart


def _written(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    def one(place: re.Match[str]) -> str:
        depth = int(place[1]) - 1
        style = levels.get(depth, Level()).style
        return write_ordinal(counts.get(depth, 1), "decimal" if level.figures and style != "none" else style)

    text = level.text if level.style == "bullet" else _PLACE.sub(one, level.text)
    return text + level.gap if text else ""


def read_numbering(root: Element | None) -> Numbering:
    """Give the numbering that a part defines; none without a part."""
    numbering = Numbering()
    linked: dict[str, str] = {}  # style of a list → the definition that it names
    links: dict[str, str] = {}  # definition → style of a list that it stands for
    for abstract in children(root, "abstractNum"):
        key = attribute(abstract, "abstractNumId") or ""
        numbering.abstracts[key] = {_depth(level): _level(level) for level in children(abstract, "lvl")}
        if style := attribute(child(abstract, "styleLink")):
            linked[style] = key
        if style := attribute(child(abstract, "numStyleLink")):
            links[key] = style
    for one in children(root, "num"):
        abstract_id = attribute(child(one, "abstractNumId")) or ""
        abstract_id = linked.get(links.get(abstract_id, ""), abstract_id)
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        for override in children(one, "lvlOverride"):
            depth = _depth(override)
            if (new := child(override, "lvl")) is not None:
                levels[depth] = _level(new)
            if (start := number(child(override, "startOverride"))) is not None:
                starts[depth] = start
                if depth in levels:
                    levels[depth] = replace(levels[depth], start=start)
        numbering.lists[attribute(one, "numId") or ""] = _List(abstract_id, starts, levels)
    return numbering


def _depth(element: Element) -> int:
    return min(number(element, 0, "ilvl") or 0, 8)


def _level(element: Element) -> Level:
    style = next((attribute(e) or "decimal" for e in descendants(element, "numFmt")), "decimal")
    text = attribute(child(element, "lvlText")) or ""
    fonts = child(element, "rPr", "rFonts")
    symbols = fonts is not None and any(_SYMBOL_FONT.search(str(font)) for font in fonts.attrib.values())
    if style == "bullet" and (symbols or any(is_invisible(c) for c in text)):
        text = ""  # a drawn dot, no character
    figures = any(local(e) == "isLgl" and (attribute(e) or "1") not in ("0", "false") for e in element)
    return Level(
        start=number(child(element, "start")) or 0,  # what is not said is 0 (17.9.25)
        style=style,
        text=text,
        gap="" if attribute(child(element, "suff")) == "nothing" or style == "bullet" else " ",
        figures=figures,
        restart=number(child(element, "lvlRestart")),
        paragraph_style=attribute(child(element, "pStyle")),
    )
