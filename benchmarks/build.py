"""Takes the specimen plans, gives ratios: a cold build against a peer that only reads, matches and writes, in this run.

The peer does what any tool on the same libraries must do: read the files, run spaCy's blank Chinese pipeline and a
PhraseMatcher over them, write as many N-Quads with rdflib. Ratios, unlike seconds, can be compared between machines.

    python benchmarks/build.py [PLANS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
PEER = """
import sys
from pathlib import Path
import rdflib, spacy
from spacy.matcher import PhraseMatcher
folder, out, wanted, cues = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4].split(",")
nlp = spacy.blank("zh")
matcher = PhraseMatcher(nlp.vocab)
matcher.add("cue", [nlp.make_doc(cue) for cue in cues])
base = rdflib.Namespace("https://example.org/")
data, n = rdflib.Dataset(), 0
texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.iterdir())]
found = [match for text in texts for match in matcher(nlp.make_doc(text))]
graph = data.graph(base["graph"])
while n < wanted:
    match = found[n % len(found)]
    graph.add((base[f"mention/{n}"], base[f"p{match[1] % 20}"], rdflib.Literal(f"{match[1]}-{match[2]}")))
    n += 1
data.serialize(out, format="nquads")
"""


def main(arguments: list[str]) -> int:
    """Print the ratios; give 0."""
    plans = Path(arguments[0]) if arguments else ROOT / "plans"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "build"
        build = [sys.executable, str(ROOT / "build_graph.py"), "build", str(plans), "--out", str(out), "--quiet"]
        seconds(build)  # the first run compiles and fills the file cache
        statements = len((out / "graph.nq").read_bytes().splitlines())
        peer = [sys.executable, "-c", PEER, str(plans), str(Path(folder) / "peer.nq"), str(statements), cues()]
        ours, theirs = zip(*((seconds(build), seconds(peer)) for _ in range(RUNS)), strict=True)
        show(f"cold build / peer ({statements} statements)", ours, theirs)
    help_text = [sys.executable, str(ROOT / "build_graph.py"), "--help"]
    bare = [sys.executable, "-c", "pass"]
    helps, nothing = zip(*((seconds(help_text), seconds(bare)) for _ in range(2 * RUNS)), strict=True)
    show("--help / python -c pass", helps, nothing)
    return 0


def cues() -> str:
    """The words that give a role, as the vocabulary has them."""
    sys.path.insert(0, str(ROOT))
    from graph.vocabulary import role_cues

    return ",".join(cue.text for form in ("predicate", "label") for cue in role_cues(form))


def seconds(command: list[str]) -> float:
    """Run a command and give its wall time."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def show(name: str, ours: tuple[float, ...], theirs: tuple[float, ...]) -> None:
    """Print the medians and their ratio."""
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"{name}: {mine / other:.2f}  ({mine:.2f} s / {other:.2f} s, medians of {len(ours)})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
