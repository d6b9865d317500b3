"""Takes a text, gives it as corrections are compared: compatibility forms folded (NFKC), white space left out.

What is left is the same whether a plan is read from a PDF, a text file or a spreadsheet cell.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_UNSEEN = frozenset({"Cc", "Cf"})  # a zero-width space, a byte order mark


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``at[i]`` is the place of ``value[i]`` in the text that was folded."""

    value: str
    at: tuple[int, ...]

    def place(self, begin: int, end: int) -> tuple[int, int]:
        """Give the span in the folded text of a span of the text."""
        return bisect_left(self.at, begin), bisect_left(self.at, end)

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Give the span in the text of a span of the folded text that is not empty."""
        return self.at[begin], self.at[end - 1] + 1

    def part(self, begin: int, end: int) -> str:
        """Give the folded text of a span of the text."""
        first, last = self.place(begin, end)
        return self.value[first:last]


def fold_text(text: str) -> Folded:
    """Give the folded text with the place of each character."""
    pairs = [(folded, at) for at, character in enumerate(text) for folded in _fold(character)]
    return Folded("".join(c for c, _ in pairs), tuple(at for _, at in pairs))


def squeeze(text: str) -> str:
    """Give the folded text alone, for keys."""
    return "".join(c for character in text for c in _fold(character))


def _fold(character: str) -> Iterator[str]:
    for folded in unicodedata.normalize("NFKC", character):
        if not folded.isspace() and unicodedata.category(folded) not in _UNSEEN:
            yield folded


def find_all(text: str, part: str) -> Iterator[int]:
    """Give every place where a part that is not empty begins in a text."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
