"""Takes a Plan, gives its units by the words that people know them by: number and heading, with those above if need be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.correct.folding import fold_text, squeeze
from graph.model import AnnexRow, Plan, Provision, Section
from graph.numbering import find_number

ARROW = " → "
_WITHIN = " / "
_ANNEX = "附件 annex"
_LEAD = 24
"""Characters of its text by which a unit without heading is known."""
Unit = Section | Provision | AnnexRow
Path = tuple[str, ...]


class Units:
    """The sections, provisions and annex rows of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.by_key: dict[str, Unit] = {}
        self.above: dict[str, tuple[str, ...]] = {}
        self._parts: dict[str, Path] = {}
        for above, unit in plan.outline.walk():
            self._add(unit, tuple(section.key for section in above), tuple(_part(u) for u in (*above, unit)))
        for row in plan.outline.annex:
            self._add(row, (), (_ANNEX, _part(row)))
        self.order = {key: at for at, key in enumerate(self.by_key)}
        self._paths = {key: _bare_path(_WITHIN.join(parts)) for key, parts in self._parts.items()}
        self._by_end: dict[Path, list[str]] = defaultdict(list)
        for key, path in self._paths.items():
            for end in _ends(path):
                self._by_end[end].append(key)

    def _add(self, unit: Unit, above: tuple[str, ...], parts: Path) -> None:
        self.by_key[unit.key] = unit
        self.above[unit.key] = above
        self._parts[unit.key] = parts

    def label(self, key: str) -> str:
        """Give a unit for people: its number and heading, after those above where the heading alone is not unique."""
        parts = self._parts[key]
        labels = (_WITHIN.join(parts[at:]) for at in range(len(parts) - 1, -1, -1))
        return next((label for label in labels if len(self._by_end[_bare_path(label)]) == 1), _WITHIN.join(parts))

    def find(self, label: str) -> frozenset[str]:
        """Give the keys of the units that a label means; numbers count for nothing.

        A whole path goes before the end of one. Where a heading above has changed, the last one decides.
        """
        path = _bare_path(label)
        found = self._by_end.get(path) or self._by_end.get(path[-1:]) or []
        exact = [key for key in found if self._paths[key] == path]
        return frozenset(exact or found)


def _part(unit: Unit) -> str:
    """The number and heading of a unit; the beginning of its text if it has no heading."""
    number = "" if isinstance(unit, AnnexRow) else unit.number or ""
    heading = unit.task if isinstance(unit, AnnexRow) else unit.heading
    words = heading.value if heading else _lead(unit.text.value)
    return f"{number}{' '.join(words.split())}".replace(ARROW.strip(), "-")


def _lead(text: str) -> str:
    folded = fold_text(text)
    return f"{text[: folded.at[_LEAD]]}…" if len(folded.at) > _LEAD else text


def _bare_path(label: str) -> Path:
    return tuple(_bare(part) for part in label.split(_WITHIN))


def _bare(part: str) -> str:
    """A heading without its number, as it is compared."""
    number = find_number(part.strip())
    return squeeze(part.strip()[len(number.marker) :] if number else part).rstrip(".。")


def _ends(path: Path) -> Iterator[Path]:
    return (path[at:] for at in range(len(path)))
