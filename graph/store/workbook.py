"""Takes a result, gives an Excel workbook: the rows, and a sheet that says which question they answer.

The bytes of the same result are the same: the only date in the file is a fixed one. Cells are plain text or numbers,
nothing becomes a formula or a link, so a hostile document cannot speak to the reader's machine.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from graph.errors import BadParameter
from graph.store.evaluate import Result, Term, term_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_CELL = 32_767
"""Characters that a cell of Excel holds; a longer text is cut, and the cell says so."""
MAX_ROWS = 1_048_575
"""Rows below the head of an Excel sheet."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {f"{_XSD}{name}": kind for name, kind in (("integer", int), ("decimal", float), ("double", float))}
_CREATED = datetime(2000, 1, 1)
_CUT = "…（截断 truncated）"


def to_xlsx(result: Result) -> bytes:
    """Give the bytes of the workbook; raises ``BadParameter`` for more rows than Excel holds."""
    import xlsxwriter  # 30 ms that only this format needs

    if len(result.rows) > MAX_ROWS:
        raise BadParameter(
            f"结果有 {len(result.rows)} 行，超过 Excel 的上限 {MAX_ROWS}。请改用 csv。",
            f"the result has {len(result.rows)} rows, Excel holds {MAX_ROWS}. Take csv.",
        )
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _CREATED})
        head = book.add_format({"bold": True, "bg_color": "#D9E2EC", "valign": "vcenter", "border": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        _fill_rows(book.add_worksheet("结果"), result, head, body)
        _fill_notes(book.add_worksheet("说明"), result, head, body)
    return buffer.getvalue()


def _fill_rows(sheet: Worksheet, result: Result, head: Format, body: Format) -> None:
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(result.columns):
        sheet.write_string(0, position, column, head)
    rows = [(result.boolean,)] if result.boolean is not None else result.rows
    for number, row in enumerate(rows, start=1):
        for position, term in enumerate(row):
            _write_cell(sheet, number, position, term, body)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(result.columns) - 1)
    for position, width in enumerate(_column_widths(result)):
        sheet.set_column(position, position, width)


def _fill_notes(sheet: Worksheet, result: Result, head: Format, body: Format) -> None:
    """Write what a reader needs to repeat the figures: the question, the values chosen, the SPARQL."""
    query = result.bound.query
    notes = [
        ("查询 query", query.name),
        ("标题 title", " / ".join(part for part in (query.title_zh, query.title_en) if part)),
        ("问题 question", " / ".join(part for part in (query.question_zh, query.question_en) if part)),
        *((f"参数 {name}", value or "（全部 all）") for name, value in result.bound.values),
        ("SPARQL", result.bound.text),
    ]
    for number, (name, value) in enumerate(notes):
        sheet.write_string(number, 0, name, head)
        sheet.write_string(number, 1, _fit(value), body)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 110)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Term | bool | None, form: Format) -> None:
    if value is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif (number := _number(value)) is not None:
        sheet.write_number(row, column, number, form)
    else:
        sheet.write_string(row, column, _fit(term_text(value)), form)


def _column_widths(result: Result) -> Iterator[int]:
    """Give the width of each column in characters of Excel: a Chinese character takes two, long text is wrapped."""
    from rich.cells import cell_len

    for position, column in enumerate(result.columns):
        longest = max((cell_len(term_text(row[position])[:60]) for row in result.rows[:1000]), default=0)
        yield min(60, max(8, longest + 2, len(column) + 4))


def _number(term: Term) -> int | float | None:
    """Give the value of a number that Excel holds exactly (15 digits), else ``None``: it stays text."""
    kind = _NUMBERS.get(term.datatype.value) if isinstance(term, Literal) else None
    if kind is None or not isinstance(term, Literal):
        return None
    number: int | float = kind(term.value)
    return number if abs(number) < 1e15 else None


def _fit(text: str) -> str:
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - len(_CUT)] + _CUT
