"""Takes the tables of a document, gives the rows of its division of labour and the unit that each task names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from graph.model import AnnexRow, Provision, Section, Text
from graph.numbering import find_number, fold
from graph.vocabulary import role_cues

_TASK_COLUMN = re.compile("任务|内容|事项|措施|举措|工作|项目|工程|行动")
_GROUP_COLUMN = re.compile("(?<!任务)(?<!项目)(?<!工程)(?<!行动)(?<!事项)名称|类别|分类|领域|方面|板块")
_NO_TASK_COLUMN = re.compile("序号|编号|时限|时间|备注|进度")
_NAME_LIST = re.compile("^(?:姓名|职务|联系电话|手机)$")
_NO_PARTY_COLUMN = re.compile("任务|内容|措施|目标|时限|时间|备注")
_VERB = re.compile("^(?:组织|深入|大力|全面|扎实|积极|持续|加快)*(?:实施|开展|推进|推动|落实|加强|做好|完成)")
_GENERIC_WORD = re.compile("提升|建设|提质|升级|改进|专项|行动|工程|计划|项目|工作")
_LEAST_LIKENESS = 0.8

Table = Sequence[Sequence[Text]]
Unit = Section | Provision


def find_annex(tables: Iterable[Table], units: Sequence[Unit]) -> tuple[AnnexRow, ...]:
    """Give the rows of all tables that have a column of responsible bodies, in order.

    A blank cell in a column before the task goes on with the cell above it (merged cells). A row whose task is blank
    belongs to the task above it.

    Args:
        tables: the rows of each table, the first one its heading.
        units: the sections and provisions of the plan, by which the tasks are looked up.
    """
    rows: list[AnnexRow] = []
    for table in tables:
        columns = _columns(table)
        if columns:
            task, group, parties = columns
            rows += _rows(table[1:], task, group, parties, units, len(rows))
    return tuple(rows)


def is_party_column(heading: str) -> bool:
    """Tell whether a column heading says that bodies stand below it (牵头单位, 责任部门, 配合单位)."""
    bare = re.sub(r"[(（].*?[)）]", "", heading)
    return any(cue.text in bare for cue in role_cues("label") if len(cue.text) > 2) or (
        bool(re.search("单位|部门", bare)) and not _NO_PARTY_COLUMN.search(bare)
    )


def _columns(table: Table) -> tuple[int, int | None, dict[int, str]] | None:
    if len(table) < 2:
        return None
    headings = [cell.value for cell in table[0]]
    if any(_NAME_LIST.match(heading) for heading in headings):
        return None  # the members of a leading group, not a division of labour
    parties = {i: heading for i, heading in enumerate(headings) if is_party_column(heading)}
    others = [i for i, h in enumerate(headings) if i not in parties and h and not _NO_TASK_COLUMN.search(h)]
    tasks = [i for i in others if _TASK_COLUMN.search(headings[i])]
    groups = [i for i in others if _GROUP_COLUMN.search(headings[i])]
    task = next((i for i in tasks if i not in groups), tasks[0] if tasks else (others[-1] if others else None))
    if not parties or task is None:
        return None
    return task, next((i for i in groups if i != task), None), parties


def _rows(
    body: Table, task: int, group: int | None, parties: dict[int, str], units: Sequence[Unit], before: int
) -> Iterable[AnnexRow]:
    last_group = last_task = Text()
    for ordinal, cells in enumerate(body, before + 1):
        at = dict(enumerate(cells))
        last_group = (at.get(group) if group is not None else None) or last_group
        last_task = at.get(task) or last_task
        text, spans = _row_text(cells, parties)
        if spans and last_task:
            yield AnnexRow(
                key=f"annex.{ordinal}",
                ordinal=ordinal,
                task=last_task,
                text=text,
                cells=spans,
                unit=find_unit(last_task.value, last_group.value, units),
            )


def _row_text(cells: Sequence[Text], parties: dict[int, str]) -> tuple[Text, tuple[tuple[str, int, int], ...]]:
    """Join the cells by tabs; tell where the cells of the parties stand."""
    text = Text()
    spans: list[tuple[str, int, int]] = []
    for column, cell in enumerate(cells):
        if not cell:
            continue
        if text:
            text += Text("\t", (cell.at[0] - 1,))
        if column in parties:
            spans.append((parties[column], len(text), len(text) + len(cell)))
        text += cell
    return text, tuple(spans)


def find_unit(task: str, group: str, units: Sequence[Unit]) -> str | None:
    """Give the key of the unit that a task names: the same words first, then the one that is plainly most like it.

    Args:
        task: the task as the table has it (实施科普基础设施建设工程).
        group: the cell that heads it (重点工程), which decides between units of one name.
        units: sections and provisions in reading order.
    """
    wanted = _bare(task)
    scored = [(likeness(wanted, _bare(u.heading.value)), u) for u in units if u.heading]
    best = max((score for score, _ in scored), default=0.0)
    if best < _LEAST_LIKENESS:
        return None
    found = [u for score, u in scored if score == best]
    under = {u.key for u in units if group and u.heading and _bare(group) in _bare(u.heading.value)}
    inside = [u for u in found if any(u.key.startswith(f"{key}.") for key in under)]
    return (inside or found)[0].key


def likeness(a: str, b: str) -> float:
    """Give how like two titles are, 0…1: Ratcliff/Obershelp, and 0.9 at least if one holds the other nearly whole,
    0.85 if they differ in generic words only (科普信息化提升工程, 科普信息化建设工程). Generic words alone make none alike
    (青少年科学素质提升行动, 老年人科学素质提升行动).
    """
    if a == b:
        return 1.0
    stems = [_GENERIC_WORD.sub("", a), _GENERIC_WORD.sub("", b)]
    ratio = min(_ratio(a, b), _ratio(*stems)) if all(stems) else _ratio(a, b)
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 6 and shorter in longer and len(shorter) >= 0.6 * len(longer):
        return max(ratio, 0.9)
    return max(ratio, 0.85) if stems[0] == stems[1] and len(stems[0]) >= 4 else ratio


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _bare(title: str) -> str:
    """A title without number, leading verb, brackets, quotation marks."""
    if number := find_number(title):
        title = title[len(number.marker) :]
    folded = re.sub(r"[(].*?[)]|[“”\"‘’'。.：:；;\s]", "", fold(title))
    return _VERB.sub("", folded) or folded
