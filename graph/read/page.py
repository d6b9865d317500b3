"""Takes the tree of a web page, gives the element that holds the document: the one with nearly all coherent text.

What is coherent: paragraphs with full stops, long lines, cells of tables; no menus, lists of links, footers. The names
that the content systems of government sites give to the place of the document are hints beside this measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

from graph.numbering import fold
from graph.read.grid import information
from graph.read.web_table import table_rows

NO_TEXT = frozenset(
    {
        "head", "script", "style", "noscript", "template", "select", "option", "button", "textarea", "input", "svg",
        "canvas", "iframe", "frame", "frameset", "object", "embed", "audio", "video", "map", "datalist", "rt", "rp",
    }
)  # fmt: skip
_FRAME = frozenset({"table", "tbody", "thead", "tfoot", "tr"})
_PLACES = _FRAME | {"article", "body", "center", "dd", "dir", "div", "fieldset", "form", "main", "section", "td", "th"}
BLOCKS = _PLACES | {
    "address", "aside", "blockquote", "caption", "details", "dialog", "dl", "dt", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "menu", "nav", "ol", "p", "pre", "summary", "ul",
}  # fmt: skip
_SITE = re.compile(
    "版权所有|ICP备|公网安备|网站标识码|首页|(?:浏览|点击|阅读)(?:次|数|量)|分享|打印|字体|字号|来源:|发布时间|发布日期:|位置:|无障碍|扫一扫|网站地图|[上下]一[篇条]|登录|搜索"
)
_HINT = re.compile(
    r"(?i)ucap-content|trs_(?:u?editor|preappend)|\bzoom\b|\b(?:js|ivs|zw|bt|xl)_?con(?:tent)?\b|printcontent|content_?text\b|wz_?nr"
    r"|(?:article|pages?|news|info|detail|text|notice|bulletin|view|xxgk|zfxxgk_zw|nr)[-_]?(?:content|con|body|text|detail|trs)\b"
)
_FURNITURE = re.compile(
    r"(?i)share|bds|jiathis|toolbar|\btools?\b|crumb|position|location|dqwz|\bnav|menu|side(?:bar)?\b|relat|xgjd|xgwj|foot|copyright|ewm|qrcode"
    r"|erweima|pager|\bprev|\bnext|fontsize|zihao|zoomin|zoomout|close|search|login|breadcrumb"
)
_OF_SITE_LINE = re.compile("主办|承办|版权|备案|ICP|地址:|电话:|邮编:|网站标识码|技术支持|建议使用|浏览器")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])")
_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff\w]")
_LONG_LINE, _LONGEST_FURNITURE = 40, 300
_MOST_OF, _HINTED, _PART, _LEAST_SHOWN = 0.9, 0.5, 0.1, 0.5


def is_hidden(element: Element) -> bool:
    """Tell whether an element is marked as not to be shown."""
    return element.get("hidden") is not None or bool(_HIDDEN.search((element.get("style") or "").lower()))


def is_furniture(element: Element) -> bool:
    """Tell whether an element inside the document is none of it: what a page calls so and has no sentence, or lists links."""
    if element.tag in ("nav", "footer", "aside"):
        return True
    if element.tag not in BLOCKS and element.tag not in ("a", "span"):
        return False
    named = bool(_FURNITURE.search(_names(element)))
    links = (
        [a for a in element.iter("a") if a is not element] if element.tag in ("ul", "dl", "div", "table", "p") else []
    )
    if not named and len(links) < 3:
        return False
    text = plain_text(element)
    if "。" in text or (named and len(text) > _LONGEST_FURNITURE):
        return False
    linked = sum(len(plain_text(a)) for a in links)
    return named or ("附件" not in text and linked > 0.8 * len(text) and all(_is_away(a) for a in links))


def _is_away(link: Element) -> bool:
    """A link to another page, not to a file or a place of this one."""
    target = (link.get("href") or "").lower()
    return not re.search(r"\.(?:docx?|pdf|wps|xlsx?|zip|rar|ofd)\b", target)


def _names(element: Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def plain_text(element: Element) -> str:
    """Give what an element says, white space left out."""
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        if event == "end":
            if node is not element:
                pieces.append(node.tail or "")
        elif node.tag in NO_TEXT:
            walker.skip_subtree()
        else:
            pieces.append(node.text or "")
    return "".join("".join(pieces).split())


def hidden_text(element: Element) -> int:
    """Give how many characters below an element, or in it, are marked as not to be shown."""
    count = 0
    walker = etree.iterwalk(element, events=("start",))
    for _, node in walker:
        if is_hidden(node):
            count += len(plain_text(node))
            walker.skip_subtree()
    return count


def find_content(body: Element) -> Element:
    """Give the element that holds the document."""
    weights = _weigh(body, shown=True)
    if hidden_text(body):  # some pages uncover the document by a script; then all of it is hidden
        whole = _weigh(body, shown=False)
        weights = whole if weights.get(body, 0) < whole.get(body, 0) * _LEAST_SHOWN else weights
    total = weights.get(body, 0)
    if not total:
        return body
    hinted = [e for e, weight in weights.items() if weight >= _PART * total and _HINT.search(_names(e))]
    deepest = [e for e in hinted if not any(e in other.iterancestors() for other in hinted if other is not e)]
    if sum(weights[e] for e in deepest) >= _HINTED * total and (top := _common(deepest)) is not None:
        return _out_of_frame(top, body)
    element = body  # down to the smallest place that holds nearly all
    while (child := max(element, key=lambda e: weights.get(e, 0), default=None)) is not None:
        if weights.get(child, 0) < _MOST_OF * total or child.tag not in _PLACES:
            break
        element = child
    return _widen(_out_of_frame(element, body), body)


def _widen(element: Element, body: Element) -> Element:
    """Take in what stands around the text and is nothing of a site's: the title of a plain page, its closing lines."""
    while element is not body and (parent := element.getparent()) is not None:
        if any(_is_of_site(other) for other in parent if other is not element) or parent.tag == "html":
            break
        element = parent
    return _out_of_frame(element, body)


def _is_of_site(element: Element) -> bool:
    if element.tag in NO_TEXT:
        return False
    links = sum(1 for a in element.iter("a") if plain_text(a))
    return links > 1 or is_furniture(element) or is_hidden(element) or bool(_SITE.search(fold(plain_text(element))))


def _out_of_frame(element: Element, body: Element) -> Element:
    """A table or row is no place of a document; the cell or division around it is."""
    while element.tag in _FRAME and element is not body:
        element = element.getparent()
    return element


def _common(elements: Iterable[Element]) -> Element | None:
    """The lowest element that holds all."""
    found: list[Element] | None = None
    for element in elements:
        line = [element, *element.iterancestors()]
        kept = set(line)
        found = line if found is None else [e for e in found if e in kept]
    return found[0] if found else None


def _weigh(body: Element, *, shown: bool) -> dict[Element, int]:
    """How much coherent text each element holds, itself and below; hidden text counts unless ``shown``."""
    weights: dict[Element, int] = {}
    tables = {t for t in body.iter("table") if information([[plain_text(c) for c in row] for row in table_rows(t)])}
    for line, element in _lines(body, shown):
        text = fold("".join(line.split()))
        line_of = [element, *element.iterancestors()]
        if (_OF_SITE_LINE.search(text) and len(text) < _LONGEST_FURNITURE) or tables.intersection(line_of):
            continue
        cell = any(e.tag in ("td", "th") for e in line_of)
        if "。" in text or ";" in text or len(text) >= _LONG_LINE or cell:
            weight = len(_WORD.findall(text))
            for above in line_of:
                weights[above] = weights.get(above, 0) + weight
                if above is body:
                    break
    return weights


def _lines(body: Element, shown: bool) -> Iterable[tuple[str, Element]]:
    """The lines of the page outside links, each with the block that holds it."""
    pieces: list[str] = []
    silent = 0  # how many elements without text, hidden or links we are in
    for event, node in etree.iterwalk(body, events=("start", "end")):
        block = node.tag in BLOCKS or node.tag == "br"
        mute = node.tag in NO_TEXT or node.tag in ("a", "nav", "footer") or (shown and is_hidden(node))
        if block and pieces:
            holder = node if event == "end" else node.getparent()
            yield "".join(pieces), body if holder is None or node is body else _block(holder)
            pieces = []
        silent += mute if event == "start" else -mute
        text = node.text if event == "start" else node.tail
        if text and not silent and not (event == "end" and node is body):
            pieces.append(text)
    if pieces:
        yield "".join(pieces), body


def _block(element: Element) -> Element:
    while element.tag not in BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element
