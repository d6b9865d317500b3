"""The rules for w3id.org: every sort of IRI leads to one place for every form, and every IRI that a build makes does."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.assets import read_text
from graph.pipeline import Build
from tests.ontology.ontofiles import OURS, OWL, values
from tests.ontology.rewriting import follow, read_rules

TEXT = read_text("ontology", "w3id/.htaccess")
RULES = read_rules(TEXT)
SITE = next(rule.flags["E"].removeprefix("SITE:") for rule in RULES if rule.flags.get("E", "").startswith("SITE:"))
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
FORMS = {
    "": "html",
    "*/*": "html",
    BROWSER: "html",
    "text/turtle": "ttl",
    "Text/Turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/rdf+xml, text/turtle;q=0.9, */*;q=0.1": "rdf",
    "application/ld+json, text/turtle;q=0.5": "jsonld",
    "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.8": "ttl",
    "text/html, text/turtle;q=0.5": "html",
}


def where(path: str, accept: str = "") -> str:
    """Where a path leads by 303, as a path of the site."""
    answer = follow(RULES, path, accept)
    assert answer.status == 303, answer
    assert answer.location.startswith(f"{SITE}/"), answer
    return answer.location.removeprefix(SITE)


@pytest.mark.parametrize(("accept", "form"), FORMS.items())
@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("ontology", "/ontology"),
        ("ontology/", "/ontology"),
        ("ontology/0.2.0", "/ontology/0.2.0/ontology"),
        ("vocab/body-type", "/vocab/body-type"),
        ("id/plan/370999-2026-8", "/id/plan/370999-2026-8"),
        ("id/graph/370999-2026-8/evidence", "/id/graph/370999-2026-8/evidence"),
    ],
)
def test_form_follows_accept(path: str, target: str, accept: str, form: str) -> None:
    assert where(path, accept) == f"{target}.{form}"


@pytest.mark.parametrize("accept", ["text/turtle", BROWSER])
def test_ending_wins_over_accept(accept: str) -> None:
    for ending in ("ttl", "rdf", "jsonld", "html"):
        assert where(f"ontology.{ending}", accept) == f"/ontology.{ending}"
    assert where("context.jsonld", accept) == where("context", accept) == "/context.jsonld"


def test_entry_of_a_vocabulary_leads_to_its_place_in_the_page() -> None:
    assert where("vocab/role/lead", BROWSER) == "/vocab/role.html#lead"
    assert where("vocab/role/lead", "text/turtle") == "/vocab/role.ttl"


@pytest.mark.parametrize("accept", FORMS)
def test_lists_have_one_form(accept: str) -> None:
    for name in ("external-terms", "prefixes", "shapes"):
        assert where(name, accept) == f"/{name}.ttl"
    assert where("developers", accept) == "/"
    assert where("vocab", accept) == "/vocabularies.html"


def test_site_and_strangers() -> None:
    assert where("") == "/"
    for path in ("nothing", "ontology/latest", "ontology/0.2", "vocab/role/lead/x", "id/", ".htaccess", "ontology.exe"):
        answer = follow(RULES, path, "text/turtle")
        assert (answer.status, answer.location) == (404, ""), path


def test_address_of_the_site_stands_in_one_line() -> None:
    assert re.fullmatch(r"https://\S*[^/\s]", SITE)
    assert TEXT.count(SITE) == 1
    assert sum("E=SITE:" in line for line in TEXT.splitlines() if not line.startswith("#")) == 1
    before = TEXT.splitlines()[TEXT[: TEXT.index(SITE)].count("\n") - 1]
    assert "THE ONE LINE TO EDIT" in before
    moved = read_rules(TEXT.replace(SITE, "https://elsewhere.example/x"))
    for path in ("", "ontology", "vocab/role/lead", "id/plan/1", "context", "ontology.ttl", "ontology/1.0.0", "vocab"):
        assert follow(moved, path).location.startswith("https://elsewhere.example/x/"), path


def test_placeholder_is_called_one() -> None:
    """As long as the target is an example, rules and README say that nothing is published."""
    readme = read_text("ontology", "w3id/README.md")
    if "example.org" in SITE:
        assert "NOT YET PUBLISHED" in TEXT
        assert "Not yet published" in readme
        assert "尚未发布" in readme


def test_every_iri_of_a_build_leads_somewhere(built: Build) -> None:
    found = set()
    for quad in parse(path=built.folder / "graph.nq", format=RdfFormat.N_QUADS):
        nodes = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        found |= {n.value.partition("#")[0] for n in nodes if isinstance(n, NamedNode) and n.value.startswith(OURS)}
    assert len(found) > 3000
    lost = [iri for iri in sorted(found) if follow(RULES, iri.removeprefix(OURS), "text/turtle").status != 303]
    assert lost == []


def test_iris_of_the_header_lead_somewhere() -> None:
    for name in ("versionIRI", "priorVersion"):
        [version] = values("plan.ttl", f"{OURS}ontology", f"{OWL}{name}")
        number = version.value.rsplit("/", 1)[1]
        assert where(version.value.removeprefix(OURS), "text/turtle") == f"/ontology/{number}/ontology.ttl"


@pytest.mark.parametrize(
    "line",
    [
        "RewriteRule ^x$ /y [P,L]",
        "RewriteCond %{HTTP_HOST} x",
        "Redirect 301 /x /y",
        "RewriteCond %{HTTP_ACCEPT} x [OR]",
    ],
)
def test_rule_that_the_reader_does_not_know_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_rules(line)
    assert follow(read_rules("RewriteRule ^a$ https://e.example/b [R=303]"), "b").status == 200
