"""Takes the vocabulary, gives a spaCy pipeline that marks the words of duty in a text.

``blank("zh")`` has one token a character, so token places are character places and no model is needed. Phrases are
found by spaCy's PhraseMatcher in one pass however many there are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from graph.vocabulary import role_cues

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FORMS = ("duty-strong", "duty")


@cache
def language() -> Language:
    """Give the pipeline, built once a process."""
    import spacy

    nlp = spacy.blank("zh")
    _register()
    nlp.add_pipe("fengong_duty")
    return nlp


@cache
def _register() -> None:
    from spacy.language import Language

    Language.factory("fengong_duty", func=_make_duty)


def _make_duty(nlp: Language, name: str) -> DutyMarker:
    return DutyMarker(nlp, name)


class DutyMarker:
    """Sets ``doc.spans["duty"]`` to the words of duty, the longest at each place, labelled by their form."""

    def __init__(self, nlp: Language, name: str) -> None:
        from spacy.matcher import PhraseMatcher

        self.name = name
        self.matcher = PhraseMatcher(nlp.vocab)
        for form in FORMS:
            self.matcher.add(form, [nlp.make_doc(cue.text) for cue in role_cues(form)])

    def __call__(self, doc: Doc) -> Doc:
        """Mark the words of duty in ``doc``."""
        from spacy.util import filter_spans

        doc.spans["duty"] = filter_spans(self.matcher(doc, as_spans=True))
        return doc
