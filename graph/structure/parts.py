"""Takes the blocks of a source, gives the parts of the document: cover notice, title, body, tables, closing lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath

from graph.model import Block, Metadata, Notice, Paragraph, Source, Text
from graph.numbering import Number, Style, find_number, fold
from graph.structure.information import find_information
from graph.structure.metadata import complete, encloses, find_date, is_addressees, is_genre_title, is_organ
from graph.structure.metadata import find_number as find_document_number
from graph.structure.running import divided

_TAIL = re.compile(
    r"附件\d*[::]|附件\d*$|附[::]|附表\d*[::]?|抄[送报][::]|主送[::]|\(?(?:联系人|联系地址|联系方式|联系电话|通讯地址|地址|电话|传真|邮箱|电子邮箱|邮编)[::]"
    r"|\(此件.{0,8}公开|信息公开选项|公开属性|(?:主办|承办|来源|信息来源|责任编辑|编辑)(?:单位)?[::]|【?(?:打印|关闭)(?:本页|窗口|】)"
    r"|分享到|扫一扫|[上下]一[篇条]|版权所有|网站地图"
)
_ATTACHED = re.compile(r"附件\d*[::]?$")
_NOTICE_TEXT = re.compile("印发给你们|现予印发|转发给你们|现印发|请认真(?:贯彻|组织|抓好)|遵照执行")
_TITLE_LABEL = re.compile("^(?:发文)?(?:标题|名称)[:：]")
_CLAUSE_LINE = re.compile("(?:责任|牵头|配合|参加|参与|承办|协办)(?:单位|部门)[::]|(?:责任|职责|任务|工作)?分工[::]")
_STOP = re.compile("[。！？：:；;]$")
_SUBTITLE = re.compile(r"[(（].{2,40}[)）]$")
_ADOPTED = re.compile("通过|批准|审议")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a document in the order in which they stand."""

    metadata: Metadata
    notice: Notice | None
    body: tuple[Paragraph, ...]
    tables: tuple[tuple[tuple[Text, ...], ...], ...]
    tail: tuple[Text, ...]
    titled: bool = True  # whether the document says its title; else it is the name of the file


def divide(source: Source) -> Parts:
    """Give the parts of a document; what cannot be told apart is body."""
    blocks = divided(source)
    texts = [source.block_text(block) for block in blocks]
    said = find_information(blocks, texts)
    tables = _tables([Block(begin=b.begin, end=b.begin) if i in said.blocks else b for i, b in enumerate(blocks)])
    running = [i for i, block in enumerate(blocks) if not block.cells and i not in said.blocks]
    first = _body_start(running, blocks, texts)
    title, preamble = _title(running, first, texts)
    end = _body_end(running, first, texts)
    head = [texts[i].value for i in running if i < (title[0] if title else preamble)]
    between = [texts[i].value for i in running if title and title[-1] < i < preamble]
    if preamble < first and is_addressees(texts[preamble].value):  # a plan that is itself the notice
        between.append(texts[preamble].value)
        preamble = next(i for i in running if i > preamble)
    tail = [texts[i] for i in running if i >= end]
    name = "".join(texts[i].value for i in title if not _ADOPTED.search(texts[i].value))
    notice_title = _notice_title(head)
    signature = _signature(head) or _signature([t.value for t in tail]) or (None, None)
    if signature[0] is None:
        signature = (_joint(head), signature[1])
    notice = _notice(notice_title, [texts[i] for i in running if i < (title[0] if title else preamble)])
    body = tuple(
        Paragraph(text=texts[i], rank=blocks[i].rank, bold=blocks[i].bold) for i in running if preamble <= i < end
    )
    above = [texts[i].value for i in running if i < first]
    title_line = name or notice_title or said.title or _genre_line(above)
    metadata = complete(
        [*between, *head],
        title_line or PurePosixPath(source.name).stem,
        signature,
        notice_title,
        [t.value for t in tail],
        (said.number, said.issuer, said.issued),
    )
    return Parts(metadata=metadata, notice=notice, body=body, tables=tables, tail=tuple(tail), titled=bool(title_line))


def _tables(blocks: Sequence[Block]) -> tuple[tuple[tuple[Text, ...], ...], ...]:
    """Adjacent rows form a table."""
    tables: list[list[tuple[Text, ...]]] = []
    previous = None
    for i, block in enumerate(blocks):
        if block.cells:
            if previous != i - 1 or len(tables[-1][0]) + 1 < len(block.cells):
                tables.append([])
            tables[-1].append(block.cells)
            previous = i
    return tuple(tuple(table) for table in tables)


def _body_start(running: Sequence[int], blocks: Sequence[Block], texts: Sequence[Text]) -> int:
    """Where the first unit of the body stands: the first top-level number after the last cover notice."""
    said = [i for i in running if _NOTICE_TEXT.search(texts[i].value) and i < running[-1] * 0.6]
    for after in (*reversed(said), -1):
        opening = next(((i, n) for i in running if i > after and (n := _opens_body(texts[i].value))), None)
        if opening is None:
            break
        # 请认真组织实施 in mid-body is no cover notice: what follows it goes on with a count instead of beginning one
        if opening[1].ordinal == 1 or after == -1:
            return opening[0]
    ranked = [i for i in running if i > after and blocks[i].rank and blocks[i].rank != min(b.rank or 9 for b in blocks)]
    if ranked:
        return ranked[0]
    stopped = [i for i in running if i > after and _STOP.search(texts[i].value) and len(texts[i]) > 25]
    return stopped[0] if stopped else (running[0] if running else 0)


def _opens_body(text: str) -> Number | None:
    number = find_number(text)
    return number if number and (number.style <= Style.HAN_BRACKETED or number.ordinal == 1) else None


def _title(running: Sequence[int], first: int, texts: Sequence[Text]) -> tuple[list[int], int]:
    """The lines of the plan's title, and where the text after them begins.

    Going up from the first unit: preamble paragraphs, perhaps the addressees of a plan that is itself the notice,
    then the lines without a full stop that make the title, up to a date, a signature, a note or a number.
    """
    above = [i for i in running if i < first]
    at = len(above)
    while at and _STOP.search(texts[above[at - 1]].value) and not _SUBTITLE.match(texts[above[at - 1]].value):
        if find_date(texts[above[at - 1]].value):
            break
        at -= 1
    preamble = above[at] if at < len(above) else first
    while at and find_document_number([texts[above[at - 1]].value]):
        at -= 1  # web pages set the number between title and addressees
    title: list[int] = []
    while at and len(title) < 5 and _is_title_line(texts[above[at - 1]].value, bool(title)):
        at -= 1
        title.insert(0, above[at])
    while title and is_organ(texts[title[0]].value) and len(title) > 1 and not texts[title[1]].value.startswith("关于"):
        title.pop(0)
    return title, preamble


def _is_title_line(text: str, below: bool) -> bool:
    if _STOP.search(text) or _ATTACHED.match(fold(text)) or len(text) > 60 or re.search("[。；]", text):
        return False
    if re.match(r"\(此件|主动公开", fold(text)) or find_document_number([text]):
        return False
    if find_date(text) and not _SUBTITLE.match(text):
        return False
    return not (below and text.endswith(("电子来文", "文件")) and len(text) < 30)


def _body_end(running: Sequence[int], first: int, texts: Sequence[Text]) -> int:
    """Where the body ends: at 附件, 抄送, a contact block, or the signature of a plan that is signed at its end."""
    later = [i for i in running if i > first]
    end = later[-1] + 1 if later else first + 1
    for place, i in enumerate(later):
        if _TAIL.match(fold(texts[i].value)):
            end = i
            back = place
            while back and _is_loose(texts[later[back - 1]].value):
                back -= 1
                end = later[back]
            break
        if find_date(texts[i].value) and place and is_organ(texts[later[place - 1]].value):
            end = later[place - 1]
            break
    return end


def _is_loose(text: str) -> bool:
    """A line between body and contact block: no sentence, no number (……领导小组办公室设在……)."""
    return (
        not _STOP.search(text)
        and not _CLAUSE_LINE.match(fold(text))
        and not text.endswith(("）", ")", "】"))
        and find_number(text) is None
        and len(text) < 45
    )


def _notice_title(head: Sequence[str]) -> str | None:
    """关于印发……的通知, perhaps over several lines, with the issuer before 关于."""
    for i, text in enumerate(head):
        if "关于" not in text or "《" in text[: text.find("关于")]:
            continue
        parts = [_TITLE_LABEL.sub("", text)]
        for following in head[i + 1 : i + 5]:
            if parts[-1].endswith("通知") or _STOP.search(parts[-1]):
                break
            parts.append(following)
        title = "".join(parts)
        if title.endswith("通知") and encloses(title):
            before = head[i - 1] if i else ""
            return before + title if text.startswith("关于") and is_organ(before) else title
    return None


def _signature(lines: Sequence[str]) -> tuple[str | None, date | None] | None:
    """发文机关署名 and 成文日期: an organ with a date on the next line, the last such pair."""
    for i in range(len(lines) - 1, -1, -1):
        day = find_date(lines[i])
        if day is None:
            continue
        glued = re.match(r"^([^\d〇一二]{4,40}?)(?=\d{4}年|二〇)", lines[i])
        if glued and is_organ(glued[1]):
            return glued[1], day
        first = i
        while first and i - first < 4 and is_organ(lines[first - 1]):
            first -= 1  # joint documents are signed on a line each
        near = next((line for line in reversed(lines[max(0, i - 3) : i]) if is_organ(line)), None)
        return " ".join(lines[first:i]) or near, day
    return None


def _notice(title: str | None, texts: Sequence[Text]) -> Notice | None:
    """The cover notice, if the lines before the plan's title hold one."""
    said = [text for text in texts if _NOTICE_TEXT.search(text.value)]
    if not said and not title:
        return None
    text = Text()
    for part in said:
        text = text + Text("\n", (text.at[-1] + 1,)) + part if text else part
    return Notice(title=title, text=text)


def find_enclosed(tail: Sequence[Text]) -> list[tuple[str, str, int]]:
    """Give the documents of their own that stand after the plan: the line 附件2, the title, the number of units.

    A list of members or a form is none: two numbered paragraphs or more must be sentences.
    """
    markers = [i for i, text in enumerate(tail) if _ATTACHED.fullmatch(fold(text.value))]
    found: list[tuple[str, str, int]] = []
    for begin, end in pairwise([*markers, len(tail)]):
        lines = [text.value for text in tail[begin + 1 : end]]
        units = sum(1 for line in lines if find_number(line) and "。" in line)
        if units > 1:
            first = next(i for i, line in enumerate(lines) if find_number(line))
            found.append((tail[begin].value.rstrip("：:"), "".join(lines[:first])[:60], units))
    return found


def _genre_line(lines: Sequence[str]) -> str | None:
    """A line above the body that reads as the title of a plan (……方案); a numbered heading (二、重点任务) is none."""
    return next((line[:60] for line in lines[:12] if is_genre_title(line) and find_number(line) is None), None)


def _joint(head: Sequence[str]) -> str | None:
    """The organs on the lines above 关于印发……, two or more: 中共某县委办公室, 某县人民政府办公室."""
    at = next((i for i, line in enumerate(head) if line.startswith("关于")), 0)
    first = at
    while first and is_organ(head[first - 1]):
        first -= 1
    return " ".join(head[first:at]) if at - first > 1 else None
