"""Takes a plan and a gold file made by hand, gives how well they agree: precision and recall by field, each miss by name.

The format of a gold file: ``doc``, ``metadata``, ``sections``, ``provisions``, ``annex``. Every field is turned into a
list of claims on both sides, and claims are counted: what both say is right, what only the gold file says was missed,
what only the plan says is too much.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.claims import FIELDS, OPEN, Claim, Gold, align, normalise, of_gold, of_plan, record, string
from graph.errors import Unreadable
from graph.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One field of one plan: how many claims the gold file makes, the plan makes, both make."""

    field: str
    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is expected that was found; 1 if nothing is expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 if there is nothing to find and nothing was found."""
        total = self.expected + self.found
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One claim that only one side makes: ``expected`` tells whether it is the gold file's."""

    field: str
    claim: Claim
    expected: bool

    @property
    def zh(self) -> str:
        """The miss in Chinese."""
        return f"{FIELDS[self.field]}{'漏' if self.expected else '多'}：{' | '.join(self.claim)}"

    @property
    def en(self) -> str:
        """The miss in English."""
        return f"{self.field}: {'missing' if self.expected else 'not expected'}: {' | '.join(self.claim)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How well one plan agrees with its gold file."""

    doc: str
    scores: tuple[Score, ...]
    misses: tuple[Miss, ...]

    @property
    def perfect(self) -> bool:
        """Whether both say the same in every field."""
        return not self.misses


def evaluate(plan: Plan, gold: Gold) -> Evaluation:
    """Give how well a plan agrees with its gold file.

    Args:
        plan: as the pipeline makes it.
        gold: the parsed gold file. Of target groups, programmes and targets only provisions are compared, and only
            those fields that the gold file annotates.

    Raises:
        ValueError: naming the place, if the gold file lacks a field or holds another type there.
    """
    places = align(plan, gold)
    wanted, found = of_gold(gold), of_plan(plan, gold, places)
    scores: list[Score] = []
    misses: list[Miss] = []
    for field in FIELDS:
        expected, given = Counter(wanted[field]), Counter(found[field])
        right = (expected & given).total()
        scores.append(Score(field=field, expected=expected.total(), found=given.total(), right=right))
        misses += [Miss(field=field, claim=claim, expected=True) for claim in (expected - given).elements()]
        misses += [Miss(field=field, claim=claim, expected=False) for claim in (given - expected).elements()]
    return Evaluation(doc=string(gold, "doc"), scores=tuple(scores), misses=tuple(misses))


def f1_over(results: Sequence[Evaluation], fields: Collection[str] = FIELDS) -> dict[str, float]:
    """Give F1 by field over the claims of all plans together (micro average)."""
    scores = [score for result in results for score in result.scores]
    sums = {
        field: Score(
            field=field,
            expected=sum(s.expected for s in scores if s.field == field),
            found=sum(s.found for s in scores if s.field == field),
            right=sum(s.right for s in scores if s.field == field),
        )
        for field in fields
    }
    return {field: score.f1 for field, score in sums.items()}


# The command.


def evaluate_command_body(golds: Sequence[Path], sources: Sequence[Path]) -> int:
    """Compare each gold file with the plan of its ``doc``; write the table to stdout, each miss to stderr.

    Args:
        golds: gold files.
        sources: plans, or folders of plans, among which the file whose name begins with ``doc`` is taken.

    Returns:
        0 if everything agrees, else 1.

    Raises:
        Unreadable: if a gold file is none, or its plan is not among the sources.
    """
    results = [_evaluate_file(gold, sources) for gold in golds]
    sys.stdout.write("".join(_table(results)))
    for result in results:
        for miss in result.misses:
            sys.stderr.write(f"{result.doc}  {miss.zh}\n    {miss.en}\n")
    return 0 if all(result.perfect for result in results) else 1


def _evaluate_file(path: Path, sources: Sequence[Path]) -> Evaluation:
    from graph.collect import find_files
    from graph.pipeline import read_plan

    try:
        gold = record(json.loads(path.read_text(encoding="utf-8")), path.name)
        doc = string(gold, "doc")
        files = [file for file in find_files(sources) if file.path.stem.startswith(doc)]
        if not files:
            raise Unreadable(
                f"{path.name}：在给出的文件中找不到方案 {doc}。请把它的文件夹也写上。",
                f"{path.name}: the plan {doc} is not among the files given. Name its folder too.",
            )
        return evaluate(read_plan(files[0]), gold)
    except (OSError, ValueError) as error:
        raise Unreadable(
            f"{path.name}：不是可用的标注文件（{error}）。请检查其 JSON。",
            f"{path.name}: no usable gold file ({error}). Check its JSON.",
        ) from error


def _table(results: Sequence[Evaluation]) -> Iterator[str]:
    yield "doc\tfield\texpected\tfound\tright\tprecision\trecall\tf1\n"
    for result in results:
        for s in result.scores:
            numbers = f"{s.expected}\t{s.found}\t{s.right}\t{s.precision:.4f}\t{s.recall:.4f}\t{s.f1:.4f}"
            yield f"{result.doc}\t{s.field}\t{numbers}\n"


__all__ = ["FIELDS", "OPEN", "Evaluation", "Miss", "Score", "evaluate", "evaluate_command_body", "f1_over", "normalise"]
