"""Takes the body of a provision that has no clause, gives the bodies that its sentences make responsible.

县科协牵头实施……；县财政局把……列入预算；由县民政局负责……；成立……领导小组，负责……: a body counts if it is the
subject of a word of duty at the head of a sentence (or of a part of it, where the word is strong), stands after 由 or
会同, or is set up for the duty. A body that is only mentioned (向县卫健局备案, 在县科协的指导下) does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from graph.extract.language import characters, language, portions
from graph.extract.parties import Member, ends_as_name, find_members, is_collective, is_generic
from graph.model import Party, Role
from graph.numbering import fold
from graph.vocabulary import name_parts

if TYPE_CHECKING:
    from spacy.tokens import Span

_STOPS = "。！？；;!?\n"
_PART = "，,：:"
_LONGEST_SUBJECT = 400  # a list of bodies is no longer; what is, is no sentence
_AFTER_PART = frozenset(
    {"要", "应", "应当", "须", "必须", "负责", "牵头", "将", "把", "承担", "具体负责", "会同", "统筹"}
)
_CONDITION = re.compile(
    "^(?:凡|对于?|如果?|若|经|向|在|从|以|按|为|与|使|让|请|报|至|当|推动|引导|鼓励|支持|督促|动员|组织|统筹|协调|发挥|联合|会同|依托|争取)"
)
# What one whom 由 names does: 由县民政局负责……
_BY_END = re.compile(
    "在职责范围内|按照?各自|按照?职责|分别|牵头|具体|负责|会同|承担|组织|统筹|制定|主管|主办|承办|共同|协调|配合"
    "|予以|依[法规纪]|追究|审[核定批]|验收|汇总"
)
_BY = re.compile(rf"(?<![自理缘经])由(?=[^，。；]{{2,60}}?(?:{_BY_END.pattern}))")
_SET_UP = re.compile(
    r"(?:成立|组建|设立|建立)(?P<body>(?:由[^，。；]{2,30}任(?:组长|总指挥|主任)的)?[^，。；由]{0,30}?(?:领导小组|委员会|指挥部|工作专班|联席会议)(?:办公室)?)(?=[，,](?:具体)?(?:负责|统筹|指导|研究))"
)
_JOINTLY = re.compile("(?:会同|联合)")
_BODY_GROUP = re.compile("(?:领导小组|委员会|指挥部|工作专班|联席会议|专班)(?:办公室)?$")
_NAMED_BY_TIER = re.compile("[省市县区旗州盟](?!级|直|域|政府门户)|[镇乡](?![街村镇级域土])")
_TREASURY = re.compile("[省市县区旗州盟]财政")  # 县财政将……列入预算: said for the bureau
_SECTOR = re.compile("^[^、，。各有相县市区的]{2,8}(?:部门|行政部门|主管部门)$")
# 教育局要把……: without its tier a name counts only right before a strong word, and never 新格局、大局
_WITHOUT_TIER = re.compile("[\u4e00-\u9fff]{2,7}(?<![格全大布结开])局|[\u4e00-\u9fff]{2,7}厅|科协|妇联|总工会|团委")
_ALIAS = re.compile("[（(]以下[统简]?称[^（）()]*[）)]$")
_OFFICE = re.compile(
    r"(?:^|(?<=[。；，\n]))(?P<body>[^，。；]{3,30}办公室)设在(?P<host>[^，。；]{2,20})(?=[，,](?:具体)?(?:负责|承担))"
)
# a member and its duty, each on a line of its own: 县教育局：负责中小学科学课。
_OWNER = re.compile(
    r"(?:^|(?<=\n))(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、]+)?(?P<body>[^，,。；：:\n]{2,40})[：:。\n]"
    r"(?=(?:主要|具体|牵头)?(?:负责|承担))"
)
# 各镇人民政府：做好转移安置。 any duty, at the head of the text only, where the name shows whose it is
_OWNER_AT_HEAD = re.compile(
    r"(?P<body>(?:[省市县区旗州盟](?![级域场直属容])|各|团[省市县区旗州盟]委)[^，,。；：:\n要应]{1,38})[：:。\n]"
    "(?=(?:主要|具体|牵头)*(?:做好|组织|指导|落实|加强|开展|制定|协调|配合|统筹|督促|实施|履行|抓好|会同))"
)
_VERB_FIRST = re.compile("^(?:建立|健全|完善|加强|推动|强化|加大|实施|落实|开展|做好|深化|促进|形成|构建|成立)")
_REST_OF_NAME = re.compile(
    r"(?!负责)[\u4e00-\u9fff]{2,3}(?:室|部|局|(?<![督承主协举])办|处|科|队|组|站|所|院|厅)(?=[、，。；（(将要应把会负牵按根])"
)
# 县委｜督查考核办, 县政府｜督查与绩效办公室: after a committee or government the name may be longer
_REST_OF_OFFICE = re.compile(r"[^省市县区，。、]{2,8}?(?:室|部|局|办)(?=[、，。；（(将应要把会负牵按根])")
# 社会｜保障局, 事业｜发展服务中心: a verb closed by the ending of a name is a word of that name
_NAME_WORD = re.compile(
    r"(?:保障|管理|监督|监测|建设|指导|协调|推进|推动|发展|服务|宣传|组织|统计|评估|调度|督查|考核|培训|创建|审核|办理|执法|检查|调查){1,3}"
    r"(?:局|办(?![理好法])|中心|委员会|站|所(?![有属需])|大队|支队|总队|室|厅|院|部(?![门分署])|领导小组)"
)
_PAST = re.compile("以来|近年|取得了|已经|先后")
_GROUND = frozenset({"按照", "按", "根据", "依据", "结合"})


def find_duties(text: str) -> tuple[Party, ...]:
    """Give the bodies that the sentences of a body text make responsible, in order, each place once."""
    found: dict[int, Party] = {}
    for at, part in portions(text):
        for party in [*_owners(part), *_set_up(part), *_named_by(part), *_subjects(part)]:
            found.setdefault(at + party.begin, replace(party, begin=at + party.begin, end=at + party.end))
    return tuple(found[begin] for begin in sorted(found))


def _owners(text: str) -> Iterator[Party]:
    """The bodies that a list of duties names before a colon: 县科协：负责综合协调。"""
    head = _OWNER_AT_HEAD.match(text)
    for match in [*([head] if head else []), *_OWNER.finditer(text)]:
        yield from _bodies(text, *match.span("body"), _role_after(text, match.end()), "cue.owner")


def _set_up(text: str) -> Iterator[Party]:
    for match in _SET_UP.finditer(text):
        begin = match.start("body") + (match["body"].rfind("的") + 1 if match["body"].startswith("由") else 0)
        end = match.end("body")
        yield Party(begin=begin, end=end, surface=text[begin:end], role=Role.RESPONSIBLE, rule="cue.set-up")
    for match in _OFFICE.finditer(text):
        begin, end = match.span("body")
        yield Party(begin=begin, end=end, surface=match["body"], role=Role.RESPONSIBLE, rule="cue.office")


def _named_by(text: str) -> Iterator[Party]:
    """由县民政局负责……, with those whom it is to work 会同."""
    for match in _BY.finditer(text):
        for stop in _BY_END.finditer(text, match.end(), match.end() + 64):
            parties = tuple(_bodies(text, match.end(), stop.start(), _role_after(text, stop.start()), "cue.by"))
            if parties:
                yield from parties
                break


def _subjects(text: str) -> Iterator[Party]:
    nlp = language()
    doc = nlp(characters(nlp.vocab, text))  # spans live as long as their document
    done = -1
    verbs = [duty.start_char for duty in doc.spans["duty"]]
    for duty in doc.spans["duty"]:
        begin, head = _part_begin(text, duty.start_char)
        end = _without_alias(text, begin, duty.start_char)
        joined = text.startswith("会同", begin)  # 由县科协牵头，会同县统计局等部门开展……
        begin += 2 * joined
        if duty.start_char <= done or _CONDITION.match(text[begin:end]) or _continues_name(text, duty.start_char):
            continue
        role = Role.COOPERATING if joined else _role_after(text, duty.start_char)
        rule = "cue.jointly" if joined else "cue.subject"
        parties = tuple(_bodies(text, begin, end, role, rule)) or tuple(_bare_subjects(text, begin, end, duty, role))
        if (
            parties
            and not _PAST.search(text, _sentence_begin(text, begin), begin)
            and _is_duty_here(duty, head, parties)
        ):
            done = duty.start_char
            yield from parties
            yield from _joined(text, duty.start_char, verbs)


def _bare_subjects(text: str, begin: int, end: int, duty: Span, role: Role) -> Iterator[Party]:
    """The subjects that are written without tier, if each is one: 财政局要……, 科协、妇联要……."""
    members = find_members(text, begin, end) if duty.text in _AFTER_PART else ()
    if all(_WITHOUT_TIER.fullmatch(m.surface) and not _VERB_FIRST.match(m.surface) for m in members):
        for m in members:
            yield Party(begin=m.begin, end=m.end, surface=m.surface, role=role, rule="cue.subject")


def _part_begin(text: str, at: int) -> tuple[int, bool]:
    """Where the sentence, or the part of one, that holds ``at`` begins; whether it is the head of the sentence."""
    begin, least = at, max(0, at - _LONGEST_SUBJECT)
    while begin > least and text[begin - 1] not in _STOPS and text[begin - 1] not in _PART:
        begin -= 1
    return begin, begin == 0 or text[begin - 1] in _STOPS


def _sentence_begin(text: str, at: int) -> int:
    return max(text.rfind(stop, 0, at) for stop in _STOPS) + 1


def _without_alias(text: str, begin: int, end: int) -> int:
    """Where a subject ends without （以下简称……）."""
    match = _ALIAS.search(text[begin:end])
    return begin + match.start() if match else end


def _is_duty_here(duty: Span, head: bool, parties: Sequence[Party]) -> bool:
    """A word of duty counts at the head of a sentence; after a comma if it is strong, or the subject is a named body."""
    if head:
        return True
    if duty.label_ == "duty-strong" and duty.text in _AFTER_PART:
        return True
    return duty.text in _GROUND or all(not party.generic for party in parties)


def _end(text: str, at: int, stops: str) -> int:
    """Where the sentence, or the part of one, that holds ``at`` ends; after `_LONGEST_SUBJECT` nothing is looked for."""
    last = min(len(text), at + _LONGEST_SUBJECT)
    return next((i for i in range(at, last) if text[i] in stops), last)


def _role_after(text: str, at: int) -> Role:
    """The role that the words after a name give it, up to the end of that part of the sentence."""
    predicate = text[at : _end(text, at, f"{_STOPS}{_PART}")]
    if "牵头" in predicate:
        return Role.LEAD
    if re.match("为?(?:配合|协助|协同|参与|协办)", predicate) or re.search(
        "(?<!密切)(?<!相互)(?<!互相)(?:配合|协助)$", predicate
    ):
        return Role.COOPERATING
    if re.match("(?:要|应当?)?按照?(?:各自)?(?:职责|职能|分工)[^，]{0,4}(?:分工)?", predicate) or re.match(
        "分别负责|共同", predicate
    ):
        return Role.SHARED
    return Role.RESPONSIBLE


def _joined(text: str, at: int, verbs: Sequence[int]) -> Iterator[Party]:
    """Those with whom the subject is to work: 会同有关部门共同推进; 配合县科协开展."""
    end = _end(text, at, _STOPS)
    for match in _JOINTLY.finditer(text, at, end):
        yield from _objects(text, match.end(), end, verbs, (Role.COOPERATING, "cue.jointly"))
    if text.startswith(("配合", "协助"), at):
        yield from _objects(text, at + 2, end, verbs, (Role.RESPONSIBLE, "cue.supported"))


def _objects(text: str, begin: int, end: int, verbs: Sequence[int], given: tuple[Role, str]) -> Iterator[Party]:
    """The list of bodies that begins at ``begin`` and goes up to the verb of what they do together."""
    stop = next((i for i in range(begin, end) if text[i] in _PART), end)
    for last in sorted({stop, *(verb for verb in verbs if begin < verb < stop)}):
        parties = () if _continues_name(text, last) else tuple(_bodies(text, begin, last, *given))
        if parties:
            yield from parties
            return


def _continues_name(text: str, at: int) -> bool:
    """A word of duty may be part of a name: 县委｜组织部, 县政府｜督查室."""
    if text.endswith(("委", "政府"), 0, at) and _REST_OF_OFFICE.match(text, at):
        return True
    return bool(_REST_OF_NAME.match(text, at) or _NAME_WORD.match(text, at)) or (
        text.endswith("委", 0, at) and text.startswith(name_parts("party"), at)
    )


def _bodies(text: str, begin: int, end: int, role: Role, rule: str) -> Iterator[Party]:
    """The members of ``text[begin:end]`` if all of them are bodies, else nothing."""
    members = find_members(text, begin, end)
    if members and all(_is_body(member, members) for member in members):
        for member in members:
            yield Party(
                begin=member.begin,
                end=member.end,
                surface=member.surface,
                role=role,
                rule=rule,
                generic=member.generic or (_is_all_of_a_sort(member.surface) and not is_collective(member.surface)),
            )


def _is_body(member: Member, members: Sequence[Member]) -> bool:
    name = member.surface
    if member.generic or is_generic(name) or is_collective(name) or _is_all_of_a_sort(name):
        return True
    if re.search("[“”《》：。，等]|的$|干部$", name):
        return False
    if _BODY_GROUP.search(name) or _TREASURY.fullmatch(name):
        return True
    if not ends_as_name(name):
        return False
    first = members[0].surface
    return bool(_shows_owner(name) or (member is not members[0] and (_shows_owner(first) or first.startswith("各"))))


def _shows_owner(name: str) -> bool:
    """The name begins with a tier (县科协), with a place and its tier (昌乐县财政局), or is one of those with its own."""
    if name.startswith(_beginnings()):
        return True
    return (bool(_NAMED_BY_TIER.match(name)) and not name.startswith(_not_tiers())) or bool(
        re.match(
            r"[^省市县区旗]{2,6}[省市县区旗](?!内|域|级|直)(?:委|人民|政府|.{1,14}(?:局|委|部|办|会|院|中心)$)", name
        )
    )


def _is_all_of_a_sort(name: str) -> bool:
    """各级政府, 各级党委和政府, 各级……领导小组, 教育部门, 各区县及高新区."""
    folded = fold(name)
    if len(name) > 30:
        return False
    return bool(
        re.fullmatch(
            r"各级[^，。；]{2,26}?(?:政府|党委|部门|单位|领导小组|领导小组办公室|科协|组织|机构|工会|学校|党校)",
            folded,
        )
        or re.fullmatch(
            r"(?:各|全)[^，。；的]{1,20}?(?:部门|单位|政府|乡镇|街道|区县|县区|镇|乡|管委会|科协|\))", folded
        )
        or (_SECTOR.match(folded) and not _VERB_FIRST.match(folded))
    )


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(
        b for b in name_parts("own-beginning") if b.startswith(("团", "共青团", "国网", "国务院", "中国", "中共", "各"))
    )


@cache
def _not_tiers() -> tuple[str, ...]:
    return name_parts("not-a-tier")
