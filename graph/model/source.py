"""Takes nothing, gives a file as read: its characters, its paragraphs, what was left out, what is to be told."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from graph.model.terms import Severity


@dataclass(frozen=True, slots=True)
class Text:
    """Characters together with the place of each one in the source file.

    ``at[i]`` is the code point of ``value[i]`` in the file's text (`Source.raw`). A character that joining put in (a space
    between two wrapped Latin words, a line break between two paragraphs) points at the white space it stands for.
    """

    value: str = ""
    at: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if len(self.value) != len(self.at):
            raise ValueError(f"{len(self.value)} characters, {len(self.at)} offsets")

    def __len__(self) -> int:
        return len(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __add__(self, other: Text) -> Text:
        return Text(self.value + other.value, self.at + other.at)

    def cut(self, begin: int, end: int | None = None) -> Text:
        """Give ``value[begin:end]`` with its offsets."""
        return Text(self.value[begin:end], self.at[begin:end])

    def strip(self, characters: str | None = None) -> Text:
        """Give the text without leading and trailing ``characters`` (white space by default)."""
        begin = len(self.value) - len(self.value.lstrip(characters))
        return self.cut(begin, begin + len(self.value.strip(characters)))

    def source_span(self, begin: int, end: int) -> tuple[int, int]:
        """Give the half-open code points in the source file that hold ``value[begin:end]``."""
        if begin >= end:
            raise ValueError(f"empty span {begin}:{end}")
        return self.at[begin], self.at[end - 1] + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something a reader of the report should know; never a reason to stop the other documents."""

    severity: Severity
    rule: str
    zh: str
    en: str
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Characters of the file that are no text of the document (a page number, a running head), and why."""

    begin: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading or table row of a source: ``source.text[begin:end]``.

    ``rank`` is the depth of a Markdown heading. ``bold`` counts the leading characters that the file sets in bold.
    ``cells`` holds the columns of a table row.
    """

    begin: int
    end: int
    rank: int | None = None
    bold: int = 0
    cells: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file as read: its characters, the canonical text made of them, and its blocks in order.

    ``raw`` is the text by which offsets into the file count: the decoded characters of a text file; of other formats
    what the reader extracts, set aside parts included. ``encoding`` names the format where it is not plain text.

    The blocks partition ``text``: concatenated, they equal it. Every character of ``raw`` that is not white space
    is in ``text`` or in ``removed``. ``size`` counts the bytes of the file.

    A format that keeps no running characters (PDF, OFD, DOCX) has none to count: there ``raw`` is the text that the
    reader extracted. ``pages`` tells where in ``raw`` the text of a page begins, with the page's number (from 1), if the
    format has pages; a table over a page break stands in one piece, so a page may begin more than once.
    """

    name: str
    sha256: str
    encoding: str
    raw: str
    text: Text
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...] = ()
    issues: tuple[Issue, ...] = ()
    size: int = 0
    pages: tuple[tuple[int, int], ...] = ()

    def page_of(self, at: int) -> int | None:
        """Give the page (from 1) that holds ``raw[at]``, or None if the format has no pages."""
        place = bisect_right(self.pages, at, key=lambda page: page[0])
        return self.pages[place - 1][1] if place else None

    def block_text(self, block: Block) -> Text:
        """Give the characters of a block without its closing line break."""
        return self.text.cut(block.begin, block.end).strip("\n")
