"""Takes names, places and document numbers, gives the readable ASCII keys of which IRIs are made.

Resolving gives bodies their keys and writing gives IRIs to places and documents, so both stand on this module.
"""

from __future__ import annotations

import re
from functools import cache

from graph.model import Place
from graph.numbering import fold

_NUMBER = re.compile(r"(?P<prefix>[\u4e00-\u9fff]+)[〔\[(【〈]?(?P<year>\d{4})[〕\])】〉]?第?(?P<n>\d+)号")


@cache
def romanise(text: str) -> str:
    """Give a text as lower-case ASCII letters and digits: pinyin without tones, syllables joined."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(fold(text), style=Style.NORMAL)
    kept = re.sub("[^a-z0-9]+", "-", "".join(syllables).lower().replace("ü", "v"))
    return kept.strip("-") or "u" + "-".join(f"{ord(c):x}" for c in text[:8])


def place_key(place: Place | None) -> str:
    """Give the key of a place: its GB/T 2260 code, else its name in pinyin."""
    if place is None:
        return "unknown"
    if place.code:
        return place.code
    return f"{romanise(place.name)}-{place.doubt}" if place.doubt else romanise(place.name)


def document_key(number: str) -> str:
    """Give a document number in ASCII: 乐政字〔2022〕10号 → 2022-lezhengzi-10."""
    match = _NUMBER.fullmatch(fold(number))
    if match is None:
        return romanise(number)
    return f"{match['year']}-{romanise(match['prefix'])}-{int(match['n'])}"


def bare_title(title: str) -> str:
    """Give a title without spaces, quotation marks, brackets round the years and its notice (关于印发…的通知)."""
    folded = re.sub("[—–―－~～]", "-", fold(title))
    inner = re.match("(?:.{0,30}?关于)?(?:印发|转发|发布)[《〈]?(.+?)[》〉]?的通知$", folded)
    return re.sub(r"[\s“”\"《》〈〉()\-]", "", inner[1] if inner else folded).replace("年", "")
