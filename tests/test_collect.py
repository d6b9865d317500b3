"""Which files of a folder count as documents: by suffix where it says anything, else by how they begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.collect import find_files

TEXT = "一、总体要求\n各有关部门要加强组织领导，推进科学教育工作。\n"


def names(folder: Path) -> list[str]:
    return [found.name for found in find_files([folder])]


@pytest.mark.parametrize(
    ("name", "data", "taken"),
    [
        ("方案.txt", b"", True),
        ("方案.DOCX", b"PK", True),
        ("方案.html", b"<p>", True),
        ("方案.pdf", b"%PDF-", True),
        ("方案.wps", b"\xd0\xcf\x11\xe0", True),  # refused by name, not passed over
        ("方案.zip", b"PK\x03\x04", True),
        ("云政发〔2022〕1号", TEXT.encode(), True),
        ("云政发〔2022〕1号", TEXT.encode("gb18030"), True),
        ("方案.2022", b"%PDF-1.7", True),
        ("方案.副本", b"\xd0\xcf\x11\xe0", True),
        ("page", b"<!DOCTYPE html>\n<html>", True),
        ("README", b"Plans of a county, as downloaded.", False),
        ("方案.csv", TEXT.encode(), False),
        ("照片.jpg", b"\xff\xd8\xff", False),
        ("空", b"", False),
        (".DS_Store", TEXT.encode(), False),
        ("~$方案.docx", b"PK", False),
    ],
)
def test_what_counts(tmp_path: Path, name: str, data: bytes, taken: bool) -> None:
    (tmp_path / name).write_bytes(data)
    assert names(tmp_path) == ([name] if taken else [])


def test_a_finished_build_is_no_source(tmp_path: Path) -> None:
    for name in ("build/graph.nq", "build/index.html", "build/networks/a.html", "plans/方案.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    assert names(tmp_path) == ["plans/方案.html"]


def test_a_file_that_cannot_be_opened_is_taken_and_told_of_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "密件").write_bytes(b"")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert names(tmp_path) == ["密件"]


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "方案.csv").write_text(TEXT, encoding="utf-8")
    assert [found.name for found in find_files([tmp_path / "方案.csv"])] == ["方案.csv"]
