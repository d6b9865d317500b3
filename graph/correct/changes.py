"""Takes a statement and what a person wants of it, gives the statement as corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.correct.folding import squeeze
from graph.correct.statements import Found
from graph.model import Action, Correction, Field, Naming, Responsibility, Role, Statement
from graph.vocabulary import Concept, concepts

_ELISION = re.compile(r"\+elision\.[a-z-]+")
# A party without identity, as a person writes it: 相关部门, 各有关单位, 各成员单位、部门.
_GENERIC = re.compile(
    r"(?:各|有关|相关|其他|其它|责任|成员|牵头|配合)+(?:部门|单位|机构|方面)(?:(?:和|及|、)(?:有关|相关)?(?:部门|单位))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of one statement: gone, or with this name and this role; None leaves them as they are."""

    gone: bool = False
    name: str | None = None
    role: Role | None = None


def wish(correction: Correction, found: Found) -> Wish:
    """Give what a row wants of a statement; one that accepts wants it as it is."""
    if correction.action is Action.REJECT:
        return Wish(gone=True)
    if correction.action is Action.RENAME:
        return Wish(name=correction.new)
    if correction.action is Action.ROLE:
        return Wish(role=correction.new_role)
    return Wish(name=found.value, role=found.role)


def agree(wishes: list[Wish]) -> bool:
    """Tell whether all can be granted together."""
    names = {squeeze(wish.name) for wish in wishes if wish.name is not None}
    roles = {wish.role for wish in wishes if wish.role is not None}
    return len({wish.gone for wish in wishes}) <= 1 and len(names) <= 1 and len(roles) <= 1


def grant(found: Found, wishes: list[Wish], *, confirmed: bool) -> Statement:
    """Give a statement as wished.

    Args:
        found: the statement as read.
        wishes: what is wanted; they agree, and none wants it gone.
        confirmed: whether a person spoke of this very statement, not of one that it is handed down from.
    """
    what = found.what
    for one in wishes:
        if one.name is not None and one.name != found.value:
            what = _renamed(what, one.name, found.field)
        if one.role is not None and isinstance(what, Responsibility) and one.role is not what.role:
            what = replace(what, role=one.role, rule=f"{what.rule}+corrected.role")
    return replace(what, confirmed=True, confidence=1.0) if confirmed else what


def _renamed(what: Statement, name: str, field: Field) -> Statement:
    """A name that a person gives is not one that a rule restored."""
    if isinstance(what, Responsibility):
        rule = f"{_ELISION.sub('', what.rule)}+corrected.rename"
        return replace(what, name=name, rule=rule, restored=False, generic=is_generic(name))
    if isinstance(what, Naming):
        concept, sort = find_concept(name, field)
        return replace(what, name=name, concept=concept, sort=sort, rule=f"{what.rule}+corrected.rename")
    return what


def is_generic(name: str) -> bool:
    """Tell whether a name means a party without identity."""
    return _GENERIC.fullmatch(name) is not None


def find_concept(name: str, field: Field) -> tuple[str | None, str | None]:
    """Give the entry of the vocabulary that a name of a group or programme means, and the wider group or the type.

    Where no entry has the name, the longest label (of a group) or ending (of a type of programme) that it ends with
    tells what it is a sort of.
    """
    wanted = squeeze(name)
    if field is Field.TARGET_GROUP:
        known = _labelled("target-group", wanted)
        return (known.notation, known.notation) if known else (None, _ending(wanted, "target-group"))
    known = _labelled("programme", wanted)
    if known:
        return known.notation, known.one("programmeType")
    return None, _ending(wanted, "programme-type")


def _labelled(scheme: str, wanted: str) -> Concept | None:
    return next((c for c in concepts(scheme) if wanted in {squeeze(label) for label in c.labels}), None)


def _ending(wanted: str, scheme: str) -> str | None:
    words = ((squeeze(word), c.notation) for c in concepts(scheme) for word in (*c.cues, *_labels(c)))
    fitting = [(len(word), notation) for word, notation in words if word and wanted.endswith(word)]
    return max(fitting, default=(0, None))[1]


def _labels(concept: Concept) -> tuple[str, ...]:
    return concept.labels if concept.scheme == "target-group" else ()
