"""Takes the paragraphs of a plan's body, gives the tree of sections and provisions; it never refuses a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.model import Kind, Paragraph, Provision, Section, Text
from graph.numbering import Number, Style, find_number
from graph.structure.headings import (
    find_kind,
    is_lead,
    is_owned,
    is_title,
    names_owner,
    split_heading,
    states_duty,
    trim,
)

_LONGEST_BARE_TITLE = 25
_BELOW_HAN, _BESIDE_HAN, _ABOVE_ALL = 3.5, 3.0, -0.9  # depths of unnumbered Markdown headings
# 任务：… 措施：… 分工：…: the layout of the national outlines of 2006 and 2011, and of plans after them
_LABEL = re.compile(
    r"(?:(?:主要|工作|具体|重点|基本)?(?:任务|措施|目标|内容|举措|要求)|实施内容|工作载体|活动内容)[:：]"
)
_DIVISION = re.compile(r"(?:责任|职责|任务|工作)?分工[:：]|(?:牵头|责任|配合|参加|参与)(?:单位|部门)[:：]")


# 以上任务由县生态环境局牵头，县水利局配合。
_FOR_ALL_ABOVE = re.compile(
    "(?:以上|上述)(?:各项|各条|\\d+[项条]|[一二三四五六七八九十]+[项条])?(?:任务|工作|事项|措施)?[，,]?(?:均|都|统一)?由"
)
_ENUMERATED = re.compile("([一二三四五六七八九十])是(?!否|非)")  # 一是强化组织领导。……
# a paragraph that is nothing but a clause of responsibility, in brackets or with labels
_DUTY_LINE = re.compile(rf"[（(【\[〔][^。]*[）)】\]〕]。?|(?:{_DIVISION.pattern}|(?:完成|办理)?(?:时限|时间)[:：]).*")
_ENDS_IN_DUTY = re.compile(r"[。；;][（(【\[〔][^。]*(?:负责|牵头|配合|单位|部门)[^。]*[）)】\]〕]。?$")


@dataclass(slots=True, kw_only=True)
class _Node:
    """A numbered or headed unit while the tree grows."""

    depth: float
    number: Number | None
    heading: Text | None
    body: Text
    whole: Text = field(default_factory=Text)
    labelled: bool = False
    amid_tasks: bool = False
    loose: list[Paragraph] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)


def build_tree(paragraphs: Sequence[Paragraph]) -> tuple[tuple[Section | Provision, ...], tuple[Paragraph, ...]]:
    """Give the sections and provisions of a body, and the paragraphs before the first of them (the preamble)."""
    root = _Node(depth=-1, number=None, heading=None, body=Text())
    stack = [root]
    depths = _depths([p for paragraph in paragraphs if (p := find_number(paragraph.text.value))])
    ranks = [p.rank for p in paragraphs if p.rank and (n := find_number(p.text.value)) and n.style <= Style.HAN]
    for paragraph in paragraphs:
        node = _open(paragraph, depths, min(ranks, default=None)) or _open_label(paragraph, stack)
        if node is None:
            _owner(paragraph, stack).loose.append(paragraph)
            continue
        while stack[-1].depth >= node.depth:
            stack.pop()
        stack[-1].children.append(node)
        stack.append(node)
    for top in root.children:
        _raise_duties(top)
    if not root.children:
        return tuple(_Builder().headless(root.loose)), ()
    return tuple(_Builder(led=_is_led(root)).units(root.children, "", None)), tuple(root.loose)


def _is_led(root: _Node) -> bool:
    """Tell whether lead sentences are the layout of this document: two sections or more are set so."""
    found, todo = 0, [root]
    while todo:
        node = todo.pop()
        found += bool(_leads(node.loose, bool(node.children), led=False))
        todo += node.children
    return found > 1


def _depths(numbers: Sequence[Number]) -> dict[Style, float]:
    """Give each style its depth in this document: the usual order, but for two styles that are plainly swapped.

    If （一） begins anew several times and only between the 1. 2. 3. of a single count, it stands below them.
    """
    depths = {style: float(style) for style in Style}
    first: dict[Style, int] = {}
    for at, number in enumerate(numbers):
        first.setdefault(number.style, at)
    begins = Counter(number.style for number in numbers if number.ordinal == 1)
    for upper, lower in pairwise((Style.HAN, Style.HAN_BRACKETED, Style.ARABIC, Style.ARABIC_BRACKETED)):
        if upper in first and lower in first and first[lower] < first[upper] and begins[lower] == 1 < begins[upper]:
            depths[upper], depths[lower] = depths[lower], depths[upper]
    return depths


def _open_label(paragraph: Paragraph, stack: Sequence[_Node]) -> _Node | None:
    """Give the node that 任务： or 措施： opens, half a step below the section that it divides."""
    match = _LABEL.match(paragraph.text.value)
    if match is None or len(stack) < 2:
        return None
    before = next((node for node in stack if node.labelled), None)
    section = next((node for node in reversed(stack) if node.heading and not node.body and not node.labelled), None)
    if before is None and section is not stack[-1]:
        return None
    depth = before.depth if before else stack[-1].depth + 0.5
    heading = paragraph.text.cut(0, match.end() - 1)
    return _Node(depth=depth, number=None, heading=heading, body=paragraph.text.cut(match.end()), labelled=True)


def _owner(paragraph: Paragraph, stack: Sequence[_Node]) -> _Node:
    """Give the node that an unnumbered paragraph belongs to: the last one, but 分工： closes the section that holds it.

    Under 任务： and 措施： that is the section they divide; else 分工： goes with the headed section whose items end
    here, while 责任单位： stays with its item.
    """
    match = _DIVISION.match(paragraph.text.value)
    if match is None and _FOR_ALL_ABOVE.match(paragraph.text.value):
        return next((node for node in reversed(stack) if node.heading and not node.body and node.children), stack[-1])
    if match is None:
        return stack[-1]
    for at, node in enumerate(stack):
        if node.labelled:
            return stack[at - 1]
    if "分工" not in match[0]:
        return stack[-1]
    return next((node for node in reversed(stack) if node.heading and not node.body and node.children), stack[-1])


def _raise_duties(node: _Node) -> None:
    """A clause on a line of its own after the last of the items 1. 2. 3. is that of the unit which they divide, if no
    item before has one.
    """
    for child in node.children:
        _raise_duties(child)
    _raise_labelled(node)
    *before, last = node.children or (node,)
    if not before or last.children or any(item.children or _has_duty(item) for item in before):
        return
    at = len(last.loose)
    while at and _DUTY_LINE.fullmatch(last.loose[at - 1].text.value):
        at -= 1
    if last.number and last.number.style >= Style.ARABIC:
        node.loose += last.loose[at:]
        del last.loose[at:]


def _raise_labelled(node: _Node) -> None:
    """3．责任单位：…… beside 1．主要任务：…… and 2．措施：…… is the clause of the unit which they divide."""
    if not any(_LABEL.match(item.whole.value) for item in node.children):
        return
    clauses = [item for item in node.children if not item.children and _DIVISION.match(item.whole.value)]
    for item in clauses:
        node.loose += [Paragraph(text=item.whole), *item.loose]
        node.children.remove(item)


def _has_duty(node: _Node) -> bool:
    text = node.body or node.whole
    return bool(_ENDS_IN_DUTY.search(text.value)) or any(_DUTY_LINE.fullmatch(p.text.value) for p in node.loose)


def _open(paragraph: Paragraph, depths: dict[Style, float], han_rank: int | None) -> _Node | None:
    """Give the node that a paragraph opens by its number or as a Markdown heading, or None.

    ``han_rank`` is the rank of the headings 一、 二、: an unnumbered heading of a lower rank stands below them. Where no
    heading has a number, headings stand above all numbers, by rank.
    """
    text = paragraph.text
    if number := find_number(text.value):
        bare = text.cut(len(number.marker)).strip()
        bold = max(0, paragraph.bold - len(number.marker))
        heading, body = (trim(bare), Text()) if paragraph.rank else split_heading(bare, bold)
        if number.style is Style.ARTICLE and bare and bare.value[0] not in "【[" and not bold:
            heading, body = None, bare  # articles are sentences; they have no titles
        depth = depths[number.style] + (number.marker.count(".") / 10 if number.style is Style.DOTTED else 0)
        return _Node(depth=depth, number=number, heading=heading, body=body, whole=bare)
    if paragraph.rank:
        depth = _ABOVE_ALL + paragraph.rank / 10
        if han_rank is not None:
            depth = _BELOW_HAN if paragraph.rank > han_rank else _BESIDE_HAN
        return _Node(depth=depth, number=None, heading=trim(text), body=Text())
    return None


@dataclass(slots=True)
class _Builder:
    """Turns nodes into sections and provisions and counts them through."""

    led: bool = False
    count: int = 0

    def units(self, nodes: Sequence[_Node], prefix: str, kind: Kind | None) -> Iterator[Section | Provision]:
        """Give the units of sibling nodes; keys are numbering paths, made unique where a number comes twice."""
        used: Counter[str] = Counter()
        for place, node in enumerate(nodes, 1):
            node.amid_tasks = any(map(_names_task, nodes[place:]))
            ordinal = node.number.ordinal if node.number and node.number.ordinal else place
            key = f"{prefix}{ordinal}"
            used[key] += 1
            yield self.unit(node, key if used[key] == 1 else f"{key}-{used[key]}", kind)

    def unit(self, node: _Node, key: str, above: Kind | None) -> Section | Provision:
        if _is_sentence(node):
            return self._provision(key, node.number, None, _together(node.whole, node.loose), above)
        if node.heading and not node.body and not node.children and _duties_below(node):
            return self._provision(key, node.number, None, _together(node.whole, node.loose), above)
        leads = _leads(node.loose, bool(node.children), self.led)
        if node.children or leads or (node.heading and not node.body and node.loose):
            return self._section(node, key, above, leads)
        kind = find_kind(node.heading.value, whole=True) if node.heading else None
        return self._provision(key, node.number, node.heading, _together(node.body, node.loose), kind or above)

    def _section(self, node: _Node, key: str, above: Kind | None, leads: Sequence[int]) -> Section:
        self.count += 1
        ordinal = self.count
        heading = node.heading or node.body or Text()
        intro = node.body if node.heading else Text()
        kind = _section_kind(heading.value, above, node.amid_tasks)
        if node.labelled and above and kind is not Kind.GOAL:
            kind = above  # 任务： and 措施： of a project belong to the project
        children: list[Section | Provision] = []
        if not node.children and not leads:
            children.append(self._provision(f"{key}.p1", None, heading, _together(intro, node.loose), kind))
            intro = Text()
        else:
            first = leads[0] if leads else len(node.loose)
            intro = _together(intro, node.loose[:first])  # a 分工： after the sub-units closes it
            children += self._led(node.loose, leads, f"{key}.", kind)
            children += self.units(node.children, f"{key}.", kind)
        marker = node.number.marker if node.number else None
        return Section(
            key=key, number=marker, heading=heading, text=intro, kind=kind, ordinal=ordinal, children=tuple(children)
        )

    def _led(self, loose: Sequence[Paragraph], leads: Sequence[int], prefix: str, kind: Kind) -> Iterator[Provision]:
        """Give the provisions that lead sentences open; what follows without one goes on with the last."""
        for place, (begin, end) in enumerate(pairwise([*leads, len(loose)]), 1):
            number = _enumerated(loose[begin].text.value)
            lead = loose[begin].text.cut(len(number.marker) if number else 0)
            heading, body = split_heading(lead, max(0, loose[begin].bold - len(loose[begin].text) + len(lead)))
            yield self._provision(f"{prefix}p{place}", number, heading, _together(body, loose[begin + 1 : end]), kind)

    def _provision(
        self, key: str, number: Number | None, heading: Text | None, text: Text, kind: Kind | None
    ) -> Provision:
        self.count += 1
        return Provision(
            key=key,
            number=number.marker if number else None,
            heading=heading,
            text=text,
            kind=kind or Kind.ACTION,
            ordinal=self.count,
        )

    def headless(self, loose: Sequence[Paragraph]) -> Iterator[Provision]:
        """Give the provisions of a text without any number or heading: its lead sentences, else its paragraphs."""
        leads = _leads(loose, False, self.led)
        if leads:
            yield from self._led(loose, leads, "", Kind.ACTION)
            return
        for place, paragraph in enumerate(loose, 1):
            yield self._provision(f"p{place}", None, None, paragraph.text, None)


def _is_sentence(node: _Node) -> bool:
    """An item of one sentence is all body, also where only a clause of responsibility follows it."""
    heading = node.heading
    if heading is None or node.children or (node.body and not _DUTY_LINE.fullmatch(node.body.value)):
        return False
    if not all(_DUTY_LINE.fullmatch(p.text.value) for p in node.loose):
        return False
    return (
        len(heading) > _LONGEST_BARE_TITLE
        or bool(re.search("[，,]", heading.value))
        or bool(node.whole and node.whole.value[-1] in ("；;" if node.body or node.loose else "。；;"))
    )


def _names_task(node: _Node) -> bool:
    named = find_kind(node.heading.value) if node.heading else None
    return bool(node.heading) and named not in (Kind.SAFEGUARD, Kind.SCHEDULE)


def _section_kind(heading: str, above: Kind | None, amid_tasks: bool) -> Kind:
    """The category that a heading names, else that of the section above it.

    Inside tasks, or before more of them, 健全困境儿童分类保障 is a task; only a heading like 保障措施 makes a section of
    safeguards there.
    """
    named = find_kind(heading)
    inside = amid_tasks or above in (Kind.ACTION, Kind.PROJECT)
    if named is Kind.SAFEGUARD and inside and find_kind(heading, whole=True) is None:
        named = None
    return named or above or Kind.ACTION


def _leads(loose: Sequence[Paragraph], has_children: bool, led: bool) -> list[int]:
    """Give the places of the paragraphs that open a provision by a lead sentence.

    A list of bodies each with its duty (县科协：负责……) has one provision a body. A lead alone is the beginning of
    ordinary prose; two in a section, or one that is set in bold, are a layout. Where the document is ``led`` (the
    layout of its other sections), one after an introduction of another form counts too.
    """
    if has_children:
        return []
    owned = [i for i, p in enumerate(loose) if is_owned(p.text.value)]
    if len(owned) > 2:
        return owned
    if one_by_one := _one_by_one(loose):
        return one_by_one
    leads = [i for i, p in enumerate(loose) if p.bold > 1 or is_lead(p.text.value)]
    if any(loose[i].bold > 1 for i in leads):
        return leads
    if led and not leads:
        leads = [i for i, p in enumerate(loose) if i and is_lead(p.text.value, strict=False)][:1]
    if len(leads) < 2 and not (led and leads and leads[0] > 0):
        return []
    return [
        i
        for i, p in enumerate(loose)
        if i in leads or (i > 0 and is_lead(p.text.value, strict=False) and is_title(p.text.value.split("。")[0], 24))
    ]


def _one_by_one(loose: Sequence[Paragraph]) -> list[int]:
    """Give the places of 一是…… 二是……, two or more on lines of their own, each with a lead sentence."""
    found = [(i, number) for i, p in enumerate(loose) if (number := _enumerated(p.text.value))]
    in_order = [number.ordinal for _, number in found] == list(range(1, len(found) + 1))
    led = all(is_lead(loose[i].text.value[len(number.marker) :], strict=False) for i, number in found)
    return [i for i, _ in found] if len(found) > 1 and in_order and led else []


def _enumerated(text: str) -> Number | None:
    match = _ENUMERATED.match(text)
    return Number(match[0], Style.CIRCLED, "一二三四五六七八九十".index(match[1]) + 1) if match else None


def _duties_below(node: _Node) -> bool:
    """A body as heading, its duties in the paragraph below it: they are one provision, and the body its subject."""
    return (
        bool(node.heading and names_owner(node.heading.value) and node.loose)
        and states_duty(node.loose[0].text.value)
        and not any(_enumerated(p.text.value) for p in node.loose)
    )


def _together(body: Text, loose: Sequence[Paragraph]) -> Text:
    """Join the paragraphs of one unit by line breaks."""
    for paragraph in loose:
        if body and paragraph.text:
            body = body + Text("\n", (body.at[-1] + 1,)) + paragraph.text
        else:
            body = body or paragraph.text
    return body
