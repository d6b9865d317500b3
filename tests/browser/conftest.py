"""Takes invented duties of an invented county, gives the pages that a browser opens."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from graph.network import Duty, PlanNote, Records, Unit, lay_out, name_network, plan_network
from graph.visualise import network_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
Write = Callable[[str, str], Path]

BASE = "https://w3id.org/fengong/id/"
BRANCH = "澜江市生态环境局岚汀分局"

# heading | sentence | parties: "A；B、C" = A leads, B and C cooperate; "A、B" = all share the duty. BRANCH stands for a
# name that is too long for a label.
TASKS: dict[str, str] = {
    "（一）青少年科学素质提升": """
把科学课上实|小学低年级每周至少一节科学课，由专任教师上，实验开出情况每学期公布一次|县教体局；县科协、县科技局
让孩子走进实验室|开放县内三处重点实验室和两座水文站，寒暑假各接待学生两批|县科协、县教体局、县科技局、县水利局、县气象局
乡村学校流动科技车|流动科技车每年跑遍所有乡村小学，车上带显微镜、望远镜和急救模型|县科协；县教体局、团县委
青少年科技创新大赛|每年五月办一届，获奖作品在县图书馆展出一个月|县科协、县教体局、团县委、县妇联
科技辅导员培训|五年内把全县科学教师轮训一遍，培训学时计入继续教育|县教体局、县人社局
留守儿童科学夏令营|优先招收留守儿童和残疾家庭子女，食宿费用全免|团县委；县妇联、县残联、县民政局
""",
    "（二）农民科学素质提升": """
田间课堂|农忙前把课堂搬到地头，讲良种、测土和病虫害绿色防控|县农业农村局；县科协、县供销社、县气象局
高素质农民培育|每年培育三百人，结业学员与农技员结对一年|县农业农村局、县人社局、县科协、团县委、县妇联
节水灌溉示范|在两个灌区建示范片，节水效果由第三方测算|县水利局、县农业农村局
林下经济技术服务|选派林业技术人员驻村，教会农户林药间作|县林业局、县农业农村局
农产品质量安全科普|集市日设快检台，当场教群众看懂检测单|县市场监管局、县农业农村局、各乡镇人民政府
农村电商人才|办电商直播培训班，学员店铺由供销社仓库统一发货|县供销社、县人社局、县妇联
""",
    "（三）产业工人科学素质提升": """
技能大赛|每两年举办一届全县职业技能大赛，获奖选手直接认定技能等级|县总工会；县人社局、县工信局
职工书屋与班组课堂|规模以上企业都要建职工书屋，班组每周讲一刻钟安全|县总工会、县工信局、县应急局
新产业科普|组织新材料企业技术骨干进职业学校授课|县工信局、县科技局、县科协
安全生产知识普及|高危行业从业人员每年至少参加一次应急演练|县应急局、县总工会
""",
    "（四）老年人和领导干部科学素质提升": """
智慧助老|社区每月开一次手机课堂，教老年人挂号、缴费和识别诈骗|县民政局；县科协、县卫健局、县委网信办
健康知识进社区|家庭医生团队每季度到社区讲慢病管理|县卫健局、县民政局
干部科学素养课程|把科学素质列入干部教育培训，主体班次不少于四学时|县委组织部；县委党校、县科协
公务员培训|初任培训安排科技伦理、应急管理两个专题|县委组织部、县人社局、县委党校
""",
    "（五）科普资源与阵地": """
县级科技馆升级|两年内更新展品六十件，周末和节假日照常开放|县科协；县财政局、县住建局、县文旅局
科普教育基地|认定博物馆、林场、污水处理厂等二十处基地，每处配讲解员|县科协、县文旅局、县自然资源局、县林业局、BRANCH
科普中国落地|乡村大喇叭、公交屏幕和政务新媒体每天推送一条|县科协、县委宣传部、县融媒体中心、县委网信办
地质与防灾展|在滑坡易发村设地质灾害识别牌，入汛前讲一次|县自然资源局、县应急局、县气象局、各乡镇人民政府
生态环境开放日|监测站和垃圾处理厂每季度向公众开放|BRANCH、县教体局、县住建局
碳达峰科普|编印节能减排读本，进机关、进学校、进家庭|县发展改革局、BRANCH、县科协
图书与阅读|县图书馆设科普书架，乡镇分馆每季度流转一次|县文旅局、县科协
食品药品安全科普|设两条公众参观线，讲清标签怎么看|县市场监管局、县卫健局
""",
    "（六）应急科普与传播": """
应急科普联动|发生突发事件时一小时内发布权威解读|县应急局；县委宣传部、县卫健局、县气象局、县科协、县融媒体中心
防灾减灾周|五月中旬集中开展演练，学校和医院全部参加|县应急局、县教体局、县卫健局、县气象局、县水利局、县自然资源局
辟谣机制|建立专家库，网络谣言二十四小时内回应|县委网信办；县委宣传部、县科协、县融媒体中心
全国科普日与科技活动周|每年九月和五月各集中一周，乡镇都要有主场|县科协、县委宣传部、县科技局、县教体局、县农业农村局、县卫健局、县文旅局、县总工会、团县委、县妇联
""",
    "（七）组织保障": """
加强领导|县政府每年听取一次汇报，有关事项由成员单位分头落实|县科协、县委宣传部、县委组织部、县教体局、县科技局、县工信局、县民政局、县财政局、县人社局、县自然资源局、县住建局、县水利局、县农业农村局、县文旅局、县卫健局、县应急局、县市场监管局、县林业局、县气象局、县总工会、团县委、县妇联、县残联、各乡镇人民政府
经费投入|科普经费列入预算，并随财力增长逐步提高|县财政局、县科协
监测评估|五年开展两次抽样调查，结果向社会公布|县科协、县统计局
""",
}


def _parties(text: str) -> list[tuple[str, str]]:
    if "；" in text:
        lead, rest = text.split("；")
        return [(lead, "lead"), *((name, "cooperating") for name in rest.split("、"))]
    names = text.split("、")
    return [(name, "shared" if len(names) > 1 else "responsible") for name in names]


def _clause(text: str) -> str:
    if "；" in text:
        lead, rest = text.split("；")
        return f"（{lead}牵头，{rest}配合）"
    return f"（{text}按职责分工负责）"


def make_records(county: str = "岚汀县", key: str = "cx-2022", tasks: dict[str, str] | None = None) -> Records:
    """Give the duties of an invented county as the queries would."""
    plan = PlanNote(
        iri=BASE + key,
        key=key,
        title=f"{county}全民科学素质行动实施方案（2022—2025年）",
        number=f"{county[:1]}政发〔2022〕8号",
    )
    units: dict[str, Unit] = {}
    duties: list[Duty] = []
    for section, lines in (TASKS if tasks is None else tasks).items():
        for line in lines.strip().splitlines():
            heading, sentence, who = line.replace("BRANCH", BRANCH).split("|")
            text = f"{sentence}。{_clause(who)}"
            iri = f"{BASE}{key}/{len(units) + 1}"
            units[iri] = Unit(
                iri=iri, plan=plan.iri, type="provision", number=f"{len(units) + 1}．", heading=heading, text=text,
                path=("三、重点任务", section), kind="action", ordinal=len(units) + 1,
            )  # fmt: skip
            duties.extend(_duty(plan.iri, iri, county, text, name, role) for name, role in _parties(who))
    return Records(plans={plan.iri: plan}, units=units, duties=tuple(duties))


def _duty(plan: str, unit: str, county: str, text: str, name: str, role: str) -> Duty:
    begin = text.index(name, text.rindex("（"))
    return Duty(
        plan=plan, unit=unit, body=f"{plan}/body/{name}", name=name,
        label=name if name == BRANCH else county + name.removeprefix("县"),
        role=role, carrier="clause", begin=begin, end=begin + len(name), restored=name == "县妇联",
    )  # fmt: skip


def merge(*several: Records) -> Records:
    """Give the records of several counties as one corpus."""
    return Records(
        plans={k: v for r in several for k, v in r.plans.items()},
        units={k: v for r in several for k, v in r.units.items()},
        duties=tuple(d for r in several for d in r.duties),
    )


GROUPS = {"青少年": "青少年", "农民": "农民", "老年人": "老年人", "职工": "产业工人", "儿童": "青少年"}
ENGLISH = {"县科协": "Association for Science and Technology", "县教体局": "Education and Sports Bureau"}
MASS = "mass-organisation"
KINDS = ("action", "project", "safeguard")


def without_chance(network: nx.Graph) -> nx.Graph:
    """Give a laid-out network whose ties were not tested: the page opens with the stronger ones."""
    network.graph.update(chance=None, view="strongest", measures=(), statistics=(), mixing=(), sparql=())
    for *_, edge in network.edges(data=True):
        edge.update(p=None, q=None, tier=0, expected=0.0, recurs=())
    return network


def with_chance(network: nx.Graph) -> nx.Graph:
    """Give a laid-out network with invented figures on chance, and groups, lines of action, functions and measures.

    Of the ties without 县科协 the three heaviest are surely beyond chance (p .001, q .02), six more perhaps
    (p .03, q .4); all others are not (p .6, q 1).
    """
    ties = sorted(network.edges(data=True), key=lambda tie: (-tie[2]["weight"], *sorted(tie[:2])))
    order = [tie for tie in ties if "县科协" not in "".join(tie[:2])]
    for *_, edge in ties:
        edge.update(p=0.6, q=1.0, tier=0, expected=1.25, recurs=())
    for rank, (*_, edge) in enumerate(order[:9]):
        edge.update({"p": 0.001, "q": 0.02, "tier": 2} if rank < 3 else {"p": 0.03, "q": 0.4, "tier": 1}, expected=0.4)
    order[0][2]["recurs"] = tuple(plan.iri for plan in network.graph["plans"])
    pairs = len(network) * (len(network) - 1) // 2
    network.graph.update(
        chance=SimpleNamespace(alpha=0.05, pairs=pairs, nominal=9, corrected=3),
        view="backbone",
        sparql=(("shared", "共同条款", "Shared provisions", "SELECT * { ?a ?b ?c }"),),
        statistics=(SimpleNamespace(value=0.42, **_explained("density", "密度", "Density")),),
        measures=(
            SimpleNamespace(**_explained("betweenness", "中介中心性", "Betweenness")),
            SimpleNamespace(**_explained("constraint", "结构洞约束", "Constraint")),
        ),
        mixing=(("mass", "government", 12, 3.5),),
    )
    for rank, node in enumerate(sorted(network)):
        _enrich_node(network.nodes[node], rank)
    network.graph["units"] = {iri: _unit(unit, rank) for rank, (iri, unit) in enumerate(network.graph["units"].items())}
    network.graph["plans"] = tuple(_plan(plan) for plan in network.graph["plans"])
    return network


def _explained(key: str, zh: str, en: str) -> dict[str, str]:
    return {
        "key": key,
        "zh": zh,
        "en": en,
        "definition_zh": f"{zh}的定义",
        "definition_en": f"What {en} is",
        "source": "Freeman 1979",
    }


def _enrich_node(node: dict[str, Any], rank: int) -> None:
    name = node["label"]
    sorts = {"县委": "party-organ", "科协": MASS, "妇联": MASS, "团": MASS, "工会": MASS, "残联": MASS}
    node["body_type"] = next((sorts[sign] for sign in sorts if sign in name), "government-department")
    node["measures"] = {"betweenness": round(rank / 100, 3), "constraint": None if rank % 5 == 0 else 0.5}
    node["interval"] = {"betweenness": (round(rank / 200, 3), round(rank / 50, 3))}
    node["en"] = ENGLISH.get(name, "")
    words = {"教": "教育", "农": "农业农村", "科": "科技", "卫": "卫健"}
    node["functions"] = tuple((words[sign], words[sign] + " (en)") for sign in words if sign in name)
    node["surfaces"] = (name, name.removeprefix("县")) if name == "县妇联" else (name,)


def _unit(unit: Any, rank: int) -> SimpleNamespace:
    names = sorted({group for word, group in GROUPS.items() if word in unit.text or word in unit.path[-1]})
    fields = {name: getattr(unit, name) for name in ("iri", "plan", "type", "number", "heading", "text", "path")}
    return SimpleNamespace(
        **fields, ordinal=unit.ordinal, kind=KINDS[rank % 3], groups=tuple(names), section=unit.path[-1][3:],
        programmes=("科普中国",) if "科普中国" in (unit.heading or "") else (),
    )  # fmt: skip


def _plan(plan: Any) -> SimpleNamespace:
    second = plan.key.startswith("hk")
    return SimpleNamespace(
        iri=plan.iri, key=plan.key, title=plan.title, number=plan.number,
        place="云汀县" if second else "岚汀县", region="岭东省" if second else "海西省",
        level="county", year=2017 if second else 2022, period=(2016, 2020) if second else (2022, 2025),
    )  # fmt: skip


@pytest.fixture(scope="session")
def records() -> Records:
    return make_records()


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    folder = tmp_path_factory.mktemp("pages")

    def write_page(name: str, html: str) -> Path:
        path = folder / name
        path.write_text(html, encoding="utf-8", newline="\n")
        return path

    return write_page


@pytest.fixture(scope="session")
def plan_page(records: Records, write: Callable[[str, str], Path]) -> Path:
    """One plan whose ties were not tested against chance."""
    network = without_chance(lay_out(plan_network(records, "cx-2022")))
    return write(
        "网络 plan.html", network_page(network, title="岚汀县：谁与谁协作", home="../index.html", build="测试")
    )


@pytest.fixture(scope="session")
def rich_page(records: Records, write: Callable[[str, str], Path]) -> Path:
    """One plan with chance, groups, lines of action, functions, measures."""
    network = with_chance(lay_out(plan_network(records, "cx-2022")))
    html = network_page(
        network,
        title="岚汀县：谁与谁协作",
        title_en="Lanting County: who works with whom",
        build="Fengong 9.9 · data 0123456789ab",
        notes=(("整体说明一句", "A remark on the whole"),),
        quality=(("责任单位准确率 1.00", "Precision of bodies 1.00"),),
        departments="../departments/cx.html",
    )
    return write("rich.html", html)


@pytest.fixture(scope="session")
def names_page(records: Records, write: Callable[[str, str], Path]) -> Path:
    both = merge(records, make_records("云汀县", "hk-2022"))
    return write("names.html", network_page(without_chance(lay_out(name_network(both))), title="各方案合并"))


@pytest.fixture(scope="session")
def pair_page(records: Records, write: Callable[[str, str], Path]) -> Path:
    """Two plans of two places and periods that share some lines of action."""
    fewer = {section: lines for rank, (section, lines) in enumerate(TASKS.items()) if rank in (1, 3, 5)}
    fewer["（八）地方特色"] = "海防科普|渔港设科普栏|县海洋局；县科协、县气象局\n"
    both = merge(records, make_records("云汀县", "hk-2017", fewer))
    return write("pair.html", network_page(with_chance(lay_out(name_network(both))), title="两县合并"))


@pytest.fixture(scope="session")
def empty_page(write: Callable[[str, str], Path]) -> Path:
    network = lay_out(plan_network(make_records("静湾县", "jw-2022", {}), "jw-2022"))
    return write("empty.html", network_page(network, title="静湾县：谁与谁协作"))


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open a file; at the end fail on any request but the file itself, any console message, any error."""
    trouble: list[str] = []
    contexts = []

    def open_file(path: Path, *, fragment: str = "", width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        address = path.as_uri()
        page.on("console", lambda message: trouble.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
        page.on(
            "request",
            lambda r: (
                trouble.append(f"request: {r.url}")
                if r.url.split("#")[0] != address and not r.url.startswith(("data:", "blob:"))
                else None
            ),
        )
        page.goto(address + fragment)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """System Chromium, every outside name unresolvable; skipped with a reason where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    flags = [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND",
    ]  # fmt: skip
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """As ``open_page``, for pages that give files away."""
    from tests.browser.leaving import opening

    yield from opening(browser)


@pytest.fixture(scope="session")
def county() -> Records:
    """A county of its own: other tests may spoil the words of theirs."""
    return make_records()


@pytest.fixture(scope="session")
def out_page(county: Records, write: Callable[[str, str], Path]) -> Path:
    """The page whose files, paper and windows are looked at."""
    from tests.browser.leaving import make_page

    return write("out.html", make_page(county))
