"""Takes a file, gives the corrections in it; a file that cannot be read whole is refused whole.

Read is what spreadsheet programs save: UTF-8 with or without a byte order mark, UTF-16 with one, GB18030; commas,
semicolons or tabs; empty columns and rows at the end.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.correct.columns import COLUMNS, NEEDED, find_column, heading, unguard
from graph.correct.rows import read_row
from graph.errors import CorrectionsError
from graph.model import Correction

_SEPARATORS = ",;\t"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX; XLS and ET
Line = tuple[int, list[str]]


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Give the rows of a corrections file in which something is asked for, in their order.

    Raises:
        CorrectionsError: naming file, line and reason, if the file is missing, no CSV, in no known encoding, or lacks
            a column. A row that is wrong in itself does not stop the others: it says so in its ``problems``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _fault(
            path, 0, f"无法读取（{reason}），请检查文件", f"cannot be read ({reason}); check the file"
        ) from error
    lines = _lines(path, _decode(path, data))
    return _corrections(path, lines)


def _fault(path: Path, line: int, zh: str, en: str) -> CorrectionsError:
    where, where_en = (f" 第 {line} 行", f", line {line}") if line else ("", "")
    return CorrectionsError(
        f"{path.name}{where}：{zh}。所有更正均未采用。", f"{path.name}{where_en}: {en}. No correction was applied."
    )


def _decode(path: Path, data: bytes) -> str:
    if data.startswith(_WORKBOOKS):
        raise _fault(
            path,
            0,
            "这是 Excel 工作簿，不是 CSV；请在 Excel 中另存为“CSV UTF-8”",
            "this is a workbook, not a CSV file; save it as “CSV UTF-8” in Excel",
        )
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    at = 0
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            at = max(at, error.start)
            continue
        if "\0" in text:
            break
        return text
    raise _fault(
        path,
        data.count(b"\n", 0, at) + 1,
        "编码无法识别（既不是 UTF-8 也不是 GB18030），请另存为“CSV UTF-8”",
        "the encoding is neither UTF-8 nor GB18030; save the file as “CSV UTF-8”",
    )


def _lines(path: Path, text: str) -> list[Line]:
    """The rows that hold anything, each with the line that it begins in."""
    head, _, rest = text.partition("\n")
    skipped = 0
    if head.strip().lower().startswith("sep=") and len(head.strip()) <= 5:  # a hint that Excel writes for itself
        text, skipped = rest, 1
    rows: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begin + skipped, [unguard(cell.strip()).strip() for cell in cells]))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise _fault(
            path,
            begin + skipped,
            f"不是有效的 CSV（{error}），请检查引号",
            f"no valid CSV ({error}); check the quotation marks",
        ) from error
    return rows


def _separator(text: str) -> str:
    """The separator by which the first row holds most of our columns."""
    head = next((line for line in text.splitlines() if line.strip(_SEPARATORS + " ")), "")
    return max(
        _SEPARATORS, key=lambda mark: sum(find_column(cell.strip(' "')) is not None for cell in head.split(mark))
    )


def _corrections(path: Path, lines: Sequence[Line]) -> tuple[Correction, ...]:
    if not lines:
        raise _fault(path, 0, "文件是空的", "the file is empty")
    columns = _columns(path, lines[0])
    found = (read_row(path.name, number, row) for number, row in _rows(path, columns, lines[1:]))
    return tuple(correction for correction in found if correction is not None)


def _columns(path: Path, head: Line) -> list[str | None]:
    number, cells = head
    columns = [find_column(cell) for cell in cells]
    known = [column for column in columns if column]
    if missing := [heading(name) for name in NEEDED if name not in known]:
        raise _fault(path, number, f"缺少列：{'、'.join(missing)}", f"columns are missing: {', '.join(missing)}")
    if twice := sorted({heading(name) for name in known if known.count(name) > 1}):
        raise _fault(path, number, f"列重复：{'、'.join(twice)}", f"columns stand twice: {', '.join(twice)}")
    while columns and not cells[len(columns) - 1]:
        columns.pop()  # empty columns at the end
    return columns


def _rows(path: Path, columns: Sequence[str | None], lines: Sequence[Line]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by column. One that is longer than the head has lost its quotation marks: its cells mean nothing."""
    for number, cells in lines:
        if any(cells[len(columns) :]):
            raise _fault(
                path,
                number,
                f"单元格比表头多（{len(cells)} 个，表头 {len(columns)} 个），请检查引号和分隔符",
                f"more cells ({len(cells)}) than the head has columns ({len(columns)}); check quotation marks and separators",
            )
        row = {name: "" for name, _ in COLUMNS}
        row |= {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        yield number, row
