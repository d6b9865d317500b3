"""Takes the pages of a document, gives its ruled tables: what goes on over a page break made one, heads not repeated."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.numbering import fold
from graph.read.rulings import Cell, Grid, find_grids
from graph.read.sheet import Glyph, Page, SetLine, set_lines

_SAME_EDGE = 6.0  # points by which the columns of a table may shift from page to page
_MOST_HEAD_ROWS = 3
_NUMBERING = re.compile("序号|编号")
# Word processors let a stop hang over the border of a cell (标点溢出边界); its ink is in the left of its box.
_STOPS, _INK_OF_STOP = "，。、；：！？）》〉〕】」』”’", 0.2
_GOES_ON = tuple("、，,；;（(")


@dataclass(slots=True)
class Box:
    """A cell of a whole table between the borders ``x0`` and ``x1``: its lines, each with the page that it stands on."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    x1: float
    lines: list[tuple[int, SetLine]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says, without white space."""
        return "".join("".join(line.spell()[0].split()) for _, line in self.lines)


@dataclass(slots=True)
class Table:
    """A ruled table, perhaps over several pages. ``repeated`` are the heads that later pages say again."""

    parts: list[tuple[int, Grid]]
    edges: tuple[float, ...]
    boxes: list[Box]
    repeated: list[tuple[int, SetLine]] = field(default_factory=list)

    @property
    def height(self) -> int:
        """The number of its rows."""
        return max((box.row + box.rows for box in self.boxes), default=0)

    @property
    def top(self) -> float:
        """The upper border of its first part."""
        return self.parts[0][1].box.y1

    def texts(self, most: int | None = None) -> list[list[str]]:
        """What the cells of each row (of the first ``most``) say; those that a cell spreads over are empty."""
        height = self.height if most is None else min(self.height, most)
        width = max(box.column + box.columns for box in self.boxes)
        rows = [[""] * width for _ in range(height)]
        for box in self.boxes:
            if box.row < height:
                rows[box.row][box.column] = box.text
        return rows


def page_tables(page: int, sheet: Page) -> tuple[list[Table], tuple[Glyph, ...]]:
    """Give the ruled tables of a page from top to bottom, and the glyphs outside of them."""
    tables: list[Table] = []
    glyphs: Sequence[Glyph] = sheet.glyphs
    for grid in find_grids(sheet.rules):
        inside, outside = _split(grid, glyphs)
        boxes = [
            Box(
                c.row,
                c.column,
                c.rows,
                c.columns,
                c.box.x0,
                c.box.x1,
                [(page, line) for line in set_lines(inside.get(c, ()))],
            )
            for c in grid.cells
        ]
        if sum(bool(box.lines) for box in boxes) > 1:
            tables.append(Table([(page, grid)], grid.columns, boxes))
            glyphs = outside
    return tables, tuple(glyphs)


def _split(grid: Grid, glyphs: Iterable[Glyph]) -> tuple[dict[Cell, list[Glyph]], list[Glyph]]:
    """The glyphs in each cell, by their middle (a stop by its ink), and those in none."""
    owner = {
        (r, c): cell
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.rows)
        for c in range(cell.column, cell.column + cell.columns)
    }
    box = grid.box
    downwards = [-y for y in grid.rows]
    inside: dict[Cell, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        x = glyph.x0 + (glyph.x1 - glyph.x0) * (_INK_OF_STOP if glyph.value in _STOPS else 0.5)
        y = glyph.y + glyph.size * 0.3
        if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
            row = min(max(bisect_right(downwards, -y) - 1, 0), len(grid.rows) - 2)
            column = min(bisect_right(grid.columns, x) - 1, len(grid.columns) - 2)
            inside.setdefault(owner[row, column], []).append(glyph)
        else:
            outside.append(glyph)
    return inside, outside


def join_tables(first: Table, second: Table) -> bool:
    """Add ``second``, which opens the next page, to ``first`` if its columns are the same; tell whether they were."""
    places = _same_columns(first.edges, second.edges)
    if places is None:
        return False
    for box in second.boxes:
        end = places[box.column + box.columns]
        box.column = places[box.column]
        box.columns = end - box.column
    head = first.texts(_MOST_HEAD_ROWS)
    skip = _repeated(head, second.texts(_MOST_HEAD_ROWS + 1))
    first.repeated += [line for box in second.boxes if box.row < skip for line in box.lines]
    rest = [box for box in second.boxes if box.row >= skip]
    onto = first.height
    foot = [box for box in first.boxes if box.row + box.rows == onto]
    if _is_rest_of_row(head[0], foot, [box for box in rest if box.row == skip]):
        onto -= 1
        rest = [box for box in rest if box.row > skip or not _append(foot, box)]
    for box in rest:
        box.row += onto - skip
        if not (box.row == onto and not box.lines and _stretch(foot, box)):
            first.boxes.append(box)
    first.parts += second.parts
    return True


def _same_columns(first: Sequence[float], second: Sequence[float]) -> list[int] | None:
    """The place of each edge of the second among those of the first (merged cells may hide some), or None."""
    places: list[int] = []
    for edge in second:
        nearest = min(range(len(first)), key=lambda i: abs(first[i] - edge))
        if abs(first[nearest] - edge) > _SAME_EDGE or nearest in places:
            return None
        places.append(nearest)
    return places if places[0] == 0 and places[-1] == len(first) - 1 else None


def _repeated(above: Sequence[Sequence[str]], below: Sequence[Sequence[str]]) -> int:
    """How many of the first rows say again what the table's first rows say; something is left below them."""
    count = 0
    while count < min(len(above), len(below) - 1) and any(above[count]):
        if [text for text in above[count] if text] != [text for text in below[count] if text]:
            break
        count += 1
    return count


def _is_rest_of_row(head: Sequence[str], foot: Sequence[Box], top: Sequence[Box]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    In a table with numbers it has none; in one without, a cell went on beyond the break (……、).
    """
    here = {box.column for box in top if box.lines}
    last = {box.column: box.text for box in foot}
    if not here or not last or len(top) < 2:
        return False
    numbers = next((i for i, text in enumerate(head) if _NUMBERING.fullmatch(fold(text))), None)
    if numbers is not None:
        return numbers not in here
    return all(column in last for column in here) and any(last[column].endswith(_GOES_ON) for column in here)


def _append(foot: Sequence[Box], box: Box) -> bool:
    """Add the lines of ``box`` to the cell at the foot of the page before that it goes on with."""
    if not box.lines:
        return True
    for cell in foot:
        if cell.column <= box.column < cell.column + cell.columns:
            cell.lines += box.lines
            return True
    return False


def _stretch(foot: Sequence[Box], box: Box) -> bool:
    """An empty merged cell at the top of a page goes on with the merged cell at the foot of the page before."""
    for cell in foot:
        if (cell.column, cell.columns) == (box.column, box.columns) and cell.lines and max(cell.rows, box.rows) > 1:
            cell.rows += box.rows
            return True
    return False
