"""Takes command-line arguments, gives an exit status: 0 fine, 1 built with refused documents or findings, 2 misuse.

Data go to stdout, talk and progress to stderr. Everything heavy is imported inside the command that needs it, so that
``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from graph import __version__
from graph.coding.commands import app as code_app
from graph.errors import FengongError, InvariantError, ReadError, StoreError

COMMANDS = ("build", "ask", "query", "network", "department", "export", "docs", "code", "check", "explain", "evaluate")
HELP = "把政府方案读成条款与责任单位的知识图谱。Government plans in, a graph of provisions and responsible bodies out."
OUT = Path("build")

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
app.add_typer(code_app, name="code")
OutOption = Annotated[Path, typer.Option("--out", "-o", help="构建文件夹 the build folder")]


def _query_names(incomplete: str) -> list[tuple[str, str]]:
    """What the shell offers for the name of a query."""
    from graph.store import library

    return [(query.name, query.title_zh) for query in library().queries if query.name.startswith(incomplete)]


def _parameters(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """What the shell offers behind --param: the parameters of the named query, or the values of one."""
    from graph.store import library

    name = context.params.get("name") or next(iter(context.args), None)  # unread as long as the line is not whole
    queries = [query for query in library().queries if query.name == name]
    offered = [
        (f"{parameter.name}={choice}", parameter.zh)
        for query in queries
        for parameter in query.parameters
        for choice in (parameter.choices or ("",))
    ]
    return [(word, text) for word, text in offered if word.startswith(incomplete)]


@app.command(name="build")
def build_command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件或文件夹…", help="方案文件或文件夹 plan files or folders")
    ],
    out: OutOption = OUT,
    base: Annotated[str, typer.Option(help="数据 IRI 的前缀 prefix of the data IRIs")] = "https://w3id.org/fengong/id/",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 no progress")] = False,
) -> int:
    """构建图谱（默认命令）。Build the graph, the networks and the tables (the default command)."""
    from graph.collect import find_files
    from graph.pipeline import build

    files = find_files(paths)
    if not files:
        folders = "、".join(str(path) for path in paths)
        raise FengongError(
            f"{folders}：没有找到方案（文本、Markdown、Word、网页、PDF、OFD）。请检查文件夹。",
            f"{folders}: no plans (text, Markdown, Word, web pages, PDF, OFD) found. Check the folder.",
        )
    result = build(files, out, base=_base(base), progress=None if quiet else _progress)
    _tell_build(result.issues, len(result.plans), result.triples, out)
    return 1 if result.found_fault else 0


@app.command(name="query")
def query_command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="名称|文件.rq|-",
            help="查询名、.rq 文件或标准输入 a named query, a file or stdin",
            autocompletion=_query_names,
        ),
    ] = None,
    params: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="名=值", help="参数 a parameter k=v", autocompletion=_parameters),
    ] = None,
    out: OutOption = OUT,
    output_format: Annotated[str, typer.Option("--format", "-f", help="table | csv | json | ttl | xlsx")] = "table",
    to: Annotated[Path | None, typer.Option(help="写入文件 write to a file")] = None,
    show_list: Annotated[
        bool,
        typer.Option("--list", help="列出查询；给出名称则说明其参数和列 list the queries, or tell of the named one"),
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="显示 SPARQL show the SPARQL text")] = False,
) -> int:
    """查询图谱：命名查询、自己的 SPARQL 文件或标准输入。Ask the graph by a named query, a file of your own or stdin."""
    from graph.asking import ask
    from graph.listing import describe_query, list_queries, show_query

    if name is None:
        return list_queries(sys.stdout)
    if show_list:
        return describe_query(name, sys.stdout)
    if show:
        return show_query(name, sys.stdout)
    return ask(name, params or [], out, output_format, to)


@app.command(name="ask")
def ask_command(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="词语…", help="单位、人群、项目、方案所在地、年份、角色 a body, group, programme, place, year, role"
        ),
    ],
    out: OutOption = OUT,
) -> int:
    """用平常的话提问：fengong ask 县科协 牵头。Ask in plain words: a body, a group of people, a programme, a place, a year."""
    from graph.plain import ask

    return ask(words, out, sys.stdout)


@app.command(name="docs")
def docs_command(
    out: OutOption = OUT,
    to: Annotated[Path | None, typer.Option(help="写到哪里，默认在构建文件夹里 where to; in the build folder")] = None,
) -> int:
    """写出使用手册：本体、词表、每个查询及其在这份图谱里的结果。Write the handbook: terms, vocabularies, queries with live results."""
    from graph.handbook import write_handbook

    folder = to or out / "docs"
    pages = write_handbook(out, folder)
    sys.stderr.write(
        f"使用手册：{pages} 页 → {folder / 'index.html'}\nHandbook: {pages} pages → {folder / 'index.html'}\n"
    )
    return 0


@app.command(name="network")
def network_command(
    plans: Annotated[
        list[str] | None, typer.Option("--plan", help="方案（代号、标题或文件名），可多次 a plan; may be repeated")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="只看一类条款 one kind: action project principle goal safeguard schedule")
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--target-group",
            metavar="人群",
            help="只看面向一类人群（含下位人群）的条款 provisions for one group of people, narrower ones included",
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            help="body 按单位 by body of a place | name 按名称 by local name | function 按职能 by function | plan 方案之间 between plans",
        ),
    ] = "name",
    beside: Annotated[
        str | None,
        typer.Option(
            "--with", help="双模网络：单位与 two-mode: bodies with provisions 条款 | groups 人群 | programmes 项目"
        ),
    ] = None,
    section: Annotated[
        str | None, typer.Option(metavar="文字", help="只看标题含这些字的章节 only sections with these words")
    ] = None,
    years: Annotated[
        str | None, typer.Option(metavar="2021-2025", help="只看这些年份的方案 only plans of these years")
    ] = None,
    out: OutOption = OUT,
    to: Annotated[Path | None, typer.Option(help="写入的网页或文件 the page or file to write")] = None,
    output_format: Annotated[
        str, typer.Option("--format", "-f", help="html | gexf | graphml | pajek | ucinet | matrix")
    ] = "html",
    directed: Annotated[
        bool,
        typer.Option(
            "--directed", help="文件中的连线由牵头单位指向其他单位 in a file, arcs from who leads to the others"
        ),
    ] = False,
) -> int:
    """为选定的方案绘制一张协作网络。Draw one coordination network of the plans you choose."""
    from graph.drawing import Choice, draw

    choice = Choice(by=by, beside=beside, kind=kind, group=group, section=section, years=years, directed=directed)
    return draw(plans or [], choice, out, to, output_format)


@app.command(name="department")
def department_command(
    name: Annotated[
        str, typer.Argument(metavar="单位", help="县科协（各地）或 昌乐县科协 a body, everywhere or there")
    ],
    plans: Annotated[
        list[str] | None, typer.Option("--plan", help="只看这份方案，可多次 only this plan; may be repeated")
    ] = None,
    out: OutOption = OUT,
    to: Annotated[Path | None, typer.Option(help="写入的网页 the page to write")] = None,
) -> int:
    """一个单位的任务单：牵头、配合什么，与谁，为谁，何时，附原文。What one body has to do, with whom, for whom, by when."""
    from graph.desk import write_department

    return write_department(name, out, to, plans or [])


@app.command(name="export")
def export_command(
    build: Annotated[Path, typer.Argument(metavar="构建文件夹", help="构建文件夹 a build folder")] = OUT,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="nq | ttl | trig | jsonld | xml | csv | parquet | gexf | graphml | pajek | ucinet | matrix",
        ),
    ] = "nq",
    to: Annotated[
        Path | None,
        typer.Option(help="写入文件（csv、parquet、matrix 为文件夹） write to a file (csv, parquet, matrix: a folder)"),
    ] = None,
    corrections: Annotated[
        bool, typer.Option("--corrections", help="改为导出更正表 write the sheet of corrections instead")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="同上 the same as the argument")] = None,
) -> int:
    """导出整个图谱（RDF 或数据表），或更正表。Write the whole graph (RDF or tables), or the sheet of corrections."""
    from graph.export.write import export, export_corrections

    return export_corrections(out or build, to) if corrections else export(out or build, output_format, to)


@app.command(name="check")
def check_command(
    out: OutOption = OUT,
    plans: Annotated[
        list[str] | None,
        typer.Option("--plan", help="只核对这份方案：标识、标题片段或文件名，可多次 only this plan; may be repeated"),
    ] = None,
    output_format: Annotated[str, typer.Option("--format", "-f", help="words | json")] = "words",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 no progress")] = False,
) -> int:
    """核对图谱：形状、引文、出处、词表，逐份方案说明。Check what the graph promises, and tell it by document."""
    from graph.check.run import check_build
    from graph.check.verdict import summary, write_json, write_words

    if output_format not in ("words", "json"):
        raise FengongError(
            f"--format {output_format}：只能是 words、json。", f"--format {output_format}: words or json."
        )
    outcome = check_build(out, plans or [], None if quiet else _progress)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    (write_json if output_format == "json" else write_words)(outcome, sys.stdout)
    sys.stderr.write(summary(outcome))
    return 1 if outcome.violations else 0


@app.command(name="explain")
def explain_command(
    iri: Annotated[
        str,
        typer.Argument(
            help="责任、条款、单位、人群、项目、指标或提及的 IRI the IRI of a duty, provision, body, group, programme, target or mention"
        ),
    ],
    out: OutOption = OUT,
) -> int:
    """说明一条陈述出自哪一句、依据哪条规则。Show the sentence and the rule behind a statement."""
    from graph.proof import explain

    return explain(iri, out)


@app.command(name="evaluate")
def evaluate_command(
    golds: Annotated[list[Path], typer.Argument(metavar="GOLD.json…", help="标注文件 annotated plans (gold files)")],
    plans: Annotated[
        list[Path] | None,
        typer.Option("--plans", help="方案所在的文件或文件夹，可多次 where the plans are; may be repeated"),
    ] = None,
) -> int:
    """与人工标注比较，逐项列出差异。Compare with annotated plans: precision, recall and every miss by name."""
    from graph.evaluate import evaluate_command_body

    near = [folder for gold in golds for folder in (gold.parent, gold.parent.parent / "plans") if folder.is_dir()]
    return evaluate_command_body(golds, plans or [*near, *(p for p in (Path("plans"),) if p.is_dir())])


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="版本 version")] = False) -> None:
    if version:
        typer.echo(f"fengong {__version__}")
        raise typer.Exit


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status; no error of ours ends in a traceback."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # our matrices are small: threads would wait for each other
    words = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if (
        words
        and words[0] not in COMMANDS
        and (not words[0].startswith("-") or words[0] in ("--out", "-o", "-q", "--quiet"))
    ):
        if words[0].isascii() and not Path(words[0]).exists() and (near := get_close_matches(words[0], COMMANDS, 1)):
            return _fail(
                FengongError(f"没有命令 {words[0]}（是否指 {near[0]}？）", f"no command {words[0]}: {near[0]}?"), 2
            )
        words.insert(0, "build")
    try:
        status = app(args=words, standalone_mode=False, prog_name="fengong")
    except InvariantError as error:
        return _fail(error, 1)
    except (ReadError, StoreError, FengongError) as error:
        return _fail(error, 2)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("\n已中断，原有输出未动。Interrupted; the former build stands.\n")
        return 130
    except Exception as error:
        return _misuse(error)
    return status if isinstance(status, int) else 0


def _misuse(error: Exception) -> int:
    """Tell wrong options in words; anything else is our own fault and keeps its traceback."""
    show = getattr(error, "format_message", None)
    if show is None:
        raise error
    sys.stderr.write(f"用法有误：{show()}\n请看 fengong --help。 Misuse: see fengong --help.\n")
    return 2


def _fail(error: FengongError, status: int) -> int:
    sys.stderr.write(f"错误：{printable(error.zh)}\nError: {printable(error.en)}\n")
    return status


def printable(text: str) -> str:
    """Give a text without control characters: a file name must not steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


def _base(base: str) -> str:
    if not base.startswith(("http://", "https://")) or any(c in base for c in ' <>"{}|\\^`'):
        raise FengongError(f"--base {base}：不是网址前缀。", f"--base {base}: not an IRI prefix.")
    return base if base.endswith(("/", "#")) else f"{base}/"


def _progress(zh: str, en: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{printable(zh)} · {printable(en)}")
        sys.stderr.flush()


def _tell_build(issues: Sequence[object], plans: int, statements: int, out: Path) -> None:
    from graph.model import Issue, Severity

    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    for issue in issues:
        if isinstance(issue, Issue) and issue.severity is not Severity.NOTE:
            word = "错误 error" if issue.severity is Severity.ERROR else "注意 warning"
            name = "" if issue.source in issue.zh else f"{issue.source}: "
            sys.stderr.write(f"{word}  {printable(name + issue.zh)} {printable(issue.en)}\n")
    sys.stderr.write(
        f"完成：{plans} 份方案，{statements} 条陈述 → {out}/index.html（报告 report.html）\n"
        f"Done: {plans} plans, {statements} statements → {out}/index.html (report in report.html)\n"
    )
