"""Takes the paragraphs around the body, gives the elements of an official document.

Names and order of the elements: GB/T 9704-2012, 7.2–7.4 (发文字号, 标题, 主送机关, 正文, 附件说明, 发文机关署名,
成文日期, 附注, 抄送机关, 印发机关和印发日期).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from graph.model import Metadata
from graph.numbering import fold, read_han

# 乐政字〔2022〕10号; brackets as they come
_NUMBER = re.compile(r"(?:文号[::])?([\u4e00-\u9fff]{2,14}[〔\[(【〈﹝„][12]\d{3}[〕\])】〉﹞‟]第?\d{1,4}号)")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_HAN_DATE = re.compile(
    r"([一二〇○零Ｏ][一二三四五六七八九〇○零]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_PERIOD = re.compile(r"[(]?(\d{4})年?[-—–―－~至到]{1,2}(\d{4})年?[)]?")
_ONE_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})年(?!\d|第|度?至|.?月)")
_FIVE_YEARS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
_GENRE = re.compile(
    r"(?:方案|计划|要点|规划|纲要|意见|办法|措施|细则|通知|规定|条例|预案|清单|分工|决定|指南|安排|行动|举措|任务|政策)"
    r"(?:[(《].{1,24}[)》])?$"
)
_ISSUER_IN_TITLE = re.compile(r"^(.{3,40}?)关于")
_RECIPIENT = re.compile("政府|单位|部门|委|办|局|院|厅|中心|公司|街道|乡|镇|区|县|市|处|科|校")
_ENCLOSING = re.compile(r"(?:印发|转发|发布|下达)")
_ORGAN = re.compile(
    r"(?:人民政府|办公室|办公厅|办事处|委员会|党委|局|部|厅|委|会|组|院|公司|中心|管委会|协会|政府|科协)(?:[(].{1,12}[)])?$"
)
# A chain of places, widest first; no place name holds the characters that close one, but for 市中区 and its like.
_PLACE = re.compile(
    r"""(?:中共|中国共产党|共青团)?
    (?P<chain>
      (?:[^省市县区旗]{2,3}省|[^省市县区旗]{2,5}自治区)?
      (?:[^省市县区旗盟]{1,7}市|[^省市县区旗]{2,12}自治州|[^省市县区旗]{2,6}(?:地区|盟|州(?![区市县])))?
      (?:市[中北南]区|[^省市县区旗]{1,12}(?:自治县|自治旗|县|林区|区|旗)|[^省市县区旗]{1,4}市)?
      (?:[^省市县区旗镇乡]{1,8}(?:镇|乡|街道|苏木)(?=人民政府|办事处|党委|党工委|委员会))?
    )""",
    re.VERBOSE,
)
NATION = "中国"
_NATIONAL = ("国务院", "中共中央", "中央", "国家", "全国")
_SEAL = re.compile("[(（](?:代章|代盖章|盖章|印章|章|代)[)）]")  # signed for another organ
_NO_PLACE = re.compile("关于|推进|加强|促进|深化|实施|加快|推动|提升|全面|完善|落实|[，。、；]")


def find_number(texts: Sequence[str]) -> str | None:
    """Give the document number (发文字号) from the lines above the title, as written, without white space."""
    for text in texts:
        match = _NUMBER.search(fold(text))
        if match and len(text) <= len(match[0]) + 24 and "《" not in text:
            return text[match.start(1) : match.end(1)]
    return None


def find_date(text: str) -> date | None:
    """Give a date written alone (2022年6月3日, 二〇二二年六月三日, with 印发 or brackets around it), or None."""
    folded = fold(text).strip("()")
    if len(folded) > 40:
        return None
    if match := _DATE.search(folded):
        year, month, day = (int(part) for part in match.groups())
    elif match := _HAN_DATE.search(folded):
        year, month, day = (read_han(part.replace("○", "〇").replace("Ｏ", "〇")) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_period(title: str) -> tuple[int, int] | None:
    """Give the first and last year that a plan covers by its title."""
    folded = fold(title)
    if match := _PERIOD.search(folded):
        first, last = int(match[1]), int(match[2])
        return (first, last) if first <= last else None
    if match := _ONE_YEAR.search(folded):
        return int(match[1]), int(match[1])
    return next((years for name, years in _FIVE_YEARS.items() if name in title), None)


def _own_words(title: str) -> str:
    """A title without the titles nested in it, whose years are not its own: 贯彻落实《……（2021—2035年）》工作方案."""
    outer = title.removeprefix(match[0]) if (match := re.match(r".*?(?:印发|转发|发布|下达)《?", title)) else title
    own = re.sub(r"《[^《》]*》|〈[^〈〉]*〉", "", outer)
    return own if len(own) >= 4 else title


def is_genre_title(text: str) -> bool:
    """Tell whether a line ends as the title of a plan or notice does."""
    return bool(_GENRE.search(fold(text)))


def is_organ(text: str) -> bool:
    """Tell whether a line is the name of an issuing organ (发文机关署名)."""
    return 3 <= len(text) <= 40 and bool(_ORGAN.search(fold(text))) and not re.search("[，。；：,;:《]", text)


def find_place(*names: str | None) -> str | None:
    """Give the jurisdiction as the first name that begins with one says it: 泰安市泰山区人民政府 → 泰安市泰山区."""
    if any(name and name.startswith(_NATIONAL) for name in names[:1]):
        return NATION
    for name in names:
        match = _PLACE.match(fold(name)) if name else None
        if match and match["chain"] and not _NO_PLACE.search(match["chain"]):
            return match["chain"]
    return None


def complete(
    head: Sequence[str],
    title: str,
    signature: tuple[str | None, date | None],
    notice_title: str | None,
    tail: Sequence[str],
    said: tuple[str | None, str | None, date | None] = (None, None, None),
) -> Metadata:
    """Give the metadata of a plan.

    Args:
        head: the lines before the plan's own title, the cover notice among them.
        title: the plan's title.
        signature: issuer and date found under the notice or the plan.
        notice_title: the title of the cover notice.
        tail: the lines after the body (抄送, 印发).
        said: number, issuer and date that an information table gives, where the document itself does not.
    """
    issuer, issued = signature
    if issuer is None and notice_title and (match := _ISSUER_IN_TITLE.match(notice_title)):
        issuer = match[1] if is_organ(match[1]) else None
    if issuer is None and (match := _ISSUER_IN_TITLE.match(title)):
        issuer = match[1] if is_organ(match[1]) else None
    issuer = _SEAL.sub("", issuer or said[1] or "") or None
    everything = [*head, *tail]
    return Metadata(
        title=title,
        number=find_number(head[:14]) or find_number([title]) or said[0],
        issuer=issuer,
        issued=issued or said[2] or next((d for text in tail if (d := find_date(text))), None),
        addressees=_addressees(head),
        period=find_period(_own_words(title)) or (find_period(_own_words(notice_title)) if notice_title else None),
        jurisdiction=find_place(issuer, title, notice_title),
        public=True if any("此件公开" in text or "主动公开" in text for text in everything) else None,
        copied_to=next((re.sub("^抄[送报][:：]", "", text) for text in tail if re.match("抄[送报][:：]", text)), None),
    )


def _addressees(head: Sequence[str]) -> str | None:
    """主送机关: the line before the text of the notice that closes with a colon."""
    return next((text[:-1] for text in reversed(head) if is_addressees(text)), None)


def is_addressees(text: str) -> bool:
    """Tell whether a line names those to whom a document goes: organs and a colon at its end."""
    return (
        text[-1] in "：:"
        and len(text) >= 5
        and not re.match("附件|抄送|文号|联系", text)
        and not re.search("。|如下|通知", text)
        and bool(_RECIPIENT.search(text))
    )


def encloses(title: str) -> bool:
    """Tell whether a notice title (关于印发……的通知) encloses another document."""
    return bool(_ENCLOSING.search(title)) and "通知" in title
