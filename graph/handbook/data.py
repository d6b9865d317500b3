"""Takes the files of the ontology, gives them in the forms in which a site publishes them."""

from __future__ import annotations

from graph import assets

FORMS = (("ttl", "turtle"), ("rdf", "pretty-xml"), ("jsonld", "json-ld"))
"""Endings of ``ontology/w3id`` and what rdflib calls the form."""


def data_files() -> dict[str, bytes]:
    """Give the data files of the site by path: the ontology (also under its version) and each vocabulary in three forms,
    and in one form what only programs read: JSON-LD context, prefixes, terms of others, shapes.
    """
    ontology = _forms("plan.ttl")
    files = {f"ontology.{ending}": data for ending, data in ontology.items()}
    files |= {f"ontology/{_version()}/ontology.{ending}": data for ending, data in ontology.items()}
    for path in assets.list_files("ontology", "vocab", ".ttl"):
        name = path.removesuffix(".ttl")
        files |= {f"{name}.{ending}": data for ending, data in _forms(path).items()}
    for name in ("context.jsonld", "external-terms.ttl", "prefixes.ttl"):
        files[name] = assets.read_bytes("ontology", name)
    files["shapes.ttl"] = _joined(assets.list_files("ontology", "shapes", ".ttl"))
    return files


def _forms(path: str) -> dict[str, bytes]:
    """A file in the three forms; Turtle as it was written, comments included."""
    from rdflib import Graph

    source = assets.read_bytes("ontology", path)
    graph = Graph().parse(data=source, format="turtle")
    return {
        ending: source if ending == "ttl" else graph.serialize(format=form, encoding="utf-8", sort_keys=True)
        for ending, form in FORMS
    }


def _joined(paths: tuple[str, ...]) -> bytes:
    """Several Turtle files as one graph, in the order of its terms."""
    from rdflib import Graph

    graph = Graph()
    for path in paths:
        graph.parse(data=assets.read_bytes("ontology", path), format="turtle")
    return graph.serialize(format="turtle", encoding="utf-8")


def _version() -> str:
    from rdflib import OWL, Graph

    graph = Graph().parse(data=assets.read_bytes("ontology", "plan.ttl"), format="turtle")
    (version,) = {str(value) for value in graph.objects(None, OWL.versionInfo)}
    return version
