"""The handbook: every term, vocabulary and query has its page, every link leads somewhere, every example answers."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Graph

from graph.assets import read_text
from graph.handbook import Handbook, make_pages, write_handbook
from graph.handbook.answers import answer_text
from graph.handbook.colour import body_of, coloured
from graph.handbook.counts import count_uses
from graph.handbook.data import data_files
from graph.handbook.drawing import ARROWS, BOXES, schema_drawing
from graph.handbook.questions import read_questions
from graph.handbook.terms import Text, read_ontology, read_schemes
from graph.pipeline import Build
from graph.store import bind, library, open_store, parse_query, prefixes
from graph.store.terms import check_terms
from tests.ontology.rewriting import follow, read_rules

RECIPES = {
    language: re.findall(
        r"^```sparql\n(.*?)^```$",
        read_text("graph", f"handbook/texts/cookbook.{language}.md"),
        re.MULTILINE | re.DOTALL,
    )
    for language in ("zh", "en")
}


@pytest.fixture(scope="module")
def graph(built: Build) -> Store:
    return open_store(built.folder)


@pytest.fixture(scope="module")
def book(graph: Store) -> Handbook:
    return Handbook(graph, read_ontology(), read_schemes(), library().queries, count_uses(graph))


@pytest.fixture(scope="module")
def pages(book: Handbook) -> dict[str, str]:
    return make_pages(book)


def test_everything_has_its_page(pages: dict[str, str]) -> None:
    assert {f"query-{name}.html" for name in library().names} <= set(pages)
    for prefix in ("role", "kind", "carrier", "function", "body-type", "target-group", "comparator", "level"):
        assert f"vocab/{prefix}.html" in pages
    anchors = set(re.findall(r'class="term" id="([^"]+)"', pages["ontology.html"]))
    assert anchors == {term.name.removeprefix("plan:") for term in read_ontology().terms}


def test_every_link_leads_somewhere(pages: dict[str, str]) -> None:
    ids = {name: set(re.findall(r'\bid="([^"]+)"', html)) for name, html in pages.items()}
    lost = set()
    for name, html in pages.items():
        for href in re.findall(r'<a [^>]*href="([^"]+)"', html):
            page, _, anchor = unescape(href).partition("#")
            page = posixpath.normpath(posixpath.join(posixpath.dirname(name), page)) if page else name
            if page not in pages or (anchor and anchor not in ids[page]):
                lost.add(f"{name} → {href}")
    assert not lost


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, str]) -> None:
    for html in pages.values():
        assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
        assert "default-src 'none'" in html


def test_a_query_page_shows_what_the_query_answers(pages: dict[str, str], graph: Store) -> None:
    html = pages["query-plans.html"]
    assert "云政发〔2022〕23号" in html
    assert "发文字号" in html
    assert "document number" in html
    assert "共 6 行" in html


def test_the_note_of_a_query_stands_on_its_page_in_both_languages(pages: dict[str, str]) -> None:
    query = library().find("load")
    shown = unescape(pages["query-load.html"])
    assert query.note_zh
    assert query.note_zh in shown
    assert query.note_en in shown


@pytest.mark.parametrize("number", range(len(RECIPES["zh"])))
def test_every_recipe_answers(number: int, graph: Store) -> None:
    text = RECIPES["zh"][number]
    assert text == RECIPES["en"][number]
    check_terms(graph, bind(parse_query("recipe", text)))
    assert answer_text(graph, text).total > 0


def test_the_worked_example_agrees_with_the_named_query(graph: Store) -> None:
    """Bodies for older people in one county: counted by the cookbook and by group-departments."""
    counted = next(text for text in RECIPES["en"] if "?department (COUNT" in text)
    named = bind(library().find("group-departments"), {"plan": "云衡", "inherited": "yes"})
    own = {(row[0].text, row[1].text) for row in answer_text(graph, counted, rows=99).rows}
    from graph.handbook.answers import answer

    theirs = answer(graph, named, rows=99)
    assert theirs.total > 3
    columns = [name for name, _ in theirs.heads]
    assert {(row[columns.index("department")].text, row[columns.index("units")].text) for row in theirs.rows} <= own


def test_drawing_names_what_exists() -> None:
    terms = {term.name for term in read_ontology().terms} | {f"{scheme.name}:" for scheme in read_schemes()}
    named = {box.name for box in BOXES} | {name for arrow in ARROWS for name in (arrow.start, arrow.end, arrow.name)}
    named |= {box.by for box in BOXES if box.by}
    assert {name for name in named if not name.startswith("eli:")} <= terms


def test_drawing_escapes_labels() -> None:
    drawing = schema_drawing({"plan:Plan": Text("<b>方案", 'a"plan')}, {"plan:Plan": 1234})
    assert "<b>" not in drawing
    assert "1,234" in drawing


def test_colours_lose_no_character_and_escape() -> None:
    text = 'SELECT ?s # a <b> & c\nWHERE { ?s plan:key "<i>" . FILTER(?s < 3) }\n'
    html = coloured(text)
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text
    assert 'href="ontology.html#key"' in html


def test_what_a_plan_says_is_text(book: Handbook) -> None:
    recipe = answer_text(Store(), 'SELECT ?x { VALUES ?x { "<script>alert(1)</script>" } }')
    from graph.visualise.page import render

    html = render("handbook/recipe.html", {"code": "", "answer": recipe}, style="", script="")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("name", library().names)
def test_what_is_copied_is_the_query_without_its_header(name: str) -> None:
    body = body_of(library().find(name).text)
    assert body.split()[0] in ("SELECT", "CONSTRUCT", "PREFIX", "#")
    assert "# title-" not in body


def test_same_build_same_bytes(book: Handbook, pages: dict[str, str], built: Build, tmp_path: Path) -> None:
    assert write_handbook(built.folder, tmp_path / "docs") == len(pages)
    written = {
        path.relative_to(tmp_path / "docs").as_posix(): path.read_text("utf-8")
        for path in (tmp_path / "docs").rglob("*.html")
    }
    assert written == pages


def test_the_site_has_what_the_rules_of_w3id_lead_to(book: Handbook, built: Build, tmp_path: Path) -> None:
    write_handbook(built.folder, tmp_path)
    rules = read_rules(read_text("ontology", "w3id/.htaccess"))
    site = next(rule.flags["E"].removeprefix("SITE:") for rule in rules if rule.flags.get("E", "").startswith("SITE:"))
    version = f"ontology/{book.ontology.version}"
    paths = ["ontology", version, "vocab", "vocab/role", "vocab/role/lead", "vocab/instrument", "context"]
    paths += ["external-terms", "prefixes", "shapes", "developers"]
    for path in paths:
        for accept in ("text/html", "text/turtle", "application/ld+json", "application/rdf+xml"):
            place, _, anchor = follow(rules, path, accept).location.removeprefix(f"{site}/").partition("#")
            if path == version and accept == "text/html":
                continue  # the page of a version is kept by whoever publishes
            found = tmp_path / (place or "index.html")
            assert found.is_file(), (path, accept)
            assert not anchor or f'id="{anchor}"' in found.read_text("utf-8")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib's own JSON-LD reader
def test_data_files_read_to_the_same_triples() -> None:
    files = data_files()
    for name in ("ontology", "vocab/role", "vocab/instrument"):
        one, *others = [
            Graph().parse(data=files[f"{name}.{ending}"], format=form)
            for ending, form in (("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld"))
        ]
        assert all(set(one) == set(other) for other in others)
    shapes = Graph().parse(data=files["shapes.ttl"], format="turtle")
    assert len(shapes) > 100


def test_questions_are_all_there(pages: dict[str, str]) -> None:
    assert [question.number for question in read_questions()] == list(range(1, 41))
    for question in read_questions():
        assert question.text.zh in unescape(pages["questions.html"])
        assert f'id="q{question.number}"' in pages["questions.html"]


def test_uses_are_counted(book: Handbook) -> None:
    plan = prefixes()["plan"]
    counted = answer_text(book.store, "SELECT (COUNT(*) AS ?n) { ?p a plan:Provision }").rows[0][0].text
    assert book.uses[f"{plan}Provision"] == int(counted) > 0
