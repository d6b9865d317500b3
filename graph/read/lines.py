"""Takes decoded characters, gives physical lines: what each one says and how it is set."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph.model import Removed, Text

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"[A-Za-z0-9]")
_TAB = 4  # half-widths: a paragraph that begins with a tab is set in by two characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A physical line: ``text`` without the white space that setting put in, ``raw`` with it.

    ``begin`` is the line's first code point in the file, ``indent`` the leading white space in half-widths, ``gap``
    the number of empty lines before it, ``page`` whether a page break or page furniture stands before it. ``short`` is
    whether it ends although more would have gone on it, where the file tells (PDF); None where only its width does.
    """

    begin: int
    raw: str
    text: Text
    indent: int
    gap: int
    page: bool = False
    short: bool | None = None

    @property
    def width(self) -> float:
        """The set width in full-width characters."""
        return display_width(self.text.value) / 2


def display_width(text: str) -> int:
    """Give the width of ``text`` on a grid of half-width columns (East Asian Width, UAX #11)."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def is_invisible(character: str) -> bool:
    """Tell whether a character is a control, zero-width or direction mark: nothing a reader sees."""
    return unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn") and not character.isspace()


def clean(raw: str, begin: int) -> Text:
    """Give ``raw`` without invisible characters and without white space, but for spaces between two Latin words.

    A space beside a Chinese character is an artefact of setting (到 2025 年), so it is left out of the canonical
    text; offsets still find it in the file.
    """
    if raw.isprintable() and " " not in raw:  # most lines, and ten times as fast
        return Text(raw, tuple(range(begin, begin + len(raw))))
    kept: list[tuple[str, int]] = []
    pending: int | None = None
    for at, character in enumerate(raw, begin):
        if character.isspace():
            pending = at if pending is None else pending
        elif not is_invisible(character):
            if pending is not None and kept and _keeps_space(kept[-1][0], character):
                kept.append((" ", pending))
            pending = None
            kept.append((character, at))
    return Text("".join(c for c, _ in kept), tuple(at for _, at in kept))


def _keeps_space(left: str, right: str) -> bool:
    return bool((_WORD.match(left) or left in ",.;:!?)") and (_WORD.match(right) or right == "("))


def join(left: Text, right: Text, at: int) -> Text:
    """Give two wrapped lines as one; a space stands for the break (at ``at`` in the file) between Latin words."""
    if left and right and _WORD.match(left.value[-1]) and _WORD.match(right.value[0]):
        letters = left.value[-1].isalpha() or right.value[0].isalpha()
        return left + Text(" ", (at,)) + right if letters else left + right
    return left + right


def split_lines(raw: str) -> tuple[Line, ...]:
    """Give the lines of a file that hold something."""
    lines: list[Line] = []
    begin = gap = 0
    page = False
    for match in [*_LINE_END.finditer(raw), None]:
        end = match.start() if match else len(raw)
        content = raw[begin:end]
        text = clean(content, begin)
        if text:
            indent = display_width(content[: len(content) - len(content.lstrip())].expandtabs(_TAB))
            lines.append(Line(begin=begin, raw=content, text=text, indent=indent, gap=gap, page=page))
            gap, page = 0, False
        else:
            gap += 1
        if match:
            page = page or match[0] == "\x0c"
            begin = match.end()
    return tuple(lines)


def invisible(raw: str) -> tuple[Removed, ...]:
    """Give the characters of a file that no reader sees."""
    return tuple(
        Removed(begin=at, end=at + 1, reason="invisible")
        for at, character in enumerate(raw)
        if not character.isprintable() and is_invisible(character)
    )
