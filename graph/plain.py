"""Takes plain words (县科协 牵头 老年人), gives the answers of the named queries that they mean."""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TextIO

from pyoxigraph import Literal, Store
from rich.console import Console

from graph.assets import read_text
from graph.errors import UnknownWord
from graph.store import Bound, NamedQuery, Result, bind, library, open_store, parse_query, run
from graph.store.evaluate import Term, term_text
from graph.store.labels import column_label
from graph.store.queries import did_you_mean
from graph.store.results import print_table

SHOWN = 12
"""Rows of an answer that are shown of each plan; the last line tells how to have them all."""
PLANS_SHOWN = 8
LONGEST = 60
"""Characters of a cell that are shown."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SORTS = {
    "department": "单位 body",
    "partner": "单位 body",
    "plan": "方案 plan",
    "programme": "项目 programme",
    "group": "人群 group",
    "role": "角色 role",
    "year": "年份 year",
}
_ORDER = ("department", "plan", "programme", "group", "role")
"""Which meaning a word has that could have several: 县科协 is a body before it is anything else."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a question names: values by the parameter of a query that they fill, and the words that named nothing."""

    values: Mapping[str, str]
    unknown: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=(), repr=False)


def ask(words: Sequence[str], build: Path, stream: TextIO) -> int:
    """Answer a question in plain words.

    Args:
        words: names of bodies, groups, programmes, places or plans, a year, a role; or a sentence that holds them.
        build: the build folder, a store or a file of the graph.
        stream: takes the answer.

    Raises:
        UnknownWord: if the words name nothing that the graph knows, or nothing can be asked of them together.
        StoreError: if the build cannot be opened.
    """
    store = open_store(build)
    meaning = understand(words, store)
    chosen = choose(meaning, library().queries)
    if meaning.unknown or not chosen:
        raise _nothing(words, meaning)
    stream.write(
        f"问的是 asked for: {'；'.join(f'{_SORTS[name]} {value}' for name, value in meaning.values.items())}\n"
    )
    for query in chosen:
        bound = bind(query, {k: v for k, v in meaning.values.items() if k in {p.name for p in query.parameters}})
        _show(run(store, bound), bound, build, stream)
    return 0


def understand(words: Sequence[str], store: Store) -> Meaning:
    """Find what the words name: the longest names first, also inside a sentence without spaces; 泰山 for a plan of 泰山区."""
    text = read_text("ontology", "queries/plain-words.rq")
    meanings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in run(store, bind(parse_query("plain-words", text))).rows:
        label, parameter, value = map(term_text, row)
        meanings[label.lower()][parameter].append(value)
    longest = max(map(len, meanings), default=0)
    values: dict[str, str] = {}
    unknown: list[str] = []
    for word in filter(None, (word.strip() for word in words)):
        found = list(_names_in(word, meanings, longest))
        year = _YEAR.search(word)
        if year and not found:
            values.setdefault("year", year[0])
        elif not found and _is_part_of_a_title(word, meanings):
            values.setdefault("plan", word)
        elif not found:
            unknown.append(word)
        for filled, name in found:
            values.setdefault("partner" if filled == "department" and filled in values else filled, name)
    return Meaning(values, tuple(unknown), tuple(meanings))


def _is_part_of_a_title(word: str, meanings: Mapping[str, Mapping[str, list[str]]]) -> bool:
    """Whether the word stands in the name of a place or the title of a plan, as the parameter ``plan`` of a query takes it."""
    return len(word) > 1 and any("plan" in meaning and word.lower() in label for label, meaning in meanings.items())


def _names_in(word: str, meanings: Mapping[str, Mapping[str, list[str]]], longest: int) -> Iterator[tuple[str, str]]:
    """The names that a word or sentence holds, from left to right, the longest at each place."""
    folded, begin = word.lower(), 0
    while begin < len(folded):
        end = next((e for e in range(min(len(folded), begin + longest), begin, -1) if folded[begin:e] in meanings), 0)
        if not end or (end - begin < 2 and len(folded) > 1):
            begin += 1
            continue
        label, by_parameter = folded[begin:end], meanings[folded[begin:end]]
        parameter = next(name for name in _ORDER if name in by_parameter)
        values = by_parameter[parameter]
        # a place with several plans stands for all whose title names it
        yield parameter, word[begin:end] if parameter == "plan" and len(values) > 1 else values[0]
        begin += len(label)


def choose(meaning: Meaning, queries: Iterable[NamedQuery]) -> list[NamedQuery]:
    """Give the queries that use every value, and of these the ones that are most about them; by number of the question."""
    given = set(meaning.values)
    able = [q for q in queries if q.plain and set(q.plain) <= given <= {p.name for p in q.parameters}]
    most = max((len(query.plain) for query in able), default=0)
    best = [query for query in able if len(query.plain) == most]
    return sorted(best, key=lambda query: (query.answers or (99,), query.name))


def _show(result: Result, bound: Bound, build: Path, stream: TextIO) -> None:
    query = bound.query
    blocks = list(_blocks(result))
    found = sum(len(block.rows) for _, block in blocks)
    stream.write(f"\n{query.title_zh} · {query.title_en}（{found}）\n")
    if not found:
        stream.write(f"没有。{query.empty_zh} None. {query.empty_en}".rstrip() + "\n")
    for title, block in blocks[:PLANS_SHOWN]:
        stream.write(f"\n{title}\n" if title else "")
        print_table(replace(block, rows=block.rows[:SHOWN]), Console(file=stream, highlight=False))
    more = found - sum(len(block.rows[:SHOWN]) for _, block in blocks[:PLANS_SHOWN])
    stream.write(f"… 另有 {more} 行 · {more} more rows\n" if more else "")
    stream.write(f"全部列和依据 · all columns and evidence: {_command(bound, build)}\n")


def _command(bound: Bound, build: Path) -> str:
    """What a user types to have the whole answer."""
    defaults = {parameter.name: parameter.default for parameter in bound.query.parameters}
    given = [
        f"--param {_quoted(f'{name}={value}')}" for name, value in bound.values if value and value != defaults[name]
    ]
    place = [] if build == Path("build") else ["--out", shlex.quote(str(build))]
    return " ".join(["fengong query", bound.query.name, *given, *place])


def _quoted(argument: str) -> str:
    """The argument as a shell takes it; Chinese needs no quotes, though ``shlex`` gives it some."""
    return shlex.quote(argument) if re.search(r"[^\w=/.:—-]", argument) else argument


def _blocks(result: Result) -> Iterator[tuple[str, Result]]:
    """The answer in the columns that a reader needs, with Chinese heads; a plan a block, its title above, where it has a plan."""
    query = result.bound.query
    brief = [name for name in query.brief if name != "plan"] or list(query.columns)
    keep = [result.columns.index(name) for name in brief]
    heads = tuple(column_label(query.name, name)[0] for name in brief)
    plan = result.columns.index("plan") if "plan" in query.brief else None
    rows = sorted(result.rows, key=lambda row: term_text(row[plan])) if plan is not None else result.rows
    blocks = [
        (title, list(block)) for title, block in groupby(rows, lambda row: "" if plan is None else term_text(row[plan]))
    ]
    for title, block in blocks:
        shown = tuple(dict.fromkeys(tuple(_cut(row[i]) for i in keep) for row in block))
        yield title, replace(result, columns=heads, rows=shown)


def _cut(term: Term | None) -> Term | None:
    """A long text as its beginning: what is shown here is for the eye."""
    text = term_text(term)
    return Literal(f"{text[:LONGEST]}…") if isinstance(term, Literal) and len(text) > LONGEST else term


def _nothing(words: Sequence[str], meaning: Meaning) -> UnknownWord:
    """An answer to half of a question would be taken for the whole: it is refused, and told which word is not known."""
    asked = " ".join(word.strip() for word in words)
    if meaning.unknown or not meaning.values:
        wrong = meaning.unknown[0] if meaning.unknown else asked
        zh, en = _near(wrong, meaning.names)
        return UnknownWord(
            f"图谱中没有“{wrong}”{zh}。可以问单位（县科协）、人群（老年人）、项目、方案所在地或年份。",
            f"the graph knows no {wrong!r}{en}. Ask about a body, a group of people, a programme, the place of a plan or a year.",
        )
    return UnknownWord(
        f"没有能一起回答“{asked}”的查询。请分开问，或用 fengong query --list 查看全部查询及其参数。",
        f"no query answers {asked!r} at once. Ask for one thing at a time, or see all queries and their parameters: "
        "fengong query --list",
    )


def _near(wrong: str, names: Sequence[str]) -> tuple[str, str]:
    """Guess what was meant: a name that ends with the word (科协, 县科协), else one that looks like it."""
    longer = sorted(
        {name for name in names if wrong and name.endswith(wrong.lower())}, key=lambda name: (len(name), name)
    )[:3]
    if longer:
        return f"（是否指 {'、'.join(longer)}？）", f" (did you mean {' or '.join(longer)}?)"
    return did_you_mean(wrong, names)
