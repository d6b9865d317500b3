"""Takes a Chinese name, gives how it may be typed: the initials of its pinyin and the whole of it."""

from __future__ import annotations

from functools import cache


@cache
def spellings(name: str) -> str:
    """Give initials and full pinyin, so that ``xkx`` and ``xiankexie`` find 县科协."""
    from pypinyin import lazy_pinyin

    syllables = [syllable.lower() for syllable in lazy_pinyin(name) if syllable]
    return f"{''.join(s[0] for s in syllables)} {''.join(syllables)}"
