"""Takes a text, gives the quantities in it: number, multiplier and unit, as decimals, with the words around them.

Chinese numerals from a thousand on are read by ``cn2an``, on the isolated numeral, never in running text. 万 and 亿 are multiplied out, so
that 6万人次 and 60000人次 are one value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from graph.numbering import fold, read_han
from graph.vocabulary import concepts, words

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "[一二两三四五六七八九十百千万亿〇零]+"
_MULTIPLIERS = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 10**2}
# an ordinal, part of a longer number, of a name or of a date: 第三次, 1+3+N, 〔2022〕10号
_NOT_BEFORE = re.compile(r"(?:第|[\d.\-〔\[《“\"A-Za-z年月/+])$")
_TENTHS = re.compile("(?<![十百千万第])([一二两三四五六七八九])成(?![为果立员功效都就本年分])")
_HALF = re.compile("一半|半数")
_FRACTION = re.compile("(?P<parts>[二两三四五六七八九十])分之(?P<count>[一二两三四五六七八九])")


_SMALL = re.compile("(?:[一二两三四五六七八九]百)?[零〇]?(?:[一二三四五六七八九]?十)?[一二两三四五六七八九]?(?<=.)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``[begin:end]`` of a text: a value with its unit; ``value_to`` is the upper end of a range.

    ``comparator`` is the notation of the words right after it (以上, 以内, 左右), None where there are none.
    ``han`` tells that the number is written in Chinese.
    """

    begin: int
    end: int
    value: Decimal
    value_to: Decimal | None
    unit: str
    sort: str
    comparator: str | None
    han: bool


@cache
def _units() -> dict[str, str]:
    return {fold(cue): concept.notation for concept in concepts("unit") for cue in concept.cues}


@cache
def _after() -> tuple[tuple[str, str], ...]:
    """The words after a number that say how it is meant, the longest first, each with its comparator."""
    pairs = [
        (fold(text), notation)
        for notation in ("at_least", "at_most", "about")
        for text in words("word", f"after-{notation.replace('_', '-')}")
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(_units(), key=lambda unit: (-len(unit), unit))))
    after = "|".join(re.escape(text) for text, _ in _after())
    times = "万亿|亿|千万|百万|万|千(?![瓦米克卡伏])|百(?!分)"
    number = rf"(?:(?P<arabic>{_ARABIC})|百分之(?P<percent>{_HAN})|(?P<han>{_HAN}))"
    upto = rf"(?:(?P<from_unit>{units})?(?:-|—|–|~|至|到)(?P<to>{_ARABIC}|{_HAN}))?"
    return re.compile(
        rf"{number}(?P<times0>{times})?[余多]?{upto}(?P<times>{times})?[余多]?\s*(?:个(?=课时|学时|小时|班次))?(?P<unit>{units})?(?:\((?:含)\))?(?P<after>{after})?"
    )


def find_quantities(text: str) -> Iterator[Quantity]:
    """Give the quantities of a text from left to right; dates, ordinals and numbers within names are none."""
    folded = fold(text)
    at = 0
    while match := _pattern().search(folded, at):
        at = match.end() if match.end() > match.start() else match.start() + 1
        if found := _quantity(folded, match):
            yield found
    for match in _TENTHS.finditer(folded):
        yield _share(folded, match, read_number(match[1]) * 10, "%")
    for match in _HALF.finditer(folded):
        yield _share(folded, match, Decimal("0.5"), "")
    for match in _FRACTION.finditer(folded):
        yield _share(folded, match, round(read_number(match["count"]) / read_number(match["parts"]), 4), "")


def _share(text: str, match: re.Match[str], value: Decimal, unit: str) -> Quantity:
    """A share in words (三分之一, 八成) with the word after it."""
    word, notation = next((pair for pair in _after() if text.startswith(pair[0], match.end())), ("", None))
    return Quantity(match.start(), match.end() + len(word), value, None, unit, "share", notation, True)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    if _NOT_BEFORE.search(text, max(0, match.start() - 1), match.start()):
        return None
    unit = match["unit"] or ("%" if match["percent"] else "")
    if not unit or (match["percent"] and match["unit"]):
        return None
    if re.match("号|条例|级|届|类|大类|十|年|月|岁|之", text[match.end() : match.end() + 2]) or unit == "年":
        return None
    numeral = match["arabic"] or match["percent"] or match["han"]
    try:
        value, value_to = _values(numeral, match["to"], match["times0"], match["times"])
    except ValueError:
        return None
    after = match["after"]
    return Quantity(
        begin=match.start(),
        end=match.end(),
        value=value,
        value_to=value_to,
        unit=unit,
        sort=_units().get(unit, "share"),
        comparator=dict(_after()).get(after) if after else None,
        han=match["arabic"] is None,
    )


def _values(
    numeral: str, upper: str | None, times_lower: str | None, times: str | None
) -> tuple[Decimal, Decimal | None]:
    """The lower and upper end, multiplied out: 3至5万 is both times 万, 5000至1万 only the upper.

    Raises:
        ValueError: if a numeral is none, or the range falls.
    """
    lower = read_number(numeral)
    if upper is None:
        return lower * _MULTIPLIERS.get(times_lower or times or "", 1), None
    word = times or next((m for m in _MULTIPLIERS if upper.endswith(m) and upper != m), "")
    high = read_number(upper) * _MULTIPLIERS.get(times or "", 1)
    shared = _MULTIPLIERS.get(word, 1)
    low = lower * (_MULTIPLIERS[times_lower] if times_lower else shared if lower <= high / shared else 1)
    if low > high:
        raise ValueError(f"{numeral}-{upper}")
    return low, high


def read_number(numeral: str) -> Decimal:
    """Give the value of an isolated numeral: 1,200, 14.5, 三百二十, 两.

    Raises:
        ValueError: if it is none (一二三).
    """
    plain = numeral.replace(",", "")
    if plain[:1].isdigit():
        return Decimal(plain)
    if plain == "百":
        return Decimal(100)  # 百分之百
    if not plain or (len(plain) > 1 and not re.search("[十百千万亿]", plain)):
        raise ValueError(f"no numeral: {numeral!r}")
    if _SMALL.fullmatch(plain):
        return Decimal(read_han(plain.replace("两", "二")))
    from cn2an import cn2an  # large numerals are rare, and it takes a quarter of a second to load

    try:
        return Decimal(str(cn2an(plain.replace("〇", "零"), "normal")))
    except Exception as error:  # cn2an tells a malformed numeral by whatever it stumbles over
        raise ValueError(f"no numeral: {numeral!r}") from error
