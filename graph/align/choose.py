"""Takes plans and how alike they are, gives the pairs that are compared unit by unit, and which is the other's model.

A pair is compared if the texts as a whole are alike enough to be of one subject, or if one cites the other. In a large
corpus a plan is compared with those that it cites or that cite it, with those of the places above and below its own, and
with the ``NEAREST`` that are most like it: the work then grows with the number of plans, not with its square. Up to
``NEAREST + 1`` plans nothing is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.keys import bare_title, place_key
from graph.model import Citation, Plan

# Of 171 pairs of plans of one subject 3 are below, of 228 pairs of two subjects one in five is above (31 plans).
FLOOR = 0.2
NEAREST = 16
Links = Mapping[str, Mapping[Citation, Plan]]
Pair = tuple[int, int]


def pairs_to_compare(plans: Sequence[Plan], alike: Iterable[tuple[int, int, float]], links: Links) -> list[Pair]:
    """Give the pairs of positions that are to be compared, in order."""
    places = {plan.key: position for position, plan in enumerate(plans)}
    chosen: set[Pair] = set()
    for plan in plans:
        for cited in links.get(plan.key, {}).values():
            if cited.key in places and cited.key != plan.key:
                chosen.add(_ordered(places[plan.key], places[cited.key]))
    near: dict[int, list[tuple[float, str, Pair]]] = defaultdict(list)
    for first, second, similarity in alike:
        pair = (first, second)
        if _above(plans[first], plans[second]) or _above(plans[second], plans[first]):
            chosen.add(pair)
        else:
            near[first].append((-similarity, plans[second].key, pair))
            near[second].append((-similarity, plans[first].key, pair))
    for others in near.values():
        chosen.update(pair for _, _, pair in sorted(others)[:NEAREST])
    return sorted(pair for pair in chosen if not _same(plans[pair[0]], plans[pair[1]]))


def model_of(first: Plan, second: Plan, links: Links) -> str | None:
    """Give the key of the plan from which the other one was made, as far as something supports that.

    One cites the other, or one is the earlier plan of a place that holds the other's place.
    """
    for earlier, later in ((first, second), (second, first)):
        cites = any(plan.key == earlier.key for plan in links.get(later.key, {}).values())
        cited = any(plan.key == later.key for plan in links.get(earlier.key, {}).values())
        if (cites and not cited) or (not cited and _above(earlier, later) and _is_earlier(earlier, later)):
            return earlier.key
    return None


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _above(higher: Plan, lower: Plan) -> bool:
    if higher.place is None or lower.place is None:
        return False
    return place_key(higher.place) in {place_key(place) for place in lower.place.within}


def _is_earlier(earlier: Plan, later: Plan) -> bool:
    one, other = earlier.outline.metadata.issued, later.outline.metadata.issued
    return bool(one and other and one < other)


def _same(first: Plan, second: Plan) -> bool:
    """Whether two files are one document: of one place, with one title."""
    titles = {bare_title(plan.outline.metadata.title) for plan in (first, second)}
    return len(titles) == 1 and place_key(first.place) == place_key(second.place) and first.place is not None
