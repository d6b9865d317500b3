"""Takes pages of placed glyphs and rulings (PDF, OFD), gives the Source: furniture set aside, tables whole, text in order.

The extracted text (`Source.raw`) holds all glyphs in reading order, a line for each set line, a form feed for each page.
Indents and gaps are written as spaces and empty lines, so that the reader of texts sees how the page is set. A table stands
in one piece, also where it goes on over several pages: what stood between (a page number) comes after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from graph.model import Issue, Source
from graph.read.draft import Scribe, compose
from graph.read.grid import Cell, Grid, information, is_label, is_table
from graph.read.margins import find_furniture
from graph.read.sheet import Page, SetLine, in_columns, set_lines
from graph.read.spread import Box, Table, join_tables, page_tables

_MOST_GAP, _MOST_INDENT = 3, 200
_LOOSE = 1.35  # of the usual distance of lines: from here on a line stands off
_HALF = 0.5
_COMMON, _WITHIN, _TIGHT = 0.15, 0.9, 0.3
_NOT_FIRST, _NOT_LAST = "，。、；：？！）》〉〕】」』”’…,.;:?!)]%", "（《〈〔【「『“‘(["
_WORD = re.compile("[A-Za-z0-9]{2}")

Item = SetLine | Table


def read_pages(data: bytes, name: str, form: str, pages: Sequence[Page], issues: Sequence[Issue]) -> Source:
    """Give the source of a document of pages.

    Args:
        data: the bytes of the file.
        name: the file's name for messages.
        form: the format, which stands for the encoding (PDF).
        pages: the pages in order.
        issues: what to tell the reader of the report.

    Raises:
        Unreadable: if the pages hold no text but furniture.
    """
    items = [_items(i, page) for i, page in enumerate(pages)]
    lines = [[item for item in here if isinstance(item, SetLine)] for here in items]
    furniture = {id(lines[page][i]): reason for (page, i), reason in find_furniture(pages, lines).items()}
    _join(items, furniture)
    text = [line for here in lines for line in here if id(line) not in furniture]
    writer = _Writer(_em(text), _leading(lines), _lefts(pages, lines), _short(items, furniture, _rights(pages, lines)))
    for i, page in enumerate(pages):
        writer.open_page(i, page)
        for item in items[i]:
            if isinstance(item, Table):
                writer.table(item)
            elif reason := furniture.get(id(item)):
                writer.aside(i, item, reason)
            else:
                writer.line(i, item)
        if page.furniture:
            writer.aside(i, SetLine(page.furniture), "page template")
    return replace(compose(data, name, form, writer.scribe, issues), pages=tuple(writer.pages))


def _items(number: int, page: Page) -> list[Item]:
    """The lines and tables of a page in reading order; a table parts the lines above it from those below."""
    tables, glyphs = page_tables(number, page)
    lines = set_lines(glyphs)
    items: list[Item] = []
    at = 0
    for table in tables:
        below = next((i for i in range(at, len(lines)) if lines[i].y + 0.3 * lines[i].size < table.top), len(lines))
        items += [*in_columns(lines[at:below]), table]
        at = below
    return [*items, *in_columns(lines[at:])]


def _join(items: list[list[Item]], furniture: dict[int, str]) -> None:
    """Make one of the tables that go on over page breaks: the last thing on a page and the first on the next."""
    above: Item | None = None
    for here in items:
        said = [item for item in here if id(item) not in furniture]
        if said and isinstance(above, Table) and isinstance(first := said[0], Table) and join_tables(above, first):
            here.remove(first)
            said.pop(0)
        above = said[-1] if said else above


def _em(lines: Iterable[SetLine]) -> float:
    """The width of a character of the running text."""
    widths = Counter(round((g.x1 - g.x0) * 2) / 2 for line in lines for g in line.glyphs if g.value > "⺀")
    return max(widths.most_common(1)[0][0], 1.0) if widths else 10.0


def _leading(lines: Sequence[Sequence[SetLine]]) -> float:
    """The distance of two lines of a paragraph: the least that is common."""
    steps = [a.y - b.y for here in lines for a, b in pairwise(here) if a.size < a.y - b.y < 4 * a.size]
    common = Counter(round(step) for step in steps)
    return float(min((step for step, count in common.items() if count >= _COMMON * len(steps)), default=0))


def _lefts(pages: Sequence[Page], lines: Sequence[Sequence[SetLine]]) -> list[float]:
    """The left margin of each page: where most lines of the pages of its kind (even or odd, as wide) begin."""
    margins = {
        kind: min((x for x, count in found.items() if count >= _COMMON * found.total()), default=min(found, default=0))
        for kind, found in _edges(pages, lines, lambda line: line.x0).items()
    }
    return [float(margins[_kind(i, page)]) for i, page in enumerate(pages)]


def _rights(pages: Sequence[Page], lines: Sequence[Sequence[SetLine]]) -> list[float]:
    """The right margin of each page: what hardly a line of the pages of its kind goes beyond."""
    margins = {
        kind: sorted(found.elements())[int(found.total() * _WITHIN)] if found else 0
        for kind, found in _edges(pages, lines, lambda line: line.x1).items()
    }
    return [float(margins[_kind(i, page)]) for i, page in enumerate(pages)]


def _kind(i: int, page: Page) -> tuple[int, int]:
    """Pages of one kind have the same margins: even or odd, as wide."""
    return i % 2, round(page.width)


def _edges(
    pages: Sequence[Page], lines: Sequence[Sequence[SetLine]], edge: Callable[[SetLine], float]
) -> dict[tuple[int, int], Counter[int]]:
    """How many lines of the pages of each kind begin or end at each point."""
    found: dict[tuple[int, int], Counter[int]] = {}
    for i, (page, here) in enumerate(zip(pages, lines, strict=True)):
        found.setdefault(_kind(i, page), Counter()).update(round(edge(line)) for line in here)
    return found


def _short(items: Sequence[Sequence[Item]], furniture: dict[int, str], rights: Sequence[float]) -> set[int]:
    """The lines (by identity) that end although the beginning of the next one would have gone on them."""
    said = [(i, item) for i, here in enumerate(items) for item in here if id(item) not in furniture]
    short: set[int] = set()
    for (i, line), (_, following) in pairwise([*said, (0, None)]):
        if isinstance(line, SetLine):
            right = rights[i] if line.right is None else line.right
            needed = _unbreakable(following) if isinstance(following, SetLine) else line.size
            if line.x1 + needed < right - line.size * _TIGHT:
                short.add(id(line))
    return short


def _unbreakable(line: SetLine) -> float:
    """The width of what a line begins with and no line break parts (禁则): a letter with the stop after it, （ and a letter."""
    glyphs = line.glyphs
    last = 0
    while last + 1 < len(glyphs) and (
        glyphs[last].value in _NOT_LAST
        or glyphs[last + 1].value in _NOT_FIRST
        or _WORD.match(glyphs[last].value + glyphs[last + 1].value)
    ):
        last += 1
    return glyphs[last].x1 - glyphs[0].x0


def _fills(line: SetLine, following: SetLine, box: Box) -> bool:
    """Whether a line of a cell leaves no room for what the next one begins with."""
    inset = min(other.x0 - box.x0 for _, other in box.lines)
    return line.x1 + _unbreakable(following) > box.x1 - inset - 1


@dataclass(slots=True)
class _Writer:
    """Writes a paged document out: its text, where each page begins in it, what is set aside."""

    em: float
    leading: float
    lefts: Sequence[float]
    short: set[int]
    scribe: Scribe = field(default_factory=lambda: Scribe(short=set()))
    pages: list[tuple[int, int]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    above: SetLine | None = None

    def open_page(self, index: int, page: Page) -> None:
        """Begin a page with a form feed."""
        self.numbers.append(page.number)
        self.scribe.end_line()
        if index:
            self.scribe.write("\x0c")
        self._turn_to(index)
        self.above = None

    def _turn_to(self, index: int) -> None:
        number = self.numbers[index] if index < len(self.numbers) else self.numbers[-1] + index - len(self.numbers) + 1
        if not self.pages or self.pages[-1][1] != number:
            self.pages.append((self.scribe.at, number))

    def line(self, page: int, line: SetLine) -> None:
        """Write a line of running text as it is set."""
        step = self.above.y - line.y if self.above else 0.0
        if self.leading and step > _LOOSE * self.leading:
            self.scribe.write("\n" * min(_MOST_GAP, max(1, round(step / self.leading) - 1)))
        self.above = line
        self._turn_to(page)
        if id(line) in self.short:
            self._end_short()
        left = self.lefts[page] if line.left is None else line.left
        self.scribe.write(" " * min(_MOST_INDENT, max(0, round((line.x0 - left) / (self.em * _HALF)))))
        self._spell(line)
        self.scribe.write("\n")

    def _end_short(self) -> None:
        """Note that the line that begins here ends before the margin."""
        if self.scribe.short is not None:
            self.scribe.short.add(self.scribe.at)

    def _spell(self, line: SetLine) -> None:
        text, bold = line.spell()
        begin = self.scribe.at
        self.scribe.write(text)
        for heavy, group in groupby(range(len(bold)), key=bold.__getitem__):
            places = list(group)
            if heavy:
                self.scribe.bold.append((begin + places[0], begin + places[-1] + 1))

    def aside(self, page: int, line: SetLine, reason: str) -> None:
        """Write a line that is no text of the document."""
        self.scribe.end_line()
        self._turn_to(page)
        begin = self.scribe.at
        self.scribe.write(line.spell()[0])
        self.scribe.set_aside(begin, reason)
        self.scribe.write("\n")

    def table(self, table: Table) -> None:
        """Write a table row by row; what only frames text is written as text, cell after cell."""
        self.above = None
        texts = table.texts()
        rows = [
            list(boxes) for _, boxes in groupby(sorted(table.boxes, key=lambda b: (b.row, b.column)), lambda b: b.row)
        ]
        if information(texts):
            self._information(rows)
        elif is_table(texts):
            begin = self.scribe.at
            cells = tuple(cell for boxes in rows for cell in self._row(boxes))
            self.scribe.grids.append(Grid(begin=begin, end=self.scribe.at, cells=cells))
        else:
            for box in (box for boxes in rows for box in boxes):
                for place, (page, line) in enumerate(box.lines, 1):
                    if place == len(box.lines) or not _fills(line, box.lines[place][1], box):
                        self.short.add(id(line))
                    self.line(page, line)
        for page, line in table.repeated:
            self.aside(page, line, "repeated heading")

    def _row(self, boxes: Sequence[Box]) -> Iterator[Cell]:
        for place, box in enumerate(boxes):
            self.scribe.write("\t" if place else "")
            begin = self.scribe.at
            self._cell(box)
            yield Cell(
                row=box.row, column=box.column, rows=box.rows, columns=box.columns, begin=begin, end=self.scribe.at
            )
        self.scribe.write("\n")

    def _cell(self, box: Box) -> None:
        """Write the lines of a cell; a line that fills the cell goes on with the next one."""
        above: SetLine | None = None
        for page, line in box.lines:
            if above is not None:
                self.scribe.write(" " if _fills(above, line, box) else "\n")
            self._turn_to(page)
            self._spell(line)
            above = line

    def _information(self, rows: Iterable[Sequence[Box]]) -> None:
        """Write a line for each label (索引号, 文号) with its value."""
        for box in (box for boxes in rows for box in boxes if box.lines):
            labelled = is_label(box.text)
            if labelled:
                self.scribe.end_line()
                self._end_short()
            self._cell(box)
            if labelled and box.text[-1] not in "：:":
                self.scribe.write("：")
        self.scribe.end_line()
