"""Takes a path or bytes, gives a Source: canonical text in blocks, every character traced to the file.

The reader is chosen by content, not by suffix. White space that setting put in is left out of the canonical text,
page furniture and markup are set aside with a reason; nothing else is lost.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from graph.errors import Unreadable
from graph.model import Block, Issue, Removed, Severity, Source, Text
from graph.read.furniture import drop_furniture
from graph.read.lines import Line, invisible, split_lines
from graph.read.paragraphs import measure, paragraphs
from graph.read.tables import Table, find_tables
from graph.read.text import decode

__all__ = ["read_bytes", "read_file"]

_MOST_BYTES = 200_000_000
_HEADING = re.compile(r"(#{1,6})(?!#)\s*(?=\S)")
_BOLD = re.compile(r"\*\*|__")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")


def read_file(path: Path, name: str | None = None) -> Source:
    """Give the source in a file.

    Args:
        path: a regular file.
        name: the name to report, the file's own by default.

    Raises:
        Unreadable: if it is missing, forbidden, no regular file, too large, empty or in no known encoding.
        Unsupported: if it is not text.
    """
    name = name or path.name
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{name}：不是普通文件。", f"{name}: not a regular file.")
        if status.st_size > _MOST_BYTES:
            raise Unreadable(
                f"{name}：文件超过 {_MOST_BYTES // 1_000_000} MB，请拆分后重试。",
                f"{name}: the file is larger than {_MOST_BYTES // 1_000_000} MB; split it.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"{name}：无法读取（{error.strerror}）。请检查路径和权限。",
            f"{name}: cannot be read ({error.strerror}). Check the path and the permissions.",
        ) from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Source:
    """Give the source in the bytes of a text or Markdown file (see `read_file` for what is raised)."""
    raw, encoding = decode(data, name)
    lines, furniture = drop_furniture(split_lines(raw))
    if not lines:
        raise Unreadable(f"{name}：除页码外没有文字。", f"{name}: there is no text but page numbers.")
    tables = find_tables(lines)
    removed = [*furniture, *invisible(raw), *(mark for table in tables for mark in table.removed)]
    text, blocks = _assemble(_pieces(lines, tables, removed))
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        raw=raw,
        text=text,
        blocks=blocks,
        removed=tuple(sorted(removed, key=lambda r: (r.begin, r.end, r.reason))),
        issues=tuple(_issues(name, encoding, raw)),
        size=len(data),
    )


_Piece = tuple[Text, int | None, int, tuple[Text, ...]]


def _pieces(lines: Sequence[Line], tables: Sequence[Table], removed: list[Removed]) -> Iterable[_Piece]:
    """The text, heading rank, bold lead and cells of each block in order."""
    in_table = {i: table for table in tables for i in range(table.first, table.last + 1)}
    running = [line for i, line in enumerate(lines) if i not in in_table]
    setting = measure(running)
    markdown = any(_HEADING.match(line.raw) for line in running) or any("**" in line.raw for line in running)
    for table, group in groupby(range(len(lines)), key=in_table.get):
        if table:
            yield from ((_row_text(cells), None, 0, cells) for cells in table.rows if any(cells))
            continue
        for chunk in _chunks([lines[i] for i in group], markdown):
            for paragraph in paragraphs(chunk, setting):
                yield _unmark(paragraph, removed) if markdown else (paragraph, None, 0, ())


def _chunks(lines: Sequence[Line], markdown: bool) -> Iterable[list[Line]]:
    """Markdown headings stand alone, whatever the lines around them look like."""
    if not markdown:
        yield list(lines)
        return
    for _, group in groupby(enumerate(lines), key=lambda p: p[0] if _HEADING.match(p[1].raw) else None):
        yield [line for _, line in group]


def _unmark(text: Text, removed: list[Removed]) -> _Piece:
    """Take out the marks of a Markdown paragraph; tell the heading's rank and how far its lead is bold."""
    rank: int | None = None
    if match := _HEADING.match(text.value):
        rank = len(match[1])
        text = _without(text, [match.span(1)], removed)
    text = _without(text, [m.span() for m in _ESCAPE.finditer(text.value)], removed)
    marks = [m.span() for m in _BOLD.finditer(text.value)] if len(_BOLD.findall(text.value)) > 1 else []
    bold = marks[1][0] - marks[0][1] if marks and marks[0][0] == 0 else 0
    return _without(text, marks, removed), rank, bold, ()


def _without(text: Text, spans: Sequence[tuple[int, int]], removed: list[Removed]) -> Text:
    kept, at = Text(), 0
    for begin, end in spans:
        kept += text.cut(at, begin)
        removed.append(Removed(begin=text.at[begin], end=text.at[end - 1] + 1, reason="markup"))
        at = end
    return (kept + text.cut(at)).strip()


def _row_text(cells: Sequence[Text]) -> Text:
    """The cells of a row with a tab between; each tab points at the character before the cell it opens."""
    row = Text()
    for cell in cells:
        if cell:
            row = row + Text("\t", (cell.at[0] - 1,)) + cell if row else cell
    return row


def _assemble(pieces: Iterable[_Piece]) -> tuple[Text, tuple[Block, ...]]:
    value: list[str] = []
    at: list[int] = []
    blocks: list[Block] = []
    for text, rank, bold, cells in pieces:
        if text:
            begin = len(at)
            value.append(text.value + "\n")
            at += [*text.at, text.at[-1] + 1]
            blocks.append(Block(begin=begin, end=len(at), rank=rank, bold=bold, cells=cells))
    return Text("".join(value), tuple(at)), tuple(blocks)


def _issues(name: str, encoding: str, raw: str) -> Iterable[Issue]:
    if encoding not in ("utf-8", "utf-8-sig"):
        yield Issue(
            severity=Severity.NOTE,
            rule="read.encoding",
            source=name,
            zh=f"编码判定为 {encoding}。",
            en=f"Read as {encoding}.",
        )
    if lost := raw.count("\ufffd"):
        yield Issue(
            severity=Severity.WARNING,
            rule="read.replacement",
            source=name,
            zh=f"有 {lost} 个字在到达本程序之前已经损坏（�），请换用更好的来源。",
            en=f"{lost} characters were already lost (�) before this file was read; look for a better copy.",
        )
