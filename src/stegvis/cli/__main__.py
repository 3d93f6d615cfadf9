"""`python -m stegvis.cli` is the same as `stegvis`."""

import sys

from stegvis.cli import main

if __name__ == "__main__":
    sys.exit(main())
