"""Zip files that office formats are made of: bounded, whole, offline, without entities."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Unreadable
from graph.read import archive
from graph.read.archive import open_archive, parse_xml


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, data in members.items():
            target.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return out.getvalue()


PLAIN = packed({"甲/a.xml": "<a>县科协</a>".encode(), "../../etc/b": b"b"})


def test_members_are_read() -> None:
    found = open_archive(PLAIN, "方案.docx")
    assert found.members == ("甲/a.xml", "../../etc/b")
    assert "甲/a.xml" in found
    assert found.xml("甲/a.xml").text == "县科协"
    assert found.read("../../etc/b") == b"b"  # a name is a key, never a path


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Unreadable) as told:
        act()
    assert "方案.docx" in told.value.zh
    assert "方案.docx" in told.value.en
    return told.value.zh


def test_missing_member_is_named() -> None:
    assert "word/document.xml：缺少此部件" in refused(
        lambda: open_archive(PLAIN, "方案.docx").read("word/document.xml")
    )


def test_bomb_is_refused_by_its_ratio() -> None:
    bomb = packed({"a.xml": b"0" * 5_000_000})
    assert len(bomb) < 10_000
    assert "5,000,000 字节，超过上限" in refused(lambda: open_archive(bomb, "方案.docx").read("a.xml"))


def test_members_share_one_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1000)
    found = open_archive(packed({str(i): b"0" * 400 for i in range(3)}), "方案.docx")
    found.read("0")
    found.read("1")
    assert "超过上限" in refused(lambda: found.read("2"))


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 20)
    many = packed({str(i): b"" for i in range(21)})
    assert "超过 20 个部件" in refused(lambda: open_archive(many, "方案.docx"))


def test_size_in_the_header_is_not_trusted() -> None:
    """A member that says it is 10 bytes long and unpacks to 5,000,000."""
    bomb = bytearray(packed({"a": b"0" * 5_000_000}))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = bomb.index(mark) + at
        bomb[place : place + 4] = struct.pack("<I", 10)
    assert "压缩数据损坏" in refused(lambda: open_archive(bytes(bomb), "方案.docx").read("a"))


def test_locked_member() -> None:
    locked = bytearray(PLAIN)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "已加密" in refused(lambda: open_archive(bytes(locked), "方案.docx").read("甲/a.xml"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", PLAIN[:60], PLAIN[: len(PLAIN) // 2]])
def test_no_zip_file(data: bytes) -> None:
    assert "损坏或不完整" in refused(lambda: open_archive(data, "方案.docx"))


LAUGHS = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'])
def test_document_types_are_refused(data: bytes) -> None:
    assert "DOCTYPE" in refused(lambda: parse_xml(data, "方案.docx", "a.xml"))


def test_entities_in_another_encoding_are_refused() -> None:
    data = ('<?xml version="1.0" encoding="utf-16"?>' + OUTSIDE.decode()).encode("utf-16")
    assert "DOCTYPE" in refused(lambda: parse_xml(data, "方案.docx", "a.xml"))


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"<a></b>", b"<a>\x00</a>", "<a>县</a>".encode("gb18030"), b"<a>&x;</a>"]
)
def test_bad_xml_is_refused(data: bytes) -> None:
    assert "a.xml：XML 有误" in refused(lambda: parse_xml(data, "方案.docx", "a.xml"))


def test_depth_and_size_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    assert "XML 有误" in refused(lambda: parse_xml(deep, "方案.docx", "a.xml"))
    monkeypatch.setattr(archive, "MOST_XML", 1_000_000)
    assert "超过 1 MB" in refused(lambda: parse_xml(b"<a>" + b"x" * 1_000_000 + b"</a>", "方案.docx", "a.xml"))


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=8))
def test_any_damage_is_read_or_refused(at: int, other: bytes) -> None:
    try:
        found = open_archive(PLAIN[:at] + other + PLAIN[at + len(other) :], "方案.docx")
        for member in found.members:
            parse_xml(found.read(member), "方案.docx", member)
    except Unreadable as error:
        told = error.zh
    else:
        return
    assert told.startswith("方案.docx：")
