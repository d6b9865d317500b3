"""Takes networks, ledgers and counts, gives HTML pages: one file each, offline, the same bytes for the same input."""

from graph.visualise.department import department_page
from graph.visualise.footer import Imprint, Measured
from graph.visualise.frame import NetworkFrame, sandboxed
from graph.visualise.index import BuildCard, DepartmentRow, GroupRow, Link, PlanCard, index_page
from graph.visualise.page import network_page, pyvis_network
from graph.visualise.palette import sector_of
from graph.visualise.report_page import report_anchor, report_page
from graph.visualise.thumbnail import thumbnail

__all__ = [
    "BuildCard",
    "DepartmentRow",
    "GroupRow",
    "Imprint",
    "Link",
    "Measured",
    "NetworkFrame",
    "PlanCard",
    "department_page",
    "index_page",
    "network_page",
    "pyvis_network",
    "report_anchor",
    "report_page",
    "sandboxed",
    "sector_of",
    "thumbnail",
]
