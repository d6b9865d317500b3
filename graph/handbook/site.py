"""Takes a build, gives the handbook: pages on ontology, vocabularies and queries, and a cookbook, all offline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from pyoxigraph import Store

from graph import __version__
from graph.assets import read_text
from graph.handbook.answers import Answer, answer, answer_text
from graph.handbook.colour import body_of, coloured
from graph.handbook.counts import count_uses
from graph.handbook.data import data_files
from graph.handbook.drawing import BOXES, link_of, schema_drawing
from graph.handbook.example import EXAMPLE_PLACE, example_place
from graph.handbook.questions import read_questions
from graph.handbook.terms import Concept, Ontology, Scheme, Text, read_ontology, read_schemes
from graph.store import NamedQuery, bind, library, open_store, prefixes
from graph.store.labels import themes
from graph.store.tokens import prefixed_names
from graph.visualise.page import asset, render, wrap

_STYLES = ("base.css", "handbook.css")
_SCRIPTS = ("common.js", "handbook.js")
_BLOCK = re.compile(r"^```sparql\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = "§{}§"


@dataclass(frozen=True, slots=True)
class Handbook:
    """What all pages draw on."""

    store: Store
    ontology: Ontology
    schemes: tuple[Scheme, ...]
    queries: tuple[NamedQuery, ...]
    uses: Mapping[str, int]


def write_handbook(build: Path, folder: Path) -> int:
    """Write the pages into ``folder`` and give their number; results are those of the build.

    Raises:
        StoreError: if the build cannot be opened.
    """
    store = open_store(build)
    book = Handbook(store, read_ontology(), read_schemes(), library().queries, count_uses(store))
    pages = make_pages(book)
    for name, html in pages.items():
        _put(folder / name, html.encode())
    for name, data in data_files().items():
        _put(folder / name, data)
    return len(pages)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def make_pages(book: Handbook) -> dict[str, str]:
    """Give all pages by file name."""
    pages = {
        "index.html": _page(
            book, "index.html", Text("使用手册", "Handbook"), drawing=_drawing(book), place=example_place(book.store)
        ),
        "ontology.html": _ontology(book),
        "vocabularies.html": _page(book, "vocabularies.html", Text("词表", "Vocabularies")),
        "queries.html": _page(book, "queries.html", Text("查询", "Queries")),
        "questions.html": _page(
            book, "questions.html", Text("四十个问题", "Forty questions"), questions=read_questions()
        ),
        "cookbook.html": _cookbook(book),
    }
    for scheme in book.schemes:
        uses = {concept.iri: book.uses.get(concept.iri, 0) for concept in _all(scheme.top)}
        pages[f"vocab/{scheme.name}.html"] = _page(
            book, "vocabulary.html", scheme.label, scheme=scheme, uses=uses, root="../"
        )
    for query in book.queries:
        pages[f"query-{query.name}.html"] = _query(book, query)
    return pages


def _page(book: Handbook, template: str, title: Text, **context: object) -> str:
    style = "\n".join(asset(f"static/{name}") for name in _STYLES)
    common: dict[str, object] = {
        "title": title,
        "root": "",
        "version": __version__,
        "ontology": book.ontology,
        "schemes": book.schemes,
        "themes": [(Text(*label), [q for q in book.queries if q.theme == name]) for name, label in themes().items()],
    }
    return render(f"handbook/{template}", common | context, style=style, script=wrap(*_SCRIPTS))


def _drawing(book: Handbook) -> Markup:
    labels = {term.name: term.label for term in book.ontology.terms}
    labels |= {f"{scheme.name}:": scheme.label for scheme in book.schemes}
    iris = {box.name: prefixes()["plan"] + box.name.removeprefix("plan:") for box in BOXES if box.name[-1] != ":"}
    counts = {name: book.uses.get(iri, 0) for name, iri in iris.items()}
    counts |= {f"{scheme.name}:": scheme.size for scheme in book.schemes}
    return schema_drawing(labels, counts)


def _ontology(book: Handbook) -> str:
    users: dict[str, list[str]] = {}
    for query in book.queries:
        for name in sorted({token.value for token in prefixed_names(query.text)[0]}):
            users.setdefault(name, []).append(query.name)
    kinds = (
        ("class", Text("类", "Classes")),
        ("object", Text("关系", "Relations")),
        ("datatype", Text("属性", "Attributes")),
        ("annotation", Text("注释", "Annotations")),
    )
    groups = [(label, [term for term in book.ontology.terms if term.kind == kind]) for kind, label in kinds]
    title = Text("本体", "Ontology")
    return _page(book, "ontology.html", title, groups=groups, uses=book.uses, users=users, relations=_RELATIONS)


_RELATIONS = {
    "domain": Text("主语是", "of"),
    "range": Text("值是", "value"),
    "subClassOf": Text("上位类", "kind of"),
    "subPropertyOf": Text("上位关系", "sub-property of"),
    "inverseOf": Text("反向", "inverse of"),
    "disjointWith": Text("不相容", "disjoint with"),
    "equivalent": Text("等同", "same as"),
    "seeAlso": Text("相近", "near"),
}


def _query(book: Handbook, query: NamedQuery) -> str:
    title = Text(query.title_zh, query.title_en)
    terms = sorted({token.value for token in prefixed_names(query.text)[0] if token.value.startswith("plan:")})
    shown: Answer = answer(book.store, bind(query))
    return _page(
        book,
        "query.html",
        title,
        query=query,
        answer=shown,
        code=coloured(body_of(query.text)),
        terms=terms,
        link=link_of,
    )


def _cookbook(book: Handbook) -> str:
    place = example_place(book.store)
    texts = {
        language: _chapter(
            book, read_text("graph", f"handbook/texts/cookbook.{language}.md").replace(EXAMPLE_PLACE, place)
        )
        for language in ("zh", "en")
    }
    return _page(book, "cookbook.html", Text("从问题到 SPARQL", "From question to SPARQL"), texts=texts)


def _chapter(book: Handbook, markdown: str) -> Markup:
    """A text with its queries coloured and their answers below them."""
    from markdown_it import MarkdownIt

    blocks = [match["text"] for match in _BLOCK.finditer(markdown)]
    numbers = iter(range(len(blocks)))
    marked = _BLOCK.sub(lambda _: _MARK.format(next(numbers)), markdown)
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(marked)
    for number, text in enumerate(blocks):
        html = html.replace(f"<p>{_MARK.format(number)}</p>", _recipe(book, text))
    return Markup(html)


def _recipe(book: Handbook, text: str) -> str:
    style: dict[str, object] = {"code": coloured(text), "answer": answer_text(book.store, text, rows=5)}
    return render("handbook/recipe.html", style, style="", script="")


def _all(concepts: Sequence[Concept]) -> list[Concept]:
    return [each for concept in concepts for each in (concept, *_all(concept.narrower))]
