"""Takes the element of a table in a Word document, gives its rows, and writes them out as a grid of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from graph.read.draft import Scribe
from graph.read.grid import MOST_COLUMNS, Cell, Grid
from graph.read.word_xml import attribute, child, local, number


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCell:
    """A cell as the file has it: its first column, how many it spreads over, whether it goes on with the one above."""

    element: Element
    column: int
    columns: int
    goes_on: bool


def table_rows(table: Element) -> list[list[WordCell]]:
    """Give the cells of each row; deleted rows and cells are left out."""
    return [list(_cells(row)) for row in _wrapped(table, "tr") if child(row, "trPr", "del") is None]


def _wrapped(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, in whatever they are wrapped."""
    for part in element:
        kind = local(part)
        if kind == name:
            yield part
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _wrapped(part, name)


def _cells(row: Element) -> Iterator[WordCell]:
    column = min(number(child(row, "trPr", "gridBefore")) or 0, MOST_COLUMNS - 1)
    for cell in _wrapped(row, "tc"):
        properties = child(cell, "tcPr")
        if child(properties, "cellDel") is not None:
            continue
        columns = max(1, number(child(properties, "gridSpan")) or 1)
        merge = child(properties, "vMerge")
        goes_on = merge is not None and (attribute(merge) or "continue") == "continue"
        yield WordCell(element=cell, column=column, columns=columns, goes_on=goes_on)
        column += columns


def place_cells(rows: Sequence[Sequence[WordCell]], scribe: Scribe, write: Callable[[Element], None]) -> None:
    """Write the cells, a tab between them and a line for each row; note the table they make."""
    scribe.end_line()
    begin = scribe.at
    cells: list[Cell] = []
    above: dict[int, int] = {}  # column → the place in ``cells`` of what goes on below it
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell.column >= MOST_COLUMNS and cells:  # more than a table may have: the last one takes what is left
                scribe.write("\n")
                write(cell.element)
                cells[-1] = replace(cells[-1], end=scribe.at)
                continue
            if cell.goes_on and cell.column in above:
                top = above[cell.column]
                cells[top] = replace(cells[top], rows=at - cells[top].row + 1)
                continue
            if place:
                scribe.write("\t")
            start = scribe.at
            write(cell.element)
            above[cell.column] = len(cells)
            columns = min(cell.columns, MOST_COLUMNS - cell.column)
            cells.append(Cell(row=at, column=cell.column, columns=columns, begin=start, end=scribe.at))
        scribe.write("\n")
    if cells:
        scribe.grids.append(Grid(begin=begin, end=scribe.at, cells=tuple(cells)))
