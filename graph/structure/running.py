"""Takes the blocks of a source, gives them with the paragraphs divided in which numbers run straight on.

A text that lost its line breaks (a page saved as one line, cells run together, a clause glued to the next number) is
divided at the numbers that go on with the count or begin one, where a unit can end: after a full stop, a closing
bracket, a line of labels, a bare title, or white space. A number in a sentence (2.5%, 3.0版) or inside brackets,
quotation marks or a title in 《》 divides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from graph.model import Block, Source, Text
from graph.numbering import Number, Style, find_number, fold
from graph.structure.headings import is_title
from graph.structure.opening import find_opening
from graph.vocabulary import kind_cues

_MARK = re.compile(
    r"[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.)]|第(?:[一二三四五六七八九十百]{1,5}|\d{1,3})[章节条]"
)
_TOP = (Style.CHAPTER, Style.ARTICLE, Style.HAN)
_PAIRS = {")": "(", "]": "[", "】": "【", "〕": "〔", "》": "《", "”": "“", "〉": "〈"}
_CLOSERS = ")]】〕"
_STOPS = "。!?"
_CLAUSE = re.compile("负责|牵头|配合|落实|单位|部门|参与|协助")
_LABEL = re.compile(
    "[(【〔]?(?:(?:牵头|责任|配合|参与|参加|协作|主办|协办|承办|实施|主管|落实)(?:责任)?(?:单位|部门)|责任(?:主体|领导|人)"
    "|(?:完成|办理|整改|工作)?(?:时限|时间|期限)|时间节点|(?:任务|职责|责任|工作)?分工)[:]"
)
_PLAN_TITLE = re.compile(r"(?:方案|计划|要点|规划|纲要|意见|办法|措施|细则|清单)(?:\([^()]{2,24}\))?$")
_REFERS = frozenset("的规所中和与及至到款项之第")  # 第三条规定的: a reference, no article
_TAIL = re.compile(r"(?<=[。)])(?:附件\d*:|抄[送报]:|\(?联系人:|\(此件)|(?<=[^。,;:]{2})抄[送报]:")
_NEAR = 400  # a line of labels is no longer, a bracket that stays open longer was never closed
_TITLE_MOST = 30
_BODY_LEAST = 8


@dataclass(slots=True)
class _Count:
    """The last ordinal of each style that is open, and of each style in the whole document (1–60 through all sections)."""

    last: dict[Style, int] = field(default_factory=dict)
    through: dict[Style, int] = field(default_factory=dict)

    def goes_on(self, number: Number) -> bool:
        """Whether a number is the next of a count that is open, or of one that runs through."""
        if number.style in self.last:
            return number.ordinal == self.last[number.style] + 1
        return number.ordinal > 1 and number.ordinal == self.through.get(number.style, 0) + 1

    def begins(self, number: Number) -> bool:
        """Whether a number begins a count below those that are open."""
        return number.ordinal == 1 and all(style < number.style for style in self.last)

    def note(self, number: Number) -> None:
        self.last = {style: n for style, n in self.last.items() if style < number.style}
        self.last[number.style] = self.through[number.style] = number.ordinal

    def copy(self) -> _Count:
        return _Count(dict(self.last), dict(self.through))


def divided(source: Source) -> list[Block]:
    """Give the blocks of a source in order; one whose numbers run on becomes several, which partition it."""
    count = _Count()
    blocks: list[Block] = []
    for block in source.blocks:
        if block.cells:
            blocks.append(block)
            continue
        text = source.block_text(block)
        cuts = _cuts(text, source.raw, count)
        edges = [block.begin, *(block.begin + cut for cut in cuts), block.end]
        for begin, end in pairwise(edges):
            first = begin == block.begin
            blocks.append(
                replace(
                    block, begin=begin, end=end, rank=block.rank if first else None, bold=block.bold if first else 0
                )
            )
    return blocks


def _cuts(text: Text, raw: str, count: _Count) -> list[int]:
    """Give where a paragraph is to be cut, and count its numbers."""
    folded = fold(text.value)
    own = find_number(folded)
    if own and own.style is not Style.DASH:
        count.note(own)
    after = count.copy()
    units = list(_units(text, folded, raw, after, len(own.marker) if own else 0))
    below_title = own is not None and bool(units) and is_title(folded[len(own.marker) : units[0][0]], _TITLE_MOST)
    if not below_title and not _runs_on(own, [number for _, number in units], count):
        return []
    count.last, count.through = after.last, after.through
    starts = [0, *(at for at, _ in units)]
    cuts = [at for at, _ in units]
    for begin, end in pairwise([*starts, len(folded)]):
        if number := find_number(folded, begin):
            cuts += [cut for cut in (_title_end(text, folded, raw, begin + len(number.marker), end),) if cut]
        elif begin == 0:
            cuts += find_opening(folded[:end], _gaps(text, raw, end))
    if starts[-1]:
        cuts += [match.start() for match in _TAIL.finditer(folded, starts[-1])]
    return sorted(set(cuts))


def _runs_on(own: Number | None, found: Sequence[Number], before: _Count) -> bool:
    """Whether numbers inside a paragraph are units: one goes on with the paragraph's own count or one above it.

    In a paragraph without number they go on with the count of the document, or begin it with 一、 or 第一条 and count on.
    """
    if own is not None:
        return any(number.style <= own.style for number in found)
    whole = any(n.style in _TOP and n.ordinal == 1 for n in found) and any(n.ordinal == 2 for n in found)
    return whole or bool(found and before.goes_on(found[0]))


def _units(text: Text, folded: str, raw: str, count: _Count, begin: int) -> Iterator[tuple[int, Number]]:
    """The numbers inside a paragraph that continue or begin a count where a unit can end, with their places."""
    marks = [(at, number) for at, number in _marks(folded) if at >= begin]
    later: dict[tuple[Style, int], int] = {(number.style, number.ordinal): at for at, number in marks}
    last = begin
    aside: dict[Style, int] = {}  # 包括：1.甲；2.乙: a count inside a sentence
    for at, number in marks:
        goes_on, begins = count.goes_on(number), count.begins(number)
        if begins and not goes_on:
            begins = later.get((number.style, 2), 0) > at or number.style in _TOP
        if aside.get(number.style, 0) + 1 == number.ordinal and number.style in aside:
            aside[number.style] = number.ordinal
        elif (goes_on or begins) and _can_end(text, folded, raw, last, at):
            count.note(number)
            aside = {style: n for style, n in aside.items() if style < number.style}
            last = at + len(number.marker)
            yield at, number
        elif number.ordinal == 1:
            aside[number.style] = 1


def _marks(folded: str) -> Iterator[tuple[int, Number]]:
    """What looks like a number and stands in no bracket, quotation or title."""
    inside = _inside(folded)
    for match in _MARK.finditer(folded):
        at = match.start()
        number = find_number(folded, at)
        if number is None or number.style is Style.DOTTED or inside[at]:
            continue
        after = folded[at + len(number.marker) :][:1]
        if after not in ("", "、", ",", ")", ".", "%") and not (number.style is Style.ARTICLE and after in _REFERS):
            yield at, number


def _inside(folded: str) -> bytearray:
    """Tell of each character whether it stands inside a pair of brackets or quotation marks; a bracket around a number
    is none.
    """
    inside = bytearray(len(folded) + 1)
    open_at: dict[str, list[int]] = {opener: [] for opener in _PAIRS.values()}
    spans: list[tuple[int, int]] = []
    for at, character in enumerate(folded):
        if character in open_at:
            open_at[character].append(at)
        elif (opener := _PAIRS.get(character)) and open_at[opener]:
            begin = open_at[opener].pop()
            if 4 < at - begin <= _NEAR or (at - begin > 1 and opener != "("):
                spans.append((begin, at))
    done = 0
    for begin, end in sorted(spans):
        if end > done:
            inside[max(begin + 1, done) : end] = b"\x01" * (end - max(begin + 1, done))
            done = end
    return inside


def _can_end(text: Text, folded: str, raw: str, last: int, at: int) -> bool:
    """Tell whether a unit can end before ``at``; ``last`` is where the text of the unit begins."""
    before = folded[max(0, at - _NEAR) : at]
    if not before or before[-1] in _STOPS or _is_gap(text, raw, at) or (last == 0 and _PLAN_TITLE.search(before)):
        return True
    if before[-1] in _CLOSERS:
        opener = before.rfind(_PAIRS[before[-1]])
        return (
            opener < 0
            or bool(_CLAUSE.search(before, opener))
            or before[opener - 1 : opener] in ("", *_STOPS)
            or (is_title(folded[last:at], _TITLE_MOST + len(before) - opener))
        )
    sentence = before[max(before.rfind(stop) for stop in (*_STOPS, ";", "\n")) + 1 :]
    if _LABEL.match(sentence) or (sentence is not before and _LABEL.search(sentence)):
        return True
    return last > 0 and at - last <= _TITLE_MOST and is_title(folded[last:at], _TITLE_MOST)


def _is_gap(text: Text, raw: str, at: int) -> bool:
    """Tell whether white space stands before a character in the file, but no line break (which may be a wrap)."""
    between = raw[text.at[at - 1] + 1 : text.at[at]] if 0 < at < len(text) else ""
    return bool(between) and between.isspace() and not re.search("[\n\r\x0b\x0c\x85\u2028\u2029]", between)


def _gaps(text: Text, raw: str, end: int) -> list[int]:
    return [at for at in range(1, end) if text.at[at] - text.at[at - 1] > 1 and _is_gap(text, raw, at)]


def _title_end(text: Text, folded: str, raw: str, begin: int, end: int) -> int | None:
    """Where the title of a unit ends that runs straight into its body: 一、总体要求到2025年……; None if it does not.

    White space after a short title ends it; else the title must be the name of a kind (总体要求, 指导思想, 保障措施).
    """
    if end - begin <= _BODY_LEAST:
        return None
    for at in range(begin + 2, min(begin + _TITLE_MOST, end)):
        if folded[at - 1] in "。,:;":
            break
        if _is_gap(text, raw, at):
            return at if is_title(folded[begin:at]) else None
    named = next((cue for cue, _ in kind_cues() if len(cue) > 3 and folded.startswith(cue, begin)), None)
    at = begin + len(named or "")
    return at if named and folded[at] not in "。,:;、()的和与及" and end - at > _BODY_LEAST else None
