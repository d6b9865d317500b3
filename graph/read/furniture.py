"""Takes physical lines, gives those that belong to the text: page numbers, running heads and rules are set aside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.model import Removed
from graph.numbering import find_number, fold
from graph.read.lines import Line

_DASHED_NUMBER = re.compile(r"[-—–―─·~]+\d{1,4}[-—–―─·~]+")  # - 7 -, — 12 —
_WORDED_NUMBER = re.compile(r"第\d{1,4}页(?:[,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|[Pp]age ?\d{1,4}(?: ?of ?\d{1,4})?")
_NUMBERING = re.compile("序号|编号")
_BARE_NUMBER = re.compile(r"\d{1,4}")
_RULE = re.compile(r"[-—–―─━═=_*~·.。\s]{3,}")
_LEADERS = ".．·…‥"  # 一、总体要求………1
_FIGURES = "0123456789"
_CONTENTS = re.compile("目录")
# What a web page sets around a document: the way to it, its tools, its neighbours, the site's licence.
_WEB_LINE = re.compile(
    r"(?:您?(?:现在|当前)?(?:所在)?的?位置[::])?首页[>＞»›].*|.*【?字体[::][【\[]?大.*|.*(?:浏览|点击|阅读)(?:次数|量)[::].*"
    r"|(?:[【\[]?(?:打印|关闭|收藏|返回)(?:本页|窗口|顶部)?[】\]]?)+"
)
_WEB_FOOT = re.compile("扫一扫|分享(?:到|至)[::]?|[上下]一[篇条][::]|.*ICP备|.*公网安备|网站标识码|版权所有|返回顶部")
_MOST_FOOT_LINES, _MOST_FOOT_LENGTH = 15, 60
_TITLE_LINE = re.compile(
    r"(?:方案|计划|纲要|要点|意见|通知|规划)(?:\(.*\))?$|年\)$"
)  # comes back at the top of annexes
_CLAUSE = re.compile("[【(]?[^:：]{0,6}(?:单位|部门|领导|责任人|时限|时间)[:：]")
_SENTENCE_END = tuple("。！？；：!?;:")
_MOST_HEAD_LENGTH = 40


def drop_furniture(lines: Sequence[Line], placed: bool = False) -> tuple[tuple[Line, ...], tuple[Removed, ...]]:
    """Give the lines of the text, and what was taken out with the reason.

    A line after a removed one is marked as beginning a page, so that a sentence can go on across it.

    Args:
        lines: all lines of the file in order.
        placed: whether the file tells the places of lines (PDF), so that page numbers and running heads are known by
            their margins and gone already.
    """
    reasons = {} if placed else dict(_page_numbers(lines))
    reasons |= {i: "rule" for i, line in enumerate(lines) if _RULE.fullmatch(line.text.value)}
    reasons |= _table_of_contents(lines)
    reasons |= _web_page(lines)
    reasons |= {} if placed else _running_heads(lines, reasons)
    kept: list[Line] = []
    removed: list[Removed] = []
    page = False
    for i, line in enumerate(lines):
        if i in reasons:
            removed.append(Removed(begin=line.text.at[0], end=line.text.at[-1] + 1, reason=reasons[i]))
            page = page or reasons[i] in ("page number", "running head")
        else:
            kept.append(replace(line, page=True) if page else line)
            page = False
    return tuple(kept), tuple(removed)


def _page_numbers(lines: Sequence[Line]) -> Iterable[tuple[int, str]]:
    bare: list[tuple[int, int]] = []
    row = 0  # the row number that comes next below a column heading 序号
    for i, line in enumerate(lines):
        row = 1 if _NUMBERING.match(line.text.value) and len(line.text) <= _MOST_HEAD_LENGTH else row
        if row and line.text.value == str(row):
            row += 1
            continue
        folded = fold(line.text.value)
        if _DASHED_NUMBER.fullmatch(folded) or _WORDED_NUMBER.fullmatch(folded):
            yield i, "page number"
        elif _BARE_NUMBER.fullmatch(folded):
            bare.append((i, int(folded)))
    yield from ((i, "page number") for i in _rising(bare, lines))


def _rising(bare: Sequence[tuple[int, int]], lines: Sequence[Line]) -> Iterable[int]:
    """Bare numbers are page numbers if they rise through the document or break a sentence; else they may be data."""
    rising = len(bare) > 1 and all(0 < b - a <= 4 for (_, a), (_, b) in pairwise(bare))
    for i, _ in bare:
        before = lines[i - 1].text.value if i else "。"
        if rising or not before.endswith(_SENTENCE_END):
            yield i


def _table_of_contents(lines: Sequence[Line]) -> dict[int, str]:
    entries = {i for i, line in enumerate(lines) if _has_leaders(fold(line.text.value))}
    entries |= set(_entries_that_recur(lines))
    if len(entries) < 2:
        return {}
    first = min(entries)
    heads = {i for i in range(max(0, first - 2), first) if _CONTENTS.fullmatch(lines[i].text.value)}
    return dict.fromkeys(entries | heads, "table of contents")


def _has_leaders(text: str) -> bool:
    """Whether a line ends in dots and a page number; from its end, as a pattern would try every dot of a million."""
    bare = text.rstrip(_FIGURES)
    return 1 <= len(text) - len(bare) <= 4 and (
        bare.endswith("……") or len(bare[-3:].strip(_LEADERS)) == 0 < len(bare[2:])
    )


def _without_leaders(text: str) -> str:
    """An entry without its dots and page number."""
    figures = len(text[-3:]) - len(text[-3:].rstrip(_FIGURES))
    return text[: len(text) - figures].rstrip(f"{_LEADERS} ")


def _entries_that_recur(lines: Sequence[Line]) -> Iterable[int]:
    """The lines below 目录 that stand again later: entries whose leaders were lost, with or without page numbers."""
    texts = [fold(line.text.value) for line in lines]
    for head in (i for i, text in enumerate(texts) if _CONTENTS.fullmatch(text)):
        for i in range(head + 1, len(texts)):
            entry = _without_leaders(texts[i])
            if len(entry) < 3 or not any(text.startswith(entry) for text in texts[i + 1 :]):
                break
            yield i


def _web_page(lines: Sequence[Line]) -> dict[int, str]:
    """Lines of the page that shows a document; from the first mark of its foot on, all that is short."""
    texts = [fold(line.text.value) for line in lines]
    found = {i for i, text in enumerate(texts) if _WEB_LINE.fullmatch(text)}
    for i in range(max(1, len(texts) - _MOST_FOOT_LINES), len(texts)):
        if _WEB_FOOT.match(texts[i]) and all(len(text) <= _MOST_FOOT_LENGTH for text in texts[i:]):
            found |= set(range(i, len(texts)))
            break
    return dict.fromkeys(found, "web page")


def _running_heads(lines: Sequence[Line], reasons: dict[int, str]) -> dict[int, str]:
    """A short line that comes back at page breaks or in mid-sentence, word for word, is a running head."""
    standing: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if "|" not in line.raw:
            standing[line.text.value].append(i)
    heads: dict[int, str] = {}
    for text, places in standing.items():
        count = len(places)
        if count < 2 or len(text) > _MOST_HEAD_LENGTH or text.endswith(_SENTENCE_END) or find_number(text):
            continue
        if _CLAUSE.match(fold(text)):
            continue  # a duty that many tasks share may stand at two page breaks
        breaks = sum(_at_page_break(i, lines, reasons) for i in places)
        if breaks >= 2 and (breaks == count or (count > 2 and not _TITLE_LINE.search(fold(text)))):
            heads |= dict.fromkeys(places, "running head")
    return heads


def _at_page_break(i: int, lines: Sequence[Line], reasons: dict[int, str]) -> bool:
    numbered = any(reasons.get(j) == "page number" for j in (i - 1, i + 1))
    return numbered or lines[i].page or (i > 0 and lines[i - 1].text.value.endswith(("，", "、", ",")))
