"""Takes nothing, gives a document as structured: metadata, sections, provisions, annex, citations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.model.source import Issue, Text
from graph.model.terms import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body, with its Markdown rank and bold lead as the file has them."""

    text: Text
    rank: int | None = None
    bold: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """The smallest headed or numbered unit with its own body: what is to be done.

    ``key`` is the numbering path (``3.1.2``), unique in the plan. ``ordinal`` is its place in the order of the document,
    in which sections and provisions are counted through together. ``heading`` is the lead sentence or title without
    number and final 。, ``text`` the whole body after it, the closing responsibility clause included.
    """

    key: str
    number: str | None
    heading: Text | None
    text: Text
    kind: Kind | None
    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed part of a plan; ``text`` is the introduction that stands before its sub-units."""

    key: str
    number: str | None
    heading: Text
    text: Text
    kind: Kind | None
    ordinal: int
    children: tuple[Section | Provision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexRow:
    """One row of a division-of-labour table: the task, the parties by column, and the unit that the task names.

    ``text`` is the whole row; ``cells`` are its non-empty responsibility cells as (column heading, begin, end) into
    ``text``. ``unit`` is the key of the section or provision meant, ``None`` where the plan has none of that name.
    """

    key: str
    ordinal: int
    task: Text
    text: Text
    cells: tuple[tuple[str, int, int], ...]
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document that the plan names in 《》, with its number where one is given.

    ``other_numbers`` are more numbers that the same bracket gives, ``issuer`` is the organ named right before it (国务院).
    ``place`` is the jurisdiction that its title begins with. ``[begin:end]`` is the title in the text of ``unit``: a
    unit's key, ``notice`` for the cover notice, None for the plan's preamble.
    """

    title: str
    number: str | None
    basis: bool
    place: str | None = None
    unit: str | None = None
    begin: int = 0
    end: int = 0
    other_numbers: tuple[str, ...] = ()
    issuer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The elements of an official document after GB/T 9704-2012 (发文字号, 标题, 主送机关, 署名, 成文日期 …)."""

    title: str
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    addressees: str | None = None
    period: tuple[int, int] | None = None
    jurisdiction: str | None = None
    public: bool | None = None
    copied_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The cover notice (通知) that encloses a plan: a document of its own."""

    title: str | None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What structure finds in a source: metadata, the cover notice, the tree, the annex, the text outside them."""

    metadata: Metadata
    notice: Notice | None
    preamble: tuple[Paragraph, ...]
    children: tuple[Section | Provision, ...]
    annex: tuple[AnnexRow, ...] = ()
    citations: tuple[Citation, ...] = ()
    issues: tuple[Issue, ...] = ()

    def walk(self) -> Iterator[tuple[tuple[Section, ...], Section | Provision]]:
        """Give every section and provision in reading order, each with the sections that hold it."""
        stack: list[tuple[tuple[Section, ...], Section | Provision]] = [((), c) for c in reversed(self.children)]
        while stack:
            above, unit = stack.pop()
            yield above, unit
            if isinstance(unit, Section):
                stack.extend(((*above, unit), child) for child in reversed(unit.children))

    def provisions(self) -> Iterator[tuple[tuple[Section, ...], Provision]]:
        """Give the provisions in reading order, each with the sections that hold it."""
        for above, unit in self.walk():
            if isinstance(unit, Provision):
                yield above, unit
