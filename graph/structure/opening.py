"""Takes what stands before the first number of a document on one line, gives where its lines are to be cut.

The order of the elements is that of GB/T 9704-2012: title of the notice, number, addressees, text, signature, date, title of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOTICE_TITLE = re.compile(r"的通知(?=[\u4e00-\u9fff]{2,12}[〔\[(【][12]\d{3}|各|《|现|经)")
_NUMBER = re.compile(r"(?:(?<=的通知)|(?<=^))[\u4e00-\u9fff]{2,12}[〔\[(【][12]\d{3}[〕\])】]第?\d{1,4}号")
_ADDRESSEES = re.compile(r"各[^。:]{1,120}:")
_DAY = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
    r"(?!前|起|至|—|-|印发)"
)
_SIGNATURE = re.compile(
    r"(?<=[。:])[^。:,;]{2,60}?(?:人民政府|办公[室厅]|委员会|党委|管委会|协会|局|部|厅|委)(?:\(.{1,8}\))?$"
)
_NOTE = re.compile(r"\(此件[^()]{0,12}\)")
_TITLE = re.compile(
    r"(?:方案|计划|要点|规划|纲要|意见|办法|措施|细则|清单)(?:\([^()]{2,24}\))?(?=为|根据|按照|依据|遵照)"
)
_BEFORE_LIMIT = 200


def find_opening(folded: str, gaps: Sequence[int]) -> list[int]:
    """Give the cuts of a text that is perhaps notice and title run together; a plain paragraph has none.

    Args:
        folded: the text before the first number, full-width characters made half-width.
        gaps: where white space stood in the file.
    """
    cuts = set(gaps)
    cuts |= {match.end() for match in _NOTICE_TITLE.finditer(folded)}
    for match in _NUMBER.finditer(folded):
        cuts |= {match.start(), match.end()}
    cuts |= {match.end() for match in _ADDRESSEES.finditer(folded)}
    for match in _NOTE.finditer(folded):
        cuts |= {match.start(), match.end()}
    for match in _DAY.finditer(folded):
        near = max(0, match.start() - _BEFORE_LIMIT)
        if signed := _SIGNATURE.search(folded[near : match.start()]):
            cuts |= {near + signed.start(), match.start(), match.end()}
    cuts |= {match.end() for match in _TITLE.finditer(folded) if _stands_alone(folded, match.start())}
    return sorted(cut for cut in cuts if 0 < cut < len(folded))


def _stands_alone(folded: str, at: int) -> bool:
    """A title in running text stands in 《》 or after a comma; one that is a line of its own follows a stop, a date or nothing."""
    near = folded[max(0, at - 60) : at]
    return not re.search("[,;《]", near[max(near.rfind("。"), near.rfind("日")) + 1 :])
