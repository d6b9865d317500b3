"""Takes a build folder, gives a folder of tables: CSV or Parquet with datapackage.json and codebook.md beside them.

CSV is UTF-8 without a byte-order mark, as RFC 4180 and Frictionless have it: R and Stata would read the mark as a part of
the first name. Excel opens such a file by Data → From Text/CSV; for a double click there is the workbook of the build.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from graph import __version__
from graph.assets import read_text
from graph.errors import BadParameter, FengongError
from graph.export.codebook import codebook
from graph.export.tables import Column, Rows, Table, fill, tables, value_of
from graph.output import replaced_folder
from graph.store import bind, open_store, parse_query, prefixes, run
from graph.store.evaluate import term_text

PACKAGE = "datapackage.json"
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": ("CC-BY-4.0", "Creative Commons Attribution 4.0"),
}
_FIELD_TYPES = {"iri": "string", "concept": "string"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A table as it stands in the folder: its file, how many rows and bytes it has, its digest."""

    table: Table
    path: str
    rows: int
    size: int
    sha256: str


def write_folder(build: Path, output_format: str, to: Path | None) -> int:
    """Write all tables of a build into the folder ``to``, which is made, or replaced if it holds such tables.

    Raises:
        BadParameter: if no folder is given.
        FengongError: if pyarrow is missing for Parquet.
        StoreError: if the build cannot be opened or the folder holds something else.
    """
    if to is None:
        raise BadParameter(
            f"{output_format} 是多张数据表：请加 --to 文件夹。",
            f"{output_format} is a set of tables: add --to FOLDER.",
        )
    if output_format == "parquet":
        _check_pyarrow()
    store = open_store(build)
    with replaced_folder(to, PACKAGE) as folder:
        written = [_write(table, store, output_format, folder) for table in tables()]
        package = _package(store, written, output_format)
        text = json.dumps(package, ensure_ascii=False, indent=2)
        (folder / PACKAGE).write_text(f"{text}\n", encoding="utf-8", newline="\n")
        book = codebook([(each.table, each.rows) for each in written], output_format)
        (folder / "codebook.md").write_text(book, encoding="utf-8", newline="\n")
    sys.stderr.write(
        f"已写入 {len(written)} 张数据表 → {to}（各列含义见 codebook.md）\n"
        f"{len(written)} tables written to {to} (codebook.md tells what the columns mean)\n"
    )
    return 0


def to_csv(rows: Rows) -> bytes:
    """Give CSV after RFC 4180: a missing value is an empty cell, truth values are true and false."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in rows.table.columns])
    writer.writerows(rows.values)
    return text.getvalue().encode()


def to_parquet(rows: Rows) -> bytes:
    """Give Parquet with typed columns; concepts are dictionaries (factors, categories), meanings stand in the schema."""
    import pyarrow as pa
    from pyarrow import parquet

    columns = rows.table.columns
    values = zip(*rows.values, strict=True) if rows.values else ([] for _ in columns)
    arrays = [_array(column, texts) for column, texts in zip(columns, values, strict=True)]
    fields = [
        pa.field(
            column.name,
            array.type,
            nullable=not column.required,
            metadata={"title": f"{column.label_zh} {column.label_en}", "description": f"{column.zh} {column.en}"},
        )
        for column, array in zip(columns, arrays, strict=True)
    ]
    query = rows.table.query
    schema = pa.schema(fields, metadata={"title": f"{query.title_zh} {query.title_en}"})
    sink = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="snappy")
    return sink.getvalue()


def _array(column: Column, texts: Sequence[str | None]) -> Any:  # noqa: ANN401 (pyarrow is optional and has no types)
    import pyarrow as pa

    values: list[Any] = [value_of(column, text) for text in texts]
    match column.type:
        case "date":
            return pa.array([date.fromisoformat(value) if value else None for value in values], pa.date32())
        case "concept":
            return pa.array(values, pa.string()).dictionary_encode()
        case other:
            types = {"integer": pa.int32(), "year": pa.int32(), "number": pa.float64(), "boolean": pa.bool_()}
            return pa.array(values, types.get(other, pa.string()))


def _check_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise FengongError(
            "parquet 需要 pyarrow，当前环境没有安装。请运行 pip install 'fengong[tables]'，或改用 --format csv。",
            "parquet needs pyarrow, which is not installed. Run pip install 'fengong[tables]', or take --format csv.",
        ) from error


def _write(table: Table, store: Store, output_format: str, folder: Path) -> Written:
    rows = fill(table, store)
    if rows.doubles:
        sys.stderr.write(
            f"注意：{table.name} 有 {rows.doubles} 行的主键已有一行，未写入。\n"
            f"Note: {rows.doubles} rows of {table.name} bear a key that another row has; they are left out.\n"
        )
    data = to_csv(rows) if output_format == "csv" else to_parquet(rows)
    path = f"{table.name}.{output_format}"
    (folder / path).write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    return Written(table=table, path=path, rows=len(rows.values), size=len(data), sha256=digest)


def _package(store: Store, written: Sequence[Written], output_format: str) -> dict[str, Any]:
    """Give the Data Package (Frictionless, version 1): what the data are, and each table with its schema."""
    said = _said(store)

    def both(name: str) -> str:
        return " ".join(said[key] for key in (f"{name}@zh", f"{name}@en") if key in said)

    name, title = _LICENCES.get(said.get("licence", ""), (said.get("licence", ""), ""))
    licence = {key: value for key, value in (("name", name), ("path", said.get("licence")), ("title", title)) if value}
    sources = said.get("source", "").split("\n")
    described = {
        "profile": "tabular-data-package" if output_format == "csv" else "data-package",
        "name": "fengong",
        "id": said.get("id", ""),
        "title": both("title"),
        "description": " ".join(part for part in (both("description"), both("rights")) if part),
        "version": said.get("version", __version__),
        "licenses": [licence] if licence else [],
        "contributors": [{"title": said["creator"], "role": "author"}] if "creator" in said else [],
        "sources": [{"title": title} for title in sources if title],
        "resources": [_resource(each, output_format) for each in written],
    }
    return {key: value for key, value in described.items() if value}


def _said(store: Store) -> dict[str, str]:
    """What the graph says of the data set; several values of one property are lines."""
    found: dict[str, str] = {}
    query = parse_query("dataset", read_text("ontology", "queries/dataset.rq"))
    for row in run(store, bind(query)).rows:
        name, value, language = (term_text(cell) for cell in row)
        key = f"{name}@{language}" if language else name
        found[key] = f"{found[key]}\n{value}" if key in found else value
    return found


def _resource(each: Written, output_format: str) -> dict[str, Any]:
    query = each.table.query
    form = {"encoding": "utf-8", "dialect": {"lineTerminator": "\r\n"}} if output_format == "csv" else {}
    return {
        "name": each.table.name,
        "type": "table" if output_format == "csv" else "file",
        "path": each.path,
        "profile": "tabular-data-resource" if output_format == "csv" else "data-resource",
        "title": f"{query.title_zh} {query.title_en}",
        "description": f"{query.question_zh} {query.question_en}",
        "format": output_format,
        "mediatype": _MEDIA[output_format],
        **form,
        "bytes": each.size,
        "hash": f"sha256:{each.sha256}",
        "schema": _schema(each.table, output_format),
    }


def _schema(table: Table, output_format: str) -> dict[str, Any]:
    links = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.table == table.name else column.table,
                "fields": [_key(column.table)],
            },
        }
        for column in table.columns
        if column.table
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column, (column.name,) == table.key, output_format) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    return {**schema, "foreignKeys": links} if links else schema


def _key(name: str) -> str:
    return next(table.key[0] for table in tables() if table.name == name)


def _field(column: Column, unique: bool, output_format: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if unique:
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    types = _FIELD_TYPES | ({"year": "integer"} if output_format == "parquet" else {})
    title, description = f"{column.label_zh} {column.label_en}", f"{column.zh} {column.en}"
    prefix, _, local = column.term.partition(":")
    described = {
        "name": column.name,
        "type": types.get(column.type, column.type),
        "format": "uri" if column.type == "iri" else "",
        "title": title,
        "description": description if description != title else "",
        "definedBy": f"{prefixes()[prefix]}{local}" if column.term else "",
        "constraints": constraints,
    }
    return {key: value for key, value in described.items() if value}
