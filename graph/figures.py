"""Takes nothing, gives matplotlib a font that has Chinese characters, or labels that do without."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.errors import FengongError

PREFERRED = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "SimHei",
    "Noto Sans CJK JP",
)
"""Fonts that the usual systems carry, the best first; after them any font that has the characters is taken."""
_SAMPLE = "科学素质任务分工"


def use_chinese_font() -> Callable[[str], str]:
    """Set matplotlib's font to one that has Chinese characters, and give what a label becomes.

    With such a font a label stays as it is. Without one it becomes pinyin, and a line on stderr says so: empty boxes in a
    figure would be worse.

    Raises:
        FengongError: if matplotlib is not installed.
    """
    try:
        from matplotlib import font_manager, rcParams
    except ImportError as error:
        raise FengongError(
            "图表需要 matplotlib：pip install 'fengong[notebook]'。",
            "figures need matplotlib: pip install 'fengong[notebook]'.",
        ) from error
    rcParams["axes.unicode_minus"] = False  # many Chinese fonts lack U+2212
    name = _find(font_manager)
    if name:
        rcParams["font.family"] = [name, "sans-serif"]
        return str
    sys.stderr.write(
        "没有找到含汉字的字体，图中文字改用拼音。安装一种即可，例如 Noto Sans CJK。\n"
        "No font with Chinese characters is installed: labels are in pinyin. Install one, such as Noto Sans CJK.\n"
    )
    return _pinyin


def _find(manager: Any) -> str | None:  # noqa: ANN401 - matplotlib's module is not typed
    _notice_new_fonts(manager)
    by_name: dict[str, str] = {}
    for entry in manager.fontManager.ttflist:
        by_name.setdefault(entry.name, entry.fname)
    names = [name for name in PREFERRED if name in by_name] + sorted(set(by_name) - set(PREFERRED))
    return next((name for name in names if _has_chinese(by_name[name])), None)


def _notice_new_fonts(manager: Any) -> None:  # noqa: ANN401
    """Add fonts that were installed after matplotlib wrote its cache."""
    known = {entry.fname for entry in manager.fontManager.ttflist}
    for path in manager.findSystemFonts():
        if path not in known and "CJK" in Path(path).name:
            manager.fontManager.addfont(path)


def _has_chinese(path: str) -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        characters = FT2Font(path).get_charmap()
    except (OSError, RuntimeError):
        return False
    return all(ord(character) in characters for character in _SAMPLE)


def _pinyin(label: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(label))
