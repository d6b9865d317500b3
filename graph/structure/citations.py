"""Takes the parts of a document, gives the documents that it cites in 《》, with the numbers it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from graph.model import Citation, Outline, Section, Text
from graph.numbering import fold
from graph.structure.metadata import find_place
from graph.structure.parts import Parts

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(【﹝„][12]\d{3}[〕\])】﹞‟]第?\d{1,4}号")
_NUMBER_AFTER = re.compile(rf"[(]?({_DOCUMENT_NUMBER.pattern})")
_ALIAS = re.compile(r"以下(?:统称|简称|称)[:：]?[“\"]?《?([^《》()（）”\"]{2,30})》?")
_NEWSPAPER = re.compile("(?:日报|晚报|时报|早报|周报|商报|晨报|周刊|月刊|杂志|学报)$")
_ENCLOSED_AFTER = re.compile("已|业经|经|现|印发|予以")
_SORT = re.compile("(?:规划|计划|行动|实施)?(?:纲要|方案|规划|计划|意见|通知)")
_NESTING = re.compile("[《》〈〉<>]")
_BASIS = re.compile("根据|依据|按照|遵照")
_MAKES_THIS = re.compile("制[定订](?:本|如下|此|我|《?[^。]{0,12}(?:方案|计划|意见|措施|要点))")
# the organ named right before a title: 国务院印发的《……》, 省政府办公厅《……》
_ISSUER = re.compile(
    "((?:国务院|中共中央|中央|全国人大|国家[\u4e00-\u9fff]{2,10}?|[\u4e00-\u9fff]{2,6}部|(?:[省市县区州旗盟]|自治区)(?:委|党委|人民政府|政府))"
    "(?:办公[厅室]|办)?)(?:、[\u4e00-\u9fff]{2,8})?(?:关于)?(?:印发|制定|出台|发布|下发)?的?$"
)
_NUMBER_ALONE = re.compile(
    rf"(?:根据|按照|依据|落实|贯彻|执行)[^。，《]{{0,6}}?({_DOCUMENT_NUMBER.pattern})(?=(?:文件)?(?:精神|要求|规定|通知|部署|文))"
)


NOTICE = "notice"  # the unit of what the cover notice cites


def find_citations(parts: Parts, outline: Outline) -> tuple[Citation, ...]:
    """Give the cited documents in reading order, each once.

    The plan itself, aliases (以下简称《纲要》) and newspapers are no citations. ``basis`` marks a document on which the
    preamble says that the plan is based (根据……制定).
    """
    own = _bare(parts.metadata.title)
    passages = [*_passages(outline), *([(NOTICE, parts.notice.text)] if parts.notice else [])]
    aliases = {_bare(m[1]) for _, text in passages for m in _ALIAS.finditer(text.value)}
    found: dict[str, Citation] = {}
    for unit, text in passages:
        for citation in _in_passage(unit, text):
            bare = _bare(citation.title)
            if bare and bare not in aliases and not _is_own(bare, own) and not _NEWSPAPER.search(citation.title):
                known = found.get(bare)
                if known is None or (known.number is None and citation.number):
                    found[bare] = citation
    return tuple(c for c in found.values() if not _is_alias(c, found))


def _is_alias(citation: Citation, found: dict[str, Citation]) -> bool:
    """A short title without number that ends a longer cited one is its alias (《科学素质纲要》, 《纲要》).

    One that is nothing but the word for its sort (省、市《实施方案》) names no document.
    """
    bare = _bare(citation.title)
    if not citation.number and _SORT.fullmatch(bare):
        return True
    if citation.number or len(bare) > 8 or not re.search("(?:纲要|方案|规划|意见|办法|通知|条例|计划)$", bare):
        return False
    return any(other != bare and len(other) > len(bare) and _is_subsequence(bare, other) for other in found)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _passages(outline: Outline) -> Iterator[tuple[str | None, Text]]:
    for paragraph in outline.preamble:
        yield None, paragraph.text
    for _, unit in outline.walk():
        if isinstance(unit, Section) and unit.text:
            yield unit.key, unit.text
        elif not isinstance(unit, Section):
            yield from chain([(unit.key, unit.heading)] if unit.heading else [], [(unit.key, unit.text)])


def _in_passage(unit: str | None, text: Text) -> Iterator[Citation]:
    for match in _TITLE.finditer(text.value):
        sentence = text.value[text.value.rfind("。", 0, match.start()) + 1 : match.start()]
        after = fold(text.value[match.end() : match.end() + 40])
        if unit == NOTICE and (_ENCLOSED_AFTER.match(after) or sentence.endswith(("将", "印发"))):
            continue  # the plan that the notice encloses, perhaps by a shorter title
        title, numbers = match[1], _numbers(text.value, match.end())
        issuer = _ISSUER.search(fold(sentence))
        yield Citation(
            title=title,
            number=numbers[0] if numbers else None,
            other_numbers=numbers[1:],
            issuer=issuer[1] if issuer else None,
            basis=_is_basis(unit, sentence, text.value, match.end()),
            place=find_place(title),
            unit=unit,
            begin=match.start(1),
            end=match.end(1),
        )
    for match in _NUMBER_ALONE.finditer(fold(text.value)):
        begin, end = match.span(1)
        sentence = text.value[text.value.rfind("。", 0, begin) + 1 : begin]
        number = text.value[begin:end]
        basis = _is_basis(unit, sentence, text.value, end)
        yield Citation(title=number, number=number, basis=basis, unit=unit, begin=begin, end=end)


def _numbers(text: str, at: int) -> tuple[str, ...]:
    """The numbers in the bracket after a title: （国发〔2021〕9号、鲁政发〔2021〕5号）."""
    after = fold(text[at : at + 90])
    if not (first := _NUMBER_AFTER.match(after)):
        return ()
    found, end = [text[at + first.start(1) : at + first.end(1)]], first.end()
    while more := re.compile(rf"[、,;和及]({_DOCUMENT_NUMBER.pattern})").match(after, end):
        found.append(text[at + more.start(1) : at + more.end(1)])
        end = more.end()
    return tuple(found)


def _is_basis(unit: str | None, sentence: str, text: str, end: int) -> bool:
    """A document on which the plan says that it is based: 根据《……》，制定本方案, in the preamble or a first section."""
    if unit is None:
        return bool(_BASIS.search(sentence)) or _is_carried_out(sentence, text)
    rest = text[end : text.find("。", end) if "。" in text[end:] else len(text)]
    return (
        unit != NOTICE
        and bool(re.search("根据|依据|按照|遵照|贯彻|落实", sentence))
        and bool(_MAKES_THIS.search(fold(rest)))
    )


def _is_carried_out(sentence: str, preamble: str) -> bool:
    """为贯彻落实《……》，制定本方案: the commonest way to name what a plan is based on."""
    return bool(re.search("贯彻|落实|实施", sentence)) and "制定" in preamble


def _is_own(bare: str, own: str) -> bool:
    """The plan itself: without its place name, enclosed (《关于印发〈……〉的通知》) or by an alias (《〈纲要〉实施方案》)."""
    if bare[0] in "〈<":
        return True
    bare, own = _NESTING.sub("", bare), _NESTING.sub("", own)
    return bool(own) and (own in bare or (len(bare) >= 10 and own.endswith(bare)))


def _bare(title: str) -> str:
    return re.sub(r"[\s“”\"]", "", re.sub("[—–―－~]", "-", fold(title)))
