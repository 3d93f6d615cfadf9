"""What is promised and not there yet: said plainly, with status 2."""

from argparse import Namespace

from stegvis.cli.saying import refuse


def check(options: Namespace) -> int:
    """Checking a finished report comes later."""
    return refuse("CLI-010", "check", options.language, value="stegvis check")
