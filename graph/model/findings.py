"""Takes nothing, gives what a document says: who answers, for whom, with what, how much, by when."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graph.model.terms import Carrier, Comparator, Role


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
    identity (相关部门和单位). ``confirmed`` tells that a person confirmed or corrected the statement.
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
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A target group or a programme as a unit names it.

    ``unit`` is the key of the unit it is said of, ``stated_in`` that of the unit whose heading or text holds
    ``[begin:end]`` (a section above, if the naming is inherited). ``name`` is the name without quotation marks;
    ``concept`` the notation of its entry in the vocabulary, None if it has none. ``sort`` is the notation of the wider
    group (for a group) or of the type (for a programme) that its words show.
    """

    unit: str
    stated_in: str
    in_heading: bool
    begin: int
    end: int
    surface: str
    name: str
    concept: str | None
    sort: str | None
    rule: str
    confidence: float = 1.0
    confirmed: bool = False

    @property
    def inherited(self) -> bool:
        """Whether a section above says it."""
        return self.unit != self.stated_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A quantity that shall be reached: 到2025年，公民具备科学素质的比例达到17%.

    ``quote`` is ``[begin:end]`` of the unit's text. ``value`` is multiplied out (3万人次 is 30000 人次); ``value_to`` is
    the upper end of a range. ``recurrence`` is the period in which the value is due each time (每年), ``scope`` whose
    figure it is as written (全县, 我市平均水平).
    """

    unit: str
    begin: int
    end: int
    quote: str
    indicator: str
    comparator: Comparator
    value: Decimal
    measure: str
    value_to: Decimal | None = None
    deadline: int | None = None
    recurrence: str | None = None
    baseline: Decimal | None = None
    baseline_year: int | None = None
    scope: str | None = None
    rule: str = ""
    confidence: float = 1.0
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that the sentences of a plan say, in reading order, before names are tied to identities."""

    clauses: tuple[Clause, ...] = ()
    groups: tuple[Naming, ...] = ()
    programmes: tuple[Naming, ...] = ()
    targets: tuple[Target, ...] = ()
