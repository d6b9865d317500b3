"""Information tables of government sites, joint issuers, plans without title, a second document in one notice."""

from __future__ import annotations

from datetime import date

import pytest

from tests.strategies import plan, tree

NAME = "澜溪县科普服务行动方案（2023—2025年）"
BODY = (
    "一、总体要求\n到2025年，公民具备科学素质的比例达到15%。\n二、重点任务\n（一）办讲堂。每村两场，讲清防火常识。（县教育局牵头，县科协配合）\n"
    "（二）办展览。每乡一次，展出科普挂图。（县文旅局负责）\n"
)
COLON = (
    "索引号：11370000MB2\n发文机关：澜溪县人民政府办公室\n发文字号：澜政办发〔2023〕12号\n成文日期：2023年4月18日\n发布日期：2023年4月20日\n"
    f"标题：关于印发《{NAME}》的通知\n主题分类：科技\n有效性：有效\n"
)
SPACE = "索引号 000014349/2023-00012\n发布机构 澜溪县人民政府办公室\n文号 澜政办发〔2023〕12号\n成文日期 2023-04-18\n发布日期 2023-04-20\n"
TABS = (
    "索引号\t000014349/2023-00012\t发文机关\t澜溪县人民政府办公室\n文号\t澜政办发〔2023〕12号\t成文日期\t2023-04-18\n"
)
ONE = "索引号：1137 发布机构：澜溪县人民政府办公室 文号：澜政办发〔2023〕12号 成文日期：2023/4/18 发布日期：2023/4/20\n"
HEADS = "索引号\t发文机关\t文号\t成文日期\n1137\t澜溪县人民政府办公室\t澜政办发〔2023〕12号\t2023年4月18日\n"
BARS = "| 索引号 | 1137 |\n|---|---|\n| 发文机关 | 澜溪县人民政府办公室 |\n| 发文字号 | 澜政办发〔2023〕12号 |\n| 成文日期 | 2023年4月18日 |\n"


@pytest.mark.parametrize(
    "table", [COLON, SPACE, TABS, ONE, HEADS, BARS], ids=["colon", "space", "tabs", "one line", "heads", "bars"]
)
@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
def test_information_table(table: str, first: bool) -> None:
    meta = tree(f"{table}\n{NAME}\n{BODY}" if first else f"{NAME}\n{BODY}\n{table}").metadata
    assert (meta.title, meta.number, meta.issuer, meta.issued) == (
        NAME, "澜政办发〔2023〕12号", "澜溪县人民政府办公室", date(2023, 4, 18),
    )  # fmt: skip


def test_the_document_goes_before_the_table() -> None:
    meta = tree(
        f"索引号：1\n发布机构：澜溪县大数据局\n发布日期：2023年5月1日\n\n澜溪县人民政府办公室关于印发《{NAME}》的通知\n澜政办发〔2023〕12号\n"
        f"各乡镇：\n现印发给你们。\n澜溪县人民政府办公室\n2023年4月18日\n{NAME}\n{BODY}"
    ).metadata
    assert (meta.issuer, meta.issued) == ("澜溪县人民政府办公室", date(2023, 4, 18))


def test_published_only() -> None:
    meta = tree(f"索引号：1\n发布机构：澜溪县科学技术协会\n发布日期：2023-04-20\n\n{NAME}\n{BODY}").metadata
    assert (meta.issuer, meta.issued) == ("澜溪县科学技术协会", date(2023, 4, 20))


def test_the_title_from_the_table() -> None:
    outline = tree(f"索引号：1\n标题：关于印发《{NAME}》的通知\n成文日期：2023-04-18\n{BODY}")
    assert outline.metadata.title == NAME
    assert not [issue for issue in outline.issues if issue.rule == "structure.untitled"]


@pytest.mark.parametrize(
    "table",
    [
        "名称\t序号\t工作内容\t牵头单位\n行动\t1\t办讲堂\t县科协\n工程\t2\t建展厅\t县教育局\n",  # 名称 heads a column of tasks
        "标题要醒目\n来源于群众\n",
        "文号：澜政办发〔2023〕12号\n",  # one line is no table
    ],
)
def test_no_information_table(table: str) -> None:
    text = f"{NAME}\n{BODY}\n附件\n{table}"
    outline = tree(text)
    assert outline.metadata.issued is None
    assert len(outline.annex) == ("牵头单位" in table) * 2


@pytest.mark.parametrize("seal", ["（代章）", "（章）", "(代章)"])
def test_signed_for_another(seal: str) -> None:
    text = f"澜溪县人民政府办公室关于印发{NAME}的通知\n各乡镇：\n现印发给你们。\n澜溪县人民政府{seal}\n二〇二三年四月十八日\n{NAME}\n{BODY}"
    assert tree(text).metadata.issuer == "澜溪县人民政府"


@pytest.mark.parametrize(
    ("organs", "bodies"),
    [
        ("澜溪县教育局\n澜溪县科学技术协会\n澜溪县财政局", ["澜溪县教育局", "澜溪县科学技术协会", "澜溪县财政局"]),
        ("澜溪县教育局 澜溪县科学技术协会", ["澜溪县教育局", "澜溪县科学技术协会"]),
        ("中共澜溪县委宣传部\n共青团澜溪县委", ["中共澜溪县委宣传部", "共青团澜溪县委员会"]),
        ("中共澜溪县委办公室\n澜溪县人民政府办公室", ["中共澜溪县委办公室", "澜溪县人民政府办公室"]),
    ],
)
@pytest.mark.parametrize("signed", [True, False])
def test_several_issuers(organs: str, bodies: list[str], signed: bool) -> None:
    signature = f"{organs}\n2023年4月18日" if signed else ""
    text = (
        f"{organs}\n关于印发《{NAME}》的通知\n澜教发〔2023〕3号\n各乡镇：\n现印发给你们。\n{signature}\n{NAME}\n{BODY}"
    )
    assert [body.label for body in plan(text).publishers] == bodies


def test_without_title_the_name_of_the_file_stands_for_it() -> None:
    read = plan(BODY, "清江市/澜溪县科普服务方案.txt")
    assert read.outline.metadata.title == "澜溪县科普服务方案"
    assert [issue.rule for issue in read.outline.issues] == ["structure.untitled"]
    assert read.place is not None
    assert read.place.name == "澜溪县"
    assert plan(BODY + "（三）办比赛。每年一届，县里统一命题。\n", "另一处/澜溪县科普服务方案.txt").key != read.key


def test_a_second_document_is_told() -> None:
    text = (
        f"澜溪县人民政府办公室关于印发科普行动方案和考核办法的通知\n现印发给你们。\n澜溪县人民政府办公室\n2023年4月18日\n附件1\n{NAME}\n{BODY}"
        "附件2\n澜溪县科普考核办法\n第一条 考核由县科协负责。\n第二条 考核每年一次。\n附件3\n成员名单\n一、组长：略\n二、成员：略\n"
    )
    told = [issue for issue in tree(text).issues if issue.rule == "structure.left-aside"]
    assert [issue.place for issue in told] == ["附件2"]
    assert "澜溪县科普考核办法" in told[0].zh
    assert "2 条" in told[0].zh
