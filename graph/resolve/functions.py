"""Takes a part of a body's name, gives the functions that its words show: 教育和体育, 文广新, 卫健体, 农业农村和水务.

A name that the table of offices does not know is cut into the cues of ``function.ttl`` and the abbreviations used in
merged names, by the cheapest way that covers it: whole words before abbreviations, abbreviations only where nothing is
left over (教体局 is 教育 and 体育; 城 or 投 alone shows nothing).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from graph.numbering import fold
from graph.vocabulary import concepts, name_parts

_WORD, _ABBREVIATION, _FILLER, _CONNECTOR, _SKIPPED = 1.0, 2.1, 1.5, 0.1, 6.0
Piece = tuple[str, str | None]  # a word and its function, None if it shows none
Cut = tuple[float, int, tuple[Piece, ...]]  # cost, characters left over, pieces


@lru_cache(maxsize=4096)
def functions_in(stem: str) -> tuple[tuple[str, ...], bool]:
    """Give the notations of the functions in a stem, in its order, and whether it is covered without rest."""
    folded = fold(stem)
    best: dict[int, Cut] = {len(folded): (0.0, 0, ())}
    for at in range(len(folded) - 1, -1, -1):
        best[at] = min(_ways(folded, at, best), key=lambda cut: cut[0])
    _, left, pieces = best[0]
    shown = [(word, function) for word, function in pieces if function]
    if left or (len(shown) == 1 and shown[0][0] not in _table("cue")):
        shown = [(word, function) for word, function in shown if word in _table("cue")]
    return tuple(dict.fromkeys(function for _, function in shown)), not left


def _ways(stem: str, at: int, best: Mapping[int, Cut]) -> Iterator[Cut]:
    """The cuts that go on from ``at``."""
    for length in range(min(len(stem) - at, _longest()), 0, -1):
        word = stem[at : at + length]
        cost, left, pieces = best[at + length]
        if function := _table("cue").get(word):
            yield cost + _WORD, left, ((word, function), *pieces)
        if function := _table("abbreviation").get(word):
            yield cost + _ABBREVIATION, left, ((word, function), *pieces)
        if word in _idle():
            yield cost + _idle()[word], left, pieces
    cost, left, pieces = best[at + 1]
    yield cost + _SKIPPED, left + 1, pieces


@cache
def _table(kind: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for concept in concepts("function"):
        for word in concept.cues if kind == "cue" else concept.more.get("abbreviation", ()):
            table.setdefault(fold(word), concept.notation)
    return table


@cache
def _idle() -> dict[str, float]:
    costs: dict[str, float] = defaultdict(float)
    costs |= {fold(word): _FILLER for word in name_parts("filler")}
    costs |= {fold(word): _CONNECTOR for word in name_parts("connector")}
    return dict(costs)


@cache
def _longest() -> int:
    return max(len(word) for word in (*_table("cue"), *_table("abbreviation"), *_idle()))
