"""Takes the codes that two coders gave to the same units, gives how far they agree: Cohen's kappa, by category and over all.

kappa = (po - pe) / (1 - pe), po being the share of units on which both agree and pe the share expected by chance from how
often each coder uses a category (Cohen 1960, Educational and Psychological Measurement 20(1): 37-46). A unit may bear several
codes: then each category is one decision, present or absent, and over all of them po and pe are averaged before kappa is taken
(pooled kappa: De Vries, Elliott, Kanouse and Teleki 2008, Field Methods 20(3): 272-282). Where no coder gives a unit more than
one code, the kappa of the nominal scale over all categories, *none* among them, is given too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

NONE = ""
Codes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kappa:
    """Agreement on one scale: ``observed`` po, ``expected`` pe; ``kappa`` is None where pe is 1 and it has no value."""

    observed: float
    expected: float

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa; None if both coders use one category throughout, so that chance alone would agree always."""
        return None if self.expected > 1 - 1e-12 else (self.observed - self.expected) / (1 - self.expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Agreement on one category: units to which both, only the first, only the second, neither gave it."""

    name: str
    both: int
    first: int
    second: int
    neither: int

    @property
    def agreement(self) -> Kappa:
        """The kappa of present against absent."""
        units = self.both + self.first + self.second + self.neither
        one, two = (self.both + self.first) / units, (self.both + self.second) / units
        return Kappa(observed=(self.both + self.neither) / units, expected=one * two + (1 - one) * (1 - two))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement of two coders: by category, pooled, and on the nominal scale (None where a unit bears several codes).

    ``table`` counts the units by the codes of the first and of the second coder, ``NONE`` for no code; it is empty where
    there is no nominal scale.
    """

    units: int
    categories: tuple[Category, ...]
    pooled: Kappa
    nominal: Kappa | None
    table: Mapping[tuple[str, str], int]


def agree(first: Codes, second: Codes, categories: Sequence[str]) -> Agreement:
    """Give the agreement on the units that both coded.

    Args:
        first: the codes of each unit by the first coder; an empty set is a unit that bears none.
        second: those by the second.
        categories: all categories of the scale, in the order wanted.

    Raises:
        ValueError: if no unit is coded by both, or there are no categories.
    """
    units = sorted(first.keys() & second.keys())
    if not units or not categories:
        raise ValueError("no unit is coded by both")
    rows = tuple(
        _category(name, [(name in first[unit], name in second[unit]) for unit in units]) for name in categories
    )
    scales = [row.agreement for row in rows]
    pooled = Kappa(
        observed=fsum(scale.observed for scale in scales) / len(scales),
        expected=fsum(scale.expected for scale in scales) / len(scales),
    )
    single = all(len(codes[unit]) <= 1 for unit in units for codes in (first, second))
    table = Counter((_only(first[unit]), _only(second[unit])) for unit in units) if single else Counter()
    return Agreement(
        units=len(units),
        categories=rows,
        pooled=pooled,
        nominal=_nominal(table, len(units)) if single else None,
        table=dict(table),
    )


def _category(name: str, pairs: Sequence[tuple[bool, bool]]) -> Category:
    count = Counter(pairs)
    return Category(
        name=name,
        both=count[True, True],
        first=count[True, False],
        second=count[False, True],
        neither=count[False, False],
    )


def _only(codes: frozenset[str]) -> str:
    return next(iter(codes), NONE)


def _nominal(table: Mapping[tuple[str, str], int], units: int) -> Kappa:
    ones, twos = Counter[str](), Counter[str]()
    for (one, two), count in table.items():
        ones[one] += count
        twos[two] += count
    return Kappa(
        observed=sum(count for (one, two), count in table.items() if one == two) / units,
        expected=sum(ones[code] * twos[code] for code in ones) / units**2,
    )
