"""Takes Markdown as the report writes it, checks the page: the same words, tables and lists, nothing executed."""

from __future__ import annotations

import re

from graph.visualise import report_anchor, report_page

REPORT = """# 构建报告 · Build report

读取 1 份方案。  
1 plan read.

## 岚汀县实施方案

来源文件 file `岚汀.txt`（utf-8）

| 项目 | item | 读到的内容 |
|---|---|---|
| 发文字号 | document number | 岚政发〔2022〕8号 |

### 没有写明责任单位的条款 · Provisions without a responsible body

- 三、重点任务 / 1．把科学课上实
"""  # noqa: W291


def test_report_is_shown_as_lists_and_tables() -> None:
    html = report_page(REPORT, build="Fengong 0.1.0")
    for part in (
        "<title>构建报告 · Build report</title>", "<h1>构建报告 · Build report</h1>", '<h2 id="岚汀县实施方案">岚汀县实施方案</h2>',
        "<code>岚汀.txt</code>", "<td>岚政发〔2022〕8号</td>", "<li>三、重点任务 / 1．把科学课上实</li>",
        "读取 1 份方案。<br />", 'href="index.html"', '<p class="build">Fengong 0.1.0</p>',
    ):  # fmt: skip
        assert part in html
    assert html == report_page(REPORT, build="Fengong 0.1.0")


def test_page_runs_and_fetches_nothing() -> None:
    bad = "<script>alert(1)</script> ![x](http://a.example/x.png) [y](http://a.example/) <http://a.example/>"
    html = report_page(f"# {bad}\n\n- {bad}\n\n<details>\n")
    assert "script-src 'none'" in html
    assert not re.search(r"<(script|img|details)", html)
    assert re.findall(r'(?:src|href)="([^"]*)"', html) == ["data:,", "index.html"]


def test_a_section_can_be_linked() -> None:
    title = "岚汀县 实施方案（2021—2025年）"
    html = report_page(f"# 报告\n\n## {title}\n\n### 小节\n")
    assert f'<h2 id="{report_anchor(title)}">{title}</h2>' in html
    assert "<h3>小节</h3>" in html


def test_footer_bears_the_lines_of_the_imprint() -> None:
    html = report_page("# 报告\n", build="Fengong 0.1.0", notes=(("数据 <b>", "data"),))
    assert "数据 &lt;b&gt;" in html
    assert "data" in html
