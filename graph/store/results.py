"""Takes a result, gives it written: a table for the eye, CSV, JSON, Turtle or an Excel workbook.

Every writer gives the same bytes for the same result. Text is UTF-8 whatever the system's own encoding is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from graph.errors import BadParameter
from graph.store.evaluate import Result, Term, term_text
from graph.store.queries import prefixes
from graph.store.workbook import to_xlsx

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("table", "csv", "json", "ttl", "xlsx")

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NARROW = 14
"""Terminal cells that a column needs to be readable."""


def write(result: Result, output_format: str, stream: BinaryIO, console: Console | None = None) -> None:
    """Write the result to ``stream``, a table to ``console`` where one is given.

    Raises ``BadParameter`` for an unknown format, Turtle of rows, or more rows than a workbook holds.
    """
    if output_format not in FORMATS:
        raise BadParameter(
            f"没有输出格式“{output_format}”。可用：{'、'.join(FORMATS)}。",
            f"there is no format {output_format!r}. Formats: {', '.join(FORMATS)}.",
        )
    if output_format == "table" and console is not None:
        print_table(result, console)
    else:
        stream.write(_WRITERS[output_format](result))


def to_csv(result: Result) -> bytes:
    """Give CSV after RFC 4180 and the SPARQL 1.1 CSV format: IRIs and lexical forms, unbound is empty."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(result.columns)
    rows.writerows(_text_rows(result))
    return text.getvalue().encode()


def to_json(result: Result) -> bytes:
    """Give SPARQL 1.1 Query Results JSON; triples become rows of subject, predicate and object."""
    document: dict[str, Any]
    if result.boolean is not None:
        document = {"head": {}, "boolean": result.boolean}
    else:
        bindings = [
            {column: _json_term(term) for column, term in zip(result.columns, row, strict=True) if term is not None}
            for row in result.rows
        ]
        document = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def to_turtle(result: Result) -> bytes:
    """Give the triples of a CONSTRUCT or DESCRIBE as Turtle, sorted; raises ``BadParameter`` for rows."""
    if not result.is_graph:
        raise BadParameter(
            "ttl 只适用于 CONSTRUCT 和 DESCRIBE 的结果；SELECT 和 ASK 请用 table、csv、json 或 xlsx。",
            "ttl is for the triples of CONSTRUCT and DESCRIBE; for SELECT and ASK take table, csv, json or xlsx.",
        )
    triples = [Triple(*row) for row in result.rows]  # type: ignore[arg-type]
    used = "\n".join(str(term) for row in result.rows for term in row)
    needed = {name: iri for name, iri in prefixes().items() if f"<{iri}" in used}
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=needed) or b""


def to_table(result: Result) -> bytes:
    """Give the table as plain text, one line a row, whatever its width."""
    from rich.console import Console

    text = io.StringIO()
    print_table(result, Console(file=text, force_terminal=False, color_system=None, legacy_windows=False))
    return text.getvalue().encode()


def print_table(result: Result, console: Console) -> None:
    """Print the result; a terminal too narrow for the columns gets a block a row, a pipe one unfolded line a row."""
    if result.boolean is not None:
        console.print("true 是" if result.boolean else "false 否", highlight=False)
        return
    rows = [[_visible(_short(term)) for term in row] for row in result.rows]
    widths = _natural_widths(result.columns, rows)
    if not console.is_terminal:
        wide = type(console)(file=console.file, width=sum(widths) + 3 * len(widths) + 1, color_system=None)
        _print_columns(result.columns, rows, wide)
    elif sum(min(width, _NARROW) + 3 for width in widths) > console.width:
        _print_blocks(result.columns, rows, console)
    else:
        _print_columns(result.columns, rows, console)


def _print_columns(columns: tuple[str, ...], rows: list[list[str]], console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, header_style="bold", pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table, crop=False)


def _print_blocks(columns: tuple[str, ...], rows: list[list[str]], console: Console) -> None:
    from rich.text import Text

    label = max(len(column) for column in columns)
    for number, row in enumerate(rows, start=1):
        console.rule(Text(str(number)), align="left", characters="─")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                console.print(Text.assemble((column.ljust(label), "bold"), "  ", cell))


def _natural_widths(columns: tuple[str, ...], rows: list[list[str]]) -> list[int]:
    """Give the terminal cells that each column takes unfolded; a Chinese character takes two."""
    from rich.cells import cell_len

    return [max(cell_len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]


def _text_rows(result: Result) -> Iterator[list[str]]:
    if result.boolean is not None:
        yield ["true" if result.boolean else "false"]
    for row in result.rows:
        yield [term_text(term) for term in row]


def _short(term: Term | None) -> str:
    """Give a term for the eye: an IRI in a known namespace as a prefixed name."""
    if isinstance(term, NamedNode):
        for prefix, namespace in prefixes().items():
            local = term.value.removeprefix(namespace)
            if local != term.value and local.replace("-", "").replace("_", "").isalnum():
                return f"{prefix}:{local}"
    return term_text(term)


def _visible(text: str) -> str:
    """Give the text without characters that could steer a terminal: each becomes its picture or a mark."""
    return "".join(
        character if character.isprintable() else chr(0x2400 + ord(character)) if ord(character) < 0x20 else "\ufffd"
        for character in text
    )


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts}}
    entry = {"type": "literal", "value": term.value}
    if term.language:
        entry["xml:lang"] = term.language
    elif term.datatype.value != f"{_XSD}string":
        entry["datatype"] = term.datatype.value
    return entry


_WRITERS: dict[str, Callable[[Result], bytes]] = {
    "table": to_table,
    "csv": to_csv,
    "json": to_json,
    "ttl": to_turtle,
    "xlsx": to_xlsx,
}
