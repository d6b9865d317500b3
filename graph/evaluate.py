"""Takes a plan and a gold file made by hand, gives how well they agree: precision and recall by field, each miss by name.

The format of a gold file: ``doc``, ``metadata``, ``sections``, ``provisions``, ``annex``. Every field is turned into a
list of claims on both sides, and claims are counted: what both say is right, what only the gold file says was missed,
what only the plan says is too much.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import Unreadable
from graph.model import Carrier, Metadata, Plan, Provision, Responsibility

Gold = Mapping[str, object]
Claim = tuple[str, ...]
Claims = dict[str, list[Claim]]

FIELDS = {
    "metadata": "版头与标题",
    "citations": "引用文件",
    "sections": "章节",
    "section kinds": "章节类别",
    "section clauses": "章节责任",
    "provisions": "条款",
    "headings": "条款标题",
    "paths": "条款位置",
    "kinds": "条款类别",
    "texts": "条款正文起止",
    "responsibility": "条款责任",
    "generic parties": "泛指单位",
    "body departments": "正文中的责任单位",
    "annex": "附件分工表",
}
_QUOTES = str.maketrans("", "", "“”‘’\"'")
_DASHES = re.compile("[—–―－~～-]+")
_PREFIX = 10  # characters of text_head that must be equal
_AFTER_TAIL = 400  # a closing clause is no longer than this


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
        gold: the parsed gold file. Target groups, programmes and targets are not compared.

    Raises:
        ValueError: naming the place, if the gold file lacks a field or holds another type there.
    """
    places = _align(plan, gold)
    wanted, found = _of_gold(gold), _of_plan(plan, gold, places)
    scores: list[Score] = []
    misses: list[Miss] = []
    for field in FIELDS:
        expected, given = Counter(wanted[field]), Counter(found[field])
        right = (expected & given).total()
        scores.append(Score(field=field, expected=expected.total(), found=given.total(), right=right))
        misses += [Miss(field=field, claim=claim, expected=True) for claim in (expected - given).elements()]
        misses += [Miss(field=field, claim=claim, expected=False) for claim in (given - expected).elements()]
    return Evaluation(doc=_string(gold, "doc"), scores=tuple(scores), misses=tuple(misses))


def normalise(text: object) -> str:
    """Give a text as it is compared: full-width forms folded, no white space, no quotation marks, one dash."""
    folded = unicodedata.normalize("NFKC", str(text or "")).translate(_QUOTES)
    return _DASHES.sub("-", "".join(folded.split()))


def _title(text: object) -> str:
    return normalise(text).strip("。.:")


def _path(parts: Sequence[object], heading: object) -> str:
    """A path as one string; a last element equal to the heading of the provision itself is left out."""
    titles = [_title(part) for part in parts]
    bare = _title(heading)
    if titles and bare and re.sub(r"^(?:\([^()]*\)|[^、.]{1,3}[、.])", "", titles[-1]) == bare:
        titles.pop()
    return "/".join(titles)


# What the gold file claims.


def _of_gold(gold: Gold) -> Claims:
    claims: Claims = {field: [] for field in FIELDS}
    metadata = _record(gold.get("metadata"), "metadata")
    claims["metadata"] = [(key, _title(metadata.get(key))) for key in _METADATA]
    claims["metadata"].append(("period", "-".join(str(year) for year in _list(metadata, "period"))))
    claims["citations"] = [_citation(c.get("title"), c.get("doc_number")) for c in _records(metadata, "cites")]
    for section in _records(gold, "sections"):
        path = _path(_list(section, "path"), None)
        claims["sections"].append((path,))
        claims["section kinds"] += [(path, str(section["kind"]))] if section.get("kind") else []
        claims["section clauses"] += [(path, *_duty(party)[1:]) for party in _records(section, "responsibility")]
    for provision in _records(gold, "provisions"):
        for field, claim in _of_gold_provision(provision):
            claims[field].append(claim)
    for row in _records(gold, "annex"):
        claims["annex"] += [(normalise(row.get("task")), *_duty(party)) for party in _records(row, "responsibility")]
    return claims


def _of_gold_provision(provision: Gold) -> Iterator[tuple[str, Claim]]:
    place = _place(provision)
    heading = _title(provision.get("heading"))
    yield "provisions", (place,)
    yield "headings", (place, heading)
    yield "paths", (place, _path(_list(provision, "path"), heading))
    yield "texts", (place, normalise(provision.get("text_tail")))
    if provision.get("kind"):
        yield "kinds", (place, str(provision["kind"]))
    for party in _records(provision, "responsibility"):
        yield "responsibility", (place, *_duty(party))
        if party.get("generic"):
            yield "generic parties", (place, normalise(party.get("short")))
    for name in {normalise(party.get("short")) for party in _records(provision, "body_departments")}:
        yield "body departments", (place, name)


_METADATA = ("title", "doc_number", "issuer", "issue_date", "addressees")


def _place(provision: Gold) -> str:
    return f"{provision.get('n')} {_title(provision.get('heading')) or normalise(provision.get('text_head'))}"


def _duty(party: Gold) -> tuple[str, str, str]:
    return normalise(party.get("surface")), normalise(party.get("short")), str(party.get("role"))


def _citation(title: object, number: object) -> Claim:
    return normalise(title), normalise(number)


# What the plan claims.


def _align(plan: Plan, gold: Gold) -> dict[str, Gold]:
    """Give each provision of the plan, by key, the provision of the gold file whose text begins as its own does."""
    left = [provision for _, provision in plan.outline.provisions()]
    aligned: dict[str, Gold] = {}
    for wanted in _records(gold, "provisions"):
        head, heading = normalise(wanted.get("text_head"))[:_PREFIX], _title(wanted.get("heading"))
        begins = [p for p in left if normalise(p.text.value).startswith(head)]
        same = [p for p in begins if _title(p.heading.value if p.heading else None) == heading]
        if chosen := (same or begins)[:1]:
            aligned[chosen[0].key] = wanted
            left.remove(chosen[0])
    return aligned


def _of_plan(plan: Plan, gold: Gold, places: Mapping[str, Gold]) -> Claims:
    claims: Claims = {field: [] for field in FIELDS}
    claims["metadata"] = list(_of_metadata(plan.outline.metadata))
    claims["citations"] = [_citation(c.title, c.number) for c in plan.outline.citations]
    kinds = {_path(_list(s, "path"), None): s.get("kind") for s in _records(gold, "sections")}
    for above, unit in plan.outline.walk():
        titles = [f"{section.number or ''}{section.heading.value}" for section in above]
        duties = [duty for duty in plan.responsibilities if duty.unit == unit.key]
        if isinstance(unit, Provision):
            for field, claim in _of_provision(unit, titles, duties, places.get(unit.key)):
                claims[field].append(claim)
            continue
        path = _path([*titles, f"{unit.number or ''}{unit.heading.value}"], None)
        claims["sections"].append((path,))
        claims["section kinds"] += [(path, str(unit.kind))] if kinds.get(path) else []
        claims["section clauses"] += [(path, *_found(duty)[1:]) for duty in duties if duty.carrier is Carrier.CLAUSE]
    tasks = {row.key: normalise(row.task.value) for row in plan.outline.annex}
    annex = [duty for duty in plan.responsibilities if duty.carrier is Carrier.ANNEX]
    claims["annex"] = [(tasks[duty.stated_in], *_found(duty)) for duty in annex]
    return claims


def _of_metadata(metadata: Metadata) -> Iterator[Claim]:
    issued = metadata.issued.isoformat() if metadata.issued else None
    values = (metadata.title, metadata.number, metadata.issuer, issued, metadata.addressees)
    yield from ((key, _title(value)) for key, value in zip(_METADATA, values, strict=True))
    yield "period", "-".join(str(year) for year in metadata.period or ())


def _of_provision(
    unit: Provision, titles: Sequence[str], duties: Sequence[Responsibility], gold: Gold | None
) -> Iterator[tuple[str, Claim]]:
    heading = _title(unit.heading.value if unit.heading else None)
    place = _place(gold) if gold else f"{unit.key} {heading or normalise(unit.text.value)[:12]}"
    yield "provisions", (place,)
    yield "headings", (place, heading)
    yield "paths", (place, _path(titles, heading))
    yield "texts", (place, _tail(unit, duties, gold))
    if gold is None or gold.get("kind"):
        yield "kinds", (place, str(unit.kind))
    stated = [duty for duty in duties if duty.carrier is Carrier.CLAUSE]
    # A body that two clauses of one provision name in one role is one responsibility with two mentions.
    yield from (("responsibility", (place, *found)) for found in dict.fromkeys(map(_found, stated)))
    generic = dict.fromkeys(normalise(duty.name) for duty in stated if duty.generic)
    yield from (("generic parties", (place, name)) for name in generic)
    for name in {normalise(duty.name) for duty in duties if duty.carrier is Carrier.CUE}:
        yield "body departments", (place, name)


def _found(duty: Responsibility) -> tuple[str, str, str]:
    return normalise(duty.surface), normalise(duty.name), str(duty.role)


def _tail(unit: Provision, duties: Sequence[Responsibility], gold: Gold | None) -> str:
    """How the body ends: as the gold file says, if that stands at the end or only the closing clause comes after it."""
    text = normalise(unit.text.value)
    wanted = normalise(gold.get("text_tail")) if gold else ""
    end = text.rfind(wanted, max(0, len(text) - _AFTER_TAIL)) + len(wanted)
    closed = any(duty.carrier is Carrier.CLAUSE for duty in duties)
    if wanted and end >= len(wanted) and (end == len(text) or closed):
        return wanted
    return text[-12:]


# Reading the gold file.


def _record(value: object, place: str) -> Gold:
    if not isinstance(value, dict):
        raise ValueError(f"{place}: 应为对象 / an object is expected, found {type(value).__name__}")
    return value


def _list(owner: Gold, key: str) -> list[object]:
    value = owner.get(key) or []
    if not isinstance(value, list):
        raise ValueError(f"{key}: 应为数组 / an array is expected, found {type(value).__name__}")
    return value


def _records(owner: Gold, key: str) -> list[Gold]:
    return [_record(each, f"{key}[{i}]") for i, each in enumerate(_list(owner, key))]


def _string(owner: Gold, key: str) -> str:
    value = owner.get(key)
    if not isinstance(value, str):
        raise ValueError(f"{key}: 应为字符串 / a string is expected, found {type(value).__name__}")
    return value


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
        gold = _record(json.loads(path.read_text(encoding="utf-8")), path.name)
        doc = _string(gold, "doc")
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
    yield "doc\tfield\texpected\tfound\tright\tprecision\trecall\n"
    for result in results:
        for s in result.scores:
            numbers = f"{s.expected}\t{s.found}\t{s.right}\t{s.precision:.4f}\t{s.recall:.4f}"
            yield f"{result.doc}\t{s.field}\t{numbers}\n"


__all__ = ["FIELDS", "Evaluation", "Miss", "Score", "evaluate", "evaluate_command_body", "normalise"]
