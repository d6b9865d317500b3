"""Takes the text that a marked-up document holds and what its marks say of it, gives its Source.

DOCX and HTML tell paragraphs, tables, headings and bold letters from each other; a plain text does not. Their readers
write out the text (`Scribe`) and note the marks beside it; from there on it goes the way of every text: page furniture
set aside, wrapped lines joined, glued numbers parted. So one plan gives the same blocks whatever it was saved as.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeVar

from graph.errors import Unreadable
from graph.model import Issue, Removed, Source, Text
from graph.read.blocks import Piece, make_source, row
from graph.read.furniture import drop_furniture
from graph.read.grid import Grid, arrange, is_label
from graph.read.lines import Line, invisible, split_lines
from graph.read.paragraphs import Setting, measure, paragraphs
from graph.read.tables import find_tables

_Span = TypeVar("_Span", bound=tuple[int, ...])
_LONGEST_HEADING = 80
_MOST_BOLD = 0.5  # of a text: where more is bold, bold says nothing


@dataclass(slots=True)
class Scribe:
    """Writes the extracted text of a document, and notes where its marks stand.

    ``grids`` holds the tables, ``removed`` what is to be set aside with its reason, ``bold`` the spans in bold letters,
    ``ranks`` the headings (begin, end, depth), ``short`` where the lines begin that end before the margin, if it tells.
    """

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    grids: list[Grid] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    bold: list[tuple[int, int]] = field(default_factory=list)
    ranks: list[tuple[int, int, int]] = field(default_factory=list)
    short: set[int] | None = None

    def write(self, text: str) -> None:
        """Write ``text`` at the end."""
        if text:
            self.pieces.append(text)
            self.at += len(text)

    def end_line(self) -> None:
        """End the line, if one is begun."""
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.write("\n")

    def close_label(self) -> None:
        """Write the colon that a label has unless it has it (文号, 发文机关：)."""
        if self.pieces and not self.pieces[-1].rstrip().endswith(("：", ":")):
            self.write("：")

    def write_information(self, rows: Sequence[Sequence[str]]) -> tuple[int, int]:
        """Write the table that says what a document is, a line for each label with its value; give where it stands."""
        self.end_line()
        begin = self.at
        for cells in rows:
            for text in cells:
                if labelled := is_label(text):
                    self.end_line()
                self.write(text)
                if labelled:
                    self.close_label()
            self.end_line()
        return begin, self.at

    def set_aside(self, begin: int, reason: str) -> None:
        """Note that what was written since ``begin`` is no text of the document."""
        if begin < self.at:
            self.removed.append(Removed(begin=begin, end=self.at, reason=reason))

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.pieces)


def compose(data: bytes, name: str, encoding: str, scribe: Scribe, issues: Sequence[Issue]) -> Source:
    """Give the source that a scribe's text makes.

    Args:
        data: the bytes of the file.
        name: the file's name for messages.
        encoding: what the source is to say of its encoding.
        scribe: the extracted text with its marks; offsets into the file count in this text.
        issues: what to tell the reader of the report.

    Raises:
        Unreadable: if nothing is left that is text of a document.
    """
    raw = scribe.text
    kept = _blank(raw, [(r.begin, r.end) for r in scribe.removed])
    placed = scribe.short is not None
    found = split_lines(_blank(kept, [(g.begin, g.end) for g in scribe.grids]))
    lines, furniture = drop_furniture(found, placed)
    if scribe.short is not None:
        lines = tuple(replace(line, short=line.begin in scribe.short) for line in lines)
    if not lines and not scribe.grids:
        raise Unreadable(
            f"{name}：没有文字（或除页码、页眉外没有文字）。如正文是图片，请先做文字识别（OCR）。",
            f"{name}: there is no text in it (or none but page numbers and heads). If it is a picture, run OCR first.",
        )
    removed = [*scribe.removed, *furniture, *_unseen(raw, scribe.removed)]
    scribe.bold = _merge(scribe.bold)
    if sum(end - begin for begin, end in scribe.bold) > len(raw) * _MOST_BOLD:
        scribe.bold.clear()
    scribe.ranks.sort()
    running = _running(lines, scribe, removed)
    pieces = list(running.get(0, ()))
    for place, grid in enumerate(scribe.grids, 1):
        rows, left = arrange(kept, grid)
        removed += left
        pieces += [*rows, *running.get(place, ())]
    pieces = list(_once(pieces, removed))
    return make_source(data, name, encoding, raw, pieces, removed, issues)


def _once(pieces: Iterable[Piece], removed: list[Removed]) -> Iterator[Piece]:
    """A table set as several, or over several pages, says its headings again and again; they are kept once."""
    head: list[str] | None = None
    for piece in pieces:
        values = [cell.value for cell in piece.cells]
        if not values:
            head = None
        elif head is None:
            head = values
        elif values == head and sum(map(bool, values)) > 1:
            removed.append(Removed(begin=piece.text.at[0], end=piece.text.at[-1] + 1, reason="repeated heading"))
            continue
        yield piece


def _blank(raw: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with spaces for the spans, so that offsets stay and lines end where they did."""
    kept: list[str] = []
    at = 0
    for begin, end in sorted(spans):
        if end > at:
            begin = max(begin, at)
            kept += [raw[at:begin], "".join("\n" if c == "\n" else " " for c in raw[begin:end])]
            at = end
    return "".join((*kept, raw[at:]))


def _merge(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans that neither touch nor overlap."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _unseen(raw: str, removed: Sequence[Removed]) -> Iterator[Removed]:
    """The invisible characters that are not set aside already."""
    spans = _merge([(r.begin, r.end) for r in removed])
    return (one for one in invisible(raw) if not _at(spans, one.begin))


def _running(lines: Sequence[Line], scribe: Scribe, removed: list[Removed]) -> dict[int, list[Piece]]:
    """The paragraphs before each table (by its place among the tables), and the tables that columns of tabs make."""
    begins = [grid.begin for grid in scribe.grids]
    setting = measure(lines)
    pieces: dict[int, list[Piece]] = {}
    for place, group in groupby(lines, key=lambda line: bisect_right(begins, line.begin)):
        part = list(group)
        found = find_tables(part)
        removed += [mark for table in found for mark in table.removed]
        tables = {i: table for table in found for i in range(table.first, table.last + 1)}
        here = pieces.setdefault(place, [])
        for table, places in groupby(range(len(part)), key=tables.get):
            if table:
                here += [row(cells) for cells in table.rows if any(cells)]
            else:
                here += _paragraphs([part[i] for i in places], setting, scribe)
    return pieces


def _paragraphs(lines: Sequence[Line], setting: Setting, scribe: Scribe) -> Iterator[Piece]:
    """Headings stand alone, whatever the lines around them look like."""
    for heading, group in groupby(enumerate(lines), key=lambda p: (p[0], r) if (r := _rank(p[1], scribe)) else None):
        for text in paragraphs([line for _, line in group], setting):
            if text:
                yield Piece(text, heading[1] if heading else None, _bold_lead(text, scribe.bold))


def _rank(line: Line, scribe: Scribe) -> int | None:
    """The depth of a heading; a paragraph with sentences in it is none, whatever its style says."""
    text = line.text
    if len(text) > _LONGEST_HEADING or "。" in text.value[:-1]:
        return None
    found = _at(scribe.ranks, text.at[0])
    return found[2] if found else None


def _at(spans: Sequence[_Span], at: int) -> _Span | None:
    """The one of sorted spans that holds ``at``."""
    place = bisect_right(spans, at, key=lambda span: span[0])
    return spans[place - 1] if place and spans[place - 1][1] > at else None


def _bold_lead(text: Text, spans: Sequence[tuple[int, int]]) -> int:
    """How many leading characters are bold, if they make a lead: up to a stop, or the whole of the paragraph."""
    count = next((i for i, at in enumerate(text.at) if not _at(spans, at)), len(text))
    ends = count == len(text) or text.value[count - 1] in "。：:" or text.value[count] in "。：:"
    return count if count and ends else 0
