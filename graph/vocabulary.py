"""Takes ``ontology/vocab/*.ttl``, gives the words that an expert edits: concepts, cues, name parts; frozen and indexed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from graph.assets import list_files, read_bytes
from graph.errors import VocabularyError
from graph.model import Carrier, Comparator, Kind, Level, Relation, Role

BASE = "https://w3id.org/fengong/vocab/"
PLAN = "https://w3id.org/fengong/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One SKOS concept: its notation, its labels in Chinese and English, the words that show it in a text.

    ``more`` holds what else the file says of it, by the local name of the property: literals as they stand, concepts by
    their notation, all sorted.
    """

    scheme: str
    notation: str
    zh: str
    en: str
    alternatives: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        """The Chinese labels: the preferred one, then the others."""
        return (self.zh, *self.alternatives)

    @property
    def form(self) -> str | None:
        """The form of a cue (``plan:cueForm``)."""
        return self.one("cueForm")

    def one(self, name: str) -> str | None:
        """Give the value of a property that a concept has once, None if it has none."""
        return next(iter(self.more.get(name, ())), None)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that gives a role; ``form`` tells whether it stands after the names (predicate) or before (label)."""

    text: str
    role: Role
    form: str


_Values = dict[str, list[tuple[str, str]]]
# what people read and no rule does
_FOR_PEOPLE = frozenset(f"{SKOS}{name}" for name in ("definition", "scopeNote", "example", "topConceptOf"))


# properties of concepts whose values are concepts of another scheme
_ELSEWHERE = {
    "function": "function",
    "bodyType": "body-type",
    "programmeType": "programme-type",
    "replaces": "office",
    "replacedBy": "office",
    "role": "role",
}
_FORMS = {
    "cue": {"predicate", "label", "label-other", "duty", "duty-strong"},
    "office": {"stem", "whole"},
    "target-group": {"head", "plain"},
    "programme": {"quoted"},
    "instrument": {"target"},
}
# the enumerations of the model: a scheme may not hold a notation that the code does not know
_ENUMERATED: dict[str, type[StrEnum]] = {
    "role": Role,
    "kind": Kind,
    "carrier": Carrier,
    "level": Level,
    "comparator": Comparator,
    "relation": Relation,
}


def check_vocabularies() -> None:
    """Check every file under ``ontology/vocab`` before a build uses any.

    Raises:
        VocabularyError: naming file, line and reason, at the first fault: a file that `concepts` refuses, a concept named
            that is not there, a notation or a form that the code does not know, concepts that are broader in a circle.
    """
    try:
        schemes = [path.removeprefix("vocab/").removesuffix(".ttl") for path in list_files("ontology", "vocab", ".ttl")]
        known = {scheme: {concept.notation for concept in concepts(scheme)} for scheme in schemes}
    except FileNotFoundError as error:
        raise VocabularyError(
            f"词表文件缺失：{error.filename}。", f"a vocabulary is missing: {error.filename}."
        ) from error
    for scheme in schemes:
        circular = _circular(scheme)
        for concept in concepts(scheme):
            if fault := _fault_of(concept, known, circular):
                raise _fault(scheme, read_bytes("ontology", f"vocab/{scheme}.ttl"), concept.notation, *fault)


def _fault_of(concept: Concept, known: Mapping[str, set[str]], circular: Collection[str]) -> tuple[str, str] | None:
    enumeration = _ENUMERATED.get(concept.scheme)
    if enumeration and concept.notation not in set(enumeration):
        return f"程序不认识 {concept.notation}", f"the program knows no {concept.notation}"
    for name, scheme in _ELSEWHERE.items():
        if missing := [value for value in concept.more.get(name, ()) if value not in known.get(scheme, set())]:
            return (
                f"plan:{name} 指向 {scheme}.ttl 中不存在的 {missing[0]}",
                f"plan:{name} names {missing[0]}, not in {scheme}.ttl",
            )
    if concept.form and concept.form not in _FORMS.get(concept.scheme, {concept.form}):
        forms = "、".join(sorted(_FORMS[concept.scheme]))
        return f"plan:cueForm 只能是 {forms}", f"plan:cueForm may be {forms}"
    if concept.notation in circular:
        return "skos:broader 成环", "skos:broader goes round in a circle"
    return None


def _circular(scheme: str) -> frozenset[str]:
    """The concepts that are broader than themselves, or lie between two such."""
    left = {concept.notation: concept.broader for concept in concepts(scheme) if concept.broader}
    while sound := [notation for notation, wider in left.items() if left.keys().isdisjoint(wider)]:
        for notation in sound:
            del left[notation]
    while below := left.keys() - {wider for above in left.values() for wider in above}:
        for notation in below:
            del left[notation]
    return frozenset(left)


@cache
def concepts(scheme: str) -> tuple[Concept, ...]:
    """Give the concepts of a scheme in order of notation.

    Args:
        scheme: the name of a file under ``ontology/vocab`` without ``.ttl``.

    Raises:
        VocabularyError: naming file, line and reason, if the file is no Turtle, a concept lacks its notation or a label,
            two concepts bear one notation, or a concept names one of its own scheme that is not there.
    """
    text = read_bytes("ontology", f"vocab/{scheme}.ttl")
    named = {iri: values for iri, values in _parse(scheme, text).items() if f"{SKOS}inScheme" in values}
    found = [_concept(scheme, text, iri, values) for iri, values in named.items()]
    known: dict[str, str] = {}
    for iri, concept in zip(named, found, strict=True):
        if concept.notation in known:
            raise _fault(scheme, text, concept.notation, "skos:notation 重复", "skos:notation stands twice", last=True)
        if concept.notation != iri.rsplit("/", 1)[-1]:
            raise _fault(
                scheme, text, concept.notation, f"skos:notation 与 {iri} 的结尾不一致", f"{iri} does not end with it"
            )
        known[concept.notation] = concept.zh
    for concept in found:
        if missing := [wider for wider in concept.broader if wider not in known]:
            raise _fault(
                scheme,
                text,
                concept.notation,
                f"skos:broader 指向不存在的 {missing[0]}",
                f"skos:broader names {missing[0]}, which is not there",
            )
    return tuple(sorted(found, key=lambda concept: concept.notation))


def _parse(scheme: str, text: bytes) -> dict[str, _Values]:
    from pyoxigraph import Literal, RdfFormat, parse

    values: dict[str, _Values] = defaultdict(lambda: defaultdict(list))
    try:
        for subject, predicate, value, _ in parse(text, format=RdfFormat.TURTLE):
            if (name := predicate.value) not in _FOR_PEOPLE:
                language = (value.language or "") if isinstance(value, Literal) else ""
                values[getattr(subject, "value", "")][name].append((language, getattr(value, "value", "")))
    except SyntaxError as error:
        line = f" 第 {error.lineno} 行" if error.lineno else ""
        raise VocabularyError(
            f"词表 {scheme}.ttl{line}有语法错误：{error.msg}。请改正后再运行。",
            f"{scheme}.ttl, line {error.lineno or '?'}: {error.msg}. Mend it and run again.",
        ) from error
    return values


def _fault(scheme: str, text: bytes, name: str, zh: str, en: str, last: bool = False) -> VocabularyError:
    """The error at the line where a concept begins, or where it stands last."""
    lines = text.decode("utf-8", "replace").splitlines()
    begins = [n for n, line in enumerate(lines, 1) if line.startswith(f"c:{name} ")]
    named = [n for n, line in enumerate(lines, 1) if f'skos:notation "{name}"' in line]
    places = (named if last else begins) or named or begins or [0]
    at = places[-1 if last else 0]
    return VocabularyError(
        f"词表 {scheme}.ttl 第 {at} 行 {name}：{zh}。请改正后再运行。",
        f"{scheme}.ttl, line {at}, {name}: {en}. Mend it and run again.",
    )


def _concept(scheme: str, text: bytes, iri: str, values: _Values) -> Concept:
    labels = dict(values.pop(f"{SKOS}prefLabel", []))
    notation = [value for _, value in values.pop(f"{SKOS}notation", [])]
    if len(notation) != 1 or not {"zh", "en"} <= labels.keys():
        raise _fault(
            scheme,
            text,
            iri.rsplit("/", 1)[-1],
            "缺少 skos:notation 或中英文 skos:prefLabel",
            "skos:notation or skos:prefLabel in zh and en is missing",
        )
    more = {
        iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]: tuple(sorted({_local(value) for _, value in pairs}))
        for iri, pairs in values.items()
    }
    return Concept(
        scheme=scheme,
        notation=notation[0],
        zh=labels["zh"],
        en=labels["en"],
        alternatives=tuple(sorted({v for language, v in values.get(f"{SKOS}altLabel", []) if language == "zh"})),
        cues=more.pop("cue", ()),
        broader=more.pop("broader", ()),
        more=more,
    )


def _local(value: str) -> str:
    return value.rsplit("/", 1)[1] if value.startswith(BASE) else value


@cache
def role_cues(form: str) -> tuple[Cue, ...]:
    """Give the cues of one form (predicate, label), the longest first."""
    cues = [
        Cue(text, Role(role), form)
        for concept in concepts("cue")
        if concept.form == form and (role := concept.one("role"))
        for text in concept.cues
    ]
    return tuple(sorted(cues, key=lambda cue: (-len(cue.text), cue.text)))


@cache
def other_labels() -> tuple[str, ...]:
    """Give the labels in a clause after which no body stands (完成时限, 责任领导), the longest first."""
    return _longest_first(text for c in concepts("cue") if c.form == "label-other" for text in c.cues)


@cache
def kind_cues() -> tuple[tuple[str, Kind], ...]:
    """Give the words by which a heading names a kind of provision, the longest first."""
    pairs = [(text, Kind(c.notation)) for c in concepts("kind") for text in c.cues]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def name_parts(notation: str) -> tuple[str, ...]:
    """Give the parts of names of one sort (ending, party, own-name …), the longest first."""
    return words("name", notation)


@cache
def words(scheme: str, notation: str) -> tuple[str, ...]:
    """Give the cues of one concept, the longest first.

    Raises:
        VocabularyError: if the scheme has no such concept.
    """
    for concept in concepts(scheme):
        if concept.notation == notation:
            return _longest_first(concept.cues)
    raise VocabularyError(f"词表 {scheme}.ttl 没有 {notation}。", f"{scheme}.ttl has no concept {notation}.")


def _longest_first(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts), key=lambda text: (-len(text), text)))
