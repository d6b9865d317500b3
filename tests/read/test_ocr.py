"""Scans are recognised where the user asks for it and Tesseract is there: tried with a stand-in for the program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graph.errors import ReadError, Unreadable, Unsupported
from graph.read import ocr, read_bytes
from tests.read.pdfs import Leaf, make_pdf, wrap

SCAN = make_pdf([Leaf().picture(), Leaf().picture()])
LINES = [
    *wrap("一、总体要求"),
    *wrap("各乡镇人民政府要把科普服务摆上重要位置，每年至少研究两次。"),
    *wrap("（县科协牵头）"),
]
# What Tesseract 5 prints for `tsv`: a line for each block, paragraph, line (4) and word (5), in dots from the upper left.
STAND_IN = """#!{python}
import sys
data = sys.stdin.buffer.read()
assert data.startswith(b"P5 2479 3508 255") and len(data) > 2479 * 3508, data[:20]
assert sys.argv[1:4] == ["stdin", "stdout", "-l"], sys.argv
if sys.argv[4] == "nothing":
    sys.exit("Error opening data file nothing.traineddata")
print("level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", chr(9)))
for i, line in enumerate({lines!r}):
    bare = line.lstrip(chr(0x3000))
    left, top = 333 + 67 * (len(line) - len(bare)), 400 + 117 * i
    print(4, 1, 1, 1, i, 0, left, top, 67 * len(bare), 67, -1, "", sep=chr(9))
    for at in range(0, len(bare), 2):
        print(5, 1, 1, 1, i, at, left + 67 * at, top, 67 * len(bare[at:at + 2]), 67, 91.5, bare[at:at + 2], sep=chr(9))
"""


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text(STAND_IN.format(python=sys.executable, lines=LINES), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("FENGONG_OCR", "1")


def refused(kind: type[ReadError]) -> str:
    with pytest.raises(kind) as told:
        read_bytes(SCAN, "方案.pdf")
    assert told.value.zh.startswith("方案.pdf：")
    return told.value.zh


def test_a_scan_is_recognised_when_asked_for(tesseract: None) -> None:
    source = read_bytes(SCAN, "方案.pdf")
    assert source.encoding == "PDF (OCR)"
    said = [source.block_text(block).value for block in source.blocks]
    assert said[:2] == ["一、总体要求", "各乡镇人民政府要把科普服务摆上重要位置，每年至少研究两次。"]
    assert [(issue.rule, "92%" in issue.zh) for issue in source.issues] == [("read.ocr", True)]
    assert source.page_of(source.text.at[-2]) == 2


def test_nothing_is_recognised_unasked(tesseract: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGONG_OCR", "")
    assert "没有文字层" in refused(Unreadable)


def test_text_is_never_recognised(tesseract: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_run", None)
    assert read_bytes(make_pdf([Leaf().lines(LINES)]), "方案.pdf").encoding == "PDF"


def test_what_tesseract_says_of_a_failure_is_told(tesseract: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGONG_OCR", "nothing")
    assert "第 1 页文字识别失败（Error opening data file nothing.traineddata）" in refused(Unreadable)


def test_without_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGONG_OCR", "chi_sim")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "请安装 tesseract-ocr" in refused(Unsupported)


def test_limits(tesseract: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MOST_SECONDS", 0)
    assert "第 1 页文字识别未完成" in refused(Unreadable)
    monkeypatch.setattr(ocr, "MOST_PAGES", 1)
    assert "超过识别上限 1 页" in refused(Unreadable)
