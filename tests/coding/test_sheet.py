"""A coding sheet goes out, comes back as spreadsheets save it, and faults are told by file, line and reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.coding.commands import agree_command, read_rows, sheet_command
from graph.coding.sheet import CODED, SUGGESTED, Row, check_pair, instruments, read_sheet, side_of, write_sheet
from graph.errors import BadParameter, CodingError
from graph.pipeline import Build
from graph.vocabulary import Concept

ROWS = [
    Row(
        unit=f"https://example.org/{n}", plan="p", number="1．", heading="=标题", text=f"正文{n}，\n一行。", suggested=s
    )
    for n, s in enumerate([("funding", "regulation"), (), ("talent-training",)])
]


def filled(path: Path, *codes: str, encoding: str = "utf-8-sig", separator: str = ",") -> Path:
    """A sheet in which a person wrote those codes, one a row."""
    rows = list(csv.reader(io.StringIO(write_sheet(ROWS).decode("utf-8-sig"), newline="")))
    for row, code in zip(rows[1:], codes, strict=False):
        row[6] = code
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_as_spreadsheets_save_it(encoding: str, separator: str, tmp_path: Path) -> None:
    sheet = read_sheet(filled(tmp_path / "a.csv", "资金投入；法规管制 regulation", "无", "", encoding=encoding, separator=separator))  # fmt: skip
    assert sheet.codes == {ROWS[0].unit: {"funding", "regulation"}, ROWS[1].unit: frozenset()}
    assert sheet.blank == (ROWS[2].unit,)


def test_it_opens_in_a_spreadsheet() -> None:
    data = write_sheet(ROWS)
    assert data.startswith(b"\xef\xbb\xbf")
    first = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert first["标题 heading"] == "'=标题", "a cell must not be taken for a formula"
    assert first["建议 suggested"] == "资金投入 funding；法规管制 regulation"
    assert first["编码 coded"] == ""


def test_suggestions_read_back_and_a_blind_sheet_has_none(tmp_path: Path) -> None:
    sheet = read_sheet(filled(tmp_path / "a.csv"), SUGGESTED)
    assert [sheet.codes[row.unit] for row in ROWS] == [frozenset(row.suggested) for row in ROWS]
    (tmp_path / "b.csv").write_bytes(write_sheet(ROWS, blind=True))
    assert read_sheet(tmp_path / "b.csv", SUGGESTED).codes == {}


@pytest.mark.parametrize("concept", instruments(), ids=lambda concept: concept.notation)
def test_every_name_of_an_instrument_is_understood(concept: Concept, tmp_path: Path) -> None:
    for name in (concept.zh, concept.en, concept.notation, *concept.alternatives, f"{concept.zh} {concept.notation}"):
        assert read_sheet(filled(tmp_path / "a.csv", name)).codes[ROWS[0].unit] == {concept.notation}
    assert side_of(concept.notation) in {"supply", "environment", "demand"}


def test_unknown_instrument_is_told_with_what_was_meant(tmp_path: Path) -> None:
    with pytest.raises(CodingError) as told:
        read_sheet(filled(tmp_path / "a.csv", "无", "无", "人材培养"))
    assert "a.csv 第 6 行：“人材培养”不是政策工具（是否指 人才培养 talent-training？）" in told.value.zh
    assert "a.csv, line 6" in told.value.en


@pytest.mark.parametrize(
    ("change", "zh"),
    [
        (lambda _: "", "文件是空的"),
        (lambda text: text.replace("编码 coded", "代码"), "缺少列：编码 coded"),
        (lambda text: text.replace("example.org/1", "example.org/0"), "第 4 行：条款已在第 2 行"),
        (lambda text: text.replace("https://example.org/1", ""), "没有条款的 IRI"),
        (lambda text: text + '"', "不是有效的 CSV"),
    ],
)
def test_fault_is_told(change: Callable[[str], str], zh: str, tmp_path: Path) -> None:
    path = filled(tmp_path / "a.csv", "无")
    path.write_text(change(path.read_text(encoding="utf-8-sig")), encoding="utf-8", newline="")
    with pytest.raises(CodingError) as told:
        read_sheet(path)
    assert zh in told.value.zh
    assert told.value.zh.startswith("a.csv")


def test_missing_file_and_workbook_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04\x00\x00\xff")
    for name, zh in (("a.csv", "不是 CSV 文本"), ("no.csv", "无法读取")):
        with pytest.raises(CodingError) as told:
            read_sheet(tmp_path / name)
        assert zh in told.value.zh


def test_sheets_of_two_graphs_do_not_compare(tmp_path: Path) -> None:
    one, two = filled(tmp_path / "a.csv", "无"), filled(tmp_path / "b.csv", "无")
    two.write_text(two.read_text(encoding="utf-8-sig").replace("正文0", "另文0"), encoding="utf-8")
    with pytest.raises(CodingError) as told:
        check_pair(read_sheet(one), read_sheet(two))
    assert "a.csv 第 2 行与 b.csv 第 2 行" in told.value.zh
    with pytest.raises(CodingError, match="no unit is coded in both"):
        check_pair(read_sheet(one), read_sheet(filled(tmp_path / "c.csv")))


def test_commands(built: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet of the specimens, filled with its own suggestions, agrees with them wholly."""
    path = tmp_path / "a.csv"
    assert sheet_command(built.folder, plan="", blind=False, to=path) == 0
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert len(rows) - 1 == len(list(read_rows(built.folder))) > 100
    for row in rows[1:]:
        row[6] = row[5]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    capsys.readouterr()
    for by in ("instrument", "side"):
        assert agree_command(path, None, suggested=False, by=by, to=None) == 0
        table, talk = capsys.readouterr()
        assert "合并 pooled,,,,,1.0000" in table
        assert "κ = 1.000" in talk
    assert agree_command(path, path, suggested=False, by="side", to=tmp_path / "k.csv") == 0
    assert (tmp_path / "k.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(BadParameter, match="--by tool"):
        agree_command(path, None, suggested=False, by="tool", to=None)
    with pytest.raises(BadParameter, match="no provisions of a plan"):
        sheet_command(built.folder, plan="nowhere", blind=False, to=None)


def test_coded_column_is_the_default(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.csv", "无")
    assert read_sheet(path).codes == read_sheet(path, CODED).codes
