"""The library as it is told: by theme, one query whole, heads of columns in two languages."""

from __future__ import annotations

import io

import pytest

from graph.errors import UnknownQuery
from graph.listing import describe_query, list_queries
from graph.store import library
from graph.store.labels import column_label, labelled_columns, themes

QUERIES = library().queries


def test_every_query_is_listed_once_below_its_theme() -> None:
    stream = io.StringIO()
    assert list_queries(stream) == 0
    listed = [line.split()[0] for line in stream.getvalue().splitlines() if line.startswith("  ")]
    assert sorted(listed) == list(library().names)
    assert {query.theme for query in QUERIES} == set(themes())


@pytest.mark.parametrize("name", library().names)
def test_a_query_told_whole(name: str) -> None:
    stream = io.StringIO()
    assert describe_query(name, stream) == 0
    query = library().find(name)
    for word in (
        query.question_zh,
        query.question_en,
        query.note_zh,
        query.note_en,
        *query.columns,
        *(p.name for p in query.parameters),
    ):
        assert word in stream.getvalue()


def test_an_unknown_query() -> None:
    with pytest.raises(UnknownQuery, match="did you mean my-tasks"):
        describe_query("my-task", io.StringIO())


def test_every_column_has_a_head_and_no_head_is_left_over() -> None:
    columns = {(query.name, column) for query in QUERIES for column in query.columns}
    known = labelled_columns()
    assert [f"{name}.{column}" for name, column in sorted(columns) if not {column, f"{name}.{column}"} & known] == []
    assert known <= {column for _, column in columns} | {f"{name}.{column}" for name, column in columns}


def test_a_query_may_have_a_head_of_its_own() -> None:
    assert column_label("targets", "unit") == ("计量单位", "unit of measure")
    assert column_label("my-tasks", "unit") == ("任务 IRI", "unit (IRI)")
    assert column_label("mine", "nothing") == ("nothing", "nothing")
