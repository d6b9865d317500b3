"""What would write or call out is refused before the engine sees it; the same words as data pass."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graph.errors import NotReadOnly
from graph.store import bind, parse_query, run
from graph.store.guard import check_read_only

CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE?s { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX service: <http://127.0.0.1:1/> SELECT * { service:x # {\n { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p 1.SERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o.SERVICESILENT<http://127.0.0.1:1/>{ ?a ?b ?c } }",
    "PREFIX ex: <x:> SELECT * { ?s ?p ex:.SERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } }",
    "PREFIX ex: <x:> SELECT * { ?s ?p ex:a\\#, ex:b . SERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } }",
    "PREFIX ex: <x:> SELECT * { ?s ?p ex:a\\', ex:b . SERVICE<http://127.0.0.1:1/>{ ?a ?b \"'\" } }",
    "SELECT * { ?s ?p '''a\\''' b''' . SERVICE <http://127.0.0.1:1/> { } }",
    'SELECT * { ?s ?p "a\\\\" . SERVICE <http://127.0.0.1:1/> { } }',
    'SELECT * { ?s ?p "\\u0022" . SERVICE <http://127.0.0.1:1/> { ?a ?b "x" } }',
    "SELECT * { ?s ?p ?o FILTER(?a<?b)SERVICE<http://127.0.0.1:1/>{ } }",
]
UPDATES = [
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "PREFIX a: <a:>\n# note\ndelete where { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:1/>",
    "CLEAR ALL",
    "DROP GRAPH <a:a>",
    "CREATE GRAPH <a:a>",
    "COPY <a:a> TO <a:b>",
    "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "ASK {} ; INSERT DATA { <a:a> <a:b> <a:c> }",
]
HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://127.0.0.1:1/> { }" } # SERVICE',
    "SELECT ?service ?load { ?service ?load '''INSERT ' DATA''' }",
    "PREFIX service: <x:> PREFIX add: <y:> SELECT * { ?s service:SERVICE add:INSERT . ?x service:load ?o }",
    "SELECT * { ?s <http://example.org/SERVICE/INSERT> ?o }",
    'SELECT * { ?s ?p "x"@en-service }',
    'SELECT * { ?s ?p "a\\" SERVICE" }',
    'SELECT * { ?s ?p "a\\u0022 . SERVICE <http://127.0.0.1:1/> { }" }',
    "SELECT * { ?s ?p ?o FILTER(1<2 && 3>2) }",
]


@pytest.mark.parametrize("text", CALLS)
def test_calls_to_other_servers(text: str) -> None:
    with pytest.raises(NotReadOnly, match="SERVICE"):
        bind(parse_query("q", text))


@pytest.mark.parametrize("text", UPDATES)
def test_updates(text: str, store: Store) -> None:
    before = len(store)
    with pytest.raises(NotReadOnly, match="update keyword"):
        run(store, bind(parse_query("q", text)))
    assert len(store) == before


@pytest.mark.parametrize("text", HARMLESS)
def test_the_same_words_as_data(text: str, store: Store) -> None:
    check_read_only(text)
    run(store, bind(parse_query("q", text)))
