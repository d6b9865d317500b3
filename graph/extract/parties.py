"""Takes a list of bodies as a clause writes it, gives its members with their places.

The lists follow the habits of division-of-labour clauses: 、 and ， between names, 和 or 及 before the last, 等 at the
end, brackets inside names (各镇（街道）). A 和 inside a name (教育和体育局) does not divide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.numbering import fold
from graph.vocabulary import name_parts

_SEPARATORS = "、，,；;\n\t。"
_OPENING, _CLOSING = "（([［【〔", "）)]］】〕"
_CONJUNCTION = re.compile("以及|和|及|与|暨")
_PREFIX = re.compile("^(?:[^、，由]{0,10}(?<![自理缘经])由|请|以及|和|及|与)(?=..)")
_AND_OTHERS = re.compile(
    r"等(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?P<generic>(?:相关|有关|其他|其它|各)?[^等]{0,4}?(?:部门|单位|机构|方面)(?:和单位|和部门|、单位|\(单位\))?)?$"
)
# where a name may begin right after another, the space or line break between them lost: 县教育局|县科技局|岷阳镇
_TOWN = "[^省市县区、等各全局委办部会及和]{2,3}(?:镇|乡|街道)(?:$|[^局分])"
_NEXT_NAME = re.compile(
    r"(?<=[局委办部会室院社联协队站所司心厅校])"
    rf"(?=(?:[省县州旗]|区(?<!社区)|市(?![场政容民])).|团[省市县区州旗]委|共青团|国网|中国|武警|各|{_TOWN})|(?<=[镇道])(?=县|各|{_TOWN})"
)
_LONGEST = 40
_MEMBERS = re.compile("(?:领导小组|委员会|联席会议|指挥部|专班|小组)(?:各|其他)?成员单位$")  # 县……领导小组成员单位


@dataclass(frozen=True, slots=True)
class Member:
    """A name in a list: ``[begin:end]`` of the text the list was cut from."""

    begin: int
    end: int
    surface: str
    generic: bool = False


def split_at_top(text: str, separators: str = _SEPARATORS) -> Iterator[tuple[int, int]]:
    """Give the spans between separators that stand outside all brackets."""
    depth = begin = 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and character in separators:
            yield begin, at
            begin = at + 1
    yield begin, len(text)


def find_members(text: str, begin: int, end: int) -> tuple[Member, ...]:
    """Give the bodies of the list ``text[begin:end]``; what is no name is given too, for the caller to judge."""
    members: list[Member] = []
    if generic := _whole_generic(text, begin, end):
        return (generic,)
    for left, right in split_at_top(text[begin:end]):
        for first, last in _split_at_and(text[begin + left : begin + right]):
            for start, stop in _split_fused(text[begin + left + first : begin + left + last]):
                members += _member(text, begin + left + first + start, begin + left + first + stop)
    return tuple(members)


def _whole_generic(text: str, begin: int, end: int) -> Member | None:
    """各有关部门、单位 is one party, not two; 各乡镇、各部门 is two."""
    surface = text[begin:end]
    if any(is_collective(surface[left:right]) for left, right in split_at_top(surface)):
        return None
    return Member(begin, end, surface, True) if is_generic(surface) else None


def _split_at_and(item: str) -> Iterator[tuple[int, int]]:
    """Divide 县教育局和县科技局, not 县教育和体育局: a name must be whole before the 和."""
    begin = 0
    if is_generic(item):
        yield 0, len(item)
        return
    for match in _CONJUNCTION.finditer(item):
        left, right = item[begin : match.start()], item[match.end() :]
        if left and right and _outside(item, match.start()) and _is_whole(left) and _is_whole(_bare(right)):
            yield begin, match.start()
            begin = match.end()
    yield begin, len(item)


def _split_fused(item: str) -> Iterator[tuple[int, int]]:
    """Divide names set apart by a space or a line break only, which the canonical text does not keep."""
    begin = 0
    for match in _NEXT_NAME.finditer(item):
        left, right = item[begin : match.start()], item[match.start() :]
        if _outside(item, match.start()) and ends_as_name(left) and _is_whole(_bare(right)):
            yield begin, match.start()
            begin = match.start()
    yield begin, len(item)


def _is_whole(name: str) -> bool:
    return ends_as_name(name) or is_generic(name)


def _outside(item: str, at: int) -> bool:
    before = fold(item[:at])
    return before.count("(") == before.count(")")


def _bare(item: str) -> str:
    return _AND_OTHERS.sub("", fold(item))


def _member(text: str, begin: int, end: int) -> Iterator[Member]:
    """One name without 由 before it and 等……单位 after it; the party after 等 is one of its own."""
    if match := _PREFIX.match(text[begin:end]):
        begin += match.end()
    surface = text[begin:end]
    tail = _AND_OTHERS.search(fold(surface)) if not is_generic(surface) else None
    name_end = begin + tail.start() if tail else end
    if tail is None and (at := text.rfind("等", begin + 2, end)) > 0 and is_collective(text[at + 1 : end]):
        yield Member(begin, at, text[begin:at])  # 凤凰街道等各镇（街道）
        begin = at + 1
    if begin < name_end:
        yield Member(begin, name_end, text[begin:name_end], is_generic(text[begin:name_end]))
    if tail and tail["generic"] and re.match("相关|有关|其他|其它|各", tail["generic"]):
        at = begin + tail.start("generic")
        yield Member(at, end, text[at:end], True)


@cache
def _ending_pattern() -> re.Pattern[str]:
    endings = "|".join(map(re.escape, name_parts("ending")))
    return re.compile(rf"(?:{endings})(?:\([^()]{{1,30}}\))?$")


def ends_as_name(text: str) -> bool:
    """Tell whether a text ends as the name of a body does (县教育局, 各镇（街道）, 县融媒体中心)."""
    folded = fold(text)
    return 2 <= len(text) <= _LONGEST and bool(_ending_pattern().search(folded) or is_collective(text))


@cache
def _generic_pattern() -> re.Pattern[str]:
    heads = "|".join(map(re.escape, name_parts("generic")))
    return re.compile(
        rf"(?:地方|[省市县区州旗](?:委|人民政府|政府)?)?(?=.*(?:各|相关|有关|其他|其它|所有|全体|牵头|责任|成员|职能|涉及|配合|主管|参与|级|直))"
        rf"(?:(?:[省市县区州旗]?(?:级|直)?)?(?:各级|各地|各|相关|有关|其他|其它|所有|全体|牵头|责任|成员|职能|涉及|行业|配合|属地|主管|参与|及|和|、|\(|\)|[省市县区州旗乡镇](?:级|直)?)+)"
        rf"(?:{heads})(?:(?:和|、|及|以及|\()(?:有关|相关|各|其他)*(?:{heads}|单位)\)?)*"
    )


def is_generic(text: str) -> bool:
    """Tell whether a party has no identity: 相关部门和单位, 各有关部门、单位, 县级有关部门, 各牵头单位, 有关方面.

    So have 各行政执法部门 (all of a sort that no list names) and 有关乡镇 (some of a list, which ones is not said).
    """
    if len(text) > _LONGEST:
        return False
    folded = fold(text)
    if is_collective(text) and not folded.startswith("各级"):
        return False
    if _generic_pattern().fullmatch(folded) or re.fullmatch("各[^、，各]{2,8}(?:部门|企业|机构)", folded):
        return True
    if _MEMBERS.search(folded):
        return True
    return folded.startswith(("有关", "相关")) and is_collective(f"各{text[2:]}")


@cache
def _collective_pattern() -> re.Pattern[str]:
    heads = "|".join(map(re.escape, name_parts("collective")))
    return re.compile(
        rf"各(?:[^、，。]{{0,8}}?)(?:{heads}|地(?=\())(?:\([^()]{{1,20}}\))?(?:(?:人民政府|政府|办事处|管委会)(?:\([^()]{{1,20}}\))?)?"
    )


def is_collective(text: str) -> bool:
    """Tell whether a party is all bodies of one sort: 各镇人民政府, 各乡（镇、街道）."""
    return len(text) <= _LONGEST and bool(_collective_pattern().fullmatch(fold(text)))
