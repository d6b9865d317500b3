"""Takes the bytes of a file, gives its format by what they hold, whatever the suffix; what no reader reads is named."""

from __future__ import annotations

import re
import shlex
from enum import StrEnum
from pathlib import PurePath

from graph.errors import Unreadable, Unsupported


class Format(StrEnum):
    """A format with a reader."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    OFD = "ofd"


_BEGIN = 4096
_ARCHIVES = (
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\x00", "XZ"),
)
_PICTURES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)
# Streams of compound files ([MS-CFB]), by which one tells what wrote them; the names stand in UTF-16.
_COMPOUND = (
    ("EncryptedPackage", "locked"),
    ("Workbook", "XLS"),
    ("PowerPoint Document", "PPT"),
    ("WordDocument", "DOC / WPS"),
)
# Members of a zip that name its format: Office Open XML, OFD, OpenDocument.
_MEMBERS = (
    (re.compile(r"(?i)ofd\.xml"), Format.OFD),
    (re.compile(r"(?i)word/.*\.xml|.*/?document\d*\.xml"), Format.DOCX),
    (re.compile(r"(?i)xl/workbook\.(?:xml|bin)"), "XLSX"),
    (re.compile(r"(?i)ppt/presentation\.xml"), "PPTX"),
)
_WEB_ARCHIVE = re.compile(
    rb"(?:From: <?Saved by|MIME-Version:)[^\0]{0,2000}?(?:multipart/related|text/html)", re.IGNORECASE | re.DOTALL
)
_BEFORE = r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_PAGE = re.compile(rf"{_BEFORE}<(?:!doctype\s+html|(?:html|head|body|meta|title|pre)[\s>])", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(rf"{_BEFORE}</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_XML = re.compile(r"\s*(?:<\?(?:xml|mso-)|<!DOCTYPE\b|<(?:w|pkg|office):\w+[\s>])", re.IGNORECASE)
_WORD_XML = re.compile(r"w:wordDocument|pkg:package|office:document")
_SUFFIXES = {".ceb": "CEB", ".cebx": "CEBX", ".gd": "GD", ".sep": "SEP", ".gw": "GW", ".caj": "CAJ"}


def find_format(data: bytes, name: str) -> Format:
    """Give the format of a file.

    Args:
        data: the whole file.
        name: the file's name, for messages only (and to name formats that have no mark of their own).

    Raises:
        Unsupported: if it is of a format that no reader reads; the message says how to convert it.
        Unreadable: if it is a locked office file.
    """
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _compound(data, name)
    if data.lstrip()[:5] == b"{\\rtf":
        raise _convert(name, "RTF")
    _refuse_binaries(data, name)
    head = _head(data)
    if _WEB_ARCHIVE.match(data[:_BEGIN].lstrip()):
        raise _unsupported(
            name,
            "MHT（单个文件网页）",
            "MHT (web archive)",
            "请在浏览器中打开后另存为“网页，仅 HTML”。",
            "Open it in a browser and save it as “Web page, HTML only”.",
        )
    if _PAGE.match(head):
        return Format.HTML
    if _XML.match(head):
        raise _xml(data, head, name)
    if _FRAGMENT.match(head) and len(_TAG.findall(head)) > head.count("\n"):
        return Format.HTML  # a piece of a page; Markdown may begin with a tag but is not full of them
    return Format.TEXT


def refuse_by_suffix(name: str) -> None:
    """Refuse what is no text and has a suffix of a format without a mark of its own (CEB …).

    Raises:
        Unsupported: if it has.
    """
    label = _SUFFIXES.get(PurePath(name).suffix.lower())
    if label:
        raise _unsupported(
            name,
            f"{label} 版式文件",
            f"{label} (fixed layout)",
            "请用其阅读器打印为 PDF，或改用发布该文件的网页。",
            "Print it to PDF with its own viewer, or take the web page of the notice.",
        )


def _head(data: bytes) -> str:
    """The beginning as characters, well enough to see markup in it."""
    begin = data[:_BEGIN]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if begin.startswith(mark):
            return begin[len(mark) :].decode(encoding, "replace")
    if begin[:1] == b"<" and begin[1:2] == b"\0":
        return begin.decode("utf-16-le", "replace")
    return begin.decode("latin-1")


def _zipped(data: bytes, name: str) -> Format:
    from graph.read.archive import open_archive

    archive = open_archive(data, name)
    for pattern, found in _MEMBERS:
        if any(pattern.fullmatch(member) for member in archive.members):
            if isinstance(found, Format):
                return found
            raise _office(name, found)
    if "mimetype" in archive and b"opendocument" in (kind := archive.read("mimetype")[:100]):
        raise _convert(name, "ODT") if b"text" in kind else _office(name, "OpenDocument")
    refuse_by_suffix(name)
    raise _unsupported(
        name, "ZIP 压缩包", "a ZIP archive", "请先解压，再读取其中的文件。", "Unpack it and read what is inside."
    )


def _compound(data: bytes, name: str) -> Unsupported | Unreadable:
    label = next((label for stream, label in _COMPOUND if stream.encode("utf-16-le") in data), "DOC / WPS")
    if label == "locked":
        return Unreadable(
            f"{name}：文件设有密码。请在 Word 或 WPS 中去掉密码后另存为 .docx。",
            f"{name}: the file is locked by a password. Save a copy without it as .docx.",
        )
    return _convert(name, label) if label.startswith("DOC") else _office(name, label)


def _refuse_binaries(data: bytes, name: str) -> None:
    if label := next((label for mark, label in _ARCHIVES if data.startswith(mark)), None):
        raise _unsupported(
            name,
            f"{label} 压缩包",
            f"a {label} archive",
            "请先解压，再读取其中的文件。",
            "Unpack it and read what is inside.",
        )
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    label = "WebP" if webp else next((label for mark, label in _PICTURES if data.startswith(mark)), None)
    if label and (label != "BMP" or data[6:10] == bytes(4)):
        raise _unsupported(
            name,
            f"{label} 图片",
            f"a {label} picture",
            "请先做文字识别（OCR），或改用发布该文件的网页。",
            "Run OCR on it first, or take the web page of the notice.",
        )


def _xml(data: bytes, head: str, name: str) -> Unsupported:
    if _WORD_XML.search(head) or b"w:wordDocument" in data[:20_000]:
        return _convert(name, "Word XML")
    return _unsupported(
        name, "XML 数据", "XML", "请改用该文件的 DOCX、PDF、网页或文本。", "Take the DOCX, PDF, web page or text of it."
    )


def _convert(name: str, label: str) -> Unsupported:
    command = f"soffice --headless --convert-to docx {shlex.quote(PurePath(name).name)}"
    return _unsupported(
        name,
        f"{label} 文件",
        label,
        f"请在 Word 或 WPS 中另存为 .docx，或运行：{command}",
        f"Save it as .docx in Word or WPS, or run: {command}",
    )


def _office(name: str, label: str) -> Unsupported:
    return _unsupported(
        name,
        f"{label} 文件（表格或演示文稿）",
        f"{label} (a workbook or slides)",
        "请把方案正文另存为 .docx、PDF 或文本。",
        "Save the plan itself as .docx, PDF or text.",
    )


def _unsupported(name: str, zh: str, en: str, do_zh: str, do_en: str) -> Unsupported:
    return Unsupported(f"{name}：这是 {zh}，不能直接读取。{do_zh}", f"{name}: this is {en}, which is not read. {do_en}")
