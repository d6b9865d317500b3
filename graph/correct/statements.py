"""Takes a Plan, gives its statements with the words by which a correction finds them, whatever their numbers and offsets.

A statement is found by the text around it and its surface. Where two share both, the unit that it is said of tells them
apart: by its heading and those above it, never by its number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from graph.correct.folding import Folded, fold_text, squeeze
from graph.correct.units import ARROW, Units
from graph.model import (
    AnnexRow,
    Comparator,
    Field,
    Naming,
    Plan,
    Responsibility,
    Role,
    Section,
    Statement,
    Target,
    Text,
)

_ENDS = "。！？!?\n"
_LONGEST = 1000
"""Characters that a sheet shows on each side of a mention."""
_SIGNS = {
    Comparator.REACH: "=",
    Comparator.AT_LEAST: "≥",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "≤",
    Comparator.ABOUT: "≈",
    Comparator.INCREASE: "↑",
    Comparator.DECREASE: "↓",
    Comparator.TIMES: "×",
}
Passage = tuple[str, bool]
"""The key of a unit, and whether its heading is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One statement of a plan: ``[begin:end]`` of a passage says it of ``unit``; ``value`` is what it says, in words."""

    what: Statement
    field: Field
    unit: str
    passage: Passage
    begin: int
    end: int
    surface: str
    value: str
    role: Role | None

    @property
    def inherited(self) -> bool:
        """Whether another unit's words say it: a section above, from which it is handed down."""
        return (isinstance(self.what, Naming) and self.what.inherited) or _is_inherited(self.what)

    @property
    def identity(self) -> tuple[object, ...]:
        """What it says, of what: two places in one passage that say the same are one."""
        return self.field, self.unit, self.passage, squeeze(self.surface), self.value, self.role


def _is_inherited(what: Statement) -> bool:
    return isinstance(what, Responsibility) and what.carrier == "inherited"


class Statements:
    """The statements of one plan, indexed; made once, it never changes."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.units = Units(plan)
        self.found = tuple(_found(plan))
        self._passages: dict[Passage, Folded] = {}
        self.by_surface: dict[tuple[Field, str], list[int]] = defaultdict(list)
        self.by_span: dict[tuple[object, ...], list[int]] = defaultdict(list)
        self.by_passage: dict[tuple[Field, Passage], list[int]] = defaultdict(list)
        for at, found in enumerate(self.found):
            self.by_surface[found.field, squeeze(found.surface)].append(at)
            self.by_span[span_key(found)].append(at)
            self.by_passage[found.field, found.passage].append(at)

    def text(self, passage: Passage) -> Text:
        """Give the characters of a passage."""
        key, in_heading = passage
        unit = self.units.by_key[key]
        heading = unit.task if isinstance(unit, AnnexRow) else unit.heading
        return (heading or Text()) if in_heading else unit.text

    def folded(self, passage: Passage) -> Folded:
        """Give the characters of a passage as they are compared."""
        if passage not in self._passages:
            self._passages[passage] = fold_text(self.text(passage).value)
        return self._passages[passage]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages that hold anything, texts before headings."""
        every = [(key, in_heading) for in_heading in (False, True) for key in self.units.by_key]
        return tuple(passage for passage in every if self.text(passage))

    @cached_property
    def corpus(self) -> str:
        """All passages as they are compared, parted by a character that none holds."""
        return "\0".join(self.folded(passage).value for passage in self.passages)

    def holds(self, found: Found, text: str) -> bool:
        """Tell whether a folded text stands in the passage of a statement so that it holds the mention."""
        folded = self.folded(found.passage)
        begin, end = folded.place(found.begin, found.end)
        return folded.value.find(text, max(0, end - len(text)), begin + len(text)) >= 0

    def sentence(self, found: Found) -> str:
        """Give the text that a sheet shows for a statement: its sentence; more of what is before it if that is not unique.

        In a table it is the row from the task on, without the numbers before it.
        """
        text, folded = self.text(found.passage).value, self.folded(found.passage)
        first, last = self._bounds(found, text)
        begin = first
        while begin and self.corpus.count(folded.part(begin, last)) > 1:
            begin = _sentence_begin(text, begin - 1)
        if self.corpus.count(folded.part(begin, last)) > 1:
            begin = first  # more words do not help: the unit must tell
        begin, last = max(begin, found.begin - _LONGEST), min(last, found.end + _LONGEST)
        return " ".join(text[begin:last].split())

    def _bounds(self, found: Found, text: str) -> tuple[int, int]:
        unit = self.units.by_key[found.passage[0]]
        if found.passage[1]:
            return 0, len(text)
        if isinstance(unit, AnnexRow):
            task = text.find(unit.task.value)
            return min(found.begin, task if task >= 0 else unit.cells[0][1]), len(text)
        end = next((at + 1 for at in range(found.end - 1, len(text)) if text[at] in _ENDS), len(text))
        return _sentence_begin(text, found.begin), end

    def unit_label(self, found: Found) -> str:
        """Give the unit for people: 一、甲 / （一）乙; what is handed down shows from where: 一、甲 → （一）乙."""
        label = self.units.label(found.unit)
        return f"{self.units.label(found.passage[0])}{ARROW}{label}" if found.inherited else label

    def handed_down(self, at: int) -> list[int]:
        """Give the statements that are handed down from one: the same characters, said of units below."""
        found = self.found[at]
        if found.inherited:
            return []
        return [other for other in self.by_span[span_key(found)] if self.found[other].inherited]

    def is_below(self, unit: str, section: str) -> bool:
        """Tell whether a unit stands in a section."""
        above = self.units.by_key.get(section)
        return isinstance(above, Section) and section in self.units.above.get(unit, ())


def span_key(found: Found) -> tuple[object, ...]:
    """Give what a statement shares with those that are handed down from it."""
    return found.field, found.passage, found.begin, found.end, found.value, found.role


def _sentence_begin(text: str, before: int) -> int:
    """Where the sentence begins that holds ``text[before]`` or ends right before it."""
    return 1 + max((text.rfind(mark, 0, before) for mark in _ENDS), default=-1)


def _found(plan: Plan) -> list[Found]:
    return [
        *(_duty(duty) for duty in plan.responsibilities),
        *(_naming(naming, Field.TARGET_GROUP) for naming in plan.group_namings),
        *(_naming(naming, Field.PROGRAMME) for naming in plan.programme_namings),
        *(_target(target) for target in plan.targets),
    ]


def _duty(duty: Responsibility) -> Found:
    return Found(
        what=duty,
        field=Field.RESPONSIBILITY,
        unit=duty.unit,
        passage=(duty.stated_in, False),
        begin=duty.begin,
        end=duty.end,
        surface=duty.surface,
        value=duty.name,
        role=duty.role,
    )


def _naming(naming: Naming, field: Field) -> Found:
    return Found(
        what=naming,
        field=field,
        unit=naming.unit,
        passage=(naming.stated_in, naming.in_heading),
        begin=naming.begin,
        end=naming.end,
        surface=naming.surface,
        value=naming.name,
        role=None,
    )


def _target(target: Target) -> Found:
    return Found(
        what=target,
        field=Field.TARGET,
        unit=target.unit,
        passage=(target.unit, False),
        begin=target.begin,
        end=target.end,
        surface=target.quote,
        value=target_words(target),
        role=None,
    )


def target_words(target: Target) -> str:
    """Give a target as a cell shows it: 公民具备科学素质的比例 ≥ 17%（2025）."""
    upper = f"—{target.value_to.normalize():f}" if target.value_to is not None else ""
    due = f"（{target.deadline or target.recurrence}）" if target.deadline or target.recurrence else ""
    value = f"{target.value.normalize():f}{upper}{target.measure}"
    return f"{target.indicator} {_SIGNS[target.comparator]} {value}{due}"
