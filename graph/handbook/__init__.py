"""Takes a build, gives its handbook: what the terms mean, which questions there are, how to ask one's own."""

from graph.handbook.site import Handbook, make_pages, write_handbook

__all__ = ["Handbook", "make_pages", "write_handbook"]
