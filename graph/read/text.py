"""Takes the bytes of a text or Markdown file, gives its Source: wraps joined, page furniture and marks set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from graph.errors import Unreadable
from graph.model import Removed, Source, Text
from graph.read.blocks import Piece, make_source, row
from graph.read.encodings import decode, encoding_issues
from graph.read.furniture import drop_furniture
from graph.read.lines import Line, invisible, split_lines
from graph.read.paragraphs import measure, paragraphs
from graph.read.tables import Table, find_tables

_HEADING = re.compile(r"(#{1,6})(?!#)\s*(?=\S)")
_BOLD = re.compile(r"\*\*|__")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")


def read_text(data: bytes, name: str) -> Source:
    """Give the source in the bytes of a text or Markdown file.

    Raises:
        Unreadable: if it is empty, in no known encoding, or holds nothing but page furniture.
        Unsupported: if it is no text and its suffix is that of a format without a mark of its own.
    """
    raw, encoding = decode(data, name)
    lines, furniture = drop_furniture(split_lines(raw))
    if not lines:
        raise Unreadable(f"{name}：除页码外没有文字。", f"{name}: there is no text but page numbers.")
    tables = find_tables(lines)
    removed = [*furniture, *invisible(raw), *(mark for table in tables for mark in table.removed)]
    issues = encoding_issues(name, encoding, raw)
    return make_source(data, name, encoding, raw, _pieces(lines, tables, removed), removed, issues)


def _pieces(lines: Sequence[Line], tables: Sequence[Table], removed: list[Removed]) -> Iterable[Piece]:
    """The text, heading rank, bold lead and cells of each block in order."""
    in_table = {i: table for table in tables for i in range(table.first, table.last + 1)}
    running = [line for i, line in enumerate(lines) if i not in in_table]
    setting = measure(running)
    markdown = any(_HEADING.match(line.raw) for line in running) or any("**" in line.raw for line in running)
    for table, group in groupby(range(len(lines)), key=in_table.get):
        if table:
            yield from (row(cells) for cells in table.rows if any(cells))
            continue
        for chunk in _chunks([lines[i] for i in group], markdown):
            for paragraph in paragraphs(chunk, setting):
                yield _unmark(paragraph, removed) if markdown else Piece(paragraph)


def _chunks(lines: Sequence[Line], markdown: bool) -> Iterable[list[Line]]:
    """Markdown headings stand alone, whatever the lines around them look like."""
    if not markdown:
        yield list(lines)
        return
    for _, group in groupby(enumerate(lines), key=lambda p: p[0] if _HEADING.match(p[1].raw) else None):
        yield [line for _, line in group]


def _unmark(text: Text, removed: list[Removed]) -> Piece:
    """Take out the marks of a Markdown paragraph; tell the heading's rank and how far its lead is bold."""
    rank: int | None = None
    if match := _HEADING.match(text.value):
        rank = len(match[1])
        text = _without(text, [match.span(1)], removed)
    text = _without(text, [m.span() for m in _ESCAPE.finditer(text.value)], removed)
    marks = [m.span() for m in _BOLD.finditer(text.value)] if len(_BOLD.findall(text.value)) > 1 else []
    bold = marks[1][0] - marks[0][1] if marks and marks[0][0] == 0 else 0
    return Piece(_without(text, marks, removed), rank, bold)


def _without(text: Text, spans: Sequence[tuple[int, int]], removed: list[Removed]) -> Text:
    value: list[str] = []
    offsets: list[int] = []
    at = 0
    for begin, end in (*spans, (len(text), len(text))):
        value.append(text.value[at:begin])
        offsets += text.at[at:begin]
        if begin < end:
            removed.append(Removed(begin=text.at[begin], end=text.at[end - 1] + 1, reason="markup"))
        at = end
    return Text("".join(value), tuple(offsets)).strip()
