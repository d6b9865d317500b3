"""Takes the HTML of a network page, gives a sandboxed frame for a notebook cell: no name, style or file of it gets out.

``sandbox`` without ``allow-same-origin`` puts the page into an origin of its own (HTML Living Standard, 7.1.5): it runs its
scripts and may offer downloads, and can neither read nor write the notebook, its cookies or another page.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

SANDBOX = "allow-scripts allow-downloads"
HEIGHT = 640


def sandboxed(html: str, height: int = HEIGHT) -> str:
    """Give an ``iframe`` that holds the whole page in its ``srcdoc``, for ``IPython.display.HTML``.

    Everything of the page is escaped, so that no name in it can close the attribute. ``height`` is in pixels.

    Raises:
        ValueError: if ``height`` is not positive.
    """
    if height <= 0:
        raise ValueError(f"框架高度须为正数 the height of a frame is positive: {height}")
    return (
        f'<iframe srcdoc="{escape(html, quote=True)}" sandbox="{SANDBOX}" width="100%" height="{height}" '
        'style="border:0" title="网络图 network" loading="lazy"></iframe>'
    )


@dataclass(frozen=True, slots=True)
class NetworkFrame:
    """A network page that a notebook shows as the value of a cell; ``html`` is the page, to be written to a file as well."""

    html: str
    height: int = HEIGHT

    @classmethod
    def of(cls, network: nx.Graph, *, title: str, height: int = HEIGHT, **more: Any) -> NetworkFrame:  # noqa: ANN401
        """Give the frame of a laid-out network; ``more`` is what ``network_page`` takes beside the title."""
        from graph.visualise.page import network_page

        return cls(network_page(network, title=title, **more), height)

    def _repr_html_(self) -> str:
        return sandboxed(self.html, self.height)
