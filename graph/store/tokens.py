r"""Takes the text of a query, gives its terminals with their places.

The scan follows the terminals of SPARQL 1.1 (section 19.8) *as the engine reads them*: keywords need no space around
them (``1SERVICE<…>`` is a call), a full stop ends a prefixed name (``ex:.SERVICE``), an escaped ``\#`` begins no comment
and ``\u0053`` is no S outside strings. It never fails: what is no terminal is ``other``, a character at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<string> \"{3} (?: \\. | (?!\"{3}) . )* \"{3}      # \"\"\"…\"\"\"
              | '{3} (?: \\. | (?!'{3}) . )* '{3}
              | \" (?: \\. | [^\"\\\n\r] )* \"
              | ' (?: \\. | [^'\\\n\r] )* ' )
  | (?P<comment> \# [^\n\r]* )
  | (?P<iri> < [^<>\"{}|^`\\\x00-\x20]* > )
  | (?P<variable> [?$] \w+ )
  | (?P<language> @ [A-Za-z]+ (?: - [A-Za-z0-9]+ )* )
  | (?P<name> (?: \w [\w.-]{0,99} )? :                   # PNAME_NS, then PN_LOCAL, which neither begins nor ends in .
              (?: (?: [\w:%] | \\. ) (?: (?: [\w:%.-] | \\. )* (?: [\w:%-] | \\. ) )? )? )
  | (?P<word> \w+ )
  | (?P<other> \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A terminal: its kind (a group of ``_TOKEN``), its text, the offset of its first character."""

    kind: str
    value: str
    start: int


def scan(text: str) -> Iterator[Token]:
    """Give all of a text as tokens, comments and white space too: joined, their values are the text."""
    for match in _TOKEN.finditer(text):
        yield Token(match.lastgroup or "other", match.group(), match.start())


def tokens(text: str) -> Iterator[Token]:
    """Give the terminals of a query without comments and white space."""
    return (token for token in scan(text) if token.kind != "comment" and not token.value.isspace())


def prefixed_names(text: str) -> tuple[tuple[Token, ...], frozenset[str]]:
    """Give the prefixed names that a query uses, and the prefixes that it declares itself; ``_:b`` is no such name."""
    used: list[Token] = []
    declared: set[str] = set()
    after_prefix = False
    for token in tokens(text):
        prefix = token.value.partition(":")[0]
        if token.kind == "name" and after_prefix:
            declared.add(prefix)
        elif token.kind == "name" and prefix != "_":
            used.append(token)
        after_prefix = token.kind == "word" and token.value.lower() == "prefix"
    return tuple(used), frozenset(declared)
