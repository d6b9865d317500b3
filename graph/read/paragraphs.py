"""Takes the lines of a text, gives its paragraphs: hard wraps joined, glued numbers parted.

How a file is set decides what a line break means, so the setting is measured first: one line a paragraph (a web page,
Markdown), or lines of equal width that wrap (text out of a PDF), with or without indented first lines or empty lines
between the paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from graph.model import Text
from graph.numbering import Number, Style, find_number, fold
from graph.read.lines import Line, join

_STOPS = "。！？：!?:"
_CLOSERS = '”’"」』）)】]》〉〕﹞'
_CLAUSE = re.compile(r"负责|牵头|配合|落实|单位|部门|参与|协助")
_OPENERS = {")": "(", "]": "[", "】": "【", "〕": "〔", "﹞": "﹝"}
_LABEL = re.compile(
    r"附件\d*[::]?|抄[送报][::]|(?:主送|印发)[::]|\(此件|\(?联系(?:人|地址|方式|电话)|(?:邮箱|地址|电话|传真|邮编)[::]"
    r"|【?(?:牵头|责任|配合|参与|协作|主办|协办|承办|实施|主管|落实)(?:责任)?(?:单位|部门)[::]"
    r"|(?:责任|牵头|分管|包抓|包联)领导[::]|责任人[::]|(?:完成|办理|整改|工作)?(?:时限|时间|期限)[::]"
    r"|(?:副?(?:组长|主任|指挥长|总指挥)|成员)[::]"
    r"|(?:任务|职责|责任|工作)?分工[::]|(?:主要|重点|具体|工作)?(?:任务|措施|目标)[::]$|公开属性[::]"
    r"|\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$|[一二〇○零]{2}[一二三四五六七八九〇○零]{2}年.{2,8}日$"
)
_TITLE = re.compile(r"[^。，；:]{8,60}(?:方案|计划|纲要|规划|要点|意见|办法|措施)(?:\(.{2,14}\))?")
_PREAMBLE = re.compile("为|根据|按照|依据|遵照")
_STANDS_ALONE = re.compile(
    r"各[^。]{4,80}(?:部门|单位|机构|政府|企业|院校|组织|办事处|管委会|\)):|\(\d{4}年?[-—–―~]{1,2}\d{4}年?\)|"
    r"[一二][〇○零Ｏ0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|"
    r"\(此件.{0,10}\)|\d{4}年\d{1,2}月\d{1,2}日|(?:文号[::])?[\u4e00-\u9fff]{2,14}[〔\[(【﹝„][12]\d{3}[〕\])】﹞‟]第?\d{1,4}号"
)
_EMPTY_LABEL = re.compile(
    "(?:牵头|责任|配合|参与|参加|协作|主办|协办|承办|实施|主管|落实)(?:责任)?(?:单位|部门)[::]$|分工[::]$"
)
_SLACK = 3.0  # full-width characters by which a full line may be short (punctuation does not begin a line)
_FIRST_LINE = 1.5  # a first line is set two characters narrower, which shows when the file has lost its indents
_HEADING_MOST = 45
_LEAD_MOST = 24  # a heading of two clauses (突出重点，分类施策) is shorter
_MOST_SAID = 1000  # of the end of a paragraph is enough to tell whether it goes on
_LABEL_MOST, _ALONE_MOST = 20, 120  # no label, no title or address is longer: what has grown is not looked at anew
_OPEN_MOST = 400  # a bracket that stays open longer was never closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How the lines of a file are set: ``width`` of a full line in full-width characters."""

    wrapped: bool
    width: float
    indented: bool
    spaced: bool


@dataclass(slots=True)
class _Counters:
    """The last ordinal seen at each depth; a number is expected if it goes on or begins anew."""

    last: dict[Style, int] = field(default_factory=dict)
    running: dict[Style, int] = field(default_factory=dict)  # a count may run on across sections (工作要点)

    def expects(self, number: Number) -> bool:
        follows = (1, self.last.get(number.style, 0) + 1, self.running.get(number.style, 0) + 1)
        return number.style is Style.DASH or number.ordinal in follows

    def goes_on(self, number: Number) -> bool:
        return number.style in self.last and number.ordinal == self.last[number.style] + 1

    def note(self, number: Number) -> None:
        self.last = {style: n for style, n in self.last.items() if style <= number.style}
        self.last[number.style] = self.running[number.style] = number.ordinal


def measure(lines: Sequence[Line]) -> Setting:
    """Give the setting of a file from the widths, indents and gaps of its lines."""
    widths = sorted(line.width for line in lines if line.width >= 8) or [0.0]
    width = widths[int(len(widths) * 0.85)]
    open_ends = [line.width for line in lines if not ends_sentence(line.text.value)]
    wrapped = len(lines) > 4 and width <= 60 and _has_margin(widths, open_ends)
    indents = [i for i, line in enumerate(lines) if line.indent >= 3]
    after_stop = sum(
        i == 0 or ends_sentence(lines[i - 1].text.value) or lines[i - 1].width < width - _SLACK for i in indents
    )
    indented = len(indents) >= max(3, len(lines) * 0.03) and after_stop >= len(indents) * 0.7 < len(lines) * 0.5
    close = sum(line.gap == 0 for line in lines[1:])
    return Setting(
        wrapped=wrapped, width=width, indented=indented, spaced=bool(lines) and 0.3 <= close / len(lines) <= 0.97
    )


def _has_margin(widths: Sequence[float], open_ends: Sequence[float]) -> bool:
    """Wrapped lines break at a margin: many that stop in mid-sentence are full, hardly any goes beyond.

    A web page of short paragraphs (责任单位：…… without a stop) has as many open ends, but of all widths.
    """
    width = widths[int(len(widths) * 0.85)]
    full = sum(abs(w - width) <= _SLACK for w in open_ends)
    return full >= max(3, len(open_ends) * 0.2) and sum(w > width * 1.2 for w in widths) <= len(widths) * 0.02


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends where a paragraph may end: after a full stop, colon or closing clause."""
    bare = text.rstrip('”’"」』')
    if not bare:
        return True
    if bare[-1] in _STOPS:
        return True
    return bare[-1] in _CLOSERS and _closes_clause(bare)


def _closes_clause(text: str) -> bool:
    """A closing bracket ends a paragraph if its group stands after a full stop or names who is responsible."""
    folded = fold(text)
    opener = _OPENERS.get(folded[-1])
    if opener is None:
        return False
    depth = 0
    for at in range(len(folded) - 1, -1, -1):
        depth += (folded[at] == folded[-1]) - (folded[at] == opener)
        if depth == 0:
            before = text[at - 1] if at else "。"
            return before in _STOPS or bool(_CLAUSE.search(folded, at))
    return bool(_CLAUSE.search(folded))  # opened on an earlier line


@dataclass(slots=True)
class _Growing:
    """A paragraph to which lines are added; only its end is looked at, so that one of a million lines costs no more each."""

    pieces: list[Text]
    said: str

    @classmethod
    def of(cls, line: Line) -> _Growing:
        return cls([line.text], line.text.value)

    def add(self, line: Line) -> None:
        glued = join(self.pieces[-1].cut(len(self.pieces[-1]) - 1), line.text, line.begin - 1).cut(1)
        self.pieces.append(glued)
        self.said = (self.said + glued.value)[-_MOST_SAID:]

    def text(self) -> Text:
        value = "".join(piece.value for piece in self.pieces)
        return Text(value, tuple(chain.from_iterable(piece.at for piece in self.pieces)))


def paragraphs(lines: Sequence[Line], setting: Setting) -> list[Text]:
    """Give the paragraphs of consecutive lines, numbers that were glued to the line before parted from it."""
    counters = _Counters()
    result: list[Text] = []
    current: _Growing | None = None
    previous: Line | None = None
    for line in lines:
        if current and previous and not _parts(current.said, previous, line, setting, counters):
            current.add(line)
        else:
            result += _unglue(current.text(), counters) if current else []
            current = _Growing.of(line)
            if number := find_number(current.said):
                counters.note(number)
        previous = line
    return result + (_unglue(current.text(), counters) if current else [])


def _parts(current: str, previous: Line, line: Line, setting: Setting, counters: _Counters) -> bool:
    """Decide whether ``line`` begins a paragraph after ``previous``, the last line of ``current``."""
    if _LABEL.match(fold(line.text.value)):
        wraps = previous.short is False and not ends_sentence(current) and line.gap == 0 and line.indent < 3
        return not wraps and current[-1] not in "（([【〔"  # （ at the end of a line, 牵头单位：…… on the next
    if _is_open(current) or _EMPTY_LABEL.search(fold(current[-_LABEL_MOST:])):
        return False
    if (len(current) <= _ALONE_MOST and _STANDS_ALONE.fullmatch(fold(current))) or _STANDS_ALONE.fullmatch(
        fold(line.text.value)
    ):
        return True
    if _PREAMBLE.match(line.text.value) and len(current) <= _ALONE_MOST and _TITLE.fullmatch(fold(current)):
        return True
    ended = ends_sentence(current)
    short = _is_short(previous, setting)
    if number := find_number(line.text.value):
        if ended or not setting.wrapped:
            return ended or counters.expects(number) or _is_heading(current)
        closed = current[-1] in "；;" or _ends_in_label_line(current)
        return counters.expects(number) and (short or closed or _is_heading(current))
    if not setting.wrapped:
        return ended or not _breaks_off(current)
    if (ended and not previous.short and line.text.value[0] in "（(") or (not ended and _in_mid_sentence(current)):
        return False  # the clause that closes a paragraph may begin a line
    if setting.indented:
        stopped = short and not ended and not _goes_on(current)
        return stopped or (line.indent >= 3 and (ended or short))
    if setting.spaced and line.gap == 0 and not line.page:
        return short and (ended or (previous.short is True and not _goes_on(current)))
    if ended:
        stands_off = (
            line.width <= setting.width - _FIRST_LINE if previous.short is None else line.gap > 0 and not line.page
        )
        return short or stands_off
    return short and not _goes_on(current) and (not line.page or _is_heading(current))


def _is_short(line: Line, setting: Setting) -> bool:
    """Whether a line ends before the margin. A first line is narrower by its indent, two characters at most."""
    if line.short is not None:
        return line.short
    indent = min(line.indent / 2, 2.0) if setting.indented else 0.0
    return line.width + indent < setting.width - _SLACK


def _is_open(text: str) -> bool:
    """A bracket or title mark that is still open near the end: the sentence goes on, whatever begins the next line."""
    near = fold(text[-_OPEN_MOST:])
    return any(near.rfind(opener) > near.rfind(closer) for opener, closer in ("《》", "()", "【】"))


def _is_heading(text: str) -> bool:
    return len(text) <= _HEADING_MOST and find_number(text) is not None and "。" not in text


def _ends_in_label_line(text: str) -> bool:
    """Its last sentence is 责任单位：……, which often has no stop."""
    return bool(_LABEL.match(fold(text[max(text.rfind(stop) for stop in "。！？") + 1 :])))


def _goes_on(text: str) -> bool:
    return text[-1] in "，、,；;（(《“-—－"


def _in_mid_sentence(text: str) -> bool:
    """A full stop inside, or too long for a heading, and no stop at the end: it goes on, whatever the width of its line."""
    long = len(text) > _LEAD_MOST and bool(re.search("[，；,;]", text))
    return (long or "。" in text) and not _ends_in_label_line(text)


def _breaks_off(text: str) -> bool:
    """In a text of one line a paragraph, a line that stops in mid-sentence was broken by a page."""
    return _goes_on(text) or bool(re.search("[，。；,;]", text) and not _LABEL.match(fold(text)))


_GLUED = re.compile(r"(?<=[。)）】；;])(?=[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）])")


def _unglue(text: Text, counters: _Counters) -> list[Text]:
    """Part a number from the sentence before it if it goes on the count: ……负责）2．推进……"""
    parts: list[Text] = []
    begin = 0
    for match in _GLUED.finditer(text.value):
        at = match.start()
        number = find_number(text.value, at)
        if number is None or not counters.goes_on(number) or not _is_unit_end(text.value[begin:at]):
            continue
        if text.value[at + len(number.marker) :][:1] in ("", "、", "，", "）", ")"):
            continue
        parts.append(text.cut(begin, at))
        counters.note(number)
        begin = at
    parts.append(text.cut(begin))
    return [part for part in parts if part]


def _is_unit_end(text: str) -> bool:
    return text[-1] == "。" or (text[-1] not in "；;" and _closes_clause(text))
