"""Takes the set lines of all pages, gives those that are no text: page numbers and running heads, by place and recurrence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.numbering import find_number, fold
from graph.read.sheet import Page, SetLine

_BARE = re.compile(r"\d{1,4}")
_MARKED = re.compile(
    r"[-—–―─·~.•]+\d{1,4}[-—–―─·~.•]+|第\d{1,4}页(?:[,/，]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|[Pp]age\d{1,4}(?:of\d{1,4})?"
)
_ROMAN = re.compile("[ivx]{1,6}|[IVX]{1,6}|[Ⅰ-ⅻ]{1,3}")
_OUTER = 3  # lines from either end of a page among which furniture is looked for
_NUMBER_ZONE, _HEAD_ZONE, _NARROW_ZONE = 0.16, 0.14, 0.1  # of the height of a page
_SAME_PLACE = 6.0  # points
_MOST_HEAD_LENGTH = 40
_CLAUSE = re.compile("[【(]?[^:：]{0,6}(?:单位|部门|领导|责任人|时限|时间)[:：]")
_SENTENCE_END = tuple("。！？；：!?;:，、,")

Where = tuple[int, int]


def find_furniture(pages: Sequence[Page], lines: Sequence[Sequence[SetLine]]) -> dict[Where, str]:
    """Give the furniture as (page, line) with the reason; both count from 0.

    A page number stands outermost in the margin: between dashes or in words (第3页), or bare, if it keeps step with the
    pages. A running head stands at the same place of several pages, word for word.
    """
    places = [_places(page, line_list) for page, line_list in zip(pages, lines, strict=True)]
    found = dict.fromkeys(_numbers(lines, places), "page number")
    heads = dict.fromkeys(_heads(pages, lines, places, found), "running head")
    inner = dict.fromkeys(_numbers(lines, _without(places, {**found, **heads})), "page number")
    return {**heads, **inner, **found}


def _without(places: Sequence[list[list[int]]], found: dict[Where, str]) -> list[list[list[int]]]:
    return [[[i for i in end if (page, i) not in found] for end in ends] for page, ends in enumerate(places)]


def _places(page: Page, lines: Sequence[SetLine]) -> list[list[int]]:
    """The lines at the top of a page from its edge inwards, and those at its foot."""
    order = sorted(range(len(lines)), key=lambda i: -lines[i].y)
    zone = page.height * _NUMBER_ZONE
    top = [i for i in order[:_OUTER] if lines[i].y > page.height - zone]
    foot = [i for i in reversed(order[-_OUTER:]) if lines[i].y < zone]
    return [top, foot]


def _said(line: SetLine) -> str:
    return fold("".join(line.spell()[0].split()))


def _numbers(lines: Sequence[Sequence[SetLine]], places: Sequence[list[list[int]]]) -> Iterator[Where]:
    bare: dict[tuple[int, int], list[Where]] = defaultdict(list)  # by end of the page and lead over its number
    for page, ends in enumerate(places):
        for end, at in enumerate(ends):
            if not at:
                continue
            text = _said(lines[page][at[0]])
            if _MARKED.fullmatch(text) or (_ROMAN.fullmatch(text) and _alone(lines[page], at[0])):
                yield page, at[0]
            elif _BARE.fullmatch(text):
                bare[end, int(text) - page].append((page, at[0]))
    for where in bare.values():
        if len(where) > 1 or _alone(lines[where[0][0]], where[0][1]):
            yield from where


def _alone(lines: Sequence[SetLine], at: int) -> bool:
    """Whether a line stands off from all others: by two of its sizes at least."""
    line = lines[at]
    return all(abs(other.y - line.y) > 2 * max(line.size, other.size) for i, other in enumerate(lines) if i != at)


def _heads(
    pages: Sequence[Page],
    lines: Sequence[Sequence[SetLine]],
    places: Sequence[list[list[int]]],
    found: dict[Where, str],
) -> Iterator[Where]:
    standing: dict[tuple[str, int], list[Where]] = defaultdict(list)
    for page, ends in enumerate(places):
        for end, at in enumerate(ends):
            for i in at:
                line = lines[page][i]
                edge = pages[page].height - line.y if end == 0 else line.y
                if (page, i) not in found and edge < pages[page].height * _HEAD_ZONE:
                    standing[_said(line), end].append((page, i))
    for (text, end), where in standing.items():
        if len(text) > _MOST_HEAD_LENGTH or text.endswith(_SENTENCE_END) or find_number(text) or _CLAUSE.match(text):
            continue
        distances = [pages[p].height - lines[p][i].y if end == 0 else lines[p][i].y for p, i in where]
        close = max(distances) - min(distances) <= _SAME_PLACE
        narrow = max(d / pages[p].height for d, (p, _) in zip(distances, where, strict=True)) < _NARROW_ZONE
        if close and len({p for p, _ in where}) >= (2 if narrow else 3):
            yield from where
