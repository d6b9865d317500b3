"""Takes the blocks of a document, gives what the information table of a government site says of it, and its place.

索引号, 发文机关, 发文字号, 成文日期 … stand first or last on the page, with a colon, a space or a tab between label and
value (the items of 《政府信息公开目录》).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from graph.model import Block, Text
from graph.numbering import fold
from graph.structure.metadata import find_date, find_number, is_genre_title, is_organ

_ISSUER = "发文机关|发文机构|发布机构|发布机关|发布单位|发文单位|制发机关|制发单位|制发机构|制定机关|印发机关|公开机构|公开责任部门"
_NUMBER = "发文字号|公文字号|文件编号|文号|字号"
_WRITTEN = "成文日期|成文时间|发文日期|发文时间|生成日期|生成时间|印发日期|印发时间|制发日期|签发日期"
_PUBLISHED = "发布日期|发布时间|公开日期|公开时间"
_TITLE = "信息名称|文件名称|公文名称|文件标题|标题|名称"
_OTHERS = (
    "信息索引号|索引号|索引|主题分类|信息分类|体裁分类|组配分类|公文种类|主题词|关键词|有效性|效力状态|时效性|时效|有效期|生效日期|实施日期|"
    "失效日期|废止日期|公开方式|公开范围|公开形式|公开程序|公开时限|公开属性|文件类型|所属主题|内容概述|语种|信息来源|来源|浏览次数|点击数|分类|统一编号|规范性文件登记号"
)
_LABEL = re.compile(
    f"[【\\[]?(?P<label>(?P<issuer>{_ISSUER})|(?P<number>{_NUMBER})|(?P<written>{_WRITTEN})|(?P<published>{_PUBLISHED})"
    f"|(?P<title>{_TITLE})|(?P<other>{_OTHERS}))[】\\]]?"
)
_INNER = re.compile(f"(?:{_ISSUER}|{_NUMBER}|{_WRITTEN}|{_PUBLISHED}|{_TITLE}|{_OTHERS})[:]")
_DASHED = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_LONGEST = 300
_MOST_BETWEEN = 2  # lines that a reader may have put between two rows
_FIELDS = ("issuer", "number", "written", "published", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """What the table says; ``blocks`` are the places of its rows."""

    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    title: str | None = None
    blocks: frozenset[int] = frozenset()


def find_information(blocks: Sequence[Block], texts: Sequence[Text]) -> Information:
    """Give what the information tables say: two rows or more, one of them of issuer, number, date or 索引号."""
    values: dict[str, str] = {}
    found: set[int] = set()
    for rows in _tables(blocks, texts):
        pairs = [pair for row in rows.values() for pair in row]
        said = {field: value for label, value in reversed(pairs) if (field := _field(label)) and value.strip(" —-无")}
        sure = any(_field(label) in _FIELDS[:4] or "索引" in label for label, _ in pairs)
        if sure and len(pairs) > 1:
            found.update(rows)
            values = {**said, **values}
    return _checked(values, frozenset(found)) if found else Information()


def _tables(blocks: Sequence[Block], texts: Sequence[Text]) -> Iterator[dict[int, list[tuple[str, str]]]]:
    """Rows of labels and values that stand together, by the place of their blocks."""
    rows: dict[int, list[tuple[str, str]]] = {}
    heads: tuple[int, tuple[str, ...]] = (-9, ())  # a row of labels, whose values stand in the row below it
    for i, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        cells = [cell.value for cell in block.cells] or [text.value]
        if rows and i - max(rows) > _MOST_BETWEEN:
            yield rows
            rows = {}
        if heads[0] == i - 1 and len(cells) == len(heads[1]):
            rows[i] = list(zip(heads[1], cells, strict=True))
            rows[i - 1] = []
        elif len(cells) > 1 and all(_is_label(cell) for cell in cells):
            heads = (i, tuple(cells))
        elif len(text) <= _LONGEST and (pairs := list(_pairs(cells))):
            rows[i] = pairs
    yield rows


def _field(label: str) -> str | None:
    match = _LABEL.match(fold(label))
    return next((name for name in _FIELDS if match[name]), None) if match else None


def _pairs(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Label and value: in two cells, or in one with a colon between them or the space left out."""
    at = 0
    while at < len(cells):
        if _is_label(cells[at]) and at + 1 < len(cells) and not _is_label(cells[at + 1]):
            yield cells[at], cells[at + 1]
            at += 2
            continue
        yield from _in_one(cells[at])
        at += 1


def _in_one(text: str) -> Iterator[tuple[str, str]]:
    folded = fold(text)
    match = _LABEL.match(folded)
    if match is None:
        return
    inner = [m.start() for m in _INNER.finditer(folded) if m.start() >= match.end()]
    edges = [0, *inner, len(text)]
    for begin, end in pairwise(edges):
        label = _LABEL.match(folded, begin)
        if label and (value := text[label.end() : end].lstrip("：: \t")):
            spoken = folded[label.end()] == ":"
            if spoken or _is_value(label, value):
                yield label[0], value
        elif label and label.end() < end:
            yield label[0], ""


def _is_value(label: re.Match[str], value: str) -> bool:
    """Tell whether what follows a label without a colon is its value (成文日期2023-04-18), not the rest of a sentence."""
    if label["number"]:
        return find_number([value]) is not None
    if label["written"] or label["published"]:
        return read_day(value) is not None
    if label["issuer"]:
        return is_organ(value)
    if label["title"]:
        return is_genre_title(value)
    return len(value) <= 24 and not re.search("[，。；]", value)


def _is_label(cell: str) -> bool:
    return bool(_LABEL.fullmatch(fold(cell).rstrip(": ")))


def _checked(values: dict[str, str], blocks: frozenset[int]) -> Information:
    number = find_number([values.get("number", "")])
    issuer = values.get("issuer", "")
    title = re.sub("^.{0,40}?关于(?:印发|转发|发布)[《〈]?|[》〉]?的通知$", "", values.get("title", ""))
    return Information(
        number=number,
        issuer=issuer if is_organ(issuer) else None,
        issued=read_day(values.get("written", "")) or read_day(values.get("published", "")),
        title=title if is_genre_title(title) else None,
        blocks=blocks,
    )


def read_day(text: str) -> date | None:
    """Give a date as a table writes it: 2023年4月18日, 2023-04-18, 2023/4/18."""
    if match := _DASHED.match(text.strip()):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            return None
    return find_date(text)
