"""The command line: `planhjul [--db URL] [--kommune NR] COMMAND …`.

Commands live in modules that are imported when they are called, so that `--help` starts at once.
"""

from __future__ import annotations

from planhjul.cli.app import main

__all__ = ["main"]
