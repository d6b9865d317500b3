"""Takes a heading or text, gives the groups of people named in it, as written.

A group is a label of ``target-group.ttl`` with the modifiers that belong to it (农村|留守儿童), or a head word that
always names people with whatever stands before it (农村电商|技能人才). People, not organisations: 农民专业合作社, 老年大学
and 教师节 name none, nor does what stands inside the name of a programme, a quotation or a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.extract.bounds import GROUP, name_begin
from graph.extract.language import find_phrases
from graph.numbering import fold
from graph.vocabulary import Concept, concepts, words

Span = tuple[int, int]

_LONGEST_MODIFIER = 9
# what makes an institution, a day, a publication or a quality of the group before it
_INSTITUTION = re.compile(
    '[^,。;:、!?的和与及或进到在从等参走组开为是有对向(“”"]{0,6}?'
    "(?:合作社|联合社|大学|学院|学校|夜校|党校|课堂|中心|协会|学会|联合会|商会|联盟|基金会|研究会|委员会|领导小组|工作组|理事会|代表大会|宫|之家|之友|家园|俱乐部|艺术团|团(?![员结队体委])|宣讲团|报告团|专家团"
    "|服务团|服务队|工作队|志愿队|突击队|总队|支队|大队|工作室|工作站|服务站|活动站|驿站|服务岗|日报|晚报|报社|专栏|频道|热线|公寓|食堂|书屋|公园|广场|驿家|养老院|福利院|医院|医学科|门诊|法庭|社团|团体"
    "|信息网|服务网|平台|基地|公众号|数据库|信息库|人才库|专家库|档案|支部|党委|工会)|节(?![目约日假])|局|室|岗"
)
_COUNT = re.compile(r"[\d余多万]+[名位个户人]")
_QUALITY = re.compile("精神|潜质|情怀|气质|资格|摇篮|文明号|先锋号|身份|主体责任")
_QUOTED = re.compile('“[^“”]*”|"[^"]{1,24}"|《[^》]*》')


@dataclass(frozen=True, slots=True)
class Group:
    """People named in a text: ``[begin:end]``; ``concept`` if the whole is a label, else ``sort`` is the widest label in it."""

    begin: int
    end: int
    concept: str | None
    sort: str
    rule: str


def find_groups(text: str, masked: Sequence[Span] = ()) -> tuple[Group, ...]:
    """Give the groups that a text names, in order, every wording once.

    Args:
        text: a heading or a text.
        masked: spans in which no group is named: programmes, citations, clauses of responsibility.
    """
    folded = fold(text)
    quoted = [match.span() for match in _QUOTED.finditer(folded)]
    found: dict[str, Group] = {}
    for group in _candidates(folded):
        around = [(b, e) for b, e in quoted if not (group.begin <= b and e <= group.end)]  # but “五老”志愿者
        if any(begin < group.end and group.begin < end for begin, end in (*masked, *around)):
            continue
        found.setdefault(text[group.begin : group.end], group)
    return tuple(sorted(found.values(), key=lambda g: g.begin))


def _candidates(text: str) -> Iterator[Group]:
    spans = [(c, b, e) for c, b, e in find_phrases("group", text) if not _is_excepted(text, _by_notation()[c], b, e)]
    at = 0
    while at < len(spans):
        notation, begin, end = spans[at]
        first = begin
        if at and spans[at - 1][2] == begin and _needs_modifier(text, *spans[at]):
            at += 1  # in 老年人|群体 the group is 老年人
            continue
        while at + 1 < len(spans) and spans[at + 1][1] == end and not _needs_modifier(text, *spans[at + 1]):
            at += 1  # 进城务工人员|随迁子女 is one group
            notation, begin, end = spans[at]
        at += 1
        if _INSTITUTION.match(text, end) or _QUALITY.match(text, end):
            continue
        if group := _with_modifier(text, _by_notation()[notation], first, begin, end):
            yield group


def _with_modifier(text: str, concept: Concept, first: int, begin: int, end: int) -> Group | None:
    """The group with what belongs to it on the left; a head that needs a modifier and has none is no group."""
    floor = max(0, first - _LONGEST_MODIFIER - 4)
    left = name_begin(text, first, floor, 0, GROUP)
    if number := _COUNT.match(text, left, first):
        left = number.end()
    run = text[left:first]
    if concept.form == "plain":
        start = first
    elif (concept.form == "head" and len(run) <= _LONGEST_MODIFIER) or _modifiers().fullmatch(run):
        start = left
    else:
        start = _known_tail(text, left, first)
    if begin - start == 1 and not _modifiers().fullmatch(text, start, begin):
        start = begin  # one character is the end of a word that was cut: 影响|力人士
    if start == begin and _needs_modifier(text, concept.notation, begin, end):
        return None
    whole = start == begin
    return Group(
        begin=start,
        end=end,
        concept=concept.notation if whole else _labels().get(text[start:end]),
        sort=concept.notation,
        rule="group.label" if whole else "group.modified",
    )


def _needs_modifier(text: str, notation: str, begin: int, end: int) -> bool:
    """人才 and 群体 alone name nobody."""
    return text[begin:end] in _by_notation()[notation].more.get("needsModifier", ())


def _known_tail(text: str, begin: int, end: int) -> int:
    """Where the known modifiers right before a group begin; what stands before them is none."""
    return next((at for at in range(begin, end) if _modifiers().fullmatch(text, at, end)), end)


@cache
def _modifiers() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, words('word', 'modifier')))})+")


def _is_excepted(text: str, concept: Concept, begin: int, end: int) -> bool:
    for longer in concept.more.get("except", ()):
        at = text.find(fold(longer), max(0, end - len(longer)), begin + len(longer))
        if 0 <= at <= begin and end <= at + len(longer):
            return True
    return False


@cache
def _by_notation() -> dict[str, Concept]:
    return {concept.notation: concept for concept in concepts("target-group")}


@cache
def _labels() -> dict[str, str]:
    return {fold(label): concept.notation for concept in concepts("target-group") for label in concept.labels}
