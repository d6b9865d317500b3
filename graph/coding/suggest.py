"""Takes a plan, gives the policy instruments that the words of its provisions suggest: the coded layer, no statement of it.

The words stand in ``ontology/vocab/instrument.ttl``. The longest word wins where two overlap; what names a body that
answers for the provision (县教育局) and what stands in the title of a document (《…条例》) suggest nothing. A provision is
suggested each instrument once, by its surest word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Kind, Plan, Provision, Suggestion, Target
from graph.vocabulary import Concept, concepts

SCHEME = "instrument"
# How the rules rank. The figures order suggestions and are not measured: kappa against a coder says what they are worth.
CONFIDENCE = {"instrument.named": 0.9, "instrument.target": 0.7, "instrument.hint": 0.5}
_NO_MEASURE = Kind.PRINCIPLE  # guiding thought and background say why, not by which means
_TITLE = re.compile("《[^》]*》")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    instrument: str
    rule: str


def suggest(plan: Plan) -> tuple[Suggestion, ...]:
    """Give the suggestions for the provisions of a plan, in reading order, by notation of the instrument."""
    named: dict[str, list[Span]] = defaultdict(list)
    for duty in plan.responsibilities:
        named[duty.stated_in].append((duty.begin, duty.end))
    targets: dict[str, list[Target]] = defaultdict(list)
    for target in plan.targets:
        targets[target.unit].append(target)
    return tuple(
        suggestion
        for _, unit in plan.outline.provisions()
        if unit.kind is not _NO_MEASURE
        for suggestion in _of_unit(unit, named[unit.key], targets[unit.key])
    )


def _of_unit(unit: Provision, bodies: Sequence[Span], targets: Iterable[Target]) -> Iterator[Suggestion]:
    found = [*_worded(unit, bodies), *_aimed(unit, targets)]
    best: dict[str, Suggestion] = {}
    for suggestion in sorted(found, key=lambda s: (s.instrument, -s.confidence, not s.in_heading, s.begin)):
        best.setdefault(suggestion.instrument, suggestion)
    yield from best.values()


def _worded(unit: Provision, bodies: Sequence[Span]) -> Iterator[Suggestion]:
    """What cues and hints suggest."""
    heading = unit.heading.value if unit.heading else ""
    for text, in_heading, taken in ((heading, True, ()), (unit.text.value, False, bodies)):
        for begin, end, word in _find(text, (*taken, *(title.span() for title in _TITLE.finditer(text)))):
            yield _suggestion(unit, word.instrument, in_heading, (begin, end, text[begin:end]), word.rule)


def _aimed(unit: Provision, targets: Iterable[Target]) -> Iterator[Suggestion]:
    """What a quantified target suggests."""
    for target in targets:
        for concept in concepts(SCHEME):
            if concept.form == "target":
                span = (target.begin, target.end, target.quote)
                yield _suggestion(unit, concept.notation, False, span, "instrument.target")


def _suggestion(unit: Provision, instrument: str, heading: bool, at: tuple[int, int, str], rule: str) -> Suggestion:
    begin, end, surface = at
    return Suggestion(
        unit=unit.key,
        instrument=instrument,
        in_heading=heading,
        begin=begin,
        end=end,
        surface=surface,
        rule=rule,
        confidence=CONFIDENCE[rule],
    )


def _find(text: str, taken: Sequence[Span]) -> Iterator[tuple[int, int, _Word]]:
    """The words of a text that no longer word covers and that stand in no name of a body."""
    present = [word for word in _lexicon() if word.text in text]
    covering = {*_excepted(present), *(word.text for word in present)}
    ends = _ends((at, at + len(word)) for word in covering for at in _at(text, word))
    for word in present:
        for begin in _at(text, word.text):
            end = begin + len(word.text)
            if ends[begin] == end and not any(first < end and begin < last for first, last in taken):
                yield begin, end, word


def _ends(spans: Iterable[Span]) -> Mapping[int, int]:
    """The end of the longest span that begins at each place; 0 where one that begins before covers it."""
    ends: dict[int, int] = {}
    reach = 0
    for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        ends.setdefault(begin, end if end > reach else 0)
        reach = max(reach, end)
    return ends


def _excepted(words: Iterable[_Word]) -> Iterator[str]:
    exceptions = _exceptions()
    for instrument in {word.instrument for word in words}:
        yield from exceptions[instrument]


def _at(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


@cache
def _lexicon() -> tuple[_Word, ...]:
    """All cues and hints, in one order."""
    return tuple(
        sorted(
            (_Word(text, concept.notation, rule) for concept in concepts(SCHEME) for text, rule in _words(concept)),
            key=lambda word: (-len(word.text), word.text, word.instrument),
        )
    )


def _words(concept: Concept) -> Iterator[tuple[str, str]]:
    yield from ((text, "instrument.named") for text in concept.cues)
    yield from ((text, "instrument.hint") for text in concept.more.get("hint", ()))


@cache
def _exceptions() -> Mapping[str, tuple[str, ...]]:
    return {concept.notation: concept.more.get("except", ()) for concept in concepts(SCHEME)}
