"""Takes the paragraphs and table rows of a file in order, gives its Source: what all readers end with.

A reader of a format without characters of its own (PDF, OFD, DOCX) writes out the text that it found: the *extracted
text*, which is the ``raw`` of its source. Offsets into the file (``sourceBegin``, ``sourceEnd``) then count code points
of that text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Block, Issue, Removed, Source, Text


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, heading or table row (see `Block`): what it says, and how the file sets it."""

    text: Text
    rank: int | None = None
    bold: int = 0
    cells: tuple[Text, ...] = ()


def row(cells: Sequence[Text]) -> Piece:
    """Give a table row: its cells with a tab between; each tab points at the character before the cell it opens."""
    value: list[str] = []
    at: list[int] = []
    for cell in filter(None, cells):
        if value:
            value.append("\t")
            at.append(max(cell.at[0] - 1, 0))
        value.append(cell.value)
        at += cell.at
    return Piece(Text("".join(value), tuple(at)), cells=tuple(cells))


def make_source(
    data: bytes,
    name: str,
    encoding: str,
    raw: str,
    pieces: Iterable[Piece],
    removed: Iterable[Removed] = (),
    issues: Iterable[Issue] = (),
) -> Source:
    """Give the source of a file.

    Args:
        data: the bytes of the file.
        name: the file's name for messages.
        encoding: the encoding of a text, the format of another file (PDF).
        raw: the decoded or extracted text.
        pieces: the text in reading order, its characters at their places in ``raw``; empty ones are left out.
        removed: what of ``raw`` is in no piece, with the reason.
        issues: what to tell the reader of the report.
    """
    value: list[str] = []
    at: list[int] = []
    blocks: list[Block] = []
    for piece in pieces:
        if piece.text:
            begin = len(at)
            value.append(piece.text.value + "\n")
            at += [*piece.text.at, piece.text.at[-1] + 1]
            blocks.append(Block(begin=begin, end=len(at), rank=piece.rank, bold=piece.bold, cells=piece.cells))
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        raw=raw,
        text=Text("".join(value), tuple(at)),
        blocks=tuple(blocks),
        removed=tuple(sorted(removed, key=lambda r: (r.begin, r.end, r.reason))),
        issues=tuple(issues),
        size=len(data),
    )
