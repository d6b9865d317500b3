"""Takes bytes, gives characters: the encoding is decided, never guessed in silence."""

from __future__ import annotations

import codecs
import re

from graph.errors import Unreadable, Unsupported

# Byte-order marks first: they leave nothing to decide.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "DOCX / OFD / ZIP"),
    (b"\xd0\xcf\x11\xe0", "DOC / WPS"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml|\?mso)", re.IGNORECASE)
_COMMON_HAN = re.compile("[的和是在有为县市区局科学工作实施推进加强教育建设发展社会政府人民方案责任单位组织管理服务]")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Give the characters of a text file and the name of its encoding.

    UTF-8 is tried strictly; UTF-16 without a mark shows by its zero bytes; what is left is GB18030 (which contains
    GBK and GB2312) or Big5, judged by how many characters are the commonest of the genre.

    Args:
        data: the whole file.
        name: the file's name for messages.

    Raises:
        Unsupported: if the bytes are those of another kind of file.
        Unreadable: if the file is empty, holds no characters or fits no encoding.
    """
    _refuse_other_formats(data, name)
    text, encoding = _decode(data, name)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise Unreadable(f"{name}：文件为空，没有文字。", f"{name}: the file is empty; there is no text in it.")
    return text, encoding


def _refuse_other_formats(data: bytes, name: str) -> None:
    label = next((label for magic, label in _MAGIC if data.startswith(magic)), None)
    if label is None and _MARKUP.match(data):
        label = "HTML / XML"
    if label:
        raise Unsupported(
            f"{name}：这是 {label} 文件，本版本只读文本和 Markdown。请另存为 .txt（UTF-8）后重试。",
            f"{name}: this is a {label} file; this version reads text and Markdown. Save it as .txt (UTF-8).",
        )


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), encoding
    bare = _bare_utf16(data)
    if bare is not None:
        return _strictly(data, bare, name), bare
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        fault = error.start
    candidates = [
        (score, text, encoding)
        for encoding in ("gb18030", "big5")
        if (text := _try(data, encoding)) and (score := len(_COMMON_HAN.findall(text)) / len(text)) > 0.02
    ]
    if not candidates:
        raise Unreadable(
            f"{name}：第 {fault} 字节起不是 UTF-8、GB18030、UTF-16 或 Big5 文字。请另存为 UTF-8 文本后重试。",
            f"{name}: from byte {fault} on this is not UTF-8, GB18030, UTF-16 or Big5 text. Save it as UTF-8.",
        )
    _, text, encoding = max(candidates, key=lambda candidate: candidate[0])
    return text, encoding


def _bare_utf16(data: bytes) -> str | None:
    """Chinese UTF-16 without a mark: line breaks and digits leave zero bytes in every second place."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


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
