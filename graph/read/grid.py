"""Takes the cells of a table that its format marks, gives the rows that a plain text of the table would have.

A format says where each cell stands and how far it spreads. What is merged downwards is blank below (it goes on, as in
any printed table), but for the responsible bodies: those hold of every row they spread over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Removed, Text
from graph.numbering import fold
from graph.read.blocks import Piece, row
from graph.read.lines import clean, join
from graph.vocabulary import name_parts

MOST_CELLS = 500_000  # of one table; a larger one is read as paragraphs
MOST_COLUMNS = 100
_LONGEST_CELL = 6000  # characters: what is longer is a page set in a frame, no cell
_PARTIES = re.compile("单位|部门|责任")
_CELL_END = tuple("。；;:！？)]】》”")
_LABEL = re.compile(
    "索引号|(?:发布|发文|制发|公开|制定)(?:机构|机关|单位|部门)|发文字号|文号|(?:成文|发文|发布|印发|公开|生成|生效|废止|失效|公布)(?:日期|时间)"
    "|(?:主题|组配|体裁|信息|文件|公文)(?:分类|类别|类型|种类)|主题词|关键词|(?:公开|信息)(?:方式|形式|属性|范围|时限)|有效性|效力状态|时效"
    "|(?:信息|文件|公文)?(?:名称|标题)|所属(?:主题|单位|机构)|内容概述|服务对象|编号|语种|来源|(?:文件|规范性文件)(?:统一)?编号|有效期"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell at its row and column, spreading over ``rows`` and ``columns``; ``begin``…``end`` of the extracted text."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: ``begin``…``end`` of the extracted text, and its cells in order."""

    begin: int
    end: int
    cells: tuple[Cell, ...]


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether marked cells are a table of data, by their texts; others only hold a page together."""
    if sum(map(len, rows)) > MOST_CELLS:
        return False
    filled = [sum(bool(cell.strip()) for cell in cells) for cells in rows]
    return sum(count > 1 for count in filled) > 1 and all(
        len(cell) <= _LONGEST_CELL for cells in rows for cell in cells
    )


def information(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table says what a document is (索引号, 发文机关, 文号, 成文日期): labels with a value after each."""
    labels = sum(is_label(cell) for cells in rows for cell in cells[:-1])
    return labels > 1 and all(is_label(cells[0]) for cells in rows if len(cells) > 1 and any(c.strip() for c in cells))


def is_label(text: str) -> bool:
    """Tell whether a cell is a label of such a table."""
    return bool(_LABEL.fullmatch(re.sub(r"[\s:\[\]【】]", "", fold(text))))


def arrange(raw: str, grid: Grid) -> tuple[list[Piece], list[Removed]]:
    """Give the rows of a table, and what of it is in none.

    A first row of one cell is the table's title and no row. Headings in two tiers become one: below 责任分工, the names
    牵头单位 and 配合单位.
    """
    removed: list[Removed] = []
    width = max((cell.column + cell.columns for cell in grid.cells), default=0)
    height = max((cell.row + 1 for cell in grid.cells), default=0)
    texts = {cell: cell_text(raw, cell) for cell in grid.cells}
    titles: list[Piece] = []
    first = 0
    while first < height and _is_title(here := [c for c in grid.cells if c.row == first], width, texts):
        titles += [Piece(texts[cell]) for cell in here if texts[cell]]
        first += 1
    cells = [cell for cell in grid.cells if cell.row >= first]
    head, below = _head(cells, first, width, texts, removed)
    body = [[Text()] * width for _ in range(height)]
    for cell in cells:
        if cell.row >= below:
            last = min(cell.row + cell.rows, height) if _PARTIES.search(head[cell.column].value) else cell.row + 1
            for at in range(cell.row, last):
                there = body[at][cell.column]  # of cells that spread over each other none is lost
                body[at][cell.column] = there + texts[cell] if there and at == cell.row else there or texts[cell]
    rows = [head, *body[below:]] if below > first else body[below:]
    return [*titles, *(row(cells) for cells in rows if any(cells))], removed


def _is_title(cells: Sequence[Cell], width: int, texts: dict[Cell, Text]) -> bool:
    """The only cell of its row, over the whole width."""
    return width > 1 and len(cells) <= 1 and all(c.columns == width or not texts[c] for c in cells)


def _head(
    cells: Sequence[Cell], first: int, width: int, texts: dict[Cell, Text], removed: list[Removed]
) -> tuple[list[Text], int]:
    """The heading of each column, and the first row below it."""
    top = [cell for cell in cells if cell.row == first]
    tiers = max((cell.rows for cell in top), default=1) if any(cell.columns > 1 for cell in top) else 1
    head = [Text()] * width
    for cell in cells:
        if cell.row >= first + tiers:
            continue
        lower = cell.row > first
        for at in range(cell.column, min(cell.column + cell.columns, width)):
            above = head[at]
            keep = lower and _PARTIES.search(above.value) and not _PARTIES.search(texts[cell].value)
            head[at] = above + texts[cell] if keep else texts[cell] or above
    used = {at for text in head for at in text.at}
    removed += (
        Removed(begin=texts[cell].at[0], end=texts[cell].at[-1] + 1, reason="heading over columns")
        for cell in cells
        if cell.row < first + tiers and texts[cell] and texts[cell].at[0] not in used
    )
    return head, first + tiers


def cell_text(raw: str, cell: Cell) -> Text:
    """Give what a cell says: its lines joined, but for a line break after a whole name or sentence."""
    text = Text()
    begin = cell.begin
    for line in raw[cell.begin : cell.end].split("\n"):
        piece = clean(line, begin)
        if text and piece:
            whole = _ends_whole(text.value) and piece.value[0] not in "、，,；;。）)"
            text = text + Text("\n", (begin - 1,)) + piece if whole else join(text, piece, begin - 1)
        else:
            text = text or piece
        begin += len(line) + 1
    return text


def _ends_whole(text: str) -> bool:
    folded = fold(text)
    return folded.endswith(_CELL_END) or folded.endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    return name_parts("ending")
