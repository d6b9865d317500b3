"""Takes a place in the text of a query and what is wrong there, gives the error with the line and a mark below the place."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from graph.errors import BadQuery


class Fault(NamedTuple):
    """Where (offset and length in code points) and what, in Chinese and English."""

    start: int
    length: int
    zh: str
    en: str


def bad_query(name: str, text: str, fault: Fault) -> BadQuery:
    """Give the error for a fault: line and column (both from 1), the reason, the line with a mark below the place."""
    before = text[: fault.start]
    line, begin = before.count("\n") + 1, before.rfind("\n") + 1
    shown = text[begin:].split("\n", 1)[0].replace("\t", " ").rstrip("\r")
    column = fault.start - begin + 1
    gap = "".join("　" if _is_wide(character) else " " for character in shown[: column - 1])
    mark = "^" * max(1, min(_cells(shown[column - 1 : column - 1 + fault.length]), 80))
    number = f"{line} | "
    return BadQuery(
        f"查询 {name} 第 {line} 行第 {column} 列：{fault.zh}\n  {number}{shown}\n  {' ' * len(number)}{gap}{mark}",
        f"query {name}, line {line}, column {column}: {fault.en}",
    )


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _cells(text: str) -> int:
    return sum(2 if _is_wide(character) else 1 for character in text)
