"""What the shell offers while a command is typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("fengong query my", {"my-tasks", "my-partners"}),
        ("fengong query my-tasks --param ", {"department=", "role=lead"}),
        ("fengong query my-tasks --param role=l", {"role=lead"}),
    ],
)
def test_the_shell_completes_names_and_parameters(line: str, offered: set[str], root: Path) -> None:
    words = {"_FENGONG_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    done = subprocess.run(
        [sys.executable, "build_graph.py"], cwd=root, env={**os.environ, **words}, capture_output=True, check=False
    )
    assert offered <= set(done.stdout.decode().split())
