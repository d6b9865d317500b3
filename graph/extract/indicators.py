"""Takes a clause before a figure, gives the name of what is counted: without time, adverb, verb and scope."""

from __future__ import annotations

import re
from functools import cache

from graph.vocabulary import words

# inside an indicator: 对新生儿家庭每年开展入户指导, 科学素养水平比2020年, 婴幼儿家庭接受指导的比例到2024年
INNER_TIME = re.compile(
    '(?<=.)(?:每(?:年|月|季度|半年|学期|周|学年)|[到在比较](?:20\\d\\d年?|[“"]?十.五[”"]?)(?:底|末)?.{0,2}$|年$)'
)


@cache
def _leads() -> re.Pattern[str]:
    adverbs = "|".join(map(re.escape, words("word", "adverb")))
    each = "|".join(map(re.escape, words("word", "each")))
    time = r"到?20\d\d年?(?:[-—–至到]20\d\d年)?(?:底|末|年底|年末|\d{1,2}月底?)?(?:之?前|起|内|时)?"
    return re.compile(
        rf"^(?:{time}|[“\"]?十[三四五六]五[”\"]?(?:末|期间|时期|期末)?|[一二三四五]年内?|{each}|{adverbs}|[,，])+"
    )


def strip_lead(clause: str) -> str:
    """Give a clause without time, recurrence and adverbs at its head: 到2025年，力争培训农民 → 培训农民."""
    match = _leads().match(clause)
    return clause[match.end() :] if match else clause


@cache
def _verbs() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, (word for word in words("word", "achieve") if len(word) > 1)))
    return re.compile(rf"^(?:{verbs}|至少|累计)(?:{verbs}|、|和|或)*")


def strip_verb(text: str) -> str:
    """Give a clause without the verbs of achievement at its head (建成科普馆 → 科普馆); 覆盖率 keeps its own."""
    match = _verbs().match(text)
    rest = text[match.end() :] if match else text
    rest = text if re.match("[率面量数点站额者员化费期的]", rest) else rest
    return re.sub("(?<=..)(?:分别|年均|累计|共|(?<![人户])均|各|总计)$", "", rest)


def without_scope(subject: str) -> tuple[str, str | None]:
    """Give an indicator without its scope, and the scope: 全县公民具备科学素质的比例 → 公民具备科学素质的比例, 全县."""
    match = re.match("(?:[^，。、]{2,4})?((?:全|本|我)[国省市县区州盟旗镇乡])(?=..)", subject)
    if match and len(match[0]) <= 6:
        return subject[match.end() :], match[1]
    return subject, None
