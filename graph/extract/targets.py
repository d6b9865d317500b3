"""Takes the text of a unit, gives its quantified targets: indicator, comparator, value, unit, deadline, recurrence.

A quantity is a target if a word before or after it says how it is to be reached (达到17%, 不少于4次, 65%以上), if it recurs
(每年2次), or if a verb of achievement governs it (建成科普示范社区45个). Figures of the past, dates, names that hold a number
(五项行动, “330工程”) and conditions (3人以上的单位) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from graph.extract.indicators import INNER_TIME, strip_lead, strip_verb, without_scope
from graph.extract.quantities import Quantity, find_quantities
from graph.model import Comparator, Target
from graph.numbering import fold
from graph.vocabulary import words

Span = tuple[int, int]

_SENTENCE = "。！？\n"
_CLAUSE = "，,；;：:。！？\n"
_YEAR = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?:年?(?:-|—|–|至|到)(?P<last>20\d\d))?年(?:底|末|年底|年末|\d{1,2}月)?(?!以来|前后|版|度?工作要点)"
)
_FIVE_YEARS = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_PLAN_PERIOD = re.compile('[“"]?(十[三四五六]五)[”"]?(?:规划)?(?:末期|末|期末|期间|时期|结束)')
# 完成时限：2023年12月: holds for all that the provision says
_TERM = re.compile("(?:完成时[限间]|时间节点|完成期限|时限要求|办理时限)[:为](?:于|在)?(20\\d\\d)年")
_BASE_YEAR = re.compile(
    '[比较](?P<year>20\\d\\d)年(?:底|末)?|[比较][“"]?(?P<plan>十[二三四五]五)[”"]?(?:末|期末|时期)?'
)
_BASE_FIVE_YEARS = {"十二五": 2015, **_FIVE_YEARS}
_TIMES = re.compile("翻(?P<n>[一两二三12])番")
_OF_WHAT = re.compile("^(?P<scope>.{0,8}?(?:平均水平|平均值|平均))")
_GROWTH = re.compile("(?:(?P<up>提高|增长|增加|提升|增幅|增速|上升)|下降|降低|减少|压减|缩短)$")
# 到2025年，……；……: the year holds for the whole sentence; 2018年底前建成……，…… holds for its clause
_FRAME = re.compile("[,，]|(?:年?[底末])?(?:前|时)?[,，]")
_NO_OBJECT = re.compile("[^,、。;]{0,8}?(?:行动|工程|任务|举措|措施|原则|方面|内容|要求|计划|机制|阶段)(?:$|[,、。;])")
_EACH_OF = re.compile("每(?:个|所|家|名|户|支|村|乡镇|镇|县|社区|校|单位|班|人|位|街道|座|处|条)")
_TIMES_OF_DAY = frozenset({"小时", "分钟", "秒", "天", "日", "周", "个月", "学时", "课时", "分", "度", "倍"})
_COUNTED = frozenset({"people", "count"})
_OPEN, _CLOSE = "（([“《", "）)]”》"


@dataclass(frozen=True, slots=True)
class _Clause:
    """``[begin:end]`` of a text between two marks, in the sentence ``[sentence:...]``.

    ``whole`` is where the clause begins that holds it as one of a list (培育农民2000名、带头人150名).
    """

    begin: int
    end: int
    sentence: int
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the plan and the place in it say about the time of figures.

    ``first`` is the first year of the plan (a figure of a year before it is past), ``only`` the year of a plan for one
    year (今年底, 全年), ``carries`` whether a year named once holds for the sentences after it, as in a list of goals.
    """

    first: int | None = None
    only: int | None = None
    carries: bool = False


def find_targets(unit: str, text: str, masked: Sequence[Span] = (), frame: Frame = Frame()) -> tuple[Target, ...]:
    """Give the targets of a text in order.

    Args:
        unit: the key of the unit, for the targets.
        text: its text.
        masked: spans in which no target stands: names, citations, clauses of responsibility.
        frame: what is known of the years.
    """
    folded = fold(text)
    found: list[Target] = []
    known: list[Quantity] = []
    closing = next((int(m[1]) for m in _TERM.finditer(folded)), None)
    for quantity in sorted([*find_quantities(text), *_doublings(folded)], key=lambda q: q.begin):
        if any(begin < quantity.end and quantity.begin < end for begin, end in (*masked, *_quoted(folded))):
            continue
        target = _Reader(unit, text, folded, quantity, found, known, frame).target()
        known.append(quantity)
        if target and (frame.first is None or target.deadline is None or target.deadline >= frame.first):
            late = target.deadline is None and target.recurrence is None
            found.append(replace(target, deadline=closing) if late and closing else target)
    return tuple(found)


def _doublings(text: str) -> Iterator[Quantity]:
    for match in _TIMES.finditer(text):
        value = Decimal(2) ** (2 if match["n"] in "两二2" else 3 if match["n"] == "三" else 1)
        yield Quantity(match.start(), match.end(), value, None, "", "times", None, True)


@cache
def _quoted(text: str) -> tuple[Span, ...]:
    return tuple((m.start(), m.end()) for m in re.finditer('“[^”]*”|《[^》]*》|"[^"]*"', text))


class _Reader:
    """Judges one quantity by its clause and sentence."""

    def __init__(
        self,
        unit: str,
        text: str,
        folded: str,
        quantity: Quantity,
        found: Sequence[Target],
        known: Sequence[Quantity],
        frame: Frame,
    ) -> None:
        self.unit, self.text, self.folded, self.quantity = unit, text, folded, quantity
        self.found, self.known, self.frame = found, known, frame
        self.clause = _clause_of(folded, quantity, known)
        self.before = folded[self.clause.begin : quantity.begin]
        self.after = folded[quantity.end : self.clause.end]

    def target(self) -> Target | None:
        """Give the target, or None if the quantity is none."""
        if self._is_past() or self._is_base():
            return None
        comparator, stem, scope, said = self._comparator()
        recurrence = self._recurrence()
        rule = self._rule(comparator, stem, recurrence, said)
        if rule is None:
            return None
        comparator = comparator or Comparator.REACH
        begin, subject = self._indicator(stem)
        begin, deadline = self._deadline(begin)
        if recurrence and deadline and not _YEAR.search(self.before):
            deadline = None
        if self.quantity.sort == "share" and recurrence in ("年均", "月均"):
            recurrence = None  # 年均增长8% is a rate
        tail = _OF_WHAT.match(self.after) if scope else re.match("[^、,。;:]{0,14}", self.after)
        end = self.quantity.end + (tail.end() if tail else 0)
        indicator, own_scope = without_scope(subject)
        base, base_year = self._baseline()
        if base is not None:
            indicator = re.sub("(?:由|从)[^由从]*$", "", indicator) or indicator
        return Target(
            unit=self.unit,
            begin=begin,
            end=end,
            quote=self.text[begin:end],
            indicator=indicator,
            comparator=comparator,
            value=self.quantity.value,
            value_to=self.quantity.value_to,
            measure=self.quantity.unit,
            deadline=deadline,
            recurrence=recurrence,
            baseline=base,
            baseline_year=base_year,
            scope=scope or own_scope,
            rule=f"target.{rule}",
        )

    def _is_past(self) -> bool:
        sentence = self.folded[self.clause.sentence : self.clause.end]
        if any(word in sentence for word in words("word", "past")):
            return True
        return any(word in self.before for word in words("word", "past-clause"))

    def _is_base(self) -> bool:
        """由10.2%提高到15%: the first figure is the base of the second."""
        return self.before.endswith(words("word", "from")) or bool(
            re.match(r"(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|缩短|增|升|降)(?:到|至)", self.after)
        )

    def _comparator(self) -> tuple[Comparator | None, str, str | None, bool]:
        """The comparator, the clause before it, the scope between it and the number (我市14.5%平均水平), whether a word says it."""
        q = self.quantity
        if q.sort == "times":
            return Comparator.TIMES, self.before, None, True
        before, scope = self.before, None
        if mark := next((s for s in words("word", "scope") if before.endswith(s)), None):
            tail = _OF_WHAT.match(self.after)
            if tail and _word_before(before.removesuffix(mark)):
                scope, before = mark + tail["scope"], before.removesuffix(mark)
        of = re.search("(?:总|当年|全年|同期|全部)[^,。]{1,6}的$", before)
        before = before[: of.start()] if of else before
        word = _word_before(before)
        if word and word[1] == "为" and q.sort == "people":
            word = None  # 为100名残疾人提供
        about = word and word[0] is Comparator.ABOUT
        stem = before.removesuffix(word[1]) if word else before
        if about and (second := _word_before(stem)):
            stem = stem.removesuffix(second[1])
        given = word[0] if word else _at_distance(before)
        said = word is not None
        after = Comparator(q.comparator) if q.comparator else None
        if q.unit == "倍" and given in (Comparator.INCREASE, Comparator.REACH, None):
            return Comparator.TIMES, stem, scope, said
        if given is Comparator.AT_LEAST and (growth := _GROWTH.search(stem)):
            return Comparator.INCREASE if growth["up"] else Comparator.DECREASE, stem, scope, said
        if after is Comparator.ABOUT or (after and given in (None, Comparator.REACH)):
            return after, stem, scope, said
        if after is Comparator.AT_MOST and given is not Comparator.DECREASE:
            return after, stem, scope, said
        if given is None and re.search("(?:新增|净增)[^,、]+$", stem):
            return Comparator.INCREASE, stem, scope, said
        return given, stem, scope, said

    def _recurrence(self) -> str | None:
        """每年, in the clause or in one before it that has no figure of its own."""
        begin = max([self.clause.sentence, *(k.end for k in self.known if k.end <= self.clause.begin)])
        near = self.folded[begin : self.quantity.begin]
        places = [(near.rfind(word), word) for word in words("word", "each") if word in near and word != "一年"]
        return max(places)[1] if places else None

    def _rule(self, comparator: Comparator | None, stem: str, recurrence: str | None, said: bool) -> str | None:
        """Why the quantity is a target; None if it is none."""
        q = self.quantity
        subject = stem.strip("的是")
        verb = any(word in stem for word in words("word", "achieve"))
        if q.unit == "" and q.sort == "share":
            return "compared" if self.after.startswith("的") or said else None
        if self._is_condition(stem, said, bool(verb or recurrence or subject)):
            return None
        per_head = q.unit == "元" and re.search("人均|每人|每名|户均|每户|每生", stem)
        if comparator not in (None, Comparator.REACH) or (per_head and not said):
            return "compared"
        if said:
            return "compared" if not q.han or q.sort == "share" else ("recurring" if recurrence else None)
        if recurrence and (verb or subject) and not (q.han and q.value == 1):
            return "recurring"
        return self._by_verb(stem, verb)

    def _is_condition(self, stem: str, said: bool, governed: bool) -> bool:
        """The figure tells whom or what is meant, not what is to be reached: 3人以上的单位, 60岁以上的老人, 2小时内."""
        q = self.quantity
        if q.unit == "岁":
            return not (said and re.search("寿命|年龄", stem))
        if q.comparator is None:
            return False
        if self.after == "的" or (not said and (self.after.startswith("的") or not governed)):
            return True
        return q.comparator == "at_most" and not said and self.folded[q.end - 1] == "内"

    def _by_verb(self, stem: str, verb: bool) -> str | None:
        """Why a quantity without comparator is a target: a share of something, a verb of achievement, its place in a list."""
        q = self.quantity
        if q.sort == "share":
            return "compared" if re.search("率|比例|比重|占比|覆盖面$", stem) or self._in_list() else None
        if verb and q.sort in _COUNTED and _EACH_OF.search(self.folded, self.clause.begin, q.begin):
            return "distributed"
        if q.han or q.unit in _TIMES_OF_DAY:
            return "distributed" if self._in_list() and self.found[-1].rule == "target.distributed" else None
        if _NO_OBJECT.match(self.after):
            return None  # 实施5项行动
        governed = strip_verb(clause := strip_lead(stem)) != clause
        if (verb if q.sort in _COUNTED else governed) and not self.after.startswith(("的", "级")):
            return "achieved"
        return "listed" if self._in_list() and (stem.strip("的是") or self.after) else None

    def _in_list(self) -> bool:
        """The clause goes on with a list of targets (建成公园8个、广场3处)."""
        last = self.found[-1] if self.found else None
        return (
            last is not None
            and self.folded[last.end : last.end + 1] in ("、", "和", ",", ";")
            and (last.begin >= self.clause.sentence)
        )

    def _indicator(self, stem: str) -> tuple[int, str]:
        """Where the quote begins, and the name of what is counted."""
        stem = stem.rstrip("的是")
        after = re.match("[^、,。;:(]{0,20}", self.after)
        noun = (after[0] if after else "").strip("的 ")
        clause = strip_lead(stem)
        bare = clause if self.quantity.sort == "share" else strip_verb(clause)
        governed = stem.endswith(words("word", "achieve")) or not bare
        if self.quantity.sort in _COUNTED and noun and governed:
            return self.clause.begin, strip_verb(noun)
        bare = "" if _BASE_YEAR.match(bare) else INNER_TIME.sub("", bare)
        if len(bare) > 1:
            return self.clause.begin, bare
        last = self.found[-1] if self.found else None
        if (
            last
            and last.begin >= self.clause.sentence
            and not re.search("[,;]", self.folded[last.end + 1 : self.clause.begin])
        ):
            return self.clause.begin, last.indicator
        begin, subject = self._subject_before()
        return begin, subject or clause or noun

    def _subject_before(self) -> tuple[int, str]:
        """The subject of the clause before, where this one has none: 公民具备科学素质的比例实现新突破，达到……"""
        end = self.clause.begin - 1
        begin = max(self.folded.rfind(mark, self.clause.sentence, max(end, 0)) for mark in _CLAUSE) + 1
        begin = max(begin, self.clause.sentence)
        if begin >= end:
            return self.clause.begin, ""
        clause = strip_lead(self.folded[begin:end])
        cuts = (at for word in words("word", "predicate") if (at := clause.find(word)) > 1)
        cut = min((at for at in cuts if not re.match("比[例重率]|居民|较[高大低]", clause[at:])), default=len(clause))
        return begin, strip_verb(clause[:cut])

    def _deadline(self, begin: int) -> tuple[int, int | None]:
        """The year by which it is due, and the begin of the quote moved to it if it stands right before."""
        sentence, end = self.clause.sentence, self.quantity.end
        found = [
            (match.start(), match.end(), int(match["last"] or match["year"]))
            for match in _YEAR.finditer(self.folded, sentence, end)
            if not _BASE_YEAR.search(self.folded, max(sentence, match.start() - 1), match.end())
        ]
        found += [
            (match.start(), match.end(), _FIVE_YEARS[match[1]])
            for match in _PLAN_PERIOD.finditer(self.folded, sentence, end)
            if self.folded[max(0, match.start() - 1)] not in "比较"
        ]
        near = [span for span in found if span[0] >= self.clause.whole or _FRAME.match(self.folded, span[1])]
        found = near or [span for span in found if self.folded[span[0] - 1] in "到至" and span[0] <= sentence + 3]
        if not found and self.frame.only and re.search("今年|本年|年内|全年|年底前|年末前", self.folded[sentence:end]):
            return begin, self.frame.only
        if not found:
            return begin, _last_year(self.folded[:sentence]) if self.frame.carries else None
        at, stop, year = max(found)
        at -= self.folded[at - 1] in "到至" if at else 0
        close = "".join(self.folded[stop:begin].split())
        return (at if at < begin and re.fullmatch("(?:年?底|末|年末)?(?:前|之前|时)?[，,]?", close) else begin), year

    def _baseline(self) -> tuple[Decimal | None, int | None]:
        base_year = None
        if match := _BASE_YEAR.search(self.before):
            base_year = int(match["year"]) if match["year"] else _BASE_FIVE_YEARS[match["plan"]]
        base = next(
            (k for k in reversed(self.known) if k.begin >= self.clause.begin and k.unit == self.quantity.unit), None
        )
        if base and re.match(
            r"(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|缩短|增|升|降)(?:到|至)", self.folded[base.end :]
        ):
            return base.value, base_year
        return None, base_year


def _last_year(text: str) -> int | None:
    years = [int(match["last"] or match["year"]) for match in _YEAR.finditer(text)]
    return years[-1] if years else None


def _clause_of(text: str, quantity: Quantity, known: Sequence[Quantity]) -> _Clause:
    """The clause round a quantity; marks inside brackets do not part it."""
    sentence = max(text.rfind(mark, 0, quantity.begin) for mark in _SENTENCE) + 1
    begin, depth = quantity.begin, 0
    while begin > sentence:
        character = text[begin - 1]
        depth += (character in _CLOSE) - (character in _OPEN)
        if depth <= 0 and character in _CLAUSE:
            break
        begin -= 1
    end = next((i for i in range(quantity.end, len(text)) if text[i] in f"{_CLAUSE}、"), len(text))
    whole = begin
    last = next((k.end for k in reversed(known) if begin <= k.end <= quantity.begin), None)
    if last is not None and (mark := re.search("、|和", text[last : quantity.begin])):
        begin = last + mark.end()  # in 公园8个、广场3处 the second figure has a name of its own
    return _Clause(begin, end, sentence, whole)


@cache
def _words_before() -> tuple[tuple[str, Comparator], ...]:
    pairs = [(fold(text), comparator) for comparator in _WORDED for text in words("word", _WORDED[comparator])]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


_WORDED = {
    Comparator.REACH: "reach",
    Comparator.AT_LEAST: "at-least",
    Comparator.MORE_THAN: "more-than",
    Comparator.AT_MOST: "at-most",
    Comparator.ABOUT: "about",
    Comparator.INCREASE: "increase",
    Comparator.DECREASE: "decrease",
}


def _word_before(text: str) -> tuple[Comparator, str] | None:
    """The comparator that a text ends with; 改造提升 is a verb of its own, not 提升 by so many."""
    found = next(((comparator, word) for word, comparator in _words_before() if text.endswith(word)), None)
    verb = next((word for word in words("word", "achieve") if text.endswith(word)), "")
    return None if found is None or (len(verb) > len(found[1]) and found[0] is not Comparator.REACH) else found


def _at_distance(before: str) -> Comparator | None:
    """至少组织1次, 每年至少建成1家: 至少 stands before the verb."""
    near = before[-14:]
    return Comparator.AT_LEAST if re.search("至少|不少于|最少", near) else None
