"""Takes the glyphs of a page, gives its set lines: what stands on one base line, left to right, column after column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_SAME_LINE = 0.5  # of the larger glyph: a raised figure (m²) stands on its line
_OVERPRINTED = 0.2  # of the size: the same glyph again so near is drawn twice to look bold
_WORD_SPACE, _WIDE_SPACE = 0.2, 0.9  # in characters
_LEAST_COLUMN_LINES, _LEAST_COLUMN, _FULL = 8, 8.0, 0.6
_MOST_SPACES = 200


class Glyph(NamedTuple):
    """A character on a page, in points from the lower left corner; ``y`` is its base line."""

    value: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False


class Rule(NamedTuple):
    """A straight ruling of a page, upright or level, in points."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it is looked at.

    ``furniture`` are glyphs that the file itself sets apart (template, watermark). ``pictures`` counts its pictures,
    ``unmapped`` the glyphs whose font does not say which character they are, ``outside`` those that lie off the page.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    furniture: tuple[Glyph, ...] = ()
    pictures: int = 0
    unmapped: int = 0
    outside: int = 0


@dataclass(frozen=True, slots=True)
class SetLine:
    """Glyphs on one base line from left to right; ``left`` and ``right`` are the margins of its column, if there are two."""

    glyphs: tuple[Glyph, ...]
    left: float | None = None
    right: float | None = None

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(g.x1 for g in self.glyphs)

    @property
    def y(self) -> float:
        """Its base line."""
        return median(g.y for g in self.glyphs)

    @property
    def size(self) -> float:
        """The size of most of its glyphs."""
        return median(g.size for g in self.glyphs)

    def spell(self) -> tuple[str, tuple[bool, ...]]:
        """Give its characters with the white space between them, and which of them are bold."""
        text: list[str] = []
        bold: list[bool] = []
        for before, glyph in zip((None, *self.glyphs), self.glyphs, strict=False):
            gap = (glyph.x0 - before.x1) / (before.size or 1.0) if before else 0.0
            wide = min(max(2, round(gap * 2)), _MOST_SPACES)
            spaces = wide if gap > _WIDE_SPACE else int(gap > _WORD_SPACE)
            text.append(" " * spaces + glyph.value)
            bold += [False] * spaces + [glyph.bold] * len(glyph.value)
        return "".join(text), tuple(bold)


def set_lines(glyphs: Iterable[Glyph]) -> tuple[SetLine, ...]:
    """Give the lines of some glyphs from top to bottom, white space and what is printed twice left out."""
    lines: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted((g for g in glyphs if not g.value.isspace()), key=lambda g: (-g.y, g.x0)):
        if lines and base - glyph.y <= _SAME_LINE * max(size, glyph.size):
            lines[-1].append(glyph)
            if glyph.size > size * 1.2:
                base, size = glyph.y, glyph.size
        else:
            lines.append([glyph])
            base, size = glyph.y, glyph.size
    return tuple(SetLine(tuple(_printed_once(sorted(line, key=lambda g: (g.x0, g.x1))))) for line in lines)


def _printed_once(line: Sequence[Glyph]) -> Iterator[Glyph]:
    kept: list[Glyph] = []
    for glyph in line:
        near = (g for g in kept[-3:] if g.value == glyph.value)
        if any(abs(g.x0 - glyph.x0) < _OVERPRINTED * glyph.size and abs(g.y - glyph.y) < glyph.size / 2 for g in near):
            continue
        kept.append(glyph)
        yield glyph


def in_columns(lines: Sequence[SetLine]) -> tuple[SetLine, ...]:
    """Give the lines in reading order: a page of two columns (a gazette) is read down the left one, then the right.

    A gutter is a white stripe in the middle of the page that nearly all lines leave free and many stand on both sides of.
    Lines across it (a headline) part the page into bands.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return tuple(lines)
    sides = [[g for line in lines for g in line.glyphs if (g.x0 < gutter) is side] for side in (True, False)]
    margins = [(min(g.x0 for g in side), max(g.x1 for g in side if g.x1 < gutter or g.x0 > gutter)) for side in sides]
    ordered: list[SetLine] = []
    left: list[SetLine] = []
    right: list[SetLine] = []
    for line in lines:
        if any(g.x0 < gutter < g.x1 for g in line.glyphs) or _crosses(line, gutter):
            ordered += [*left, *right, line]
            left, right = [], []
            continue
        halves = [tuple(g for g in line.glyphs if (g.x0 < gutter) is side) for side in (True, False)]
        left += [SetLine(halves[0], *margins[0])] if halves[0] else []
        right += [SetLine(halves[1], *margins[1])] if halves[1] else []
    return tuple(ordered + left + right)


def _gutter(lines: Sequence[SetLine]) -> float | None:
    """The middle of the stripe, or None if the page has one column."""
    if len(lines) < _LEAST_COLUMN_LINES:
        return None
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    size = median(line.size for line in lines)
    gaps = [gap for line in lines for gap in _gaps(line, size)]
    middles = sorted((a + b) / 2 for a, b in gaps if 0.35 < ((a + b) / 2 - x0) / (x1 - x0 or 1.0) < 0.65)
    if len(middles) < max(_LEAST_COLUMN_LINES, 0.5 * len(lines)):
        return None
    x = median(middles)
    here = [(a, b) for a, b in gaps if a < x < b]
    margin = max((a for a, _ in here), default=x)
    full = sum(margin - a < 1.5 * size for a, _ in here)  # lines of prose are full, names in a list are not
    across = sum(any(g.x0 < x < g.x1 for g in line.glyphs) for line in lines)
    enough = len(here) >= max(_LEAST_COLUMN_LINES, 0.5 * len(lines)) and full >= _FULL * len(here)
    return x if enough and across <= 0.2 * len(lines) else None


def _gaps(line: SetLine, size: float) -> Iterator[tuple[float, float]]:
    """The gaps of a line that leave enough on both sides for lines of a column, not a name beside its label."""
    for before, after in pairwise(line.glyphs):
        wide = after.x0 - before.x1 > size
        if wide and before.x1 - line.x0 > _LEAST_COLUMN * size and line.x1 - after.x0 > _LEAST_COLUMN * size:
            yield before.x1, after.x0


def _crosses(line: SetLine, x: float) -> bool:
    """Whether a line runs across ``x`` with no more than the space between two words there."""
    return any(a.x1 <= x <= b.x0 and b.x0 - a.x1 < line.size for a, b in pairwise(line.glyphs))
