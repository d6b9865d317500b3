"""Takes nothing, gives what two plans have in common: which unit of one is the counterpart of which unit of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.terms import Relation


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of characters that two texts share: ``text``, and where it begins in the text of either unit."""

    text: str
    begins: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Two units, by their keys in the first and the second plan of a comparison, that say the same to some degree.

    ``similarity`` is the cosine of the two bare texts, 1 if they are the same, rounded to three places. ``quote`` is the
    longest run of characters that both texts share, None where the relation is no reuse or no run is long enough.
    """

    units: tuple[str, str]
    similarity: float
    relation: Relation
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two plans that were compared, by their keys in order, with what was found.

    ``units`` counts the comparable units of both, ``aligned`` those that have a counterpart, ``reused`` those whose
    counterpart is copied or adapted. ``similarity`` is the cosine of the two plans as a whole, ``network`` the Jaccard
    index of their pairs of functions, None if a plan does not state who is responsible in clauses or an annex. ``source`` is
    the key of the plan that was the other's model as far as a citation or place and date support that. ``rule`` is the name
    and version of the method.
    """

    plans: tuple[str, str]
    similarity: float
    units: int
    aligned: int
    reused: int
    network: float | None
    source: str | None
    rule: str
    alignments: tuple[Alignment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What comparing the plans of a build came to; ``comparable`` are the units that can be compared, by key of the plan."""

    comparable: Mapping[str, tuple[str, ...]]
    comparisons: tuple[Comparison, ...] = ()
