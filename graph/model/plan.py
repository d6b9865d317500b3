"""Takes nothing, gives a plan with everything in it tied to identities."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model.findings import Naming, Responsibility, Target
from graph.model.outline import Citation, Outline
from graph.model.source import Issue, Source
from graph.model.terms import Level


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
    """An organisation of one place: ``name`` is the local name (县科技局), ``label`` the full name (昌乐县科学技术局).

    ``aliases`` are other names of it, local or with the place in them. ``functions`` and ``body_type`` are notations of
    the vocabularies, ``office`` is the entry of the table of offices by which bodies compare across places and times;
    None if the table does not know the name. ``parent`` is the body that it is part of.
    """

    key: str
    name: str
    label: str
    place: Place | None
    generic: bool = False
    aliases: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    body_type: str | None = None
    office: str | None = None
    parent: Body | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroup:
    """A group of people: an entry of the vocabulary, or a wording of the texts with the wider groups that its words show."""

    key: str
    label: str
    concept: str | None
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A named programme: an entry of the vocabulary, or a name of the texts; ``sort`` is the notation of its type."""

    key: str
    label: str
    concept: str | None
    sort: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan, read, structured, extracted and resolved: all that the graph says of it.

    ``bodies`` holds the body of each local name (two names of one body give one body), ``groups`` and ``programmes`` the
    identity of each name in ``group_namings`` and ``programme_namings``, ``cited_places`` the place whose document a
    citation means, as far as something tells it.
    """

    key: str
    source: Source
    outline: Outline
    place: Place | None
    publishers: tuple[Body, ...]
    responsibilities: tuple[Responsibility, ...] = ()
    bodies: dict[str, Body] = field(default_factory=dict)
    groups: dict[str, TargetGroup] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    cited_places: dict[Citation, Place] = field(default_factory=dict)
    group_namings: tuple[Naming, ...] = ()
    programme_namings: tuple[Naming, ...] = ()
    targets: tuple[Target, ...] = ()
    issues: tuple[Issue, ...] = ()
