"""Takes elements of a Word document, gives their names, values and switches, in the transitional and the strict namespace."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element


def local(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str = "val") -> str | None:
    """Give an attribute by its name without namespace."""
    if element is None:
        return None
    return next((str(v) for key, v in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def number(element: Element | None, default: int | None = None, name: str = "val") -> int | None:
    """Give an attribute as a whole number of at most five figures."""
    value = attribute(element, name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 5 else default


def child(element: Element | None, *path: str) -> Element | None:
    """Give the first child of that name, and on from there."""
    for name in path:
        element = next(children(element, name), None)
    return element


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Give the children of these names."""
    return (c for c in element if local(c) in names) if element is not None else iter(())


def switch(properties: Element | None, name: str) -> bool | None:
    """Give a toggle property (bold, hidden): None where it is not set (ECMA-376, part 1, 17.17.4)."""
    found = child(properties, name)
    if found is None:
        return None
    return (attribute(found) or "true").lower() not in ("0", "false", "off", "none")


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Give all elements of that name below."""
    return (e for e in element.iter() if local(e) == name)
