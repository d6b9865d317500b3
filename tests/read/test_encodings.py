"""Bytes of every encoding that an office sends, and bytes that are no text."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from graph.errors import ReadError, Unreadable
from graph.model import Severity
from graph.read import read_bytes, read_file

TEXT = "一、总体要求\n各有关部门要加强组织领导，推进科学教育工作。\n（县教育局、县科协按职责分工负责）\n2025年12月\n"
TRADITIONAL = "一、總體要求\n各有關部門要加強組織領導，推進科學教育工作，在社會發展中的人民政府工作方案。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("gb2312"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
    ],
)
def test_encoding(data: bytes, encoding: str) -> None:
    source = read_bytes(data, "方案.txt")
    assert source.encoding == encoding
    assert source.raw == TEXT


def test_big5() -> None:
    source = read_bytes(TRADITIONAL.encode("big5"), "方案.txt")
    assert source.encoding == "big5"
    assert source.raw == TRADITIONAL


def test_another_encoding_than_utf8_is_reported() -> None:
    assert [i.rule for i in read_bytes(TEXT.encode("gb18030"), "甲.txt").issues] == ["read.encoding"]
    assert read_bytes(TEXT.encode(), "甲.txt").issues == ()


def test_characters_lost_before_are_reported() -> None:
    issues = read_bytes("县科\ufffd负责。".encode(), "甲.txt").issues
    assert [(i.severity, i.rule) for i in issues] == [(Severity.WARNING, "read.replacement")]
    assert "1" in issues[0].zh


@pytest.mark.parametrize("data", [b"", b"  \r\n\t", "\ufeff\n".encode(), "\u3000\n".encode()])
def test_empty_file(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"空.*empty"):
        read_bytes(data, "甲.txt")


@pytest.mark.parametrize("text", ["- 1 -\n- 2 -\n", "第1页\n", "——————\n"])
def test_nothing_but_furniture(text: str) -> None:
    with pytest.raises(Unreadable, match=r"甲\.txt"):
        read_bytes(text.encode(), "甲.txt")


def test_a_zero_byte_by_accident_is_no_utf16() -> None:
    for encoding in ("utf-8", "gb18030"):
        data = TEXT.encode(encoding) + b"\0" + b"\n" * (len(TEXT.encode(encoding)) % 2 + 1)
        assert read_bytes(data, "甲.txt").encoding == encoding


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(128, 256)) * 20,
        b"\x81\xff" * 50,
        codecs.BOM_UTF16_LE + b"\x00\xd8\x41",
        codecs.BOM_UTF8 + b"\xff\xfe\xfd",
    ],
)
def test_bytes_that_fit_no_encoding(data: bytes) -> None:
    with pytest.raises(ReadError, match="方案"):
        read_bytes(data, "方案.txt")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="无法读取"):
        read_file(tmp_path / "没有.txt")


def test_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="普通文件"):
        read_file(tmp_path)


def test_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    source = read_file(path, "甲/方案.txt")
    assert (source.name, len(source.sha256)) == ("甲/方案.txt", 64)
    assert source.sha256 != read_bytes(TEXT.encode(), "方案.txt").sha256
