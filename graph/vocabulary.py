"""Takes ``ontology/vocab/*.ttl``, gives the words that an expert edits: cues, name parts, labels; frozen and indexed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from graph.assets import read_bytes
from graph.errors import VocabularyError
from graph.model import Kind, Role

BASE = "https://w3id.org/fengong/vocab/"
PLAN = "https://w3id.org/fengong/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One SKOS concept: its notation, its labels in Chinese and English, the words that show it in a text."""

    scheme: str
    notation: str
    zh: str
    en: str
    cues: tuple[str, ...] = ()
    role: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that gives a role; ``form`` tells whether it stands after the names (predicate) or before (label)."""

    text: str
    role: Role
    form: str


@cache
def concepts(scheme: str) -> tuple[Concept, ...]:
    """Give the concepts of a scheme in order of notation.

    Args:
        scheme: the name of a file under ``ontology/vocab`` without ``.ttl``.

    Raises:
        VocabularyError: if the file is no Turtle or a concept lacks its notation or a label.
    """
    from pyoxigraph import Literal, RdfFormat, parse

    values: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(read_bytes("ontology", f"vocab/{scheme}.ttl"), format=RdfFormat.TURTLE):
            language = (quad.object.language or "") if isinstance(quad.object, Literal) else ""
            value = getattr(quad.object, "value", "")
            values[str(getattr(quad.subject, "value", ""))][quad.predicate.value].append((language, value))
    except SyntaxError as error:
        raise VocabularyError(f"词表 {scheme}.ttl 有语法错误：{error}", f"{scheme}.ttl: {error}") from error
    found = [_concept(scheme, iri, parts) for iri, parts in values.items() if f"{SKOS}inScheme" in parts]
    return tuple(sorted(found, key=lambda concept: concept.notation))


def _concept(scheme: str, iri: str, parts: dict[str, list[tuple[str, str]]]) -> Concept:
    labels = dict(parts[f"{SKOS}prefLabel"])
    notation = [value for _, value in parts[f"{SKOS}notation"]]
    if len(notation) != 1 or not {"zh", "en"} <= labels.keys():
        raise VocabularyError(
            f"词表 {scheme}.ttl：{iri} 缺少 skos:notation 或中英文 skos:prefLabel。",
            f"{scheme}.ttl: {iri} lacks skos:notation or skos:prefLabel in zh and en.",
        )
    role = next((value.rsplit("/", 1)[1] for _, value in parts[f"{PLAN}role"]), None)
    form = next((value for _, value in parts[f"{PLAN}cueForm"]), None)
    cues = tuple(sorted({value for _, value in parts[f"{PLAN}cue"]}))
    return Concept(
        scheme=scheme, notation=notation[0], zh=labels["zh"], en=labels["en"], cues=cues, role=role, form=form
    )


@cache
def role_cues(form: str) -> tuple[Cue, ...]:
    """Give the cues of one form (predicate, label), the longest first."""
    cues = [Cue(text, Role(c.role), form) for c in concepts("cue") if c.form == form and c.role for text in c.cues]
    return tuple(sorted(cues, key=lambda cue: (-len(cue.text), cue.text)))


@cache
def other_labels() -> tuple[str, ...]:
    """Give the labels in a clause after which no body stands (完成时限, 责任领导), the longest first."""
    cues = {text for c in concepts("cue") if c.form == "label-other" for text in c.cues}
    return tuple(sorted(cues, key=lambda text: (-len(text), text)))


@cache
def kind_cues() -> tuple[tuple[str, Kind], ...]:
    """Give the words by which a heading names a kind of provision, the longest first."""
    pairs = [(text, Kind(c.notation)) for c in concepts("kind") for text in c.cues]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def name_parts(notation: str) -> tuple[str, ...]:
    """Give the parts of names of one sort (ending, party, own-name …), the longest first."""
    for concept in concepts("name"):
        if concept.notation == notation:
            return tuple(sorted(concept.cues, key=lambda text: (-len(text), text)))
    raise VocabularyError(f"词表 name.ttl 没有 {notation}。", f"name.ttl has no concept {notation}.")
