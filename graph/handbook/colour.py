"""Takes the text of a query, gives it as HTML with its words marked for the eye, terms of ours linked."""

from __future__ import annotations

from markupsafe import Markup, escape

from graph.store.tokens import scan

_CLASSES = {"string": "s", "comment": "c", "variable": "v", "iri": "i", "name": "n"}


def coloured(text: str) -> Markup:
    """Give SPARQL as HTML: variables, names, strings and comments in classes of their own; ``plan:`` terms are links."""
    parts: list[str] = []
    for token in scan(text):
        shown = str(escape(token.value))
        kind = "k" if token.kind == "word" and token.value.isupper() else _CLASSES.get(token.kind, "")
        if token.kind == "name" and token.value.startswith("plan:") and len(token.value) > len("plan:"):
            parts.append(f'<a class="n" href="ontology.html#{escape(token.value.removeprefix("plan:"))}">{shown}</a>')
        else:
            parts.append(f'<span class="{kind}">{shown}</span>' if kind else shown)
    return Markup("".join(parts))


def body_of(text: str) -> str:
    """Give a named query without its header: what a reader copies."""
    lines = text.splitlines()
    header = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    return "\n".join(lines[header:]).strip() + "\n"
