"""Takes the provisions of a graph with their suggested instruments, gives a coding sheet; takes a filled one, gives its codes.

A sheet is CSV (UTF-8 with a byte order mark), a row a provision. A coder writes into *coded* the instruments that the
provision uses, by notation or by a label in either language, several with ； between them; 无 (none) for a provision without
any. A row that is left blank is not coded and takes no part.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from graph.correct.columns import guard, unguard
from graph.errors import CodingError
from graph.vocabulary import Concept, concepts

SCHEME = "instrument"
COLUMNS = (
    ("unit", "条款"),
    ("plan", "方案"),
    ("number", "序号"),
    ("heading", "标题"),
    ("text", "正文"),
    ("suggested", "建议"),
    ("coded", "编码"),
    ("note", "备注"),
)
CODED, SUGGESTED = "coded", "suggested"
NO_CODE = frozenset({"无", "none", "0", "-"})
_BETWEEN = re.compile(r"[;；、,，|/\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A provision in a coding sheet; ``suggested`` are notations."""

    unit: str
    plan: str
    number: str
    heading: str
    text: str
    suggested: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a sheet says: the codes of each unit that is coded, the units left blank, the text and line of each unit."""

    name: str
    codes: Mapping[str, frozenset[str]]
    blank: tuple[str, ...]
    texts: Mapping[str, str]
    lines: Mapping[str, int]


def instruments() -> tuple[Concept, ...]:
    """Give the instruments that a provision may be coded with (not the classes above them), class by class."""
    wider = {notation for concept in concepts(SCHEME) for notation in concept.broader}
    return tuple(
        sorted((c for c in concepts(SCHEME) if c.notation not in wider), key=lambda c: (_class(c), c.notation))
    )


def side_of(notation: str) -> str:
    """Give the class (supply, environment, demand) above an instrument."""
    return next(_class(concept) for concept in concepts(SCHEME) if concept.notation == notation)


def _class(concept: Concept) -> str:
    return concept.broader[0] if concept.broader else concept.notation


def write_sheet(rows: Iterable[Row], blind: bool = False) -> bytes:
    """Give the sheet for a coder; ``blind`` leaves out what is suggested, so that it cannot lead the coder."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(f"{zh} {name}" for name, zh in COLUMNS)
    labels = {concept.notation: f"{concept.zh} {concept.notation}" for concept in concepts(SCHEME)}
    for row in rows:
        suggested = "" if blind else "；".join(labels[notation] for notation in row.suggested) or "无"
        cells = (row.unit, row.plan, row.number, row.heading, row.text, suggested, "", "")
        lines.writerow(guard(cell) for cell in cells)
    return text.getvalue().encode("utf-8-sig")


def read_sheet(path: Path, column: str = CODED) -> Sheet:
    """Give what a sheet says in a column (``coded`` or ``suggested``).

    Raises:
        CodingError: naming file, line and reason, if the file cannot be read, lacks a column, names a unit twice or an
            instrument that is none.
    """
    lines = list(_lines(path))
    if not lines:
        raise _fault(path, 0, "文件是空的", "the file is empty")
    columns = _columns(path, lines[0][1], ("unit", "text", column))
    codes: dict[str, frozenset[str]] = {}
    blank: list[str] = []
    texts: dict[str, str] = {}
    at: dict[str, int] = {}
    for line, cells in lines[1:]:
        row = dict(zip(columns, cells, strict=False))
        if not (unit := row.get("unit", "")):
            raise _fault(path, line, "没有条款的 IRI", "the row names no unit")
        if unit in at:
            raise _fault(path, line, f"条款已在第 {at[unit]} 行", f"the unit stands in line {at[unit]} already")
        at[unit], texts[unit] = line, "".join(row.get("text", "").split())
        if cell := row.get(column, ""):
            codes[unit] = _codes(path, line, cell)
        else:
            blank.append(unit)
    return Sheet(name=path.name, codes=codes, blank=tuple(blank), texts=texts, lines=at)


def check_pair(first: Sheet, second: Sheet) -> None:
    """Check that two sheets are about the same texts and have units in common that both coded.

    Raises:
        CodingError: naming the files and the row.
    """
    for unit in sorted(first.texts.keys() & second.texts.keys(), key=lambda unit: first.lines[unit]):
        if first.texts[unit] != second.texts[unit]:
            raise CodingError(
                f"{first.name} 第 {first.lines[unit]} 行与 {second.name} 第 {second.lines[unit]} 行：同一条款正文不同，两表须由同一图谱导出。",
                f"{first.name}, line {first.lines[unit]} and {second.name}, line {second.lines[unit]}: one unit, two texts. "
                "Export both sheets from one graph.",
            )
    if not first.codes.keys() & second.codes.keys():
        raise CodingError(
            f"{first.name} 与 {second.name} 没有都已编码的条款（各编码 {len(first.codes)}、{len(second.codes)} 条）。请填写“编码”一栏。",
            f"{first.name} and {second.name}: no unit is coded in both ({len(first.codes)} and {len(second.codes)} are coded). "
            "Fill in the column “coded”.",
        )


def _codes(path: Path, line: int, cell: str) -> frozenset[str]:
    words = [word.strip() for word in _BETWEEN.split(cell) if word.strip()]
    if words and all(word.lower() in NO_CODE for word in words):
        return frozenset()
    return frozenset(_code(path, line, word) for word in words if word.lower() not in NO_CODE)


def _code(path: Path, line: int, word: str) -> str:
    names = _names()
    for form in (_key(word), _key(word.split()[-1])):
        if form in names:
            return names[form]
    offered = [concept.zh for concept in instruments()]
    near = get_close_matches(_key(word), names, 1, cutoff=0.5)
    meant = next((f"{c.zh} {c.notation}" for c in instruments() if near and c.notation == names[near[0]]), "")
    raise _fault(
        path,
        line,
        f"“{word}”不是政策工具" + (f"（是否指 {meant}？）" if meant else f"，可填：{'、'.join(offered)}、无"),
        f"{word!r} is not an instrument" + (f"; did you mean {meant}?" if meant else f" ({', '.join(offered)}, none)"),
    )


@cache
def _names() -> Mapping[str, str]:
    """The notation of each name of an instrument, in either language."""
    found: dict[str, str] = {}
    for concept in instruments():
        for name in (*concept.more.get("altLabel", ()), concept.zh, concept.en, concept.notation):
            found[_key(name)] = concept.notation
    return found


def _key(word: str) -> str:
    return "".join(word.split()).lower()


def _fault(path: Path, line: int, zh: str, en: str) -> CodingError:
    where, where_en = (f" 第 {line} 行", f", line {line}") if line else ("", "")
    return CodingError(
        f"{path.name}{where}：{zh}。请改正后再运行。", f"{path.name}{where_en}: {en}. Mend it and run again."
    )


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line that it begins in."""
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begin, [unguard(cell.strip()).strip() for cell in cells]
            begin = reader.line_num + 1
    except csv.Error as error:
        raise _fault(path, begin, f"不是有效的 CSV（{error}）", f"no valid CSV ({error})") from error


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _fault(path, 0, f"无法读取（{reason}）", f"cannot be read ({reason})") from error
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _fault(
        path,
        0,
        "不是 CSV 文本，请在 Excel 中另存为“CSV UTF-8”",
        "this is not CSV text; save it as “CSV UTF-8” in Excel",
    )


def _separator(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=lambda mark: sum(_column(cell) is not None for cell in head.split(mark)))


def _column(cell: str) -> str | None:
    words = set(cell.strip(' "\r').lower().split())
    return next((name for name, zh in COLUMNS if words & {name, zh}), None)


def _columns(path: Path, head: Sequence[str], needed: Iterable[str]) -> list[str]:
    columns = [_column(cell) or "" for cell in head]
    if missing := [f"{zh} {name}" for name, zh in COLUMNS if name in needed and name not in columns]:
        raise _fault(path, 1, f"缺少列：{'、'.join(missing)}", f"columns are missing: {', '.join(missing)}")
    return columns
