"""Takes an ordinal and the name of a number format, gives the number as Word or a browser writes it.

The names are those of ST_NumberFormat in ECMA-376, part 1, 17.18.59; what is rare in Chinese documents and not listed here
is written in Arabic figures.
"""

from __future__ import annotations

_HAN, _LEGAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_UNITS, _LEGAL_UNITS = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip
_SERIES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
}
_SERIES["decimalEnclosedCircleChinese"] = _SERIES["decimalEnclosedCircle"]
_COUNTING = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
     "koreanCounting")
)  # fmt: skip
_DIGITS = frozenset(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"))
_FULL_WIDTH = frozenset(("decimalFullWidth", "decimalFullWidth2"))
_LEGALS = frozenset(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"))
_MOST_LETTERS = 780  # Word repeats a letter at most thirty times


def write_ordinal(number: int, style: str) -> str:
    """Give ``number`` in a format: chineseCounting 11 → 十一, upperRoman 4 → IV, decimalEnclosedCircle 3 → ③."""
    if series := _SERIES.get(style):
        return series[number - 1] if 0 < number <= len(series) else str(number)
    if style in _COUNTING:
        return _count(number, _HAN, _UNITS)
    if style in _LEGALS:
        return _count(number, _LEGAL, _LEGAL_UNITS)
    if style in _DIGITS:
        return "".join("〇一二三四五六七八九"[int(figure)] for figure in str(number))
    if style in _FULL_WIDTH:
        return "".join(chr(ord(figure) + 0xFEE0) for figure in str(number))
    if style == "decimalZero":
        return f"{number:02}"
    if style in ("upperLetter", "lowerLetter"):
        letters = _letters(number)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman.upper() if style == "upperRoman" else roman
    return "" if style in ("none", "bullet") else str(number)


def _count(number: int, figures: str, units: tuple[str, ...]) -> str:
    """Counting as one speaks: 十, 十一, 二十, 一百零一; from ten thousand on, figures."""
    if not 0 < number < 10_000:
        return figures[0] if number == 0 else str(number)
    said = ""
    for power in range(3, -1, -1):
        figure = number // 10**power % 10
        if figure:
            said += figures[figure] + units[power]
        elif said and not said.endswith(figures[0]) and number % 10**power:
            said += figures[0]
    return said.removeprefix(figures[1]) if 10 <= number < 20 and figures == _HAN else said


def _letters(number: int) -> str:
    """From a to z, then aa, bb …: the letter is repeated."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said
