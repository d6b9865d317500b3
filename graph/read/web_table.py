"""Takes the element of a table on a web page, gives its rows, and writes them out as a grid of cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml.etree import _Element as Element

from graph.read.draft import Scribe
from graph.read.grid import MOST_COLUMNS, Cell, Grid


def table_rows(table: Element) -> list[list[Element]]:
    """Give the cells of each row, those of tables inside left out."""
    rows: list[list[Element]] = []
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot"):
            rows += [list(row.iterchildren("td", "th")) for row in child.iterchildren("tr")]
        elif child.tag == "tr":
            rows.append(list(child.iterchildren("td", "th")))
    return [cells for cells in rows if cells]


def place_cells(rows: Sequence[Sequence[Element]], scribe: Scribe, write: Callable[[Element], None]) -> None:
    """Write the cells, a tab between them and a line for each row; note the table they make.

    ``rowspan`` and ``colspan`` spread cells as HTML says (4.9.12): a cell takes the first place that none from above
    has taken.
    """
    scribe.end_line()
    begin = scribe.at
    cells: list[Cell] = []
    taken: dict[int, int] = {}  # column → the first row below what spreads down over it
    for at, row in enumerate(rows):
        column = 0
        for place, element in enumerate(row):
            while taken.get(column, 0) > at:
                column += 1
            high = min(_span(element, "rowspan", len(rows)), len(rows) - at)
            wide = min(_span(element, "colspan", MOST_COLUMNS), MOST_COLUMNS - column)
            if wide < 1:  # more columns than a table may have: the last one takes what is left
                scribe.write("\n")
                write(element)
                cells[-1] = replace(cells[-1], end=scribe.at)
                continue
            if place:
                scribe.write("\t")
            start = scribe.at
            write(element)
            cells.append(Cell(row=at, column=column, rows=high, columns=wide, begin=start, end=scribe.at))
            taken.update(dict.fromkeys(range(column, column + wide), at + high))
            column += wide
        scribe.write("\n")
    if cells:
        scribe.grids.append(Grid(begin=begin, end=scribe.at, cells=tuple(cells)))


def _span(element: Element, name: str, whole: int) -> int:
    """How many rows or columns a cell spreads over; 0 means all that follow."""
    text = (element.get(name) or "1").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return number or whole
