"""Takes the plans of a build, gives which units of different plans say the same: copied, adapted or related.

::

    units → bare texts → bigrams → pairs of plans → best counterparts → relation, shared run of characters
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from graph.align.bare import BLANK, Unit, bare_units
from graph.align.choose import FLOOR, Links, model_of, pairs_to_compare
from graph.align.networks import Pairs, function_pairs, jaccard
from graph.model import Alignment, Comparison, Matching, Plan, Quote, Relation

if TYPE_CHECKING:
    from graph.align.grams import Floats, Grams

Units = tuple[Unit, ...]

__all__ = ["RULE", "align", "relation_of", "shared_run"]

# Name and version of the method: a change of weights or of a threshold is a new one.
RULE = "align.bigrams.1"
# The least similarity of each class, calibrated by reading pairs; ontology/vocab/relation.ttl says how precise each is.
COPIED, ADAPTED, RELATED = 0.75, 0.34, 0.16
# A shorter run is a phrase of the genre (充分发挥…作用), no evidence that one text was before the writer of the other.
SHORTEST_QUOTE = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A plan with what is compared of it: its units, their bigrams, the pairs of its functions (None if it states none)."""

    plan: Plan
    units: Units
    grams: Grams
    network: Pairs | None


def align(plans: Sequence[Plan], links: Links) -> Matching:
    """Give the units of each plan that can be compared, and the comparison of each two plans that are of one subject.

    Args:
        plans: those of the build, in any order.
        links: by key of the citing plan, the plans of the corpus that its citations mean.
    """
    plans = sorted(plans, key=lambda plan: plan.key)
    units = {plan.key: bare_units(plan) for plan in plans}
    keys = {plan: tuple(unit.key for unit in found) for plan, found in units.items()}
    return Matching(comparable=keys, comparisons=tuple(_comparisons([p for p in plans if units[p.key]], units, links)))


def _comparisons(plans: Sequence[Plan], units: Mapping[str, Units], links: Links) -> Iterator[Comparison]:
    if len(plans) < 2:
        return
    from graph.align.grams import Grams, alike

    told = [
        Told(plan, units[plan.key], Grams([unit.bare for unit in units[plan.key]]), function_pairs(plan))
        for plan in plans
    ]
    for one, two in pairs_to_compare(plans, alike([each.grams for each in told], FLOOR), links):
        yield _compare(told[one], told[two], links)


def _compare(first: Told, second: Told, links: Links) -> Comparison:
    from graph.align.grams import similarities, whole

    found = tuple(_alignments(first.units, second.units, similarities(first.grams, second.grams)))
    return Comparison(
        plans=(first.plan.key, second.plan.key),
        similarity=whole(first.grams, second.grams),
        units=len(first.units) + len(second.units),
        aligned=_units_in(found),
        reused=_units_in(one for one in found if one.relation is not Relation.RELATED),
        network=jaccard(first.network, second.network),
        source=model_of(first.plan, second.plan, links),
        rule=RULE,
        alignments=found,
    )


def _alignments(ours: Units, theirs: Units, found: Floats) -> Iterator[Alignment]:
    """The best counterpart of each unit of either side; two that are only related must be each other's best."""
    to, back = found.argmax(axis=1), found.argmax(axis=0)
    pairs = {(i, int(j)) for i, j in enumerate(to)} | {(int(i), j) for j, i in enumerate(back)}
    for i, j in sorted(pairs):
        similarity = float(found[i, j])
        relation = relation_of(similarity, mutual=bool(to[i] == j and back[j] == i))
        if relation is not Relation.LOCAL:
            quote = shared_run(ours[i].text, theirs[j].text) if relation is not Relation.RELATED else None
            yield Alignment(units=(ours[i].key, theirs[j].key), similarity=similarity, relation=relation, quote=quote)


def relation_of(similarity: float, *, mutual: bool) -> Relation:
    """Give the class of a pair; ``mutual`` tells that neither unit has a better counterpart in the other plan."""
    if similarity >= COPIED:
        return Relation.COPIED
    if similarity >= ADAPTED:
        return Relation.ADAPTED
    return Relation.RELATED if mutual and similarity >= RELATED else Relation.LOCAL


def shared_run(first: str, second: str) -> Quote | None:
    """Give the longest run of characters that two texts share outside their clauses, the first if there are several."""
    matcher = SequenceMatcher(None, first, second.replace(BLANK, "\x01"), autojunk=False)
    match = matcher.find_longest_match()
    begin, end = _trimmed(first, match.a, match.a + match.size)
    if end - begin < SHORTEST_QUOTE:
        return None
    return Quote(first[begin:end], (begin, match.b + begin - match.a))


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """A span without marks and white space at its ends."""
    while begin < end and not text[begin].isalnum():
        begin += 1
    while begin < end and not text[end - 1].isalnum():
        end -= 1
    return begin, end


def _units_in(found: Iterable[Alignment]) -> int:
    pairs = [one.units for one in found]
    return len({ours for ours, _ in pairs}) + len({theirs for _, theirs in pairs})
