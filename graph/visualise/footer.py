"""Takes what a build is and how good its reading was measured to be, gives the lines that stand below every page.

A figure read off a page can be cited with them: they name the program, the data (by its digest) and the quality.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the evaluation of the release found in one field of the reading, on plans that it had never seen."""

    zh: str
    en: str
    f1: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What is to be cited with a figure.

    ``data`` are the first twelve hexadecimal digits of the SHA-256 of ``graph.nq``. ``named`` of the ``provisions`` name a
    body that can be told; ``inferred`` of the ``names`` were completed or handed down from a section.
    """

    version: str = ""
    data: str = ""
    plans: int = 0
    provisions: int = 0
    named: int = 0
    names: int = 0
    inferred: int = 0
    measured: tuple[Measured, ...] = ()

    @property
    def build(self) -> str:
        """The program and the data in a few words, the same in both languages: ``Fengong 0.2.0 · 0123456789ab``."""
        return " · ".join(part for part in (f"Fengong {self.version}" if self.version else "", self.data) if part)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The lines in Chinese and English: the data, then the quality of the reading; none of what is not known."""
        found = []
        if self.data:
            found.append(
                (
                    f"程序 Fengong {self.version}，数据版本 {self.data}（graph.nq 的 SHA-256 前 12 位），方案 {self.plans} 份。",
                    f"Program Fengong {self.version}, data version {self.data} (first 12 digits of the SHA-256 of graph.nq), "
                    f"{self.plans} plan(s).",
                )
            )
        if self.provisions and self.names:
            found.append(
                (
                    f"条款 {self.provisions} 条，{_percent(self.named, self.provisions)} 写明责任单位；责任 {self.names} 处，"
                    f"{_percent(self.inferred, self.names)} 的单位名称经补全或由上级章节承继。",
                    f"{self.provisions} provisions, {_percent(self.named, self.provisions)} name who answers; {self.names} "
                    f"duties, {_percent(self.inferred, self.names)} with a completed name or inherited from a section.",
                )
            )
        if self.measured:
            figures = "、".join(f"{one.zh} {one.f1}" for one in self.measured)
            figures_en = ", ".join(f"{one.en} {one.f1}" for one in self.measured)
            found.append(
                (
                    f"读取准确度（F1，初次见到的方案）：{figures}。引用前请核对原文。",
                    f"Accuracy of the reading (F1, on plans never seen): {figures_en}. Compare with the text before you cite.",
                )
            )
        return tuple(found)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%"
