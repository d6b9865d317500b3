"""Takes the query library, gives it told: all queries by theme, or one with its parameters and columns."""

from __future__ import annotations

from typing import TextIO

from rich.cells import cell_len

from graph.store import NamedQuery, Parameter, library
from graph.store.labels import column_label, themes


def list_queries(stream: TextIO) -> int:
    """List the queries: a theme a block, a query a line."""
    queries = library().queries
    width = max(len(query.name) for query in queries)
    for theme, (zh, en) in themes().items():
        chosen = [query for query in queries if query.theme == theme]
        titles = max((cell_len(query.title_zh) for query in chosen), default=0)
        stream.write(f"\n{zh} {en}\n" if chosen else "")
        for query in chosen:
            gap = " " * (titles - cell_len(query.title_zh))
            stream.write(f"  {query.name:<{width}}  {query.title_zh}{gap}  {query.title_en}\n")
    stream.write(
        "\n一个查询的参数和列 the parameters and columns of one: fengong query NAME --list"
        "\n不写 SPARQL without SPARQL: fengong ask 县科协\n"
    )
    return 0


def describe_query(name: str, stream: TextIO) -> int:
    """Tell of one query what it asks, what can be set, what comes out.

    Raises:
        UnknownQuery: if there is no query of that name.
    """
    query = library().find(name)
    numbers = f"  [{', '.join(map(str, query.answers))}]" if query.answers else ""
    stream.write(
        f"{query.name} · {query.title_zh} · {query.title_en}{numbers}\n{query.question_zh}\n{query.question_en}\n"
    )
    stream.write(f"\n{query.note_zh}\n{query.note_en}\n" if query.note_zh else "")
    stream.write("\n参数 parameters\n" if query.parameters else "")
    stream.writelines(f"  --param {_parameter(parameter)}\n" for parameter in query.parameters)
    stream.write("\n列 columns\n")
    stream.writelines(f"  {_column(query, column)}\n" for column in query.columns)
    if query.empty_zh or query.empty_en:
        stream.write(f"\n没有结果时 if nothing is found\n  {query.empty_zh}\n  {query.empty_en}\n")
    return 0


def show_query(name: str, stream: TextIO) -> int:
    """Write the SPARQL text of a named query; raises ``UnknownQuery``."""
    stream.write(library().find(name).text)
    return 0


def _parameter(parameter: Parameter) -> str:
    default = "…" if parameter.default is None else parameter.default
    choices = f"\n      {' | '.join(parameter.choices)}" if parameter.choices else ""
    return f"{parameter.name}={default}  ({parameter.type})\n      {parameter.zh}\n      {parameter.en}{choices}"


def _column(query: NamedQuery, column: str) -> str:
    zh, en = column_label(query.name, column)
    return f"{column:<{max(map(len, query.columns))}}  {zh} · {en}"
