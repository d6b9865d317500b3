"""Any damage to a PDF or OFD and any glyphs at any places: a source that keeps its promises, or an error in words."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ReadError
from graph.read import read_bytes
from graph.read.paged import read_pages
from graph.read.sheet import Glyph, Page, Rule
from graph.structure import outline
from tests.read.ofds import Sheet, make_ofd
from tests.read.pdfs import Leaf, make_pdf, wrap
from tests.read.test_archive import packed
from tests.read.test_properties import check_source

TEXT = "各乡镇人民政府要把科普服务摆上重要位置。（县科协牵头，县教育局配合）"
ROWS = [["序号", "任务", "牵头单位"], ["1", "办展览", "县科协"], ["2", "办竞赛", "县教育局"]]
_LEAF = Leaf().lines([*wrap("一、总体要求"), *wrap(TEXT)])
_LEAF.table([80, 120, 260, 400], 500, [(20, tuple(row)) for row in ROWS])
PDF = make_pdf([_LEAF, Leaf(rotate=90).lines(wrap(TEXT)).picture()])
OFD = make_ofd([Sheet().lines(wrap(TEXT)).table([20, 40, 80, 120], 100, ROWS), Sheet(template="2")], Sheet())
TOKENS = [
    b"0",
    b"-1",
    b"99999999999",
    b"1e999",
    b"null",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"R",
    b"/Kids",
    b"stream",
    b"obj",
    b"\xff\xff",
]


def tried(data: bytes, name: str) -> None:
    """Read; errors name the file, sources keep their promises."""
    try:
        source = read_bytes(data, name)
    except ReadError as error:
        told = error.zh, error.en
    else:
        check_source(source)
        outline(source)
        return
    assert all(name in words for words in told)


damage = st.lists(
    st.tuples(st.floats(0, 1), st.binary(max_size=6) | st.sampled_from(TOKENS), st.integers(0, 8)),
    min_size=1,
    max_size=5,
)


def damaged(data: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """Put bytes at places, instead of so many."""
    for where, other, length in changes:
        at = int(where * len(data))
        data = data[:at] + other + data[at + length :]
    return data


@settings(max_examples=25)
@given(damage)
def test_any_damage_to_a_pdf(changes: list[tuple[float, bytes, int]]) -> None:
    tried(b"%PDF-1.7" + damaged(PDF[8:], changes), "甲.pdf")


@given(damage)
def test_any_damage_to_an_ofd(changes: list[tuple[float, bytes, int]]) -> None:
    tried(b"PK\x03\x04" + damaged(OFD[4:], changes), "甲.ofd")


@given(st.integers(0, 20), damage)
def test_any_damage_to_the_xml_of_an_ofd(which: int, changes: list[tuple[float, bytes, int]]) -> None:
    with zipfile.ZipFile(io.BytesIO(OFD)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(members)[which % len(members)]
    tried(packed({**members, name: damaged(members[name], changes)}), "甲.ofd")


places = st.floats(-50, 650) | st.integers(0, 40).map(lambda n: n * 16.0)
glyphs = st.builds(
    lambda value, x, width, y, size, bold: Glyph(value, x, x + width, y, size, bold),
    st.text(min_size=1, max_size=1).filter(lambda c: c not in "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029") | st.sampled_from("各县科协局、。（）1-一附件序号任务单位"),
    places, st.floats(0, 20), places, st.floats(1, 30), st.booleans(),
)  # fmt: skip
rules = st.tuples(places, places, st.floats(5, 400), st.booleans()).map(
    lambda r: Rule(r[0], r[1], r[0] + r[2], r[1]) if r[3] else Rule(r[0], r[1], r[0], r[1] + r[2])
)
pages = st.lists(
    st.builds(
        lambda g, r, f: Page(number=1, width=595, height=842, glyphs=tuple(g), rules=tuple(r), furniture=tuple(f)),
        st.lists(glyphs, max_size=60), st.lists(rules, max_size=30), st.lists(glyphs, max_size=3),
    ), min_size=1, max_size=4,
)  # fmt: skip


@given(pages)
def test_any_glyphs_and_rulings(found: list[Page]) -> None:
    try:
        source = read_pages(b"", "甲.pdf", "PDF", found, ())
    except ReadError as error:
        told = error.zh
    else:
        check_source(source)
        outline(source)
        return
    assert "甲.pdf" in told
