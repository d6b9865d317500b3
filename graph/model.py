"""Takes nothing, gives the nouns of the pipeline: plain frozen values that every stage shares.

A value never changes; a later stage makes a new one. No method here reads a file or knows RDF. ``None`` means
*unknown*, an empty tuple means *none*. Offsets are half-open and count code points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a body has to do with a provision; the notations of ``ontology/vocab/roles.ttl``."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    SHARED = "shared"
    RESPONSIBLE = "responsible"


class Carrier(StrEnum):
    """Where a responsibility is written; the notations of ``ontology/vocab/carriers.ttl``."""

    CLAUSE = "clause"
    INHERITED = "inherited"
    ANNEX = "annex"
    CUE = "cue"


class Kind(StrEnum):
    """What sort of provision it is; the notations of ``ontology/vocab/kinds.ttl``."""

    ACTION = "action"
    PROJECT = "project"
    PRINCIPLE = "principle"
    GOAL = "goal"
    SAFEGUARD = "safeguard"
    SCHEDULE = "schedule"


class Level(StrEnum):
    """Tier of government; the notations of ``ontology/vocab/levels.ttl``."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


class Severity(StrEnum):
    """How much an issue matters: a document was refused, something is doubtful, something is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Text:
    """Characters together with the place of each one in the source file.

    ``at[i]`` is the code point of ``value[i]`` in the decoded file. A character that joining put in (a space
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
    """One file as read: the decoded characters, the canonical text made of them, and its blocks in order.

    The blocks partition ``text``: concatenated, they equal it. Every character of ``raw`` that is not white space
    is in ``text`` or in ``removed``.
    """

    name: str
    sha256: str
    encoding: str
    raw: str
    text: Text
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...] = ()
    issues: tuple[Issue, ...] = ()

    def block_text(self, block: Block) -> Text:
        """Give the characters of a block without its closing line break."""
        return self.text.cut(block.begin, block.end).strip("\n")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A body as a clause names it: ``text[begin:end]`` of the unit that states the clause."""

    begin: int
    end: int
    surface: str
    role: Role
    rule: str
    generic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A statement of responsibility: its parties in order, the unit that bears it, the unit whose text says it."""

    unit: str
    stated_in: str
    carrier: Carrier
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """A body made responsible for a unit, with the characters that say it.

    ``unit`` is the key of the section, provision or annex row that bears the duty, ``stated_in`` the key of the unit
    whose text holds ``[begin:end]`` (another one if the duty is inherited or comes from an annex). ``name`` is the
    local name with its elided prefix restored, ``surface`` the name as written. ``generic`` marks a party without
    identity (相关部门和单位).
    """

    unit: str
    stated_in: str
    begin: int
    end: int
    surface: str
    name: str
    role: Role
    carrier: Carrier
    rule: str
    restored: bool = False
    generic: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A jurisdiction: its name, its GB/T 2260 code if it has one, its tier and the places that hold it.

    ``doubt`` tells places of one name apart that could not be decided between; it is empty for all others.
    """

    name: str
    code: str | None
    level: Level | None
    within: tuple[Place, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation of one place: ``name`` is the local name (县科技局), ``label`` carries the place.

    ``aliases`` are other names with the place in them (泰山区科协 beside 泰安市泰山区科协).
    """

    key: str
    name: str
    label: str
    place: Place | None
    generic: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan, read, structured, extracted and resolved: all that the graph says of it."""

    key: str
    source: Source
    outline: Outline
    place: Place | None
    publishers: tuple[Body, ...]
    responsibilities: tuple[Responsibility, ...] = ()
    bodies: dict[str, Body] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
