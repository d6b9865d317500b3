"""Takes a heading or text, gives the programmes named in it: known ones by list, others by the habits of the genre.

A name is a known label (``programme.ttl``), a quotation that is used as a name (“求学圆梦行动”, “安康杯”竞赛), or what stands
after 实施, 开展, 举办 and ends as programmes, competitions, days and awards do. Slogans (“一盘棋”思想), generic nouns
(专项行动, 技能竞赛) and the subject of the plan itself are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.extract.bounds import PROGRAMME, bounds, is_after, name_begin
from graph.extract.language import find_phrases
from graph.numbering import fold
from graph.vocabulary import Concept, concepts, words

Span = tuple[int, int]

_QUOTES = "“”\"‘’'「」『』"
_QUOTED = re.compile('[“"「『]([^“”"「」『』。；;！!？?\n]{2,24})[”"」』]')
# what may follow a closing quotation mark and belongs to the name
_TAIL = re.compile(
    "(?P<gap>[\u4e00-\u9fff]{0,9}?)(?:专项行动|专项检查|专项整治|行动计划|行动|计划|工程|项目|大赛|竞赛|比赛|挑战赛|创建活动|论坛|读书节|艺术节|文化节|科技节|节"
    "|讲师团|云平台|服务平台|学习平台|宣传周|宣传月|杯|阅读季|招聘季|志愿服务队|[赛])(?![师生动力作事道场区])|[\u4e00-\u9fff]{2,8}平台|制度(?!安排|建设|体系|机制)|[\u4e00-\u9fff]{2,10}评选(?!活动)"
)
_TAIL_NOT = re.compile("[等的和与及中这为在以、]|作为|活动|系列|主题|品牌")
_DEED = re.compile("(?:行动|计划|工程)$")
_NAME_INSIDE = re.compile(
    "(?:行动|计划|工程|项目|周|日|月|节|杯|奖|赛|课堂|课|讲堂|学堂|讲坛|论坛|大集|驿站|之星|工匠|能手|标兵|模范|好人|家庭|书屋|小院|大篷车|夏令营|冬令营"
    "|训练营|科学营|文明号|先锋号|示范岗|文明岗|之家|讲师团|宣讲团|服务队|志愿队|小分队|基金|在线|平台|网|通|号|站|APP|云|码|贷|保|险|e家|进[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{2}行|夜话|在行动)$",
    re.IGNORECASE,
)
_USED_AS_NAME = re.compile(
    "^(?:等)?(?:[\u4e00-\u9fff]{0,8}?)(?:宣传|体验|研学|活动|行动|品牌|平台|项目|工程|计划|评选|选树|选拔|推选|称号|荣誉|命名|创建|竞赛|大赛|比赛|作用|资源|论坛|讲座|栏目|专栏|服务站|志愿服务)"
)
_CUE_BEFORE = re.compile(
    "(?:实施|开展|举办|组织|打造|推进|深化|创建|评选|选树|推荐|推选|争创|培育|擦亮|推广|参加|申报|做好|办好|用好|依托|利用|借助|通过|发挥|举行|承办|推行|启动|建设|建好|"
    "开行|上线|推出|命名|授予|表彰|遴选|弘扬|落实|评出|选出|获评|开设|组建|对接|发放|运营|升级|推动|加快|开发|叫响|唱响|打响|深入|广泛|持续)(?:好|一批|[全本][国省市县区]|[省市县区]级|系列|[^，。；、“”]{0,6})?$"
)
_BARE_NUMBER = re.compile(r"^[\dA-Za-z一二三四五六七八九十百千万+]+(?:工程|行动|计划)?$")
_SURE_BEFORE = re.compile(
    "(?:打造|举办|开展|评选|选树|组织|开发|擦亮|推出|命名|授予|创建|争创|叫响|唱响|开设|建设)(?:[全本][国省市县区]|[省市县区]级|系列)?$"
)
_KIND = re.compile("行动计划|(?<![实执])行动(?!态|力|员)|计划|工程|项目")
_NOT_AFTER_KIND = re.compile(
    "[师纲规目方]|要求|技术|建设|生育|单列|内容|类|经费|资金|库|清单|实施|安排|管理|指标|书|学|化|体系|成果|申报|评审|研究|负责|承担|立项|资助|单位|机制|方案|任务"
)
_EVENT = re.compile(
    "宣传周|活动周|科技周|服务周|教育周|推广周|宣传月|活动月|服务月|教育月|敬老月|宣传日|活动日|开放日|体验日|文化节|艺术节|科技节|读书节|阅读节|丰收节|旅游节|美食节|采摘节|运动会"
    "|大赛|竞赛|锦标赛|挑战赛|邀请赛|联赛|大讲堂|论坛|博览会|科普大集"
)
_NOT_AFTER_EVENT = re.compile("[日员场馆性类]|期间|中|活动中|组委会|机制|平台|获奖|项目")
_TITLE = re.compile(
    "(?:最美|十佳|百佳|金牌)[\u4e00-\u9fff]{2,8}?(?=[、,。;等和”)]|$|活动|评选|选树|选拔|推选|推荐|宣传|学习|典型|荣誉|称号|命名|表彰)"
)
_CRAFTSMAN = re.compile(
    "[\u4e00-\u9fff]{2,8}?(?:工匠|首席技师|名师|之星|好人|劳模)(?=等?(?:选树|评选|选拔|命名|推选|评审|推荐|称号|荣誉))"
)
_PLATFORM = re.compile("[\u4e00-\u9fff]{2,4}干部(?:网络学院|教育在线|在线学习平台|在线学习|学习平台|学习网|学习在线)")
_DETERMINER = re.compile(
    "(?:第[一二三四五六七八九十\\d]+届|[和与及暨]|[国省市县区旗州镇]{1,2}级|[省市县区]{2}(?!级)|国家级|全国性|各项|每届)+"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of a programme: ``[begin:end]`` of the text; ``concept`` if the vocabulary knows it; its type."""

    begin: int
    end: int
    name: str
    concept: str | None
    sort: str | None
    rule: str


def find_programmes(text: str, masked: Sequence[Span] = (), own: str = "", heading: bool = False) -> tuple[Hit, ...]:
    """Give the programmes that a text names, in order; they do not overlap.

    Args:
        text: a heading or a text.
        masked: spans in which no programme is named: citations, clauses of responsibility.
        own: the title of the plan; what it says is the plan's subject, no programme beside it.
        heading: whether the text is a heading, which may be nothing but a name.
    """
    folded = fold(text)
    known = tuple(_known(folded))
    candidates = [*known, *_quoted(folded, known), *_shaped(folded, heading)]
    kept: list[Hit] = []
    for hit in sorted(candidates, key=lambda h: (-_length(folded, h), h.concept is None, h.begin)):
        if any(begin < hit.end and hit.begin < end for begin, end in masked):
            continue
        whole = heading and len(hit.name) > 5 and hit.rule == "programme.action"  # 实施技能提升行动 as a heading
        if hit.concept is None and (hit.name in own or (_is_generic(hit.name) and not whole)):
            continue
        if not any(k.begin < hit.end and hit.begin < k.end for k in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda h: h.begin))


def _length(text: str, hit: Hit) -> int:
    """How many characters a name has without quotation marks: “科普中国” is no longer than 科普中国."""
    return sum(character not in _QUOTES for character in text[hit.begin : hit.end])


def _is_generic(name: str) -> bool:
    *_, last = re.split("[和与及]", name)
    if last != name and _is_generic(last):
        return True
    if name in words("word", "generic-programme") or len(name) < 3:
        return True
    ending = re.search("(?:行动计划|行动|计划|工程|项目|大赛|竞赛|比赛|[周月日节]|论坛|大讲堂|博览会|运动会)$", name)
    return ending is not None and bool(_modifiers().fullmatch(name, 0, ending.start()))


@cache
def _modifiers() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, words('word', 'generic-modifier')))})*")


def type_of(name: str) -> str | None:
    """Give the notation of the type whose ending a name has, the longest ending deciding; None if no ending fits."""
    endings = _endings()
    return next((notation for ending, notation in endings if name.endswith(ending)), None)


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    pairs = [(fold(cue), c.notation) for c in concepts("programme-type") for cue in c.cues]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


# Known names.


def _known(folded: str) -> Iterator[Hit]:
    """The labels of the vocabulary, found in the text without its quotation marks."""
    bare, at = _without_quotes(folded)
    for notation, begin, end in find_phrases("programme", bare):
        concept = _by_notation()[notation]
        if any(_holds(bare, begin, end, fold(word)) for word in concept.more.get("except", ())):
            continue
        first, last = at[begin], at[end - 1] + 1
        quoted = folded[first - 1 : first] in ("“", '"')
        if concept.form == "quoted" and not (quoted or is_after(folded, first, "introduces")):
            continue  # 农家书屋 is a place, 实施农家书屋工程 a programme
        first, last = _whole_quotation(folded, first, _quotation_end(folded, first, last, concept))
        yield Hit(first, last, concept.zh, notation, concept.one("programmeType"), "programme.known")


def _whole_quotation(text: str, begin: int, end: int) -> tuple[int, int]:
    """A name with both its quotation marks or with none: 文化科技卫生“三下乡” takes in the closing one."""
    opened, closed = (sum(text[i] in marks for i in range(begin, end)) for marks in ("“", "”"))
    before, after = text[begin - 1 : begin] == "“", text[end : end + 1] == "”"
    if before and after:
        return begin - 1, end + 1
    if opened > closed and after:
        return begin, end + 1
    if closed > opened and before:
        return begin - 1, end
    return begin, end


def _quotation_end(text: str, begin: int, end: int, concept: Concept) -> int:
    """“五小”创新活动 is known whole and as “五小”: what stands in the quotation marks is the name."""
    close = next((i for i in range(begin, end) if text[i] in '”"'), end)
    return close if text[begin:close] in {fold(label) for label in concept.labels} else end


def _holds(text: str, begin: int, end: int, longer: str) -> bool:
    """Whether a match is part of a longer word that means something else."""
    found = text.find(longer, max(0, end - len(longer)), begin + len(longer))
    return found >= 0 and found <= begin and end <= found + len(longer)


@cache
def _by_notation() -> dict[str, Concept]:
    return {concept.notation: concept for concept in concepts("programme")}


def _without_quotes(folded: str) -> tuple[str, tuple[int, ...]]:
    places = tuple(i for i, character in enumerate(folded) if character not in _QUOTES)
    return "".join(folded[i] for i in places), places


# Quotations used as names.


def _quoted(text: str, known: Sequence[Hit]) -> Iterator[Hit]:
    sure: list[Span] = []
    for match in _QUOTED.finditer(text):
        begin, end = match.span()
        named = _tail_end(text, end)
        listed = bool(sure) and bool(re.fullmatch("[、和及与]?", text[sure[-1][1] : begin]))
        listed = listed or any(re.fullmatch("”?[、和及与]", text[h.end : begin]) for h in known if h.end < begin)
        if any(hit.begin <= begin + 1 and end - 1 <= hit.end for hit in known):
            sure.append((begin, end))
        elif (named == end and not _is_name(text, match) and not (listed and not _is_emphasis(text, match))) or (
            named > end and _is_emphasis(text, match, tail=True)
        ):
            continue
        else:
            sure.append((begin, named))
        if _BARE_NUMBER.match(match[1]) or (len(match[1]) < 4 and _DEED.search(text, end, named)):
            begin = _run(text, begin)
        name = re.sub(f"[{_QUOTES}]", "", text[begin:named])
        yield Hit(begin, named, name, None, type_of(name), "programme.quoted")


def _run(text: str, begin: int) -> int:
    """Where the words right before a quotation begin: 青少年科普教育“330工程”."""
    return name_begin(text, begin, max(0, begin - 10), 0, PROGRAMME)


def _tail_end(text: str, end: int) -> int:
    match = _TAIL.match(text, end)
    return match.end() if match and not _TAIL_NOT.search(match["gap"] or "") else end


def _is_name(text: str, match: re.Match[str]) -> bool:
    """The words around a quotation use it as a name."""
    if _is_emphasis(text, match):
        return False
    before, after = text[: match.start()], text[match.end() : match.end() + 14]
    inside, cue = bool(_NAME_INSIDE.search(match[1])), bool(_CUE_BEFORE.search(before))
    used = bool(_USED_AS_NAME.match(after))
    ends = after[:1] in "、,。;)" or bool(re.match(r'等|和|不少于|不低于|每年|[“"\d]', after))
    if inside and not before.endswith("的") and (cue or used or ends):
        return True
    if used and before.endswith(("、", "和", "与", "及")):
        return True
    return (used and cue) or (ends and bool(_SURE_BEFORE.search(before)) and len(match[1]) <= 10)


def _is_emphasis(text: str, match: re.Match[str], tail: bool = False) -> bool:
    inside = match[1]
    drive = re.match("(?:主题)?(?:活动|行动|竞赛|劳动|教育)", text[match.end() :])
    if re.search("[,:]", inside) or ("、" in inside and not drive) or inside in words("word", "emphasis"):
        return True
    if re.fullmatch(r"[\d·.\-+]+", inside) or re.search("(?:圈|体系|机制|模式|格局|网格|链条)$", inside):
        return True
    if re.match("[二三四五六七八九十两双]个|三[个大化]|互联网\\+|两高", inside):
        return True
    if tail:
        return False
    if re.search(
        "[是指称以]$|按照$|坚持$|树立$|破解$|跨越$|消除$|打通$|弥合$|形成$|做到$|实现$", text[: match.start()]
    ):
        return True
    return text.startswith(words("word", "after-emphasis"), match.end())


# Names by their shape.


def _shaped(text: str, heading: bool) -> Iterator[Hit]:
    for pattern, stop, least, rule in (
        (_KIND, _NOT_AFTER_KIND, 3, "programme.action"),
        (_EVENT, _NOT_AFTER_EVENT, 2, "programme.event"),
    ):
        for match in pattern.finditer(text):
            if stop.match(text, match.end()) or pattern.match(text, match.end()):
                continue
            yield from _by_shape(text, match, least, rule, heading)
    for match in _PLATFORM.finditer(text):
        begin = name_begin(text, match.end(), match.start(), 6, PROGRAMME)
        yield Hit(begin, match.end(), text[begin : match.end()], None, "platform", "programme.platform")
    for pattern in (_TITLE, _CRAFTSMAN):
        for match in pattern.finditer(text):
            begin = name_begin(text, match.end(), match.start(), 4, PROGRAMME)
            if match.end() - begin >= 4 and "精神" not in text[match.end() : match.end() + 2]:
                yield Hit(begin, match.end(), text[begin : match.end()], None, "award", "programme.award")


def _by_shape(text: str, match: re.Match[str], least: int, rule: str, heading: bool) -> Iterator[Hit]:
    begin = name_begin(text, match.end(), 0, len(match[0]) + least, PROGRAMME)
    begin = _after_and(text, begin, match.end())
    if determiner := _DETERMINER.match(text, begin, match.end() - len(match[0]) - least):
        begin = determiner.end()
    name = text[begin : match.end()]
    if not 5 <= len(name) <= 24 or len(name) - len(match[0]) < least or re.search(r"^[\d\W]|[个们的等、了]", name):
        return
    if bounds(PROGRAMME.inside).search(name):
        return
    if rule == "programme.action" and not (_is_introduced(text, begin) or (heading and begin == 0)):
        return
    if match[0] == "项目" and (len(name) < 8 or not text[:begin].endswith("实施")):
        return
    yield Hit(begin, match.end(), name, None, type_of(name), rule)


def _after_and(text: str, begin: int, end: int) -> int:
    """实施甲行动和乙计划 names two: the second begins after the 和 that follows a whole name."""
    for match in re.finditer("[和与及]", text[begin:end]):
        if re.search("(?:行动|计划|工程|活动|培训|练兵|[周日月节赛])$", text[begin : begin + match.start()]):
            return begin + match.end()
    return begin


def _is_introduced(text: str, begin: int) -> bool:
    """A verb of doing stands before the name, or another name of a list whose first has one."""
    before = text[:begin].rstrip('“"和与及')
    if is_after(before, len(before), "introduces"):
        return True
    if before.endswith("、") or before != text[:begin].rstrip('“"'):
        clause = re.split("[,。;:]", before)[-1]
        first = next((m for word in words("word", "introduces") for m in re.finditer(word, clause)), None)
        return first is not None and bool(_KIND.search(clause[first.end() :]) or "”" in clause)
    return False
