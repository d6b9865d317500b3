"""Results in every format: nothing lost, nothing live, the same bytes twice."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results
from rich.cells import cell_len
from rich.console import Console

from graph.errors import BadParameter
from graph.store import FORMATS, Result, bind, library, parse_query, run, write

ODD = """SELECT ?a ?b ?c ?d ?e WHERE { VALUES (?a ?b ?c ?d ?e) {
  ("逗号, \\"引号\\"" "第一行\\n第二行" 5 UNDEF <https://w3id.org/fengong/vocab/role/lead>)
  ("=1+1" "http://example.org/" 1.5 "x"@zh <https://example.org/>)
  ("@cmd" "\\u001B[31mred\\u202E" 12345678901234567890 "2025"^^xsd:gYear true)
} }"""


def answer(store: Store, text: str) -> Result:
    return run(store, bind(parse_query("odd", text)))


def written(result: Result, output_format: str) -> bytes:
    stream = io.BytesIO()
    write(result, output_format, stream)
    return stream.getvalue()


def printed(result: Result, width: int) -> str:
    text = io.StringIO()
    write(result, "table", io.BytesIO(), Console(file=text, width=width, force_terminal=True, color_system=None))
    return text.getvalue()


def sheet(book: bytes, number: int = 1) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def strings(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read("xl/sharedStrings.xml").decode()


def test_csv_is_read_back_whole(store: Store) -> None:
    data = written(answer(store, ODD), "csv")
    assert data.count(b"\r\n") == 4
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert rows[0] == ["a", "b", "c", "d", "e"]
    assert rows[1][:4] == ['逗号, "引号"', "第一行\n第二行", "5", ""]
    assert rows[2][0] == "=1+1"


@pytest.mark.parametrize("query", library().queries, ids=lambda query: query.name)
def test_csv_and_json_of_every_query_say_the_same(query: object, store: Store) -> None:
    result = run(store, bind(query))  # type: ignore[arg-type]
    rows = list(csv.DictReader(io.StringIO(written(result, "csv").decode(), newline="")))
    bindings = json.loads(written(result, "json"))["results"]["bindings"]
    assert [{k: v for k, v in row.items() if v} for row in rows] == [
        {name: term["value"] for name, term in row.items() if term["value"]} for row in bindings
    ]


def test_json_is_sparql_results_json(store: Store) -> None:
    data = written(answer(store, ODD), "json")
    solutions = parse_query_results(data, format=QueryResultsFormat.JSON)
    expected = answer(store, ODD).rows
    assert [tuple(solution) for solution in solutions] == list(expected)  # type: ignore[union-attr]
    assert json.loads(written(answer(store, "ASK {}"), "json")) == {"head": {}, "boolean": True}


def test_turtle_of_construct(store: Store) -> None:
    result = run(store, bind(library().find("responsibility-graph")))
    data = written(result, "ttl")
    assert {tuple(t)[:3] for t in parse(data, RdfFormat.TURTLE)} == set(result.rows)
    assert b"@prefix plan:" in data
    assert b"@prefix cito:" not in data, "only the prefixes that are used"
    with pytest.raises(BadParameter, match="CONSTRUCT"):
        written(answer(store, ODD), "ttl")


@pytest.mark.parametrize("output_format", FORMATS)
def test_same_bytes_twice(output_format: str, store: Store) -> None:
    query = bind(library().find("responsibility-graph"))
    assert written(run(store, query), output_format) == written(run(store, query), output_format)


@pytest.mark.parametrize("output_format", ["table", "csv", "json", "xlsx"])
@pytest.mark.parametrize("text", ["ASK {}", "SELECT ?x { ?x a <x:none> }", "SELECT * { }"])
def test_truth_values_and_empty_results(text: str, output_format: str, store: Store) -> None:
    assert written(answer(store, text), output_format)


def test_unknown_format(store: Store) -> None:
    with pytest.raises(BadParameter, match="Formats: table"):
        written(answer(store, ODD), "pdf")


def test_table_columns_line_up_with_chinese(store: Store) -> None:
    lines = [line for line in printed(run(store, bind(library().find("kinds"))), 100).splitlines() if line.strip()]
    assert len({cell_len(line.rstrip()[: line.rstrip().rfind(" ")].rstrip()) for line in lines if "县" in line}) <= 2
    assert all(cell_len(line) <= 100 for line in lines)
    column = lines[0].index("provisions")
    for line in lines[2:]:
        position = next(i for i in range(len(line)) if cell_len(line[:i]) == column)
        assert line[position].isdigit(), line


def test_table_in_a_pipe_has_one_line_a_row(store: Store) -> None:
    result = run(store, bind(library().find("division-of-labour")))
    lines = written(result, "table").decode().splitlines()
    assert len(lines) == len(result.rows) + 2
    assert any("县教育局、县科技局、县科协" in line for line in lines)


def test_narrow_terminal_gets_blocks(store: Store) -> None:
    result = run(store, bind(library().find("division-of-labour"), {"plan": "jia-2022.txt"}))
    text = printed(result, 80)
    assert text.count("heading") == 5
    assert "一、重点任务 / （一）青少年行动" in text


def test_table_cannot_steer_the_terminal(store: Store) -> None:
    for text in (printed(answer(store, ODD), 200), written(answer(store, ODD), "table").decode()):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "role:lead" in printed(answer(store, ODD), 200)
    assert "[bold]" in printed(answer(store, 'SELECT ("[bold]x[/bold]" AS ?x) {}'), 80)


def test_workbook_holds_numbers_and_plain_text(store: Store) -> None:
    book = written(answer(store, ODD), "xlsx")
    xml = sheet(book)
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert "<v>1.5</v>" in xml
    assert "=1+1" in strings(book)
    assert "12345678901234567890" in strings(book), "more digits than Excel keeps stay text"
    assert 'state="frozen"' in xml


def test_workbook_says_what_was_asked(store: Store) -> None:
    book = written(run(store, bind(library().find("my-tasks"), {"department": "县科协"})), "xlsx")
    for part in ("我单位牵头哪些任务", "县科协", "ORDER BY"):
        assert part in strings(book)


def test_workbook_tells_that_a_cell_was_cut(store: Store) -> None:
    book = written(answer(store, f'SELECT ("{"长" * 40_000}" AS ?x) {{}}'), "xlsx")
    assert "截断 truncated" in strings(book)


def test_workbook_refuses_too_many_rows(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.workbook.MAX_ROWS", 2)
    with pytest.raises(BadParameter, match="csv"):
        written(answer(store, ODD), "xlsx")
