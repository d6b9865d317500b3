"""Takes command-line arguments, gives an exit status: ``python build_graph.py plans --out build``."""

import sys

from graph.cli import main

if __name__ == "__main__":
    sys.exit(main())
