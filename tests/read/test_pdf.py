"""PDFs: reading order, furniture, paragraphs, tables over pages, what is refused."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from graph.errors import Unreadable
from graph.extract import extract
from graph.model import Source
from graph.rdf import BASE, plan_quads
from graph.read import pdf, read_bytes
from graph.resolve import resolve
from graph.structure import outline
from tests.read.pdfs import EM, HEIGHT, LEADING, LEFT, TOP, Leaf, assemble, font, make_pdf, to_unicode, wrap
from tests.read.test_properties import check_source

NAME = "方案.pdf"
PARAGRAPH = (
    "各乡镇人民政府要把科普服务摆上重要位置，每年至少研究两次，所需经费列入本级预算并逐步提高，确保各项任务按时完成。"
)
CLAUSE = "到2025年建成科普示范村20个。（县科协牵头，县农业农村局、县教育局和各乡镇人民政府按职责分工负责）"


def read(data: bytes) -> Source:
    source = read_bytes(data, NAME)
    check_source(source)
    assert source.encoding == "PDF"
    return source


def blocks(data: bytes) -> list[str]:
    source = read(data)
    return [" | ".join(c.value for c in b.cells) if b.cells else source.block_text(b).value for b in source.blocks]


def reasons(source: Source) -> list[tuple[str, str]]:
    return [("".join(source.raw[r.begin : r.end].split()), r.reason) for r in source.removed]


def paragraphs(number: int = 3) -> list[str]:
    """Paragraphs that differ in every line."""
    return [
        PARAGRAPH.replace("科普", "甲乙丙丁戊己庚辛"[i] + "类科普").replace("，", f"，第{'一二三四五六七八'[i]}批", 2)
        for i in range(number)
    ]


def prose(number: int = 3) -> list[str]:
    """Lines of wrapped paragraphs."""
    return [line for paragraph in paragraphs(number) for line in wrap(paragraph)]


def test_wrapped_lines_are_joined() -> None:
    lines = [*wrap("一、总体要求"), *wrap(PARAGRAPH), *wrap("（一）加强领导"), *wrap(CLAUSE), *prose()]
    assert blocks(make_pdf([Leaf().lines(lines)])) == [
        "一、总体要求",
        PARAGRAPH,
        "（一）加强领导",
        CLAUSE,
        *paragraphs(),
    ]


def test_the_order_of_drawing_does_not_matter() -> None:
    leaf = Leaf().lines([*wrap("一、总体要求"), *prose()])
    leaf.drawn.reverse()
    assert blocks(make_pdf([leaf])) == ["一、总体要求", *paragraphs()]


@pytest.mark.parametrize("shape", ["— {} —", "- {} -", "{}", "第{}页 共3页", "{}/3", "·{}·"])
def test_page_numbers_are_set_aside_and_sentences_go_on(shape: str) -> None:
    lines = [*prose(5), *wrap("以上各项要抓好落实。")]
    leaves = [Leaf().lines(lines[i * 6 : i * 6 + 6]).text(shape.format(i + 1), 290, 60, 12) for i in range(3)]
    source = read(make_pdf(leaves))
    assert [source.block_text(b).value for b in source.blocks] == [*paragraphs(5), "以上各项要抓好落实。"]
    numbers = ["".join(shape.format(i + 1).split()) for i in range(3)]
    assert [r for r in reasons(source) if r[1] == "page number"] == [(n, "page number") for n in numbers]


def test_a_year_at_the_end_of_a_page_is_no_page_number() -> None:
    first = Leaf().lines([*prose(2), *wrap("全县科普示范村达到20个的时间为"), "2025"]).text("- 1 -", 290, 60)
    source = read(make_pdf([first, Leaf().lines(["年年底。", *prose(2)]).text("- 2 -", 290, 60)]))
    assert "2025" in source.text.value


def test_a_duty_that_comes_back_at_page_breaks_is_no_running_head() -> None:
    duty = "责任单位：县科协、县教育局"
    pages = [Leaf().lines([duty, *prose(2), duty], top=720).text(f"- {i} -", 290, 60) for i in (1, 2, 3)]
    assert read(make_pdf(pages)).text.value.count(duty) == 6


def test_running_heads_are_set_aside() -> None:
    leaves = [
        Leaf()
        .lines(prose()[i * 3 : i * 3 + 3], top=700)
        .text("澜溪县人民政府公报", 90, 800, 10)
        .text("2023年第4期", 400, 30, 10)
        for i in range(3)
    ]
    source = read(make_pdf(leaves))
    assert [source.block_text(b).value for b in source.blocks] == paragraphs()
    assert reasons(source).count(("澜溪县人民政府公报", "running head")) == 3
    assert reasons(source).count(("2023年第4期", "running head")) == 3


def test_numbered_annexes_on_pages_of_their_own_are_no_running_head() -> None:
    leaves = [Leaf().text(f"附件{i}", LEFT, 780).lines(prose(1), top=700) for i in (1, 2, 3)]
    said = blocks(make_pdf(leaves))
    assert [block for block in said if block.startswith("附件")] == ["附件1", "附件2", "附件3"]


def test_two_columns_are_read_one_after_the_other() -> None:
    duties = [
        f"{i}是办好科普展览，每年不少于两次，各有关单位要按照职责分工抓好落实，推广经验。" for i in "一二三四五六"
    ]
    column = [line for duty in duties for line in wrap(duty, 12)]
    half = len(column) // 2
    leaf = Leaf().text("澜溪县科普服务行动方案（2023—2025年）", 120, 780)
    leaf.lines(column[:half], left=60).lines(column[half:], left=320)
    assert blocks(make_pdf([leaf])) == ["澜溪县科普服务行动方案（2023—2025年）", *duties]


def test_names_beside_each_other_are_no_columns() -> None:
    left, right = Leaf().lines(wrap("一、任务分工")), "县教育局、县科协和各乡镇"
    for i in range(10):
        left.text("办好展览" * (1 + i % 3) + "并巡回展出等", 80, 700 - 28 * i).text(right, 330, 700 - 28 * i)
    text = read(make_pdf([left])).text.value
    assert text.index("县教育局") < text.index("办好展览办好展览")


EDGES = [80, 120, 260, 360, 520]
HEAD = ("序号", "任务", "牵头单位", "责任单位")


def test_ruled_table_with_wrapped_cells() -> None:
    leaf = Leaf().lines(["附件"])
    leaf.table(EDGES, 700, [(20, HEAD), (36, ("1", "办好全县科普展览并\n巡回展出", "县科协", "县教育局、县文化和旅游\n局、各乡镇人民政府")), (20, ("2", "办竞赛", "县教育局", "县科协"))])  # fmt: skip
    assert blocks(make_pdf([leaf])) == [
        "附件",
        "序号 | 任务 | 牵头单位 | 责任单位",
        "1 | 办好全县科普展览并巡回展出 | 县科协 | 县教育局、县文化和旅游局、各乡镇人民政府",
        "2 | 办竞赛 | 县教育局 | 县科协",
    ]


def test_text_around_a_table_stays_around_it() -> None:
    leaf = Leaf().lines(prose(1))
    end = leaf.table(
        EDGES, 600, [(20, HEAD), (20, ("1", "办展览", "县科协", "县教育局")), (20, ("2", "办赛", "县科协", ""))]
    )
    leaf.lines(prose(1), top=end - 40)
    said = blocks(make_pdf([leaf]))
    assert (said[0], said[-1], len(said)) == (*paragraphs(1), *paragraphs(1), 5)


def test_merged_cells() -> None:
    """A group over two rows stands in the first; the bodies of a merged cell are responsible for all its rows."""
    leaf = Leaf()
    rows = [
        (20, ("类别", "任务", "牵头单位", "配合单位")),
        (20, ("展览", "办展览", "县科协", "县教育局")),
        (20, (None, "办巡展", None, "县文旅局")),
    ]
    leaf.table(EDGES, 700, rows)
    assert blocks(make_pdf([leaf]))[1:] == ["展览 | 办展览 | 县科协 | 县教育局", " | 办巡展 | 县科协 | 县文旅局"]


def test_two_tiers_of_headings_are_one() -> None:
    leaf = Leaf()
    rows = [
        (20, ("序号", "任务", "责任单位", "")),
        (20, (None, None, "牵头单位", "配合单位")),
        (20, ("1", "办展览", "县科协", "县教育局")),
        (20, ("2", "办赛", "县教育局", "县科协")),
    ]
    leaf.table(EDGES, 700, rows)
    leaf.drawn = [line for line in leaf.drawn if line != "360 700 m 360 680 l S"]  # 责任单位 spreads over both
    assert blocks(make_pdf([leaf]))[:2] == ["序号 | 任务 | 牵头单位 | 配合单位", "1 | 办展览 | 县科协 | 县教育局"]


@pytest.mark.parametrize("ruled", [False, True], ids=["no lines", "level lines only"])
def test_tables_without_upright_lines(ruled: bool) -> None:
    leaf = Leaf().lines([*prose(1), "附件"])
    rows = [HEAD, ("1", "办好科普展览", "县科协", "县教育局、县文旅局"), ("2", "办竞赛", "县教育局", "县科协")]
    for i, cells in enumerate(rows):
        for edge, cell in zip((80, 130, 300, 400), cells, strict=True):
            leaf.text(cell, edge, 500 - 20 * i, 12)
        if ruled:
            leaf.rule(75, 515 - 20 * i, 540, 515 - 20 * i)
    assert [" | ".join(c.value for c in b.cells) for b in read(make_pdf([leaf])).blocks if b.cells] == [
        " | ".join(row) for row in rows
    ]


def over_pages(second: list[tuple[float, tuple[str | None, ...]]]) -> list[str]:
    first, last = Leaf(), Leaf()
    first.table(
        EDGES,
        300,
        [(20, HEAD), (20, ("1", "办展览", "县科协", "县教育局")), (20, ("2", "办竞赛", "县教育局", "县科协、"))],
    )
    first.text("- 1 -", 290, 60)
    end = last.table(EDGES, 760, second)
    last.lines(wrap(PARAGRAPH), top=end - 40).text("- 2 -", 290, 60)
    source = read(make_pdf([first, last]))
    assert source.pages[0] == (0, 1)
    return [" | ".join(c.value for c in b.cells) for b in source.blocks if b.cells]


def test_a_table_goes_on_over_the_page_break() -> None:
    rows = over_pages([(20, ("3", "办讲座", "县科协", "县卫健局")), (20, ("4", "办论坛", "县科协", "县人社局"))])
    assert rows[0] == "序号 | 任务 | 牵头单位 | 责任单位"
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4"]


def test_a_repeated_heading_is_said_once() -> None:
    rows = over_pages([(20, HEAD), (20, ("3", "办讲座", "县科协", "县卫健局"))])
    assert [row[:2] for row in rows] == ["序号", "1 ", "2 ", "3 "]


def test_a_row_goes_on_over_the_page_break() -> None:
    rows = over_pages([(20, HEAD), (20, ("", "（续）", "", "县卫健局")), (20, ("3", "办讲座", "县科协", "县卫健局"))])
    assert rows[2:] == ["2 | 办竞赛（续） | 县教育局 | 县科协、县卫健局", "3 | 办讲座 | 县科协 | 县卫健局"]


def test_columns_that_the_next_page_merges() -> None:
    first, last = Leaf(), Leaf()
    first.table(EDGES, 200, [(20, HEAD), (20, ("1", "办展览", "县科协", "县教育局"))])
    last.table([80, 120, 260, 520], 760, [(20, ("2", "办竞赛", "县教育局")), (20, ("3", "办讲座", "县科协"))])
    rows = [[c.value for c in b.cells] for b in read(make_pdf([first, last])).blocks]
    assert [row[:3] for row in rows[2:]] == [["2", "办竞赛", "县教育局"], ["3", "办讲座", "县科协"]]


def test_bodies_of_a_merged_cell_over_the_page_break() -> None:
    """One body for four tasks, two on each page."""
    first, last = Leaf(), Leaf()
    first.table(
        EDGES,
        200,
        [
            (20, ("类别", *HEAD[1:])),
            (20, ("甲", "办展览", "县科协", "县教育局")),
            (20, ("乙", "办竞赛", None, "团县委")),
        ],
    )
    last.table(EDGES, 760, [(20, ("丙", "办讲座", "", "县妇联")), (20, ("丁", "办论坛", None, "县总工会"))])
    rows = [[c.value for c in b.cells] for b in read(make_pdf([first, last])).blocks]
    assert [row[2] for row in rows[1:]] == ["县科协"] * 4


def test_another_table_on_the_next_page_stays_another() -> None:
    first, last = Leaf(), Leaf()
    first.table(EDGES, 200, [(20, HEAD), (20, ("1", "办展览", "县科协", "县教育局"))])
    last.table([80, 200, 520], 760, [(20, ("指标", "数值")), (20, ("示范村", "20个"))])
    source = read(make_pdf([first, last]))
    assert [len(b.cells) for b in source.blocks] == [4, 4, 2, 2]


def test_a_frame_around_text_is_no_table() -> None:
    leaf = Leaf().lines(prose())
    for x0, y0, x1, y1 in ((60, 500, 540, 500), (60, 800, 540, 800), (60, 500, 60, 800), (540, 500, 540, 800)):
        leaf.rule(x0, y0, x1, y1)
    assert blocks(make_pdf([leaf])) == paragraphs()


def test_a_layout_of_two_cells_is_read_cell_after_cell() -> None:
    leaf = Leaf().lines(prose())
    leaf.table(
        [80, 225, 325],
        400,
        [(80, ("联系人的办公室设在县科\n协，日常工作由他负责。", "电话随文公布，\n工作日有人接听。"))],
    )
    assert blocks(make_pdf([leaf])) == [
        *paragraphs(),
        "联系人的办公室设在县科协，日常工作由他负责。",
        "电话随文公布，工作日有人接听。",
    ]


def test_a_drawing_is_no_table() -> None:
    leaf = Leaf().lines(prose())
    for i in range(900):
        leaf.rule(60 + i % 30 * 9, 100 + i // 30 * 9, 66 + i % 30 * 9, 100 + i // 30 * 9)
        leaf.rule(60 + i % 30 * 9, 100 + i // 30 * 9, 60 + i % 30 * 9, 106 + i // 30 * 9)
    assert blocks(make_pdf([leaf])) == paragraphs()


def test_information_table_becomes_lines() -> None:
    leaf = Leaf()
    leaf.table([80, 180, 300, 380, 520], 780, [(20, ("索引号", "0123", "发文机关", "澜溪县人民政府")), (20, ("文号", "澜政发〔2023〕8号", "成文日期", "2023年4月18日"))])  # fmt: skip
    leaf.lines(prose(), top=660)
    assert blocks(make_pdf([leaf]))[:4] == [
        "索引号：0123",
        "发文机关：澜溪县人民政府",
        "文号：澜政发〔2023〕8号",
        "成文日期：2023年4月18日",
    ]


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, "0 1 -1 0"), (270, "0 -1 1 0"), (180, "-1 0 0 -1"), (0, "0 1 -1 0"), (0, "0 -1 1 0")]
)
def test_pages_set_sideways_are_turned(rotate: int, matrix: str) -> None:
    """With /Rotate and without: a page is read as its text stands."""
    wide, high = (HEIGHT, 595) if "0 1" in matrix or "0 -1 1" in matrix else (595, HEIGHT)
    a, b, c, d = map(int, matrix.split())
    leaf = Leaf(rotate=rotate)
    lines = prose()
    for i, line in enumerate(lines):
        bare = line.lstrip("\u3000")
        x, y = 60 + EM * (len(line) - len(bare)) - wide / 2, high - 100 - i * LEADING - high / 2
        leaf.text(bare, a * x + c * y + 595 / 2, b * x + d * y + HEIGHT / 2, matrix=matrix)
    assert blocks(make_pdf([leaf])) == paragraphs()


def test_a_watermark_is_set_aside() -> None:
    leaf = Leaf().lines(prose()).text("内部资料", 200, 500, 40, matrix="0.7 0.7 -0.7 0.7")
    source = read(make_pdf([leaf]))
    assert [source.block_text(b).value for b in source.blocks] == paragraphs()
    assert "内部资料" in "".join(text for text, reason in reasons(source) if reason == "page template")


def test_bold_by_the_font_and_by_printing_twice() -> None:
    lead = "加强领导。"
    line = [*wrap(lead + PARAGRAPH), *prose()]
    leaf = Leaf().lines(line[1:], top=TOP - LEADING)
    bare = line[0].lstrip("\u3000")
    leaf.text(lead, LEFT + 2 * EM, TOP, font="F2").text(bare[len(lead) :], LEFT + (2 + len(lead)) * EM, TOP)
    leaf.text(lead, LEFT + 2 * EM + 0.4, TOP, font="F2")
    source = read(make_pdf([leaf]))
    assert source.block_text(source.blocks[0]).value == lead + PARAGRAPH
    assert [b.bold for b in source.blocks] == [len(lead), 0, 0, 0]


def test_a_page_is_kept_for_each_character() -> None:
    leaves = [Leaf().lines(wrap(f"第{i}项任务是办好科普展览。")).text(f"- {i} -", 290, 60) for i in (1, 2, 3)]
    source = read(make_pdf(leaves))
    assert [source.page_of(source.text.at[b.begin]) for b in source.blocks] == [1, 2, 3]


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as told:
        read_bytes(data, NAME)
    assert told.value.zh.startswith(NAME)
    assert told.value.en.startswith(NAME)
    return told.value.zh


def test_scans_are_refused_with_advice() -> None:
    told = refused(make_pdf([Leaf().picture(), Leaf().picture().text("- 2 -", 290, 60)]))
    assert "没有文字层" in told
    assert "OCR" in told


def test_pages_without_text_are_refused() -> None:
    assert "没有文字" in refused(make_pdf([Leaf()]))


def test_scanned_pages_among_others_are_told() -> None:
    source = read(make_pdf([Leaf().lines(prose()), Leaf().picture()]))
    assert [(i.rule, "第 2 页" in i.zh) for i in source.issues] == [("read.scan", True)]


@pytest.mark.parametrize("characters", [None, b"begincmap endcmap", to_unicode(0xE000 - 0x4E00)])
def test_fonts_without_characters_are_refused(characters: bytes | None) -> None:
    unusable = font("ABCDEF+FZFS", characters=characters)
    assert "OCR" in refused(make_pdf([Leaf().lines(prose())], {"F1": unusable}))


def test_glyphs_mapped_to_other_characters_are_refused() -> None:
    """A subset numbered from 1: U+4E00 on, in the order in which the glyphs came up."""
    letters: dict[str, str | int | None] = {c: chr(0x5008 + i) for i, c in enumerate(dict.fromkeys("".join(prose())))}
    told = refused(make_pdf([Leaf().lines(line.translate(str.maketrans(letters)) for line in prose(2))]))
    assert "字体没有文字编码" in told


def test_gbk_bytes_shown_as_latin_are_refused() -> None:
    lines = [line.strip().encode("gb18030").decode("latin-1") for line in prose(2)]
    assert "字体没有文字编码" in refused(make_pdf([Leaf().lines(lines)]))


PLAIN = make_pdf([Leaf().lines(prose())])


@pytest.mark.parametrize("data", [PLAIN[:40], b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + bytes(range(256)) * 8])
def test_damaged_files_are_refused(data: bytes) -> None:
    assert "损坏" in refused(data)


def test_a_file_without_its_table_is_mended() -> None:
    assert blocks(PLAIN.replace(b"startxref", b"startxxxx")) == paragraphs()


def rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def locked(password: bytes) -> bytes:
    """A PDF that opens with ``password`` (ISO 32000-1, 7.6.3, revision 2: RC4 of 40 bits)."""
    padding = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    owner = rc4(hashlib.md5((b"owner" + padding)[:32]).digest()[:5], (password + padding)[:32])
    key = hashlib.md5((password + padding)[:32] + owner + b"\xfc\xff\xff\xff" + b"0123456789abcdef").digest()[:5]
    user = rc4(key, padding)
    parts = make_pdf([Leaf().lines(prose())]).split(b"endobj\n")
    bodies = [part[part.index(b" obj\n") + 5 :].rstrip(b"\n") for part in parts[:-1]]
    for number, body in enumerate(bodies, 1):
        if b"stream\n" in body:
            head, rest = body.split(b"stream\n", 1)
            stream = rest.rsplit(b"\nendstream", 1)[0]
            own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            bodies[number - 1] = head + b"stream\n" + rc4(own, stream) + b"\nendstream"
    lock = b"/Encrypt <</Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4>> /ID [<%s> <%s>]" % tuple(
        value.hex().encode() for value in (owner, user, b"0123456789abcdef", b"0123456789abcdef")
    )
    return assemble(bodies, lock)


def test_a_lock_against_changes_only_is_no_lock() -> None:
    assert blocks(locked(b"")) == paragraphs()


def test_a_password_is_asked_for() -> None:
    assert "设有打开密码" in refused(locked(b"secret"))


MEASURE = """
import resource, sys
from pathlib import Path
from graph.errors import ReadError
from graph.read import read_file
try:
    read_file(Path(sys.argv[1]))
except ReadError as error:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, error.en)
"""


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """A page of 1 GB that is 1 MB packed."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(1000)) + packer.flush()
    stream = b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<>>>>"
    data = assemble([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 1 /Kids [3 0 R]>>", page, stream])
    assert len(data) < 2_000_000
    (tmp_path / "bomb.pdf").write_bytes(data)
    # in a process of its own: this one may be large already, and a child starts as large as its parent
    command = [sys.executable, "-c", MEASURE, str(tmp_path / "bomb.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    most, _, reason = done.stdout.partition(" ")
    assert reason.strip()
    assert int(most) < 1_100_000  # kB


def test_a_very_long_paragraph_is_read_in_linear_time() -> None:
    """2,000 lines without a stop: a paragraph of 50,000 characters."""
    line = "各乡镇和县直各单位要把科普服务摆上重要位置加强领导"
    data = make_pdf([Leaf().lines([f"{line}第{i}批{n}号" for n in range(25)]) for i in range(80)])
    begun = time.process_time()
    assert len(read_bytes(data, NAME).text) > 40_000
    assert time.process_time() - begun < 10


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert "超过上限 2 页" in refused(make_pdf([Leaf().lines(prose(1))] * 3))


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 100)
    assert "超过 100 字" in refused(PLAIN)


def test_a_reading_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SECONDS", 0)
    assert "秒内未能读完" in refused(PLAIN)


def test_a_child_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_MEMORY", 30_000_000)
    assert "异常终止" in refused(PLAIN)


def test_mentions_say_the_page() -> None:
    """Each quotation is told with the page of the file; a text has none."""
    first = (
        Leaf()
        .lines([*wrap("一、主要任务"), *wrap("（一）办展览。每年两次。（县科协牵头，县教育局配合）")])
        .text("- 7 -", 290, 60)
    )
    last = Leaf().lines(wrap("（二）办竞赛。每年一次。（县总工会牵头，县妇联配合）")).text("- 8 -", 290, 60)
    source = read(make_pdf([first, last]))
    tree = outline(source)
    quads = plan_quads(resolve(source, tree, extract(tree)), BASE)
    values = {(str(q.subject), q.predicate.value.rpartition("#")[2]): getattr(q.object, "value", "") for q in quads}
    pages = {values[node, "surface"]: value for (node, key), value in values.items() if key == "sourcePage"}
    assert pages.items() >= {"县科协": "1", "县教育局": "1", "县总工会": "2", "县妇联": "2"}.items()
