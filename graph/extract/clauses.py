"""Takes the text of a unit, gives the clauses that say who is responsible, each party with its role.

Two forms: a group in brackets that closes a sentence （县教育局牵头，县科协配合）, and a line of labels
责任单位：县教育局、县科技局. A bracket is a clause if it gives a role to names of bodies, or if it stands after a
full stop and holds nothing but such names; 学（协）会 and （发明、制作） are neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from graph.extract.order import is_convention
from graph.extract.parties import Member, ends_as_name, find_members, is_generic, split_at_top
from graph.model import Party, Role
from graph.numbering import fold
from graph.vocabulary import other_labels, role_cues

_STOPS = "。！？；;!?\n"
_CLOSERS = "）)】]］〕"
_REST_OF_GENERIC = re.compile("(?:单位|部门|机构)(?!名)")
_LONGEST_SENTENCE = 600
ONWARD = "onward."  # the rule of a party that a clause names for all later provisions too
# 按照各自职责分工抓好落实: a wording of its own for "each within its remit", however it goes on
_REMIT = re.compile(r"(?:按|按照|依|依据|依照|根据|结合|在|于)[^、，,；;]{0,8}(?:职责|职能|分工)[^、，,；;]{0,14}$")
_LEADS = re.compile("(?<=.)[（(](?:总?牵头(?:单位|部门)?|主办)[）)]$")  # 责任单位：县教育局（牵头）、县科协
_JOINTLY = re.compile("会同|联合")
# between the names and the word for their role: 甲局、乙局分别牵头, 各镇人民政府具体落实
_ADVERB = re.compile(
    "(?:具体|分别|共同|统一|统筹|联合|协同|各自|积极|主动|密切|切实|全力|认真|抓好|做好|推动|推进|贯彻|组织|协调)+$"
)
_OWNED = re.compile("[省市县区旗州盟](?![场容域直属级政])|自治区|团[省市县区旗州盟]委|各")
_PLACE = re.compile("[^省市县区旗州盟本我全该各]{1,8}(?:自治)?[市县区旗州盟]")
_PLACE_GOVERNMENT = re.compile(f"{_PLACE.pattern}(?:人民政府|政府|管委会|办事处|行政公署)")
# 接受县纪委监督, 加强对乡镇党委指导: somebody else supervises, or what is done, not who does it
_VERB_FIRST = re.compile(
    "(?:主动|自觉|积极|切实|不断|进一步)*(?:争取|接受|寻求|依靠|加强|强化|加大|做好|开展|建立|健全|完善|推动|引导|鼓励|督促|发挥|依托|通过|"
    "组织(?!部|人事)|对(?!外|台|口)|向|在|经(?!济|信|贸|开|发|管)|与|将|把|从|报(?!社|业)|受)"
)
# 以下任务均需各镇（街道）落实，不再列出: named once for all that follows
_ONWARD = re.compile("(?:以下|下列|下述|后续|后面)[^、，,；;]{0,8}?(?:均|都|皆)(?:需|须|由|要|应当?|请)*")
# 2024年底前完成, 长期坚持: when, not who
_TIME = re.compile(r"\d年|\d月|^(?:长期|持续|全年|常年|每年|立即|适时|常态化)(?:坚持|推进|实施|开展|落实|完成)?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A clause in a text: ``[begin:end]`` with its brackets or labels, and its parties."""

    begin: int
    end: int
    parties: tuple[Party, ...]


def find_clauses(text: str) -> tuple[Found, ...]:
    """Give the responsibility clauses of a text in order; they do not overlap."""
    found: list[Found] = []
    for begin, end in _groups(text):
        inner = end - (text[end - 1] in _CLOSERS)
        parties = read_clause(text, begin + 1, inner, bare=_closes_sentence(text, begin, end))
        if not parties and _ends_sentence(text, begin, end):
            parties = tuple(
                p for p in read_clause(text, begin + 1, inner, bare=True) if _names_owners(text, begin + 1, inner)
            )
        if parties:
            found.append(Found(begin, end, parties))
    for more in (_label_lines(text), _sentences(text)):
        found += [line for line in more if not any(c.begin < line.end and line.begin < c.end for c in found)]
    return tuple(sorted(found, key=lambda clause: clause.begin))


def _sentences(text: str) -> Iterator[Found]:
    """A sentence of nothing but names and their roles is a clause without bracket: 由甲局牵头，乙局配合。

    So is each part of it between semicolons, but not a part that goes on with another sort of sentence.
    """
    begin, whole = 0, True
    for end in [*(m.start() for m in re.finditer("[。；;！\n]", text)), len(text)]:
        whole = whole or text[begin - 1] not in "；;"
        parties: tuple[Party, ...] = ()
        if 4 < end - begin <= _LONGEST_SENTENCE and any(c.text in text[begin:end] for c in role_cues("predicate")):
            parties = read_clause(text, begin, end, bare=False, pure=True) if whole else ()
        if parties:
            yield Found(begin, end, parties)
        begin, whole = end + 1, bool(parties)


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """The outermost bracket groups; a bracket that never closes ends with the text."""
    closers = {"（": "）)", "(": "）)", "【": "】]］", "[": "】]］", "［": "】]］", "〔": "〕"}
    at = 0
    while at < len(text):
        if text[at] in closers:
            end = _close(text, at, text[at], closers[text[at]])
            yield at, end
            at = end
        else:
            at += 1


def _close(text: str, begin: int, opener: str, closers: str) -> int:
    openers = "（(" if opener in "（(" else opener
    depth = 0
    for at in range(begin, len(text)):
        depth += (text[at] in openers) - (text[at] in closers)
        if depth == 0:
            return at + 1
    return len(text)


def _closes_sentence(text: str, begin: int, end: int) -> bool:
    before = text[begin - 1] if begin else "。"
    after = text[end] if end < len(text) else "。"
    return before in f"{_STOPS}）)】］" and (after in f"{_STOPS}（(【[［" or before in "。！？\n")


def _ends_sentence(text: str, begin: int, end: int) -> bool:
    """每乡一次（县文旅局）。 is a clause; 设在县教育局（县科协）。 and 报县安委办（县应急局）。 explain a name."""
    before = text[max(0, begin - 12) : begin]
    at_end = end == len(text) or text[end] in "。\n"
    return at_end and end - begin > 4 and len(before) > 2 and not ends_as_name(before) and not is_generic(before)


def _names_owners(text: str, begin: int, end: int) -> bool:
    """Tell whether a list holds nothing but bodies that show whose they are: 县文旅局, 团县委, 各镇（街道）."""
    members = find_members(text, begin, end)
    return all(_OWNED.match(m.surface) and (m.generic or ends_as_name(m.surface)) for m in members)


@cache
def _labels() -> re.Pattern[str]:
    texts = sorted({cue.text for cue in role_cues("label")}.union(other_labels()), key=lambda text: (-len(text), text))
    words = "|".join(map(re.escape, texts))
    return re.compile(rf"(?P<label>{words})(?:\([^()]{{1,12}}\))?\s*(?:[:]|为(?=[^主]))")


@cache
def _label_roles() -> dict[str, Role]:
    return {cue.text: cue.role for cue in role_cues("label")}


def _label_lines(text: str) -> Iterator[Found]:
    """责任单位：…… at the head of a line or after a full stop, to the end of the line."""
    at = 0
    for match in _labels().finditer(fold(text)):
        begin = match.start()
        if begin < at or not re.search("单位|部门|主体|分工|[科处]室", match["label"]):
            continue
        if begin and text[begin - 1] not in f"{_STOPS}）)】" and not _stands_out(text, match):
            continue
        end = next((i for i in range(begin, len(text)) if text[i] in "\n。"), len(text))
        at = end
        if parties := read_clause(text, begin, end, bare=False):
            yield Found(begin, end, parties)


def _stands_out(text: str, label: re.Match[str]) -> bool:
    """Tell whether a label that no stop parts from the sentence before it opens a clause: 每村两场牵头单位：县教育局."""
    return (
        len(label["label"]) > 3
        and label["label"].endswith(("单位", "部门"))
        and fold(label[0]).endswith(":")
        and not re.search(
            "[各其的是由为和与及、，,：:定确“《]$|明确|确定|落实|包括|作为",
            text[max(0, label.start() - 4) : label.start()],
        )
    )


def read_clause(
    text: str, begin: int, end: int, *, bare: bool, role: Role | None = None, pure: bool = False
) -> tuple[Party, ...]:
    """Give the parties of the clause ``text[begin:end]`` with their roles, or nothing if it is no clause.

    Args:
        text: the text of the unit.
        begin: where the clause begins, inside its bracket.
        end: where it ends.
        bare: whether a list without any word for the role is a clause too.
        role: the role that the place gives (a column of a table); a wording in the clause goes before it.
        pure: whether it is a clause only if nothing but names and roles stands in it.
    """
    reading = _Reading(text, role)
    for first, last in _segments(text, begin, end):
        reading.take(first, last)
    parties = reading.finish()
    known = reading.spoken or role is not None
    shares = max((p.begin for p in parties if _PLACE_GOVERNMENT.fullmatch(p.surface)), default=-1)
    names = [p for p in parties if _is_name(p, shares)]
    if pure and (len(names) != len(parties) or reading.unspoken or not _is_bare_list(names)):
        return ()
    if not names or (not known and not (bare and len(names) == len(parties) and _is_bare_list(names))):
        return ()
    if not known or role is not None or reading.labelled:
        return tuple(p for p in parties if len(p.surface) <= 40)
    return tuple(names)


def _is_name(party: Party, shares: int) -> bool:
    """Tell whether a party is named as bodies are; 甲市 is, where 乙市人民政府 follows (at ``shares``) and shares its ending."""
    if party.generic or (ends_as_name(party.surface) and not _VERB_FIRST.match(party.surface)):
        return True
    return party.begin < shares and bool(_PLACE.fullmatch(party.surface))


def _is_bare_list(parties: Sequence[Party]) -> bool:
    """Names alone make a clause if one of them shows its tier (县科协) or there are several bureaus."""
    tiers = sum(bool(re.match("[省市县区旗州盟]|团|各", p.surface)) for p in parties)
    bureaus = sum(p.surface.endswith(("局", "委", "部", "办", "中心", "会")) for p in parties)
    return bool(tiers or bureaus)


def _segments(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide a clause at its separators and before its labels (牵头单位：甲配合单位：乙)."""
    for left, right in _whole(text[begin:end]):
        starts = [m.start() for m in _labels().finditer(fold(text[begin + left : begin + right])) if m.start()]
        edges = [left, *(left + s for s in starts), right]
        for first, last in pairwise(edges):
            if first < last:
                yield begin + first, begin + last


def _whole(clause: str) -> Iterator[tuple[int, int]]:
    """The pieces between separators; 各有关部门、单位 is one party, so what follows its 、 stays with it."""
    left, right = 0, -1
    for begin, end in split_at_top(clause):
        if right >= 0 and not (_REST_OF_GENERIC.match(clause, begin) and is_generic(clause[left:right])):
            yield left, right
            left = begin
        right = end
    yield left, right


class _Reading:
    """Reads the segments of a clause from left to right; names wait until a word gives them their role."""

    def __init__(self, text: str, role: Role | None) -> None:
        self.text = text
        self.place_role = role
        self.label_role: Role | None = None
        self.waiting: list[Party] = []
        self.done: list[Party] = []
        self.spoken = False
        self.labelled = False
        self.joined = False
        self.skips = False
        self.unspoken = False
        self.convention = False
        self.onward = False

    def take(self, begin: int, end: int) -> None:
        """Read one segment: perhaps a label, then a name, then perhaps a predicate."""
        if match := _labels().match(fold(self.text[begin:end])):
            self._settle(None)
            self.skips = match["label"] not in _label_roles()
            if not self.skips:
                self.label_role = _label_roles()[match["label"]]
                self.spoken = self.labelled = True
            begin += match.end()
        elif begin and self.text[begin - 1] in _STOPS:
            self.skips = False  # 完成时限：6月底；县教育局负责
        if self.skips:
            return
        if is_convention(fold(self.text[begin:end]), self.convention):
            self.convention = True
            return
        if match := _ONWARD.match(self.text, begin, end):
            self._settle(None)
            self.onward = True
            begin = match.end()
        predicate = _find_predicate(self.text[begin:end])
        name_end = begin + predicate[0] if predicate else end
        self._names(begin, name_end)
        if predicate:
            self.spoken = True
            self._settle(predicate[1])
            self.joined = False

    def _names(self, begin: int, end: int) -> None:
        """Names of one segment; those after 会同 cooperate, whatever the predicate says."""
        at = begin
        for match in [*_JOINTLY.finditer(self.text, begin, end), None]:
            stop = match.start() if match else end
            predicate = _find_predicate(self.text[at:stop]) if match else None  # 甲局牵头会同乙局
            names_end = at + predicate[0] if predicate else stop
            members = find_members(self.text, at, names_end) if at < names_end else ()
            self.waiting += [self._party(member) for member in members if not _TIME.search(fold(member.surface))]
            if predicate:
                self._settle(predicate[1])
            if match:
                self.joined = self.spoken = True
                at = match.end()

    def _party(self, member: Member) -> Party:
        if mark := _LEADS.search(member.surface):
            end = member.end - len(mark[0])
            return Party(
                begin=member.begin, end=end, surface=self.text[member.begin : end], role=Role.LEAD, rule="clause.lead"
            )
        role = Role.COOPERATING if self.joined else Role.RESPONSIBLE
        rule = "clause.jointly" if self.joined else ""
        return Party(
            begin=member.begin, end=member.end, surface=member.surface, role=role, rule=rule, generic=member.generic
        )

    def _settle(self, role: Role | None) -> None:
        """Give the waiting names the role just read; without one, that of the label, the place or the context."""
        for party in self.waiting:
            given, rule = self._role(role)
            settled = party if party.rule else replace(party, role=given, rule=rule)
            self.done.append(replace(settled, rule=f"{ONWARD}{settled.rule}") if self.onward else settled)
        self.waiting = []

    def _role(self, role: Role | None) -> tuple[Role, str]:
        if role is not None:
            return role, f"clause.{role}"
        if self.label_role is not None:
            return self.label_role, f"label.{self.label_role}"
        if self.place_role is not None:
            return self.place_role, f"column.{self.place_role}"
        if any(party.role is Role.LEAD for party in self.done):
            return Role.COOPERATING, "clause.beside-lead"
        return Role.RESPONSIBLE, "clause.bare"

    def finish(self) -> tuple[Party, ...]:
        """Give all parties in the order of the text; ``unspoken`` then tells whether some had no word for their role."""
        self.unspoken = any(not party.rule for party in self.waiting)
        self._settle(None)
        return tuple(sorted(self.done, key=lambda party: party.begin))


def _find_predicate(segment: str) -> tuple[int, Role] | None:
    """Where the predicate at the end of a segment begins, and the role it gives: the longest wording decides."""
    bare = segment.rstrip("。.；; ")
    remit = _REMIT.search(fold(bare))
    for cue in role_cues("predicate"):
        if bare.endswith(cue.text):
            begin = len(bare) - len(cue.text)
            if remit and remit.start() <= begin:
                return remit.start(), Role.COOPERATING if cue.role is Role.COOPERATING and "负责" not in remit[0] else (
                    Role.LEAD if cue.role is Role.LEAD else Role.SHARED
                )
            adverb = _ADVERB.search(bare, 0, begin)
            return adverb.start() if adverb else begin, cue.role
    return (remit.start(), Role.SHARED) if remit else None
