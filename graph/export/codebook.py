"""Takes tables, gives codebook.md: what each table and column holds, in Chinese and English, and what its values mean.

Definitions are those of the ontology and the vocabularies; nothing is said here that is not said there or in the query.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.export.tables import Column, Table
from graph.store import prefixes
from graph.vocabulary import concepts

_TYPES = {
    "string": "文字 text",
    "iri": "IRI",
    "integer": "整数 integer",
    "number": "数 number",
    "boolean": "真假 true/false",
    "year": "年份 year",
    "date": "日期 date",
    "concept": "词表 concept",
}
_READING = {
    "csv": """```r
readr::read_csv("responsibilities.csv")                                         # R
```

```stata
import delimited "responsibilities.csv", encoding("UTF-8") bindquote(strict) maxquotedrows(unlimited) varnames(1)
```

```python
pandas.read_csv("responsibilities.csv")
```

文件是不带字节顺序标记的 UTF-8，单元格内可有换行。Excel 请用“数据 → 从文本/CSV”打开；要双击打开的表，用构建结果中的 `tables/分工表.xlsx`。
The files are UTF-8 without a byte-order mark; a cell may hold line breaks. In Excel open them by Data → From Text/CSV;
for a double click there is `tables/分工表.xlsx` in the build.""",
    "parquet": """```r
arrow::read_parquet("responsibilities.parquet")                                 # R
```

```python
pandas.read_parquet("responsibilities.parquet")
```

词表列是因子（R 的 factor，pandas 的 category）；Stata 请用 CSV。
Columns of concepts are factors (R) or categories (pandas); for Stata take the CSV.""",
}


def codebook(tables: Sequence[tuple[Table, int]], output_format: str) -> str:
    """Give the codebook of tables and their numbers of rows, as Markdown."""
    return "\n".join(_lines(tables, output_format)) + "\n"


def _lines(tables: Sequence[tuple[Table, int]], output_format: str) -> Iterator[str]:
    yield from ("# 编码本 Codebook", "")
    yield (
        "各表以 IRI 为键，与图谱中的 IRI 相同；空单元格是原文没有说。定义取自本体与词表。"
        "The tables are keyed by the IRIs of the graph; an empty cell means that the text does not say it. "
        "Definitions are those of the ontology and the vocabularies."
    )
    yield from ("", _READING[output_format], "")
    yield from ("| 表 table | 行 rows | 内容 what a row is |", "|---|---:|---|")
    for table, rows in tables:
        yield f"| [{table.name}](#{table.name}) | {rows} | {_cell(table.query.title_zh)} {_cell(table.query.title_en)} |"
    for table, rows in tables:
        yield from _table(table, rows)
    for scheme in sorted({column.scheme for table, _ in tables for column in table.columns if column.scheme}):
        yield from _values(scheme)


def _table(table: Table, rows: int) -> Iterator[str]:
    query = table.query
    yield from ("", f"## {table.name}", "")
    yield from (f"**{query.title_zh} {query.title_en}** · {rows} 行 rows", "")
    yield f"{query.question_zh} {query.question_en}"
    yield from ("", f"主键 primary key: {', '.join(f'`{name}`' for name in table.key)}", "")
    yield from ("| 列 column | 类型 type | 含义 | meaning | 出处 defined by |", "|---|---|---|---|---|")
    for column in table.columns:
        zh, en = _named(column.label_zh, "：", column.zh), _named(column.label_en, ": ", column.en)
        yield f"| `{column.name}` | {_type(column)} | {_cell(zh)} | {_cell(en)} | {_source(column)} |"


def _type(column: Column) -> str:
    missing = "" if column.required else "，可空 may be missing"
    if column.table:
        return f"IRI → [{column.table}](#{column.table}){missing}"
    if column.scheme:
        return f"[{column.scheme}](#values-{column.scheme}){missing}"
    choices = f" ({', '.join(column.choices)})" if column.choices else ""
    return f"{_TYPES[column.type]}{choices}{missing}"


def _source(column: Column) -> str:
    prefix, _, local = column.term.partition(":")
    return f"[{column.term}]({prefixes()[prefix]}{local})" if column.term else ""


def _named(label: str, between: str, definition: str) -> str:
    return label if label == definition else f"{label}{between}{definition}"


def _values(scheme: str) -> Iterator[str]:
    """The values of a column of concepts, with their labels."""
    yield from ("", f'## <a id="values-{scheme}"></a>取值 values: {scheme}', "")
    yield from ("| 值 value | 中文 | English |", "|---|---|---|")
    for concept in concepts(scheme):
        yield f"| `{concept.notation}` | {_cell(concept.zh)} | {_cell(concept.en)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
