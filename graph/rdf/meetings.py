"""Takes the stated duties of a plan, gives which bodies and functions meet in its units, and how often chance would have it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from pyoxigraph import Literal

from graph.rdf.duties import Duty, evidence, grouped

_DIGITS = Decimal("0.0001")
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """How often two functions meet: ``units`` observed and expected, the mentions that name bodies of either there."""

    units: int
    expected: Decimal
    evidence: str


@dataclass(slots=True)
class Meetings:
    """Who meets whom in the units of one plan: two bodies meet where one unit states a duty of each.

    Two functions meet where a body of one meets another body of the other; a merged body (教育和体育局) never meets itself.
    """

    stated: Sequence[Duty]
    bodies: dict[_Pair, set[str]] = field(default_factory=lambda: defaultdict(set))
    functions: dict[_Pair, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for unit, group in grouped(self.stated, lambda duty: (duty.unit,)).items():
            bodies = {duty.body.key: duty.body for duty in group}
            for one, two in combinations(sorted(bodies), 2):
                self.bodies[one, two].add(unit)
                for first in bodies[one].functions:
                    for second in bodies[two].functions:
                        if first != second:
                            self.functions[min(first, second), max(first, second)].add(unit)

    def of_plan(self) -> Iterator[tuple[str, Literal]]:
        """Give what density and degree centralisation need: pairs of bodies that meet, and the highest degree (Freeman 1978)."""
        degrees = Counter(body for pair in self.bodies for body in pair)
        yield "plan:bodiesStated", Literal(len({duty.body.key for duty in self.stated}))
        yield "plan:bodyPairs", Literal(len(self.bodies))
        yield "plan:highestDegree", Literal(max(degrees.values(), default=0))

    def of_functions(self) -> Mapping[str, list[tuple[str, Literal]]]:
        """Give the degree and strength of each function: with how many others it meets, and in how many units, summed."""
        degree, strength = Counter[str](), Counter[str]()
        for pair, shared in self.functions.items():
            for one in pair:
                degree[one] += 1
                strength[one] += len(shared)
        everyone = {name for duty in self.stated for name in duty.body.functions}
        return {
            one: [("plan:degree", Literal(degree[one])), ("plan:strength", Literal(strength[one]))] for one in everyone
        }

    def pairs(self) -> Iterator[tuple[str, str, Met]]:
        """Give each two functions that meet, sorted; expected is n₁·n₂/N, the mean of the hypergeometric distribution."""
        by_function = grouped(self.stated, lambda duty: duty.body.functions)
        units = {name: {duty.unit for duty in group} for name, group in by_function.items()}
        all_units = Decimal(len({duty.unit for duty in self.stated}))
        for (first, second), shared in sorted(self.functions.items()):
            either = [duty for name in (first, second) for duty in by_function[name] if duty.unit in shared]
            expected = (len(units[first]) * len(units[second]) / all_units).quantize(_DIGITS)
            yield first, second, Met(units=len(shared), expected=expected, evidence=evidence(either))
