"""Takes a folder with one wheel, gives exit status 0 if a fresh environment can build and ask a graph with it alone.

python tests/wheel_smoke.py dist
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

TEXT = """澜溪县科普服务行动方案（2023—2025年）
一、重点任务
（一）办好讲堂。每村每年不少于两场。（县科协牵头，县教育局配合）
（二）办好展览。每乡每年不少于一次。（县文旅局、科协按职责分工负责）
"""


def main(arguments: list[str]) -> int:
    """Install the wheel, build, query; print "ok" or say what failed."""
    if len(arguments) != 1:
        sys.stderr.write("用法 / usage: python tests/wheel_smoke.py DIST\n")
        return 2
    wheels = sorted(Path(arguments[0]).glob("*.whl"))
    if len(wheels) != 1:
        sys.stderr.write(f"{arguments[0]}：应有且仅有一个 wheel / one wheel is expected, found {len(wheels)}\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        return _try(wheels[0].resolve(), Path(folder))


def _try(wheel: Path, folder: Path) -> int:
    programs = _install(wheel, folder / "venv")
    work = folder / "空文件夹"
    work.mkdir()
    (work / "方案.txt").write_text(TEXT, encoding="utf-8")
    fengong = str(programs / "fengong")
    _run([fengong, "build", "方案.txt", "--out", "build"], work)
    answer = _run([fengong, "query", "plans", "--format", "csv"], work)
    tasks = _run([fengong, "query", "division-of-labour", "--format", "csv"], work)
    for command in (
        ["check"],
        ["network"],
        ["docs"],
        ["ask", "县科协"],
        ["code", "sheet"],
        ["export", "--format", "csv", "--to", "data"],
    ):
        _run([fengong, *command], work)
    for wanted, said in (("澜溪县科普服务行动方案", answer), ("县科协", tasks)):
        if wanted not in said:
            sys.stderr.write(f"答案里没有“{wanted}” / {wanted} is not in the answer:\n{said}\n")
            return 1
    sys.stdout.write("ok\n")
    return 0


def _install(wheel: Path, folder: Path) -> Path:
    """Give the folder of programs of a fresh environment that holds the wheel."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    _run(
        [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)], folder
    )
    return programs


def _run(command: list[str], folder: Path) -> str:
    """Run a command in a folder without this project's own environment; give its output, stop if it fails."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=folder, env={**kept, "PYTHONUTF8": "1"}, capture_output=True, check=False)
    if done.returncode:
        sys.stderr.write(f"{' '.join(command)}：{done.returncode}\n{done.stderr.decode(errors='replace')}\n")
        raise SystemExit(1)
    return done.stdout.decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
