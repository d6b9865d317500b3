"""Takes the beginning of a line, gives the number that stands there: its style and ordinal.

The styles and their order of depth follow GB/T 9704-2012, 7.3.3 (一、 → （一） → 1. → （1）) and the practice of
regulations (章, 节, 条); dashes and circled figures come below them. Reading needs the numbers to tell a new paragraph
from a wrapped line, structure needs them for the tree, so both stand on this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_HAN = "零〇一二三四五六七八九十百"
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}


class Style(IntEnum):
    """How a unit is numbered; the value is its usual depth."""

    CHAPTER = 0
    DIVISION = 1
    ARTICLE = 2
    HAN = 3
    HAN_BRACKETED = 4
    ARABIC = 5
    DOTTED = 6
    ARABIC_BRACKETED = 7
    CIRCLED = 8
    DASH = 9


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ``marker`` is the first ``len(marker)`` characters of the line."""

    marker: str
    style: Style
    ordinal: int


# Each pattern with a line of the genre that it is made for. All are matched against folded text (see `fold`).
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.CHAPTER, re.compile(rf"第([{_HAN}]+|\d+)(?:章|编|篇|部分)[、:]?")),  # 第一章 总则
    (Style.DIVISION, re.compile(rf"第([{_HAN}]+|\d+)节[、:]?")),  # 第一节 目标
    (Style.ARTICLE, re.compile(rf"第([{_HAN}]+|\d+)条(?!例|规|款|件|线|街)[、:]?")),  # 第一条 为了……
    (Style.HAN_BRACKETED, re.compile(rf"\(([{_HAN}]+)\)[、.]?")),  # （一）加强组织领导
    (Style.HAN, re.compile(rf"([{_HAN}]+)[、.](?![{_HAN}]+[、.])")),  # 一、总体要求; not 一、二、三产业
    (Style.DOTTED, re.compile(r"(\d{1,2}(?:\.\d{1,2})+)(?![\d.%万亿千个人元米年月日倍度级])")),  # 2.1 职责
    # 1．推进……, 2．2020年底前……, 3．100%的……; not 2.5%
    (Style.ARABIC, re.compile(r"(\d{1,2})(?:\.(?!\d)|、|\.(?=(?:19|20)\d{2}年|\d{3}%))")),
    (Style.ARABIC_BRACKETED, re.compile(r"\(?(\d{1,2})\)[、.]?")),  # （1）举办……
    (Style.CIRCLED, re.compile(r"([①-⑳])")),  # ①开展……
    (Style.DASH, re.compile(r"(—{1,2}|-{2}|[●■◆▲★※•])(?![—\d-])")),  # ——突出引领
)

_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def fold(text: str) -> str:
    """Give ``text`` with full-width ASCII made half-width, character by character: offsets stay the same."""
    return text.translate(_FOLDED)


def read_han(numeral: str) -> int:
    """Give the value of a Chinese numeral below one thousand (二十三 → 23, 二〇二二 → 2022).

    Raises:
        ValueError: if a character is no numeral.
    """
    if not numeral or any(c not in _HAN for c in numeral):
        raise ValueError(f"no Chinese numeral: {numeral!r}")
    if "十" not in numeral and "百" not in numeral:
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = current = 0
    for character in numeral:
        if character == "百":
            total, current = total + (current or 1) * 100, 0
        elif character == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = _DIGITS[character]
    return total + current


def _ordinal(style: Style, numeral: str) -> int:
    if style is Style.CIRCLED:
        return ord(numeral) - ord("①") + 1
    if style is Style.DASH:
        return 0
    if style is Style.DOTTED:
        return int(numeral.rsplit(".", 1)[1])
    return int(numeral) if numeral.isdigit() else read_han(numeral)


def find_number(text: str, begin: int = 0) -> Number | None:
    """Give the number that stands at ``text[begin:]``, or None.

    Args:
        text: a line or paragraph without leading white space.
        begin: where to look; nothing before it is considered.
    """
    folded = fold(text[begin : begin + 16])
    for style, pattern in _PATTERNS:
        if match := pattern.match(folded):
            return Number(text[begin : begin + match.end()], style, _ordinal(style, match[1]))
    return None
