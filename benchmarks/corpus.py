"""Takes the N-Quads of a build, gives those of as many plans as wanted: copies that stand for other places.

The copies keep the shape of real graphs (bodies, provisions, evidence in their true proportions), so that queries can be
timed on a thousand plans. What the nation shares (vocabulary, programmes, cited documents) is not copied.

    python benchmarks/corpus.py BUILD/graph.nq 1000 OUT.nq
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ID = "https://w3id.org/fengong/id/"
# one of these stands for one place or document; everything else (programme, group, document …) is common to all
_COPIED = (
    "plan", "notice", "section", "provision", "annex-row", "responsibility", "mention", "target", "body", "place",
    "coresponsibility", "change", "source", "alignment", "comparison", "suggestion", "observation",
)  # fmt: skip
_IRI = re.compile(rf"{re.escape(ID)}({'|'.join(_COPIED)})/")
_GRAPH = re.compile(rf"<{re.escape(ID)}graph/(?!vocabulary|dataset|entities|derived|corrections|coding)")
_PLACE = re.compile(r'<[^>]*/id/place/[^>]*> <http://www\.w3\.org/2004/02/skos/core#prefLabel> "([^"]{2,})"')
_NAMED = re.compile(r"#(?:prefLabel|altLabel|key|sourceFile)> |/title> ")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def copies(quads: Path, plans: int) -> Iterator[str]:
    """Give the lines of a graph of at least ``plans`` plans."""
    lines = quads.read_text(encoding="utf-8").splitlines(keepends=True)
    found = {
        line.partition("> ")[0] for line in lines if line.endswith("ontology#Plan> .\n") or "ontology#key>" in line
    }
    places = sorted({match[1] for line in lines if (match := _PLACE.match(line))}, key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, places)) or r"(?!)")
    yield from lines
    local = [line for line in lines if _IRI.search(line) or _GRAPH.search(line)]
    for copy in range(1, -(-plans // max(len(found), 1))):
        yield from (_moved(line, copy, names) for line in local)


def _moved(line: str, copy: int, names: re.Pattern[str]) -> str:
    """The line as another place would say it: other IRIs, other names of places and plans."""
    moved = _GRAPH.sub(rf"<{ID}graph/c{copy}-", _IRI.sub(rf"{ID}\1/c{copy}-", line))
    if not _NAMED.search(moved):
        return moved
    mark = str(copy).translate(_DIGITS)
    subject, quote, literal = moved.partition(' "')
    moved = subject + quote + names.sub(lambda name: f"{name[0][0]}{mark}{name[0][1:]}", literal)
    return moved.replace('ontology#key> "', f'ontology#key> "c{copy}-')


if __name__ == "__main__":
    source, wanted, target = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(copies(source, wanted))
