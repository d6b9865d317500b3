"""Reading a corrections file: the habits of spreadsheets are read, a damaged file is refused whole."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.correct import read_corrections
from graph.correct.columns import COLUMNS, find_column, guard, heading, unguard
from graph.errors import CorrectionsError
from graph.model import Action, Field, Plan, Role
from tests.correct.support import line, save, sheet, sheet_bytes, small

HEAD = ",".join(heading(name) for name, _ in COLUMNS)
ROW = line(action="确认", plan="p", text="由县科协牵头。", field="责任", surface="县科协", by="王芳", date="2026/11/22")


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "corrections.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    (row,) = read_corrections(save(tmp_path / "c.csv", [ROW], encoding, separator))
    assert (row.action, row.field, row.surface, row.by) == (Action.ACCEPT, Field.RESPONSIBILITY, "县科协", "王芳")
    assert row.date == date(2026, 11, 22)
    assert row.sound
    assert not row.problems


def test_a_sheet_saved_again_in_gb18030_is_read_the_same(tmp_path: Path, plans: dict[str, Plan]) -> None:
    rows = [{**row, "action": "确认 accept"} for row in sheet(*plans.values())]
    first = read_corrections(save(tmp_path / "corrections.csv", rows))
    again = tmp_path / "again"
    again.mkdir()
    assert read_corrections(save(again / "corrections.csv", rows, "gb18030", ";")) == first
    assert len(first) == len(rows)


def test_an_empty_sheet_asks_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(sheet_bytes(small()))
    assert read_corrections(path) == ()


@pytest.mark.parametrize(
    "cell", ["操作", "action", "Action", "操作 action", "action 操作", "操作/action", "操作\naction"]
)
def test_either_language_alone_heads_a_column(cell: str) -> None:
    assert find_column(cell) == "action"


@pytest.mark.parametrize("language", [0, 1])
def test_columns_in_any_order_and_one_language(tmp_path: Path, language: int) -> None:
    pairs = list(reversed(COLUMNS))
    text = ",".join(pair[language] for pair in pairs) + "\n" + ",".join(ROW[name] for name, _ in pairs)
    (row,) = read_corrections(write(tmp_path, text))
    assert row.surface == "县科协"
    assert row.cells == tuple(ROW[name] for name, _ in COLUMNS)


@pytest.mark.parametrize(
    ("cell", "action"),
    [
        ("确认", Action.ACCEPT),
        ("accept", Action.ACCEPT),
        ("ACCEPT", Action.ACCEPT),
        ("删除 reject", Action.REJECT),
        ("更名", Action.RENAME),
        ("改角色", Action.ROLE),
        ("add 增补", Action.ADD),
    ],
)
def test_actions_in_either_language(tmp_path: Path, cell: str, action: Action) -> None:
    (row,) = read_corrections(save(tmp_path / "c.csv", [{**ROW, "action": cell}]))
    assert row.action is action


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("牵头", Role.LEAD),
        ("配合", Role.COOPERATING),
        ("分工负责", Role.SHARED),
        ("负责 responsible", Role.RESPONSIBLE),
    ],
)
def test_roles_in_either_language(tmp_path: Path, cell: str, role: Role) -> None:
    (row,) = read_corrections(save(tmp_path / "c.csv", [{**ROW, "action": "role", "new value": cell}]))
    assert row.new_role is role


@pytest.mark.parametrize("cell", ["2026-11-22", "2026/11/22", "2026.11.22", "2026年11月22日", "2026/11/22 0:00:00"])
def test_dates(tmp_path: Path, cell: str) -> None:
    (row,) = read_corrections(save(tmp_path / "c.csv", [{**ROW, "date": cell}]))
    assert row.date == date(2026, 11, 22)


@pytest.mark.parametrize("cell", ["11月22日", "2026-13-40", "昨天"])
def test_a_date_that_cannot_be_read_is_told_and_the_row_counts(tmp_path: Path, cell: str) -> None:
    (row,) = read_corrections(save(tmp_path / "c.csv", [{**ROW, "date": cell}]))
    assert row.sound
    assert row.date is None
    assert [problem.rule for problem in row.problems] == ["correction.date"]


@given(st.text(alphabet="'=+-@\t\r＝＋－＠甲A", max_size=6))
def test_the_guard_comes_off_again(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_no_cell_of_a_sheet_is_a_formula() -> None:
    body = "一、提升行动\n1．=1+1讲堂。@每校一次。（县科协牵头）\n2．+2展览。-1+1每年一次（县文旅局牵头）\n"
    cells = [cell for row in sheet(small(body)) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith("'")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_guarded_cell_is_read_without_the_guard(tmp_path: Path) -> None:
    (row,) = read_corrections(save(tmp_path / "c.csv", [{**ROW, "text": "'=县科协牵头", "note": "'原文如此"}]))
    assert row.text == "=县科协牵头"
    assert row.note == "'原文如此"


def test_empty_columns_and_rows_at_the_end(tmp_path: Path) -> None:
    row = ",".join(ROW[name] for name, _ in COLUMNS)
    text = f"{HEAD},,,\r\n{row},,,\r\n,,,,\r\n\r\n"
    assert len(read_corrections(write(tmp_path, text))) == 1


def test_the_hint_that_excel_writes_for_itself(tmp_path: Path) -> None:
    row = ";".join(ROW[name] for name, _ in COLUMNS)
    (found,) = read_corrections(write(tmp_path, f"sep=;\r\n{HEAD.replace(',', ';')}\r\n{row}\r\n"))
    assert found.line == 3


def test_quotes_and_lines_in_cells(tmp_path: Path) -> None:
    rows = [{**ROW, "note": '他说"对"\n第二行'}, {**ROW, "note": "后一行"}]
    first, second = read_corrections(save(tmp_path / "c.csv", rows))
    assert first.note == '他说"对"\n第二行'
    assert (first.line, second.line) == (2, 4)


def refused(path: Path) -> CorrectionsError:
    with pytest.raises(CorrectionsError) as caught:
        read_corrections(path)
    assert path.name in caught.value.zh
    assert path.name in caught.value.en
    return caught.value


@pytest.mark.parametrize("name", ["操作 action", "方案 plan", "原文 text", "类别 field", "写法 surface"])
def test_missing_columns(tmp_path: Path, name: str) -> None:
    error = refused(write(tmp_path, HEAD.replace(name, "别的") + "\n"))
    assert name in error.zh
    assert "line 1" in error.en


def test_a_column_twice(tmp_path: Path) -> None:
    assert "twice" in refused(write(tmp_path, f"{HEAD},原文\n")).en


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(data)
    assert "empty" in refused(path).en


def test_a_missing_file(tmp_path: Path) -> None:
    error = refused(tmp_path / "corrections.csv")
    assert str(tmp_path) not in error.en


def test_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(b"PK\x03\x04rest")
    assert "CSV UTF-8" in refused(path).zh


@pytest.mark.parametrize("tail", [b"\xff\xff", b"\0"])
def test_an_encoding_that_is_none(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(f"{HEAD}\n".encode("gb18030") + tail)
    assert "encoding" in refused(path).en


def test_an_open_quotation_mark(tmp_path: Path) -> None:
    error = refused(write(tmp_path, f'{HEAD}\n确认,p,u,"没有结束\n'))
    assert "line 2" in error.en
    assert "No correction was applied" in error.en


def test_a_row_longer_than_the_head(tmp_path: Path) -> None:
    row = ",".join(ROW[name] for name, _ in COLUMNS)
    error = refused(write(tmp_path, f"{HEAD}\n{row}\n{row},多出来的\n"))
    assert "第 3 行" in error.zh


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "corrections.csv"
    path.write_bytes(data)
    with contextlib.suppress(CorrectionsError):
        assert isinstance(read_corrections(path), tuple)


@given(st.lists(st.lists(st.text(max_size=8), min_size=12, max_size=12), max_size=4))
def test_any_cells_are_read(tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]) -> None:
    rows = [dict(zip(ROW, row, strict=True)) for row in cells]
    text = save(tmp_path_factory.mktemp("any") / "c.csv", [], "utf-8")
    asked = [row for row in rows if row["action"].strip()]
    try:
        found = read_corrections(save(text, rows, "utf-8"))
    except (CorrectionsError, UnicodeEncodeError):
        return
    assert len(found) <= len(asked)
