"""Takes lines, gives the table that they hold cell after cell, as text drawn from a PDF or a web page has it.

Such text keeps the cells in reading order but not their borders: each stands on a line of its own, or with a single
space before it, and a narrow cell goes on over several lines. The row numbers part the rows; inside a row the cells
are the division that fits the columns best: whole names below 牵头单位, dates below 完成时限.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.model import Text
from graph.numbering import fold
from graph.read.lines import Line, clean, display_width
from graph.vocabulary import name_parts

_NUMBERING = re.compile("序号|编号")
_HEADING_WORD = re.compile(
    "任务|内容|单位|部门|时限|时间|措施|目标|名称|备注|分工|事项|项目|工程|行动|类别|领导|责任人|进度"
)
_PARTIES = re.compile("单位|部门")
_TIME = re.compile("时限|时间|进度|期限")
_DATE = re.compile("\\d{4}年|\\d月|年底|年内|月底|长期|持续|每年|全年|常态|季度")
_END = re.compile("附件|附表|抄[送报]|备?注[::]|.*\\d日印发|[一二三四五六七八九十]+、")
_AND_OTHERS = re.compile("等.{0,10}$|[(].*[)]$")
_MOST_COLUMNS, _MOST_HEADING_LINES, _MOST_TOKENS = 8, 10, 60


@dataclass(frozen=True, slots=True)
class _Row:
    """The tokens of a row below its number, and its last line."""

    number: Text
    tokens: tuple[Text, ...]
    last: int


def find_cells(lines: Sequence[Line], first: int) -> tuple[tuple[tuple[Text, ...], ...], int] | None:
    """Give the rows of the table that begins at ``lines[first]`` (序号) and its last line, or None."""
    if not _NUMBERING.match(lines[first].text.value):
        return None
    head, body = _heading(lines, first)
    headings = [cell.value for cell in head]
    if not 3 <= len(head) <= _MOST_COLUMNS or not any(map(_PARTIES.search, headings)):
        return None
    rows = list(_rows(lines, body))
    if len(rows) < 2:
        return None
    cells = [(row.number, *_divide(row.tokens, headings[1:])) for row in rows]
    return (tuple(head), *cells), rows[-1].last


def is_row_number(lines: Sequence[Line], at: int, expected: int) -> bool:
    """Tell whether a line begins the row ``expected`` of such a table."""
    tokens = lines[at].raw.split()
    return bool(tokens) and fold(tokens[0]).rstrip(".、") == str(expected)


def _heading(lines: Sequence[Line], first: int) -> tuple[list[Text], int]:
    """The column headings up to the row number 1; a word that names nothing yet goes on with the next (完成｜时限)."""
    cells: list[Text] = []
    part = Text()
    for at in range(first, min(first + _MOST_HEADING_LINES, len(lines))):
        if is_row_number(lines, at, 1):
            return cells, at
        for token in _tokens(lines[at]):
            part += token
            if _HEADING_WORD.search(part.value) or _NUMBERING.fullmatch(part.value):
                cells.append(part)
                part = Text()
    return [], first


def _tokens(line: Line) -> Iterator[Text]:
    if len(line.text) <= 6:
        yield line.text  # 序 号: set wide, not two cells
        return
    for match in re.finditer(r"\S+", line.raw):
        if token := clean(match[0], line.begin + match.start()):
            yield token


def _rows(lines: Sequence[Line], first: int) -> Iterator[_Row]:
    starts = [first]
    for at in range(first + 1, len(lines)):
        if _END.match(fold(lines[at].text.value)):
            break
        if is_row_number(lines, at, len(starts) + 1):
            starts.append(at)
    else:
        at = len(lines)
    for begin, end in zip(starts, [*starts[1:], at], strict=True):
        number, *tokens = [token for line in lines[begin:end] for token in _tokens(line)]
        if tokens and len(tokens) <= _MOST_TOKENS:
            yield _Row(number, tuple(tokens), end - 1)


def _divide(tokens: Sequence[Text], headings: Sequence[str]) -> list[Text]:
    """The best division of the tokens into one cell a column; a cell may be blank."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ()), *((float("-inf"), ()) for _ in tokens)]
    for heading in headings:
        best = [
            max(
                ((best[i][0] + _fit(tokens[i:j], heading), (*best[i][1], j)) for i in range(j + 1)),
                key=lambda option: option[0],
            )
            for j in range(len(tokens) + 1)
        ]
    edges = (0, *best[-1][1])
    return [sum(tokens[i:j], Text()) for i, j in pairwise(edges)]


def _fit(tokens: Sequence[Text], heading: str) -> float:
    """How well tokens make a cell below a heading: whole names, a date, and full lines but for the last."""
    if not tokens:
        return 0.0 if "备注" in heading else -2.5
    text = "".join(token.value for token in tokens)
    widths = [display_width(token.value) for token in tokens]
    ragged = sum(max(widths) - width > 2 for width in widths[:-1])
    hanging = 3.0 * text.endswith(("、", "，", ","))
    if _PARTIES.search(heading):
        names = [_is_name(name) for name in re.split("[、，,；;]", text)]
        return sum(1.0 if name else -2.0 for name in names) / math.sqrt(len(names)) - ragged - hanging
    if _TIME.search(heading):
        return (2.0 if _DATE.search(fold(text)) else -2.0) - len(tokens) / 2 - ragged
    parties = all(_is_name(name) for name in re.split("[、，,；;]", text)) or bool(_DATE.fullmatch(fold(text)))
    return -2.0 * parties - ragged - hanging


def _is_name(text: str) -> bool:
    bare = _AND_OTHERS.sub("", fold(text))
    return 2 <= len(bare) <= 24 and (bare.startswith("各") or bare.endswith(_endings()))


@cache
def _endings() -> tuple[str, ...]:
    return name_parts("ending")
