"""Takes a paragraph, gives its heading and the body after it; takes a heading, gives the kind that it names."""

from __future__ import annotations

import re

from graph.model import Kind, Text
from graph.numbering import fold
from graph.vocabulary import kind_cues

_LONGEST_HEADING = 45
_LONGEST_LEAD = 32
_LONGEST_COLON_HEADING = 20
_LONGEST_STAGE = 14
_STAGE = re.compile("第[一二三四五六]阶段|[^，。]{2,6}阶段")
# A heading names a task; a date of attainment, a share or a decree makes a sentence of the body.
_SENTENCE_MARK = re.compile(
    r"\d+(?:\.\d+)?%|^到?\d{4}年|[:：](?!$)|^(?:为|根据|按照|依据)[^，,]{4,}[，,]|(?<!不)是(?!非)"
    # 县科协要切实履行牵头职责。 orders a body: a sentence, however short
    r"|^(?:各|[县市区省旗州](?![域场]))[^，,。]{1,14}?(?:(?<![主重需必纲摘概次])要(?![求素点闻害])|应当|负责(?!人|任))"
)
OWN_NAME = "(?:[省市县区旗州盟](?![级域场直属容])|各|团[省市县区旗州盟]委)[^，,。；;：:\\s要应]{0,30}[局委办部厅会协联社院校室心府道镇乡队站处）)]"
OWN_DUTY = "(?:主要|具体|牵头)*(?:负责|承担|做好|组织|指导|落实|加强|开展|制定|协调|配合|统筹|督促|实施|履行|抓好|会同)"
# 县科协：负责综合协调: who is before the stop is the subject of what follows, and no title
_OWNER = re.compile(
    r"[^，,。；;：:\s]{1,39}[局委办部厅会协联社院校室心府道镇乡队站处）)][：:。](?:主要|具体|牵头)?(?:负责|承担)"
    # a name that shows whose it is may be followed by any duty: 各镇人民政府：做好转移安置。
    rf"|{OWN_NAME}[：:。]{OWN_DUTY}"
)
_FULL_STOP = re.compile("[。！？；;]")
_SPACED_TITLE = re.compile(r"[【\[]([^】\]]{2,20})[】\]]")
_CLAUSE_OPENER = re.compile(r"[（(【\[]")


def split_heading(text: Text, bold: int = 0) -> tuple[Text | None, Text]:
    """Give the lead sentence of a numbered unit as its heading, and the body after it.

    The lead sentence is a heading if it is short, has few commas and states no figure or date: 加强组织领导。各级……
    (GB/T 9704-2012 sets run-in headings of the third level and below so). A bold lead is one by its setting.

    Args:
        text: the unit without its number.
        bold: how many leading characters the file sets in bold.
    """
    if 1 < bold <= _LONGEST_HEADING + 15:
        begin = bold + len(text.value[bold:]) - len(text.value[bold:].lstrip("。：: "))
        return trim(text.cut(0, bold)), text.cut(begin)
    if is_owned(text.value):
        return None, text
    if match := _SPACED_TITLE.match(text.value):
        return text.cut(match.start(1), match.end(1)), text.cut(match.end())
    end = _lead_end(text.value)
    if end is not None and text.value[end : end + 1] in "；;" and "。" in text.value[end:]:
        return None, text  # two halves of one sentence
    if end is None:
        return (trim(text), Text()) if is_title(text.value) else (None, text)
    lead = text.value[:end]
    if not is_title(lead) and not (_STAGE.match(lead) and len(lead) <= _LONGEST_HEADING):
        return None, text
    body = text.cut(end + (text.value[end : end + 1] in "。：:；;")) if end < len(text) else Text()
    return trim(text.cut(0, end)), body.strip()


def is_owned(text: str) -> bool:
    """Tell whether a paragraph says the duty of one body in a list of them: 县科协：负责综合协调."""
    return bool(_OWNER.match(text))


def names_owner(heading: str) -> bool:
    """Tell whether a heading is the name of a body, whose duties stand below it: （二）县气象局."""
    return len(heading) > 2 and bool(re.fullmatch(OWN_NAME, heading))


def states_duty(text: str) -> bool:
    """Tell whether a paragraph begins with a verb of duty: 负责雨情监测预报."""
    return bool(re.match(OWN_DUTY, text))


def _lead_end(text: str) -> int | None:
    """Where the first sentence ends: at its full stop, at a colon of a short title, or before a closing clause."""
    stop = _FULL_STOP.search(text)
    end = stop.start() if stop else None
    colon = re.search("[:：]", text[: _LONGEST_COLON_HEADING + 1])
    if (
        colon
        and (end is None or colon.start() < end)
        and (colon.start() >= 4 or find_kind(text[: colon.start()], whole=True))
        and not re.search("[，,]", text[: colon.start()])
    ):
        if stop and _STAGE.match(text[: colon.start()]) and stop.start() - colon.start() <= _LONGEST_STAGE < len(text):
            return stop.start()  # 第一阶段（2024年1月—3月）：动员部署。……
        return colon.start()
    if (
        end is None
        and (bracket := _CLAUSE_OPENER.search(text))
        and re.search("负责|牵头|单位|配合", text[bracket.start() :])
    ):
        return bracket.start()
    return end


def is_title(text: str, longest: int = _LONGEST_HEADING) -> bool:
    """Tell whether a sentence (without its full stop) can be a heading."""
    bare = text.strip("。：: ")
    commas = len(re.findall("[，,]", bare))
    return (
        2 <= len(bare) <= longest
        and commas <= (2 if len(bare) <= 30 else 1)
        and not _SENTENCE_MARK.search(fold(bare))
        and not _FULL_STOP.search(bare)
    )


def is_lead(text: str, strict: bool = True) -> bool:
    """Tell whether an unnumbered paragraph begins with a lead sentence: a short title, then at least as much body.

    Args:
        text: the paragraph.
        strict: whether a comma in the title is one too many.
    """
    stop = _FULL_STOP.search(text)
    if stop is None or text[stop.start()] != "。" or len(text) - stop.end() < 12:
        return False
    lead = text[: stop.start()]
    return is_title(lead, _LONGEST_LEAD) and (("，" not in lead and "," not in lead) or not strict)


def trim(text: Text) -> Text:
    """Give a heading without final full stop or colon."""
    return text.strip("。：:；; ")


def find_kind(heading: str, whole: bool = False) -> Kind | None:
    """Give the kind of provision that a heading names, or None.

    The end of a heading names its category (任务目标 is a goal, 实施……行动 an action); failing that, any cue in it.

    Args:
        heading: without number.
        whole: whether the heading must consist of the cue alone, as a run-in heading must (指导思想。以……).
    """
    bare = heading.strip("。：: ")
    for cue, kind in kind_cues():
        if bare == cue or (whole and len(bare) <= 4 and bare.endswith(cue) and kind is Kind.GOAL):
            return kind
    if whole:
        return None
    ending = next((kind for cue, kind in kind_cues() if bare.endswith(cue)), None)
    return ending or next((kind for cue, kind in kind_cues() if len(cue) > 2 and cue in bare), None)
