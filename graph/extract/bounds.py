"""Takes a text and the end of a name in it, gives where the name begins: after a mark, a verb, a particle.

Chinese writes no spaces, so a name that no list knows is bounded by what cannot be part of it. A verb bounds only if
enough of a name is left after it: in 乡村教师支持计划 the 支持 is part of the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.vocabulary import words

MARKS = '，。；：、！？,;:!?\n（）()【】[]“”"《》〈〉‘’…—· '


@dataclass(frozen=True, slots=True)
class Bounds:
    """Concepts of ``word.ttl``: the words that bound a name anywhere, and those that do so at the head of a clause only."""

    inside: tuple[str, ...]
    lead: tuple[str, ...]


PROGRAMME = Bounds(("before-name", "particle"), ("lead-verb",))
GROUP = Bounds(("before-group",), ("lead-verb-group",))


@cache
def bounds(concepts: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of the words of some concepts of ``word.ttl``, the longest first."""
    texts = sorted({text for concept in concepts for text in words("word", concept)}, key=lambda t: (-len(t), t))
    words_of_more = "|".join(re.escape(t) for t in texts if len(t) > 1)
    alone = "|".join(re.escape(t) for t in texts if len(t) == 1) or "(?!)"
    return re.compile(f"(?:{words_of_more})(?![人员者性化部])|{alone}")  # 负责 bounds, 负责人 does not


def name_begin(text: str, end: int, floor: int, least: int, bound_by: Bounds) -> int:
    """Give where the name that ends at ``end`` begins.

    Args:
        text: the text.
        end: where the name ends.
        floor: no name begins before it.
        least: how many characters of the name must be left for a bound to count.
        bound_by: the words that bound the name.
    """
    begin = end
    while begin > floor and text[begin - 1] not in MARKS:
        begin -= 1
    inside, lead = bounds(bound_by.inside), bounds((*bound_by.inside, *bound_by.lead))
    at, last = begin, end - least
    while at <= last:
        if begin == at and (match := lead.match(text, begin, last)):
            begin = at = match.end()
            continue
        match = inside.search(text, at, last)
        if match is None:
            break
        begin = at = match.end()
    return begin


def is_after(text: str, begin: int, concept: str) -> bool:
    """Tell whether a word of a concept ends right where a name begins."""
    return text.endswith(words("word", concept), 0, begin)
