"""The reader is chosen by what a file holds; what no reader reads is refused by name, with what to do."""

from __future__ import annotations

import codecs

import pytest

from graph.errors import ReadError, Unreadable, Unsupported
from graph.read import read_bytes
from graph.read.formats import Format, find_format
from tests.read.office import docx, paragraph, zipped

TEXT = "一、总体要求\n各有关部门要加强组织领导，推进科学教育工作。\n（县教育局、县科协按职责分工负责）\n"
PAGE = "<html><body><p>一、总体要求</p><p>各有关部门要加强组织领导，推进科学教育工作。</p></body></html>"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def stream(name: str) -> bytes:
    """A compound file with a stream of that name."""
    return COMPOUND + name.encode("utf-16-le") + bytes(200)


@pytest.mark.parametrize("name", ["方案.txt", "方案.doc", "方案.pdf", "方案"])
@pytest.mark.parametrize(
    ("data", "found"),
    [
        (TEXT.encode(), Format.TEXT),
        (TEXT.encode("gb18030"), Format.TEXT),
        (b"# " + TEXT.encode(), Format.TEXT),
        (("<br>\n" + TEXT).encode(), Format.TEXT),
        (("2 < 3\n" + TEXT).encode(), Format.TEXT),
        (("<<科普方案>>\n" + TEXT).encode(), Format.TEXT),
        (PAGE.encode(), Format.HTML),
        (PAGE.encode("gb18030"), Format.HTML),
        (codecs.BOM_UTF8 + PAGE.encode(), Format.HTML),
        (codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), Format.HTML),
        (PAGE.encode("utf-16-le"), Format.HTML),
        (b"<!-- saved from url=(0014)about:internet -->\r\n<!DOCTYPE HTML>" + PAGE.encode(), Format.HTML),
        (b'<?xml version="1.0"?>' + PAGE.encode(), Format.HTML),
        (b"<div class=a><p>" + "一、总体要求".encode() + b"</p></div>", Format.HTML),
        (docx(paragraph("一、总体要求")), Format.DOCX),
        (zipped({"OFD.xml": "<a/>"}), Format.OFD),
        (b"%PDF-1.7\n", Format.PDF),
        (b"\n\n%PDF-1.4\n", Format.PDF),
    ],
)
def test_format_by_content(data: bytes, found: Format, name: str) -> None:
    assert find_format(data, name) is found


CONVERT = "soffice --headless --convert-to docx"


@pytest.mark.parametrize(
    ("data", "label", "advice"),
    [
        (stream("WordDocument"), "DOC / WPS", CONVERT),
        (COMPOUND, "DOC / WPS", CONVERT),
        (b"{\\rtf1\\ansi", "RTF", CONVERT),
        (b"\r\n{\\rtf1\\ansi", "RTF", CONVERT),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "ODT", CONVERT),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "Word XML", CONVERT),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="a"/>', "Word XML", CONVERT),
        (stream("Workbook"), "XLS", "另存为"),
        (stream("PowerPoint Document"), "PPT", "另存为"),
        (zipped({"xl/workbook.xml": "<a/>"}), "XLSX", "另存为"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "PPTX", "另存为"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument", "另存为"),
        (zipped({"方案.txt": TEXT}), "ZIP", "解压"),
        (zipped({}), "ZIP", "解压"),
        (b"Rar!\x1a\x07\x00", "RAR", "解压"),
        (b"7z\xbc\xaf\x27\x1c", "7z", "解压"),
        (b"\x1f\x8b\x08", "GZIP", "解压"),
        (b"\x89PNG\r\n\x1a\n", "PNG", "OCR"),
        (b"\xff\xd8\xff\xe0", "JPEG", "OCR"),
        (b"GIF89a", "GIF", "OCR"),
        (b"II*\x00", "TIFF", "OCR"),
        (b"MM\x00*", "TIFF", "OCR"),
        (b"BM\x00\x00\x00\x00\x00\x00\x00\x00", "BMP", "OCR"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP", "OCR"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "MHT", "仅 HTML"),
        (b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="a"\r\n', "MHT", "仅 HTML"),
        (b'<?xml version="1.0"?><rss/>', "XML", "请改用"),
    ],
)
def test_refused_by_name_with_advice(data: bytes, label: str, advice: str) -> None:
    with pytest.raises(Unsupported) as caught:
        read_bytes(data, "甲乡 '方案'.doc")
    assert "甲乡 '方案'.doc" in caught.value.zh
    assert "甲乡 '方案'.doc" in caught.value.en
    assert label in caught.value.zh
    assert label in caught.value.en
    assert advice in caught.value.zh


def test_the_command_quotes_the_name() -> None:
    with pytest.raises(Unsupported) as caught:
        read_bytes(COMPOUND, "甲/it's; rm -rf.doc")
    assert f"""{CONVERT} 'it'"'"'s; rm -rf.doc'""" in caught.value.en


def test_locked_office_file() -> None:
    with pytest.raises(Unreadable, match=r"密码.*password"):
        read_bytes(stream("EncryptedPackage"), "方案.docx")


@pytest.mark.parametrize("suffix", ["ceb", "CEBX", "gd", "sep"])
def test_layout_formats_without_a_mark_are_known_by_suffix(suffix: str) -> None:
    with pytest.raises(Unsupported, match=suffix.upper()):
        read_bytes(bytes(range(128, 256)) * 20, f"方案.{suffix}")
    assert read_bytes(TEXT.encode(), f"方案.{suffix}").raw == TEXT


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x05\x06", b"PK\x03\x04" + bytes(100)])
def test_damaged_archive(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"方案\.docx"):
        read_bytes(data, "方案.docx")


def test_a_page_called_doc_is_read() -> None:
    source = read_bytes(PAGE.encode("gb18030"), "方案.doc")
    assert source.encoding == "html, gb18030"
    assert source.block_text(source.blocks[0]).value == "一、总体要求"
