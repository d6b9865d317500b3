"""Takes the styles part of a Word document, gives what a paragraph or run has from its style: depth, number, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from graph.read.word_xml import attribute, child, children, number, switch

_HEADING_NAME = re.compile(r"(?i)(?:heading|标题) ?([1-9])")
_CONTENTS_NAME = re.compile(r"(?i)(?:toc|目录) ?[1-9]?(?: heading)?|toc heading")
_BODY_TEXT = 9  # outline level of what is no heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style as written; what it does not say, the one that it is based on says."""

    name: str
    base: str | None
    paragraph: Element | None
    run: Element | None


@dataclass(slots=True)
class Styles:
    """The styles of a document by their identifier."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Style]]:
        """Give a style and those that it is based on; a circle ends."""
        seen: set[str] = set()
        at = style_id if style_id in self.by_id else self.default
        while at is not None and at in self.by_id and at not in seen:
            seen.add(at)
            yield at, self.by_id[at]
            at = self.by_id[at].base

    def depth(self, style_id: str | None, properties: Element | None) -> int | None:
        """Give the depth of a heading (1 …) by its outline level or the name of its style, or None."""
        own = number(child(properties, "outlineLvl"))
        if own is not None:
            return own + 1 if own < _BODY_TEXT else None
        for _, style in self.chain(style_id):
            if match := _HEADING_NAME.fullmatch(style.name):
                return int(match[1])
            level = number(child(style.paragraph, "outlineLvl"))
            if level is not None:
                return level + 1 if level < _BODY_TEXT else None
        return None

    def is_contents(self, style_id: str | None) -> bool:
        """Tell whether a style is that of an entry of the table of contents."""
        return any(_CONTENTS_NAME.fullmatch(style.name) for _, style in self.chain(style_id))

    def numbering(self, style_id: str | None, properties: Element | None) -> tuple[str, int | None, str | None] | None:
        """Give list, depth and the style that binds them of a paragraph, or None."""
        own = child(properties, "numPr")
        list_id, depth = attribute(child(own, "numId")), number(child(own, "ilvl"))
        if list_id is not None:
            return (list_id, depth or 0, None) if list_id != "0" else None
        for key, style in self.chain(style_id):
            found = child(style.paragraph, "numPr")
            if (inherited := attribute(child(found, "numId"))) is not None:
                if inherited == "0":
                    return None
                return inherited, depth if depth is not None else number(child(found, "ilvl")), key
        return None

    def toggled(self, name: str, run: Element | None, style_id: str | None) -> bool:
        """Tell whether a run is bold or hidden: by itself, by the style of its characters, by that of its paragraph."""
        own = switch(run, name)
        if own is not None:
            return own
        character = attribute(child(run, "rStyle"))
        for start in (character, style_id):
            if start is not None:
                for _, style in self.chain(start):
                    if (found := switch(style.run, name)) is not None:
                        return found
        return False


def read_styles(root: Element | None) -> Styles:
    """Give the styles that a part defines; none without a part."""
    styles = Styles()
    for one in children(root, "style"):
        key = attribute(one, "styleId")
        if key is None:
            continue
        styles.by_id[key] = Style(
            name=attribute(child(one, "name")) or "",
            base=attribute(child(one, "basedOn")),
            paragraph=child(one, "pPr"),
            run=child(one, "rPr"),
        )
        if attribute(one, "type") == "paragraph" and (attribute(one, "default") or "0") in ("1", "true"):
            styles.default = key
    return styles
