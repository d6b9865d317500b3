"""Takes the names of groups and programmes that a plan's units say, gives identities: one for each name, with an ASCII key.

A name that the vocabulary knows is its entry. Any other is itself, by its characters alone, so that two plans that write
the same name mean the same group or programme.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

from graph.keys import romanise
from graph.model import Naming, Programme, TargetGroup
from graph.vocabulary import concepts


def find_groups(namings: Iterable[Naming]) -> dict[str, TargetGroup]:
    """Give the group of each name; one that no entry knows is narrower than the entry whose words it holds."""
    groups: dict[str, TargetGroup] = {}
    for naming in namings:
        if naming.concept:
            label = _labels("target-group")[naming.concept]
            groups[naming.name] = TargetGroup(key=naming.concept, label=label, concept=naming.concept)
        elif naming.name not in groups:
            broader = (naming.sort,) if naming.sort else ()
            groups[naming.name] = TargetGroup(key=_key(naming.name), label=naming.name, concept=None, broader=broader)
    return groups


def find_programmes(namings: Iterable[Naming]) -> dict[str, Programme]:
    """Give the programme of each name."""
    programmes: dict[str, Programme] = {}
    for naming in namings:
        if naming.concept:
            label = _labels("programme")[naming.concept]
            programmes[naming.name] = Programme(
                key=naming.concept, label=label, concept=naming.concept, sort=naming.sort
            )
        elif naming.name not in programmes:
            programmes[naming.name] = Programme(
                key=_key(naming.name), label=naming.name, concept=None, sort=naming.sort
            )
    return programmes


@cache
def _labels(scheme: str) -> dict[str, str]:
    return {concept.notation: concept.zh for concept in concepts(scheme)}


def _key(name: str) -> str:
    """A readable key with a digest, since two names may sound alike."""
    return f"{romanise(name)[:60]}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
