"""Takes bytes, gives characters: the encoding is decided, never guessed in silence."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from graph.errors import Unreadable
from graph.model import Issue, Severity
from graph.read.formats import refuse_by_suffix

# Byte-order marks first: they leave nothing to decide.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEAST_LIKENESS = 0.02
_SAMPLE = 4096
_MOST_ZEROS = 0.1  # UTF-8 may hold a zero byte by accident, UTF-16 of Latin letters is half of them
_FEW, _MOST_BROKEN = 3, 0.005
_COMMON_HAN = re.compile("[的和是在有为县市区局科学工作实施推进加强教育建设发展社会政府人民方案责任单位组织管理服务]")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Give the characters of a text file and the name of its encoding.

    UTF-8 is tried strictly; UTF-16 without a mark shows by its zero bytes; what is left is GB18030 (which contains
    GBK and GB2312) or Big5, judged by how many characters are the commonest of the genre.

    Args:
        data: the whole file.
        name: the file's name for messages.

    Raises:
        Unsupported: if the bytes are no text and the suffix is that of a format without a mark of its own.
        Unreadable: if the file is empty, holds no characters or fits no encoding.
    """
    text, encoding = _decode(data, name)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise Unreadable(f"{name}：文件为空，没有文字。", f"{name}: the file is empty; there is no text in it.")
    return text, encoding


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), encoding
    fault = 0
    if data[:_SAMPLE].count(0) <= len(data[:_SAMPLE]) * _MOST_ZEROS:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            fault = error.start
    candidates = [
        (score, text, encoding)
        for encoding in (*_bare_utf16(data), "gb18030", "big5")
        if (text := _try(data, encoding)) and (score := _likeness(text)) > _LEAST_LIKENESS
    ]
    if not candidates:
        refuse_by_suffix(name)
        raise Unreadable(
            f"{name}：第 {fault} 字节起不是 UTF-8、GB18030、UTF-16 或 Big5 文字。请另存为 UTF-8 文本后重试。",
            f"{name}: from byte {fault} on this is not UTF-8, GB18030, UTF-16 or Big5 text. Save it as UTF-8.",
        )
    _, text, encoding = max(candidates, key=lambda candidate: candidate[0])
    return text, encoding


def _likeness(text: str) -> float:
    """The share of the commonest characters of the genre among all that are no ASCII (a web page is mostly markup)."""
    return len(_COMMON_HAN.findall(text)) / max(1, sum(not c.isascii() for c in text))


def decode_damaged(data: bytes, name: str) -> tuple[str, str]:
    """Give the characters of a web page, a few broken bytes (cut by a template or a counter) read as U+FFFD.

    The encoding that the page declares decides nothing: many declare one and are in another.

    Raises:
        Unreadable: if more is broken than a few bytes.
        Unsupported: see `decode`.
    """
    try:
        return decode(data, name)
    except Unreadable:
        tried = [(text.count("\ufffd"), text, e) for e in ("utf-8", "gb18030") if (text := data.decode(e, "replace"))]
        broken, text, encoding = min(tried, default=(1, "", ""))
        if broken > max(_FEW, len(text) * _MOST_BROKEN) or _likeness(text) <= _LEAST_LIKENESS:
            raise
        return text.removeprefix("\ufeff"), encoding


def _bare_utf16(data: bytes) -> tuple[str, ...]:
    """Chinese UTF-16 without a mark: line breaks and digits leave zero bytes in every second place."""
    sample = data[:_SAMPLE]
    if len(sample) < 8 or len(data) % 2 or b"\0" not in sample:
        return ()
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{name}：标为 {encoding}，但第 {error.start} 字节处损坏。请重新导出该文件。",
            f"{name}: marked as {encoding} but damaged at byte {error.start}. Export the file again.",
        ) from error


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def encoding_issues(name: str, encoding: str, raw: str) -> Iterator[Issue]:
    """Give what is to be told of an encoding: another one than UTF-8, and characters that were lost before."""
    if encoding not in ("utf-8", "utf-8-sig"):
        yield Issue(
            severity=Severity.NOTE,
            rule="read.encoding",
            source=name,
            zh=f"编码判定为 {encoding}。",
            en=f"Read as {encoding}.",
        )
    if lost := raw.count("\ufffd"):
        yield Issue(
            severity=Severity.WARNING,
            rule="read.replacement",
            source=name,
            zh=f"有 {lost} 个字在到达本程序之前已经损坏（�），请换用更好的来源。",
            en=f"{lost} characters were already lost (�) before this file was read; look for a better copy.",
        )
