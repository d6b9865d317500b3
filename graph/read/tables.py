"""Takes physical lines, gives the rows of the tables among them: tab, Markdown and aligned columns, cells in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Removed, Text
from graph.read.cells import find_cells
from graph.read.lines import Line, clean, display_width

_MARKDOWN_RULE = re.compile(r"\|?[\s:|-]+\|[\s:|-]*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COLUMN_GAP = re.compile(r"(?:\s{2,}|\u3000+|\t)\s*")
_HEADING_WORD = re.compile("序号|任务|内容|单位|部门|时限|时间|措施|目标|名称|备注|分工|事项|项目")
_NUMBERING = re.compile("序号|编号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Lines ``first``…``last`` (inclusive) of a file that form a table: its rows, and the marks taken out."""

    first: int
    last: int
    rows: tuple[tuple[Text, ...], ...]
    removed: tuple[Removed, ...] = ()


def find_tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """Give the tables among ``lines`` in order; they do not overlap."""
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        table = _markdown(lines, i) or _tabbed(lines, i) or _aligned(lines, i) or _in_order(lines, i)
        if table:
            tables.append(table)
            i = table.last
        i += 1
    return tuple(tables)


def _markdown(lines: Sequence[Line], first: int) -> Table | None:
    """``| 序号 | 任务 |`` with a rule below; at least two rows."""
    last = first
    while last < len(lines) and lines[last].raw.strip().startswith("|") and lines[last].raw.count("|") > 1:
        last += 1
    if last - first < 2:
        return None
    rows: list[tuple[Text, ...]] = []
    removed: list[Removed] = []
    for line in lines[first:last]:
        bars = [m.start() for m in re.finditer(r"(?<!\\)\|", line.raw)]
        removed += [Removed(begin=line.begin + b, end=line.begin + b + 1, reason="markup") for b in bars]
        if _MARKDOWN_RULE.fullmatch(line.raw.strip()):
            removed.append(Removed(begin=line.text.at[0], end=line.text.at[-1] + 1, reason="markup"))
            continue
        ends = bars[1:] if line.raw.rstrip().endswith("|") else [*bars[1:], len(line.raw)]
        rows.append(tuple(_cell(line, b + 1, e, removed) for b, e in zip(bars, ends, strict=False)))
    return Table(first=first, last=last - 1, rows=tuple(rows), removed=tuple(removed))


def _cell(line: Line, begin: int, end: int, removed: list[Removed]) -> Text:
    """One cell without ``<br>`` and ``**``."""
    cell = Text()
    at = begin
    for mark in [*re.finditer(rf"{_BREAK.pattern}|\*\*", line.raw[begin:end], re.IGNORECASE), None]:
        stop = begin + mark.start() if mark else end
        cell += clean(line.raw[at:stop], line.begin + at)
        if mark:
            at = begin + mark.end()
            removed.append(Removed(begin=line.begin + stop, end=line.begin + at, reason="markup"))
    return cell


def _tabbed(lines: Sequence[Line], first: int) -> Table | None:
    """Columns divided by tabs; at least two rows of two filled cells."""
    rows: list[tuple[Text, ...]] = []
    last = first
    while last < len(lines) and "\t" in lines[last].raw:
        cells = _split(lines[last], [m.span() for m in re.finditer("\t", lines[last].raw)])
        if sum(map(bool, cells)) < 2:
            break
        rows.append(cells)
        last += 1
    return Table(first=first, last=last - 1, rows=tuple(rows)) if len(rows) > 1 else None


def _split(line: Line, gaps: Sequence[tuple[int, int]]) -> tuple[Text, ...]:
    begins = [0, *(end for _, end in gaps)]
    ends = [*(begin for begin, _ in gaps), len(line.raw)]
    return tuple(clean(line.raw[b:e], line.begin + b) for b, e in zip(begins, ends, strict=True))


@dataclass(frozen=True, slots=True)
class _Segment:
    column: int
    text: Text


def _segments(line: Line) -> tuple[_Segment, ...]:
    """The pieces of a line between wide gaps, each with the half-width column where it begins."""
    lead = len(line.raw) - len(line.raw.lstrip())
    gaps = [m.span() for m in _COLUMN_GAP.finditer(line.raw, lead) if m.end() < len(line.raw)]
    begins = [lead, *(end for _, end in gaps)]
    ends = [*(begin for begin, _ in gaps), len(line.raw)]
    return tuple(
        _Segment(display_width(line.raw[:b]), clean(line.raw[b:e], line.begin + b))
        for b, e in zip(begins, ends, strict=True)
    )


def _aligned(lines: Sequence[Line], first: int) -> Table | None:
    """Columns aligned by spaces under a heading line of three or more column names."""
    if len(_HEADING_WORD.findall(lines[first].raw)) < 2:
        return None
    head = _segments(lines[first])
    if len(head) < 3 or sum(bool(_HEADING_WORD.search(s.text.value)) for s in head) < 2:
        return None
    starts = [segment.column for segment in head]
    numbered = next((i for i, s in enumerate(head) if _NUMBERING.fullmatch(s.text.value)), None)
    rows: list[list[Text]] = [[segment.text for segment in head]]
    last = first
    for i in range(first + 1, len(lines)):
        segments = _segments(lines[i])
        if len(segments) < 2 and (segments[0].column < starts[1] - 2 or len(rows) == 1):
            break
        cells = _place(segments, starts)
        if _begins_row(cells, numbered) or len(rows) == 1:
            rows.append(cells)
        else:
            rows[-1] = [above + below for above, below in zip(rows[-1], cells, strict=True)]
        last = i
    return Table(first=first, last=last, rows=tuple(map(tuple, rows))) if len(rows) > 1 else None


def _in_order(lines: Sequence[Line], first: int) -> Table | None:
    """Cells one after the other without borders."""
    found = find_cells(lines, first)
    return Table(first=first, last=found[1], rows=found[0]) if found else None


def _place(segments: Sequence[_Segment], starts: Sequence[int]) -> list[Text]:
    """Each segment goes to the column whose heading begins nearest before it (two half-widths of slack)."""
    cells = [Text() for _ in starts]
    for segment in segments:
        column = max((i for i, start in enumerate(starts) if start <= segment.column + 2), default=0)
        cells[column] += segment.text
    return cells


def _begins_row(cells: Sequence[Text], numbered: int | None) -> bool:
    """A new row has its number, or, in a table without numbers, all but one of its cells."""
    if numbered is not None:
        return bool(cells[numbered])
    return sum(map(bool, cells)) >= len(cells) - 1
