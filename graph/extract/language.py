"""Takes the vocabulary, gives a spaCy pipeline that marks its words in a text: duties, target groups, programmes.

``blank("zh")`` has one token a character, so token places are character places and no model is needed. Phrases are
found by spaCy's PhraseMatcher in one pass however many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from graph.numbering import fold
from graph.vocabulary import concepts, role_cues

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

FORMS = ("duty-strong", "duty")
_MOST = 50_000
SORTS = ("duty", "group", "programme")


@cache
def language(sort: str = "duty") -> Language:
    """Give the pipeline that marks words of one sort, built once a process."""
    import spacy

    nlp = spacy.blank("zh")
    _register()
    nlp.add_pipe(f"fengong_{sort}")
    return nlp


@lru_cache(maxsize=64)
def find_phrases(sort: str, text: str) -> tuple[tuple[str, int, int], ...]:
    """Give the words of a sort in a folded text: label of the entry, begin, end; the longest at each place."""
    nlp = language(sort)
    found: list[tuple[str, int, int]] = []
    for begin, part in portions(text):
        doc = nlp(characters(nlp.vocab, part))  # spans live as long as their document
        found += [(span.label_, begin + span.start, begin + span.end) for span in doc.spans[sort]]
    return tuple(found)


def portions(text: str) -> Iterator[tuple[int, str]]:
    """Give a text in pieces that a pipeline can hold, each with its place: whole but for a text without any structure.

    spaCy keeps some hundred bytes a token, so a file of ten megabytes without line breaks is cut, after a stop if there is one.
    """
    begin = 0
    while begin + _MOST < len(text):
        end = max((text.rfind(stop, begin + _MOST // 2, begin + _MOST) + 1 for stop in "。；\n"), default=0)
        end = end or begin + _MOST
        yield begin, text[begin:end]
        begin = end
    yield begin, text[begin:]


def characters(vocab: Vocab, text: str) -> Doc:
    """Give a text as a document of one token a character, without the search for white space that a tokeniser makes."""
    from spacy.tokens import Doc

    return Doc(vocab, words=list(text), spaces=[False] * len(text))


@cache
def _register() -> None:
    from spacy.language import Language

    for sort, maker in (("duty", _make_duty), ("group", _make_group), ("programme", _make_programme)):
        Language.factory(f"fengong_{sort}", func=maker)


def _make_duty(nlp: Language, name: str) -> Marker:
    return Marker(nlp, name, "duty")


def _make_group(nlp: Language, name: str) -> Marker:
    return Marker(nlp, name, "group")


def _make_programme(nlp: Language, name: str) -> Marker:
    return Marker(nlp, name, "programme")


def _entries(sort: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if sort == "duty":
        yield from ((form, tuple(cue.text for cue in role_cues(form))) for form in FORMS)
        return
    scheme = "target-group" if sort == "group" else sort
    yield from ((concept.notation, concept.labels) for concept in concepts(scheme))


class Marker:
    """Sets ``doc.spans[sort]`` to the words of one sort, the longest at each place, labelled by their entry."""

    def __init__(self, nlp: Language, name: str, sort: str) -> None:
        from spacy.matcher import PhraseMatcher

        self.name = name
        self.sort = sort
        self.matcher = PhraseMatcher(nlp.vocab)
        for label, texts in _entries(sort):
            self.matcher.add(label, [characters(nlp.vocab, fold(text)) for text in texts])

    def __call__(self, doc: Doc) -> Doc:
        """Mark the words in ``doc``."""
        from spacy.util import filter_spans

        doc.spans[self.sort] = filter_spans(self.matcher(doc, as_spans=True))
        return doc
