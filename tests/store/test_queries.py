"""Names, parameters and texts of queries: what is right runs, what is wrong is told with what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from graph.errors import BadParameter, BadQuery, UnknownQuery
from graph.store import bind, find_hints, library, load_query, parse_query, run
from graph.store.evaluate import term_text

ECHO = """# title-zh: 回声
# param word string=: 词 | word
# param number integer=1: 数 | number
# param year year=2025: 年 | year
# param thing iri: 物 | thing
# param colour choice=red: 颜色 | colour [one of red, green]
SELECT ?word ?number ?year ?thing ?colour WHERE {
  VALUES ?word { "" }
  VALUES ?number { 1 }
  VALUES ?year { "2025"^^xsd:gYear }
  VALUES ?thing { UNDEF }
  VALUES ?colour { "red" }
}
"""
HOSTILE = [
    '" } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #',
    "'''",
    "\\",
    '\\"',
    "}\n} INSERT DATA { <a:a> <a:b> <a:c> }",
    "?word",
    "\u2028\r\n\t\x00",
    "\\1 \\g<before> {0}",
    "😀𠀀",
]


def echo(store: Store, **values: str) -> dict[str, str]:
    result = run(store, bind(parse_query("echo", ECHO), {"thing": "https://example.org/a", **values}))
    return dict(zip(result.columns, map(term_text, result.rows[0]), strict=True))


def test_misspelt_query_name() -> None:
    with pytest.raises(UnknownQuery, match="did you mean my-tasks") as caught:
        library().find("my-task")
    assert "是否指 my-tasks" in caught.value.zh


def test_a_title_finds_its_query() -> None:
    assert library().find("任务分工表").name == library().find("Division of labour").name == "division-of-labour"


def test_misspelt_parameter() -> None:
    with pytest.raises(BadParameter, match="did you mean department"):
        bind(library().find("my-tasks"), {"departement": "县科协"})


def test_misspelt_choice() -> None:
    with pytest.raises(BadParameter, match="did you mean cooperating") as caught:
        bind(library().find("my-tasks"), {"role": "cooperate"})
    assert "lead, cooperating, shared, responsible" in caught.value.en


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("number", "three", "整数"),
        ("number", "3.5", "整数"),
        ("number", "1} UNION {", "整数"),
        ("year", "25", "年份"),
        ("year", "二〇二五", "年份"),
        ("thing", "not an iri", "IRI"),
        ("thing", "https://example.org/> . <x:", "IRI"),
        ("colour", "blue", "red、green"),
    ],
)
def test_values_of_the_wrong_type(name: str, value: str, expected: str, store: Store) -> None:
    with pytest.raises(BadParameter) as caught:
        echo(store, **{name: value})
    assert name in caught.value.zh
    assert expected in caught.value.zh


def test_missing_value() -> None:
    with pytest.raises(BadParameter, match="--param thing="):
        bind(parse_query("echo", ECHO))


def test_defaults_and_values(store: Store) -> None:
    assert echo(store) == {
        "word": "", "number": "1", "year": "2025", "thing": "https://example.org/a", "colour": "red",
    }  # fmt: skip
    assert echo(store, number=" 7 ", thing="plan:Plan", colour="green")["thing"].endswith("ontology#Plan")
    assert echo(store, thing="<https://example.org/b>")["thing"] == "https://example.org/b"
    assert echo(store, colour="")["colour"] == "red"


def test_every_place_of_a_parameter_is_bound_and_keeps_its_language(store: Store) -> None:
    text = """# param word string=: 词 | word
    # VALUES ?word { "" } in a comment stays
    SELECT ?a ?b ?c WHERE {
      { SELECT (?word AS ?a) WHERE { VALUES ?word { ""@zh } } } { SELECT (?word AS ?b) WHERE { VALUES ?word { "" } } }
      { SELECT (?word AS ?c) WHERE { VALUES ?word { ""@zh-Hans } } }
    }"""
    query = parse_query("places", text)
    bound = bind(query, {"word": 'x"@en } #'})
    assert [str(term) for term in run(store, bound).rows[0]] == [
        '"x\\"@en } #"@zh', '"x\\"@en } #"', '"x\\"@en } #"@zh-hans',
    ]  # fmt: skip
    assert '# VALUES ?word { "" } in a comment stays' in bound.text
    assert [str(term) for term in run(store, bind(query)).rows[0]] == ['""@zh', '""', '""@zh-hans']


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_literals_stay_literals(value: str, store: Store) -> None:
    assert echo(store, word=value)["word"] == value.strip()
    for query in ("my-tasks", "serves-group"):
        name = "group" if query == "serves-group" else "department"
        assert not run(store, bind(library().find(query), {name: value})).rows


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_binding(value: str) -> None:
    assert echo(Store(), word=value)["word"] == value.strip()


def test_bound_text_runs_alone_and_tells_its_values() -> None:
    bound = bind(library().find("my-tasks"), {"department": "县科协"})
    assert 'VALUES ?department { "县科协" }' in bound.text
    assert dict(bound.values)["department"] == "县科协"
    assert "# param department string=:" in bound.text, "the header stays as it was"


@pytest.mark.parametrize(
    "line",
    ["# param word", "# param word text=: 词 | word", "# param 词 string=: 词 | word", "# param word string: 词"],
)
def test_parameter_lines_that_cannot_be_read(line: str) -> None:
    with pytest.raises(BadQuery, match="param NAME TYPE"):
        parse_query("q", f"{line}\nASK {{}}")


def test_parameter_without_a_place() -> None:
    with pytest.raises(BadQuery, match="VALUES \\?word"):
        bind(parse_query("q", "# param word string=: 词 | word\n# VALUES ?word { }\nASK {}"))


def test_query_of_a_user(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("\ufeffASK { ?p a plan:Plan }", encoding="utf-8")
    assert run(store, bind(load_query(str(path)))).boolean is True
    assert run(store, bind(load_query("-", lambda: "ASK { ?p a plan:Nothing }"))).boolean is False
    assert load_query("plans") is library().find("plans")
    with pytest.raises(UnknownQuery, match="cannot read the query file"):
        load_query(str(tmp_path / "none.rq"))
    with pytest.raises(BadParameter, match="none"):
        bind(load_query(str(path)), {"plan": "x"})
    path.write_bytes("# 查询".encode("gbk"))
    with pytest.raises(BadQuery, match="UTF-8"):
        load_query(str(path))


def test_own_prefixes_win(store: Store) -> None:
    text = "PREFIX plan: <https://example.org/> ASK { ?p a plan:Plan }"
    assert run(store, bind(parse_query("q", text))).boolean is False


def test_fault_is_shown_at_its_place(store: Store) -> None:
    with pytest.raises(BadQuery) as caught:
        run(store, bind(parse_query("mine", "SELECT * {\n  ?甲 ?p ?o FILTR(true)\n}")))
    assert "第 2 行" in caught.value.zh
    assert "?甲 ?p ?o FILTR(true)" in caught.value.zh
    assert "line 2" in caught.value.en
    assert "u{" not in caught.value.en, "no character classes of the engine"


def test_unknown_prefix_is_guessed(store: Store) -> None:
    with pytest.raises(BadQuery, match="unknown prefix elx: \\(did you mean eli"):
        run(store, bind(parse_query("mine", "ASK { ?s elx:cites ?o }")))


@pytest.mark.parametrize(
    "text", ["", "SELECT", "nonsense", "SELECT ?x { ?s ?p ?o } GROUP BY ?s", "{" * 500, "x" * 200_000]
)
def test_texts_that_are_no_queries(text: str, store: Store) -> None:
    with pytest.raises(BadQuery):
        run(store, bind(parse_query("q", text)))


def test_variable_that_is_not_grouped_is_told(store: Store) -> None:
    with pytest.raises(BadQuery, match=r"\?x stands neither in GROUP BY"):
        run(store, bind(parse_query("mine", "SELECT ?x { ?s ?p ?o } GROUP BY ?s")))


def test_unknown_function_is_told(store: Store) -> None:
    with pytest.raises(BadQuery, match=r"example\.org/f"):
        run(store, bind(parse_query("q", "SELECT * { ?s ?p ?o FILTER(<https://example.org/f>(?o)) }")))


def test_union_of_all_graphs_is_the_default(store: Store) -> None:
    counts = run(store, bind(parse_query("q", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))).rows
    assert term_text(counts[0][0]) == str(len(store))


def test_hints_name_what_was_meant(store: Store) -> None:
    zh, en = find_hints(store, bind(library().find("my-tasks"), {"department": "县科斜"}))[0]
    assert "县科协" in zh
    assert "县科协" in en
    for plan in ("990101-2022-jia-3", "jia-2022.txt", "科普工作"):  # key, file, part of the title
        assert not find_hints(store, bind(library().find("my-tasks"), {"department": "县科协", "plan": plan}))
    for plan in ("990101-2022-jia", "jia-2022"):  # no query takes part of a key or of a file name
        assert (
            f"no plan '{plan}' (did you mean " in find_hints(store, bind(library().find("pairs"), {"plan": plan}))[0][1]
        )
    assert "plan:Provision" not in library().names
    hint = find_hints(store, bind(parse_query("q", "ASK { ?x a plan:Provison }")))[0]
    assert "Provision" in hint[1]
