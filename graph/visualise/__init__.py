"""Takes networks and counts, gives HTML pages: one file each, offline, the same bytes for the same input."""

from graph.visualise.index import BuildCard, Link, PlanCard, index_page
from graph.visualise.page import network_page, pyvis_network
from graph.visualise.palette import sector_of
from graph.visualise.report_page import report_page

__all__ = ["BuildCard", "Link", "PlanCard", "index_page", "network_page", "pyvis_network", "report_page", "sector_of"]
